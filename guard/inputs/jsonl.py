"""JSON Lines: one object a line; blank lines are skipped."""

from collections.abc import Iterator

from guard.errors import InputError
from guard.inputs.fields import post_from
from guard.inputs.json_values import parse_object
from guard.inputs.lines import decode
from guard.model import Post


def posts(lines: Iterator[bytes], name: str) -> Iterator[Post | InputError]:
    """The post or the error of every line that is not blank."""
    for number, line in enumerate(lines, 1):
        if line.isspace():
            continue
        try:
            where = f"{name}:{number}"
            yield post_from(parse_object(decode(line, where), where), name, number)
        except InputError as error:
            yield error
