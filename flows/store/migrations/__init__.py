"""How the tables came about, one file a version. Files are only ever added, and there is no way back."""

from typing import NoReturn

from flows.errors import CasebookError

HEAD = "0004"
"""The newest version."""


def refuse_downgrade() -> NoReturn:
    """Say that a casebook is not taken back.

    Raises:
        CasebookError: always.
    """
    fix = "Bring back the copy that you made before the upgrade."
    raise CasebookError(f"A casebook is not taken back to an older version: what it has learnt would be lost. {fix}")
