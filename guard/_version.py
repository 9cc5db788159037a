"""The version, in its only place: the build reads it from here and every verdict carries it."""

__version__ = "0.1.0"
