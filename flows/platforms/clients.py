"""Loads a platform's client, which not everybody has installed, when it is first needed."""

from importlib import import_module
from typing import Any

from flows.platforms.base import NotSupported


def load(module: str, extra: str) -> Any:
    """The module of a client; ``extra`` is the name under which this package asks for it.

    Raises:
        NotSupported: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        fix = f"Install it: pip install 'prefect-mishap[{extra}]'"
        raise NotSupported(f"the program that speaks to it is missing ({error}).", where=extra, fix=fix) from error
