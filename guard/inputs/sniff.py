"""Which format a stream without a file ending holds, from as few of its lines as possible."""

from collections.abc import Iterator
from itertools import chain

from guard.inputs.fields import KNOWN

_FEWEST_COLUMNS = 2
_LONGEST_HEADER = 2_000


def sniff(lines: Iterator[bytes]) -> tuple[str, Iterator[bytes]]:
    """The module that reads the stream, and the lines with none missing.

    Only what is plainly meant as data is taken for data: a post, too, may begin with a bracket (``[LINK]``).
    """
    head: list[bytes] = []
    opening: list[bytes] = []
    for line in lines:
        head.append(line)
        if not line.isspace():
            opening.append(line.strip())
        if sum(map(len, opening)) > 1:
            break
    return _kind(opening), chain(head, lines)


def _kind(rows: list[bytes]) -> str:
    opening = b"".join(rows)
    following = opening[1:].lstrip()[:1]
    if opening.startswith(b"{") and following in (b'"', b"}"):
        return "jsonl" if len(rows) == 1 and opening.endswith(b"}") else "json_document"
    if opening.startswith(b"[") and following in (b"{", b"]"):
        return "json_document"
    if opening == b"---":
        return "markdown"
    return "csv_table" if _is_header(opening) else "text"


def _is_header(line: bytes) -> bool:
    """Whether a line names columns: "text" and at least one other field, and nothing else but single words."""
    if len(line) > _LONGEST_HEADER or b"text" not in line.lower():
        return False
    from guard.inputs.csv_table import separator_of

    row = line.decode(errors="replace")
    columns = [column.strip().strip('"').lower() for column in row.split(separator_of(row))]
    known = KNOWN.intersection(columns)
    return "text" in known and len(known) >= _FEWEST_COLUMNS and not any(" " in column for column in columns)
