"""JSON in pieces: values that stand one after another in a file and are read one at a time."""

import json
from typing import Any


def as_json(value: Any) -> str:
    """The shortest JSON of a value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Pieces:
    """JSON values one after another in one file; each is known by where its bytes start and end."""

    def __init__(self) -> None:
        self.text = ""
        self._size = 0

    def add(self, value: Any) -> list[int]:
        """Append one value; give its start and end."""
        text = as_json(value) + "\n"
        start = self._size
        self._size += len(text.encode())
        self.text += text
        return [start, self._size]

    def add_all(self, values: list[Any]) -> list[int]:
        """Append values one behind another; give where each starts, and where the last one ends."""
        starts = [self.add(value)[0] for value in values]
        return [*starts, self._size]
