"""Step 3: who was hurt, with the replies that say so."""

import pytest

from flows.steps.audience import audience, hear_more, heard_so_far, replies_so_far
from flows.terminal.telling import heard_lines
from guard.errors import InputError
from tests.flows.steps.conftest import REPLIES


def test_groups_are_named_with_the_replies_that_say_so(recovery):
    case = recovery.open(*REPLIES)
    recovery.until("audience")
    heard = audience(case)
    assert (heard.replies, heard.offended) == (4, 3)
    assert [(g.group, g.evidence) for g in heard.groups] == [("nurses", ("r1", "r2")), ("miners", ("r3",))]
    assert recovery.told("audience") == ["3 of 4 replies are offended; hurt: nurses, miners."]
    assert case.incident.state == "audience_known"


def test_without_replies_nobody_is_named(recovery):
    case = recovery.open()
    recovery.until("audience")
    heard = audience(case)
    assert (heard.replies, heard.groups) == (0, ())
    assert "nobody yet" in recovery.told("audience")[0]


def test_more_replies_join_those_before_each_once(recovery):
    case = recovery.open(("r1", "x", "hm"))
    recovery.until("apology")
    assert heard_so_far(case).groups == ()
    first = hear_more(case, recovery.replies(*REPLIES[:3]))
    assert hear_more(case, recovery.replies(*REPLIES[:3])) == first
    hear_more(case, recovery.replies(*REPLIES[2:]))
    assert heard_so_far(case).replies == 4
    assert len(replies_so_far(case)) == 4
    assert len(recovery.casebook.evidence.of(case.name, kind="replies")) == 3
    assert recovery.is_whole()


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("no reply\n", "not one of its 1 lines is a reply"),
        ("", "holds no replies, so nothing was kept. Write one reply a line into it"),
        (" \n\n", "holds no replies"),
    ],
)
def test_a_file_without_replies_changes_nothing(recovery, tmp_path, lines, why):
    case = recovery.open(*REPLIES)
    recovery.until("apology")
    before, kept = heard_so_far(case), recovery.casebook.evidence.of(case.name)
    (tmp_path / "bad.jsonl").write_text(lines)
    with pytest.raises(InputError, match=why):
        hear_more(case, str(tmp_path / "bad.jsonl"))
    assert heard_so_far(case) == before
    assert recovery.casebook.evidence.of(case.name) == kept


def test_lines_that_were_left_out_are_told_beside_what_was_heard(recovery):
    case = recovery.open(*REPLIES[:1])
    recovery.until("apology")
    path = recovery.replies(*REPLIES)
    with open(path, "a", encoding="utf-8") as stream:
        stream.write('{"id": "r5", "text": "Hm", "created_at": "25.11.2026"}\n')
    heard = hear_more(case, path)
    assert heard.replies == 4
    assert heard.unreadable == (
        f"1 line of {path} is no reply and was left out; the others were read.",
        f"{path}:5: created_at is not a moment like 2026-11-22T10:15:00Z.",
    )
    assert heard_lines(heard)[:2] == [*heard.unreadable]
    assert heard_so_far(case).unreadable == ()


def test_a_second_file_tells_what_is_different(recovery):
    case = recovery.open(*REPLIES[:1])
    recovery.until("apology")
    heard = hear_more(case, recovery.replies(*REPLIES))
    assert [line.split(",")[0] for line in heard.changes] == [
        "Named as hurt for the first time: miners",
        "Asked for the first time: “apologise”",
    ]
    assert heard_so_far(case).changes == heard.changes
