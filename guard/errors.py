"""Every error that the guard raises on purpose, as one tree.

::

    GuardError                  exit code 4: the program could not do its work
    ├── UsageError              exit code 2: something given to the guard is wrong
    │   ├── ConfigError         guard.toml, waivers, house rules, events: file, line, key
    │   ├── InputError          a post that cannot be read: file, line
    │   └── LexiconError        a phrase row that cannot be understood: file, row
    └── CheckIncomplete         a required engine could not run

A message says what is wrong, where (file:line or code) and what to do about it.
"""


class GuardError(Exception):
    """The guard could not do its work."""

    exit_code = 4


class UsageError(GuardError):
    """Something that a person or a program gave to the guard is wrong."""

    exit_code = 2


class _Located(UsageError):
    """An error with a place: ``where`` is a file, optionally with ``:line``."""

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        self.what, self.where, self.fix = what, where, fix
        message = f"{where}: {what}" if where else what
        super().__init__(f"{message} {fix}".rstrip())


class ConfigError(_Located):
    """A configuration file, waiver file or event file is wrong."""


class InputError(_Located):
    """A post cannot be read."""


class LexiconError(_Located):
    """A phrase row or house rule cannot be understood."""


class CheckIncomplete(GuardError):
    """A required engine could not run, so the post counts as not checked."""
