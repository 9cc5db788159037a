"""What is kept between runs: answers that expire, and a limit of tokens that nobody passes."""

import os
import sqlite3
import stat
import threading

import pytest

from guard.config import LanguageModel
from guard.llm import user
from guard.llm.memory import DAY, Answers, Ledger, folder
from guard.llm.spending import Account, most_tokens

NOON = 1_800_000_000.0


def ledger(place, *, run="one", per_run=0, per_day=0, now=NOON):
    return Ledger(str(place), run=run, per_run=per_run, per_day=per_day, now=lambda: now)


def account(place, **limits):
    return Account(LanguageModel(model="m", **limits), folder=str(place), run="one")


def test_an_answer_is_kept_until_it_is_too_old(tmp_path):
    Answers(str(tmp_path), days=2, now=lambda: NOON).put("key", "answer")
    assert Answers(str(tmp_path), days=2, now=lambda: NOON + DAY).get("key") == "answer"
    assert Answers(str(tmp_path), days=2, now=lambda: NOON + 3 * DAY).get("key") is None
    assert Answers(str(tmp_path), days=2, now=lambda: NOON).get("key") is None, "what is too old is deleted"


def test_zero_days_keep_nothing(tmp_path):
    answers = Answers(str(tmp_path), days=0)
    answers.put("key", "answer")
    assert answers.get("key") is None
    assert not os.listdir(tmp_path)


def test_only_the_user_may_read_what_is_kept(tmp_path):
    place = tmp_path / "new"
    Answers(str(place), days=1).put("key", "answer")
    assert stat.S_IMODE(os.stat(place).st_mode) == 0o700
    assert stat.S_IMODE(os.stat(place / "answers.sqlite").st_mode) == 0o600


def test_a_broken_file_costs_only_what_it_would_have_saved(tmp_path):
    (tmp_path / "answers.sqlite").write_bytes(b"no database" * 100)
    answers = Answers(str(tmp_path), days=1)
    answers.put("key", "answer")
    assert answers.get("key") is None


def test_the_cache_folder_may_be_chosen(monkeypatch, tmp_path):
    monkeypatch.setenv("GUARD_CACHE_DIR", str(tmp_path))
    assert folder() == str(tmp_path)
    monkeypatch.delenv("GUARD_CACHE_DIR")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert folder() == os.path.join("/somewhere", "mishap")
    monkeypatch.setattr("sys.platform", "darwin")
    assert folder().endswith(os.path.join("Library", "Caches", "mishap"))
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", "/local")
    assert folder() == os.path.join("/local", "mishap", "cache")


@pytest.mark.parametrize(
    ("limits", "takes", "expected"),
    [
        ({"per_run": 100}, [60, 40], [True, True]),
        ({"per_run": 100}, [60, 41], [True, False]),
        ({"per_day": 100}, [60, 41, 40], [True, False, True]),
        ({"per_run": 100, "per_day": 50}, [51, 50], [False, True]),
        ({}, [10**9], [True]),
    ],
)
def test_a_limit_is_kept_to_the_token(tmp_path, limits, takes, expected):
    book = ledger(tmp_path, **limits)
    assert [book.reserve(tokens) for tokens in takes] == expected


def test_what_was_not_used_is_given_back(tmp_path):
    book = ledger(tmp_path, per_run=100)
    assert book.reserve(90)
    book.settle(90, 10)
    assert book.spent().tokens == 10
    assert book.reserve(90)


def test_a_day_ends_at_midnight_utc_and_a_run_does_not(tmp_path):
    assert ledger(tmp_path, per_day=100).reserve(100)
    assert not ledger(tmp_path, run="two", per_day=100).reserve(1)
    assert ledger(tmp_path, run="two", per_day=100, now=NOON + DAY).reserve(100)
    assert not ledger(tmp_path, run="one", per_run=100, now=NOON + DAY).reserve(1)


def test_many_at_once_never_pass_the_limit(tmp_path):
    taken = []

    def spend():
        book = ledger(tmp_path, per_run=1000)
        taken.extend(7 for _ in range(60) if book.reserve(7))

    threads = [threading.Thread(target=spend) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sum(taken) == 994
    assert ledger(tmp_path).spent().tokens == 994


def test_who_finds_too_little_waits_for_what_others_give_back(tmp_path):
    budget = account(tmp_path, tokens_per_run=100)
    assert budget.reserve(80)
    threading.Timer(0.2, budget.settle, (80, 10)).start()
    assert budget.reserve(80, wait=lambda: 30.0)
    assert not budget.reserve(80, wait=lambda: 0.0)


def test_a_limit_that_cannot_be_written_down_is_not_passed(tmp_path):
    (tmp_path / "spending.sqlite").write_bytes(b"no database" * 100)
    assert not account(tmp_path, tokens_per_run=100).reserve(1)
    free = account(tmp_path, tokens_per_run=0, tokens_per_day=0)
    assert free.reserve(1)
    free.settle(1, 1)
    assert free.told() == "the language model's costs could not be written down."


def test_the_counts_are_told_with_their_limits(tmp_path):
    budget = account(tmp_path, tokens_per_run=5000, tokens_per_day=0)
    budget.reserve(100)
    budget.settle(100, 40)
    for what, number in (("asked", 3), ("cached", 2), ("failed", 1), ("dropped", 4)):
        budget.count(what, number)
    assert budget.told() == (
        "the language model was asked about 3 posts, 1 of them without an answer, 2 answers from earlier: "
        "40 tokens of 5,000 in this run, 40 today. It quoted 4 times what is not there; that was dropped."
    )


@pytest.mark.parametrize("text", ["short", "ü" * 50, "🎉" * 50, "\ud83d", ""])
def test_no_question_costs_more_than_its_bytes(text):
    assert most_tokens([user(text)], {}, 100) >= len(text.encode("utf-8", "surrogatepass")) + 100


def test_old_days_are_forgotten(tmp_path):
    ledger(tmp_path).reserve(5)
    ledger(tmp_path, now=NOON + 61 * DAY)
    with sqlite3.connect(tmp_path / "spending.sqlite") as link:
        assert link.execute("SELECT COUNT(*) FROM spent").fetchone() == (0,)
    link.close()
