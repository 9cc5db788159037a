"""Long inputs: constant memory, and posts come out before the end was read."""

import io
import tracemalloc

import pytest

from guard.inputs import read


class Endless(io.RawIOBase):
    """A file that makes its rows while it is read."""

    def __init__(self, head, row, rows):
        self._parts = iter([head, *[row * 100] * (rows // 100)] if head else [row * 100] * (rows // 100))
        self._rest = b""

    def readable(self):
        return True

    def readinto(self, buffer):
        if not self._rest:
            self._rest = next(self._parts, b"")
        taken = self._rest[: len(buffer)]
        self._rest = self._rest[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)


@pytest.mark.parametrize(
    ("head", "row", "rows"),
    [
        (b"", b'{"text": "Our shop is open until six.", "id": "a", "platform": "x"}\n', 100_000),
        (b"text,id,platform\n", b'"Our shop is open\nuntil six.",a,x\n', 20_000),
        (b"", b"nope, not JSON\n", 20_000),
    ],
    ids=["jsonl", "csv", "errors"],
)
def test_constant_memory(head, row, rows, monkeypatch):
    monkeypatch.setattr("guard.inputs.sniff._kind", lambda _: "csv_table" if head else "jsonl")
    stream = io.BufferedReader(Endless(head, row, rows))
    tracemalloc.start()
    try:
        count = sum(1 for _ in read([], stream))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == rows
    assert peak < 2_000_000


def test_posts_come_out_while_the_input_goes_on():
    stream = io.BufferedReader(Endless(b"", b'{"text": "one"}\n', rows=10**5))
    assert next(read([], stream)).text == "one"
    assert stream.peek(), "there is more to come"
