"""Many posts: the order, the counting, the exit code, the progress."""

from collections import deque
from collections.abc import Iterator
from multiprocessing import active_children

import pytest

from guard import progress
from guard.bulk import CHUNK, Settings, judge_all
from guard.errors import CheckIncomplete, InputError
from guard.model import Checked, Post, Verdict
from guard.tally import Tally


def posts(count: int) -> Iterator[Post | InputError]:
    for number in range(count):
        yield (
            InputError("is broken.", where=f"posts:{number}")
            if number % 50 == 7
            else Post(id=str(number), text=f"Loaf {number} is out of the oven.")
        )


@pytest.mark.parametrize("jobs", [1, 2])
def test_order_stays_and_errors_pass_through(jobs: int) -> None:
    found = list(judge_all(posts(2 * CHUNK + 30), Settings(), jobs=jobs))
    assert [item.where.split(":")[1] if isinstance(item, InputError) else item[1].id for item in found] == [
        str(n) for n in range(2 * CHUNK + 30)
    ]


def test_input_is_read_only_as_far_as_it_is_needed() -> None:
    source = posts(10**9)
    judged = judge_all(source, Settings(), jobs=2)
    next(iter(judged))
    judged.close()  # type: ignore[attr-defined]
    assert int(next(p.id for p in source if isinstance(p, Post))) < 20 * CHUNK


def test_a_worker_that_dies_is_said_and_nothing_waits_for_it() -> None:
    judged = judge_all(posts(10**9), Settings(), jobs=2)
    next(iter(judged))
    active_children()[0].kill()
    with pytest.raises(CheckIncomplete, match="a worker process ended"):
        deque(judged, maxlen=0)
    assert not active_children()


def verdict(decision: str, **checked: str) -> Verdict:
    return Verdict(id="p", decision=decision, score=0.5, findings=(), checked=Checked(**checked), policy="", version="")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verdicts", "unreadable", "fail_on", "code"),
    [
        ([verdict("pass")], 0, "review", 0),
        ([verdict("review")], 0, "review", 3),
        ([verdict("review")], 0, "block", 0),
        ([verdict("review"), verdict("block")], 0, "review", 1),
        ([verdict("pass", llm="failed")], 0, "review", 4),
        ([verdict("block"), verdict("review", rules="failed")], 0, "block", 4),
        ([verdict("block", rules="failed")], 1, "review", 2),
        ([], 0, "review", 2),
    ],
)
def test_exit_code(verdicts: list[Verdict], unreadable: int, fail_on: str, code: int) -> None:
    tally = Tally(unreadable=unreadable)
    for one in verdicts:
        tally.add(one)
    assert tally.exit_code(fail_on) == code


def test_a_log_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(progress, "SAY_EVERY", 300)
    assert list(progress.counted(range(650), [])) == list(range(650))
    assert capsys.readouterr().err.splitlines() == ["guard: 300 posts screened", "guard: 600 posts screened"]


@pytest.mark.parametrize("terminal", [True, False])
def test_few_posts_show_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, terminal: bool
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert list(progress.counted(range(150), [])) == list(range(150))
    assert capsys.readouterr().err == ""


def test_a_bar_without_an_end_for_what_cannot_be_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(progress, "_lines", refuse)
    assert progress._expected([__file__, "nowhere.jsonl"]) is None
    monkeypatch.setattr("os.path.isfile", lambda _path: True)
    assert progress._expected(["secret.jsonl"]) is None


def test_a_terminal_gets_a_bar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    path = f"{tmp_path}/posts.jsonl"
    with open(path, "w", encoding="utf-8") as stream:
        stream.write("{}\n" * 500)
    assert list(progress.counted(range(500), [path])) == list(range(500))
    assert "screening posts" in capsys.readouterr().err
