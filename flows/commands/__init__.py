"""The commands that the recovery adds to ``guard``, one file each; found through the entry points ``guard.commands``."""
