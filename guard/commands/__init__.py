"""The commands of `guard`, one file each; each file holds its click command as ``command``."""
