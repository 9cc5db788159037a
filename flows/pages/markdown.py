"""Texts of strangers inside Markdown: none of their signs mean anything there."""

from typing import Any


def cell(text: Any) -> str:
    """A text on one line of Markdown, none of whose signs mean anything."""
    line = " ".join(str(text).split())
    for sign in "\\`*_[]<>|#":
        line = line.replace(sign, f"\\{sign}")
    return line.replace("&", "&amp;")


def quoted(text: str) -> str:
    """A text as a quotation in Markdown, line by line, none of whose signs mean anything."""
    return "\n".join(f"> {cell(line)}".rstrip() for line in text.splitlines())
