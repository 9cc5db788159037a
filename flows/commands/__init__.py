"""The commands that the recovery adds to ``guard``; found through the entry points ``guard.commands``."""
