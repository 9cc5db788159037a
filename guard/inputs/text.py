"""A text file: the post alone, from the first character to the last that is not a line end."""

from collections.abc import Iterator

from guard.inputs.fields import post_from
from guard.inputs.lines import whole
from guard.model import Post


def posts(lines: Iterator[bytes], name: str) -> Iterator[Post]:
    """The one post of a text file."""
    yield post_from({"text": whole(lines, name).rstrip("\r\n")}, name, 1)
