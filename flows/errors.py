"""Every error that the recovery raises on purpose, hung into the guard's tree.

::

    GuardError                       exit code 4: the program could not do its work
    ├── RecoveryError                a step of the recovery could not do its work
    │   ├── CasebookError            the database or the evidence folder does not work: nothing was changed
    │   │   └── CasebookTooNew       a newer version of this program has written the casebook
    │   └── ClaimLost                another run has taken over this step
    └── UsageError                   exit code 2: something given to the recovery is wrong
        ├── NotInCasebook            no incident, draft, publication ... of that name
        └── NotAllowed               a rule forbids it: the two-person rule, a step back, a key used twice
            └── IllegalMove          a state cannot follow the one it is in

A message says what is wrong, where, and what to do about it, to a person who answers for a brand's accounts.
"""

from guard.errors import GuardError, UsageError


class RecoveryError(GuardError):
    """A step of the recovery could not do its work."""


class CasebookError(RecoveryError):
    """The casebook cannot be opened, read or written. What was being written was not written at all."""


class CasebookTooNew(CasebookError):
    """The casebook was written by a newer version of this program."""


class ClaimLost(RecoveryError):
    """Another run has taken over this step, so this one must not go on."""


class NotInCasebook(UsageError):
    """The casebook knows no such incident, draft, publication ..."""


class NotAllowed(UsageError):
    """A rule forbids what was asked for."""


class IllegalMove(NotAllowed):
    """A state cannot follow the one that the incident, publication or post is in."""
