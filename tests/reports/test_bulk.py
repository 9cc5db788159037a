"""Reports of many posts: written as they come, in constant memory."""

import tracemalloc

import pytest

from guard import reports
from guard.errors import InputError
from guard.model import Post
from guard.reports import FORMATS
from guard.tally import Tally

POSTS = 10_000


class Sink:
    """A stream that counts and forgets."""

    encoding = "utf-8"

    def __init__(self):
        self.size = 0

    def write(self, text):
        self.size += len(text)

    def isatty(self):
        return False


@pytest.mark.parametrize("form", FORMATS)
def test_constant_memory(form, desk):
    clean = Post(text="Open until six.", id="a.jsonl:1", place="a.jsonl:1")
    items = [(clean, desk.verdict(clean)), desk.one("a bad word", "bad"), InputError("is broken.", where="a.jsonl:3")]
    sink = Sink()
    report, tally = reports.new(form, sink, errors=Sink()), Tally()
    report.start()
    tracemalloc.start()
    try:
        for number in range(POSTS):
            item = items[2 if number % 10 == 1 else number % 50 == 0]
            if isinstance(item, InputError):
                report.error(item)
            else:
                report.post(*item)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    tally.passed = POSTS
    report.end(tally)
    assert peak < 2_000_000
    assert sink.size > 100


@pytest.mark.parametrize("form", ["text", "jsonl", "sarif", "github", "markdown"])
def test_written_as_it_comes(form, desk):
    sink = Sink()
    report = reports.new(form, sink, errors=Sink())
    report.start()
    sizes = []
    for _ in range(3):
        report.post(*desk.one("a bad word", "bad"))
        sizes.append(sink.size)
    assert 0 < sizes[0] < sizes[1] < sizes[2]


def test_unknown_formats_are_unknown():
    with pytest.raises(KeyError):
        reports.new("pdf", Sink())


def test_only_what_the_text_report_needs_is_imported():
    """The cold start of ``guard check post.txt`` is a budget."""
    import subprocess
    import sys

    program = (
        "import sys; from guard import reports; from guard.tally import Tally; from guard.model import *;"
        "r = reports.new('text', sys.stdout); r.start();"
        "p = Post(text='hello', id='a', place='a:1');"
        "r.post(p, Verdict(id='a', decision='pass', score=0.0, findings=(), checked=Checked(), policy='', version=''));"
        "r.end(Tally(passed=1));"
        "print('IMPORTED', *{'json', 'rich', 'shutil', 'textwrap', 'unicodedata', 'urllib', 'pathlib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "PASS: may go out" in done.stdout
    imported = set(done.stdout.rpartition("IMPORTED")[2].split())
    bare = subprocess.run(
        [sys.executable, "-c", "import sys, msgspec; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    assert imported <= set(bare.stdout.split())
