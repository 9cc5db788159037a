"""A person's note changes a draft: through the same checks, into a new draft that waits like every other."""

from datetime import date

import pytest
from click.testing import CliRunner

from flows.errors import NotAllowed, RecoveryError
from flows.plan import Agreement
from flows.steps import remedy
from flows.steps.approval import approved_now, decide, waiting
from flows.steps.improving import improve
from guard.errors import UsageError
from tests.flows.llm.conftest import BRAND, GOOD, REPLIES, evidence, part, sentence
from tests.llm.scripted import section

NOTE = "Shorter, and say that the post stood there for six hours."
SHORTER = [
    sentence("act", "We used an earthquake to sell boots, and the post stood there for six hours.", "P1", "N2"),
    *GOOD[1:4],
    sentence("repair", "Ben pays for 400 hot meals.", "D1"),
]


@pytest.fixture
def drafted(recovery, model):
    model.answers["improve"] = {"sentences": SHORTER}
    case = recovery.open(*REPLIES)
    remedy.promise(case, "400 hot meals.", owner="Ben", due=date(2026, 12, 4))
    recovery.until("approval")
    return case


def test_a_note_makes_a_new_draft_of_the_next_round(recovery, model, drafted):
    before = waiting(drafted)
    after = improve(drafted, before, NOTE, who="Ben")
    assert after.text.startswith("We used an earthquake to sell boots, and the post stood there for six hours.")
    assert (after.supersedes, after.round, after.author, after.audience) == (before.id, 2, "mishap", "everybody")
    assert waiting(drafted) == after
    [body] = model.given["improve"]
    assert part(body, "note") == NOTE
    assert part(body, "draft") == before.text
    assert recovery.told("note") == [f"Ben asked for a change of draft {before.id}: {NOTE}"]


def test_the_note_may_bring_a_promise_that_only_a_person_can_make(recovery, model, drafted):
    promise = sentence("repair", "We will pay for 400 hot meals.", "N2")
    model.answers["improve"] = {"sentences": [*SHORTER, promise]}
    after = improve(drafted, waiting(drafted), "Say that we pay for 400 hot meals.", who="Ben")
    assert "We will pay for 400 hot meals." in after.text


def test_objections_to_the_new_text_go_back_and_the_best_comes_out_with_what_is_open(recovery, model, drafted):
    sale = sentence("explanation", "The boots are on sale now.", "N1")
    model.answers["improve"] = {"sentences": [*SHORTER, sale]}
    after = improve(drafted, waiting(drafted), NOTE, who="Ben")
    assert model.asked["improve"] == 3
    assert after.findings
    assert waiting(drafted) == after


def test_whoever_wrote_the_note_may_approve_and_two_people_are_still_two(recovery, model):
    model.answers["improve"] = {"sentences": SHORTER}
    model.answers["improve"] = {"sentences": SHORTER[:-1]}
    case = recovery.open(*REPLIES, agreed=Agreement(two_person=True))
    recovery.until("approval")
    after = improve(case, waiting(case), NOTE, who="Ben")
    decide(case, after, "approved", who="Ben")
    decide(case, after, "approved", who="Ann")
    assert approved_now(case).draft == after.id


def test_the_same_note_again_gives_the_same_draft(recovery, model, drafted):
    before = waiting(drafted)
    assert improve(drafted, before, NOTE, who="Ben") == improve(drafted, before, NOTE, who="Ben")
    assert model.asked["improve"] == 1


def test_without_a_good_text_the_draft_stays(recovery, model, drafted):
    before = waiting(drafted)
    model.answers["improve"] = {"sentences": [sentence("regret", "Sorry.", "X1")]}
    with pytest.raises(RecoveryError, match=r"stays as it is. Write the text yourself: guard incident approve"):
        improve(drafted, before, NOTE, who="Ben")
    assert waiting(drafted) == before


@pytest.mark.parametrize("note", ["", "  \n"])
def test_a_note_says_something(drafted, note):
    with pytest.raises(NotAllowed, match="Say what should be different"):
        improve(drafted, waiting(drafted), note, who="Ben")


def test_other_drafts_and_missing_models_are_refused_with_a_way_out(recovery, server, drafted):
    holding = waiting(drafted, "holding")
    with pytest.raises(NotAllowed, match="no apology that waits"):
        improve(drafted, holding, NOTE, who="Ben")
    recovery.named(server.url, drafts=False)
    with pytest.raises(UsageError, match="names no language model"):
        improve(recovery.case(), waiting(drafted), NOTE, who="Ben")


@pytest.mark.usefixtures("drafted")
def test_the_command_shows_the_new_draft_and_how_to_approve_it(recovery, server, tmp_path, monkeypatch):
    from flows.commands.improving import command

    monkeypatch.chdir(tmp_path)
    toml = tmp_path / "guard.toml"
    toml.write_text(BRAND + section(server.url))
    book = ["--casebook", f"{tmp_path}/casebook.sqlite3", "--config", str(toml)]
    done = CliRunner().invoke(
        command, [recovery.name, "--note", NOTE, "--by", "Ben", *book], standalone_mode=False, catch_exceptions=False
    )
    assert done.return_value == 3
    assert "stood there for six hours" in done.stdout
    assert f"guard incident approve {recovery.name} --by NAME" in done.stderr


def test_evidence_of_an_improvement_is_all_that_is_known(model, drafted):
    improve(drafted, waiting(drafted), NOTE, who="Ben")
    kinds = {row["kind"] for row in evidence(model.given["improve"][0]).values()}
    assert {"the post", "finding", "reply", "the note of the person who asks for the change"} <= kinds
