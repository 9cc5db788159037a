"""Step 4: drafts of what is known, questions for what is not."""

import re
from datetime import date

import pytest

from flows.case import NeedsPerson
from flows.errors import NotAllowed
from flows.server.asking import question_about
from flows.steps import remedy
from flows.steps.acknowledge import Acknowledged
from flows.steps.apology import ACTS, UNKNOWN_ACT, UNNAMED, act_of, apology, lacking, lacks, let_write
from flows.steps.approval import STEP as APPROVAL
from flows.steps.approval import decide, waiting
from flows.steps.audience import hear_more
from flows.story import APOLOGY
from flows.terminal.telling import page, shown_draft, told
from guard.config import CATEGORIES
from tests.flows.steps.conftest import GOOD, REPLIES


def at_the_apology(recovery, *replies, **told):
    case = recovery.open(*replies, **told)
    recovery.until("apology")
    return case


def texts(recovery):
    return {draft.audience: draft.text for draft in recovery.casebook.drafts.of(recovery.name, purpose="apology")}


def test_one_draft_for_everybody_and_one_for_each_group(recovery):
    done = apology(at_the_apology(recovery, *REPLIES))
    drafts = texts(recovery)
    assert list(drafts) == ["everybody", "nurses", "miners"]
    assert len(done.drafts) == 3
    assert "It hurt nurses and miners." in drafts["everybody"]
    assert "It hurt you, miners, and you have told us so." in drafts["miners"]
    assert [question.about for question in done.questions] == ["the remedy"]


def test_nobody_is_apologised_to_before_somebody_is_known_to_be_hurt(recovery):
    case = at_the_apology(recovery, ("r1", "x", "hm"))
    with pytest.raises(NeedsPerson, match="nobody to apologise to") as waits:
        apology(case)
    assert "guard incident replies" in waits.value.fix
    assert texts(recovery) == {}


def test_more_replies_open_the_way(recovery):
    case = at_the_apology(recovery, ("r1", "x", "hm"))
    hear_more(case, recovery.replies(*REPLIES))
    apology(case)
    assert "miners" in texts(recovery)


def test_a_person_may_override_with_a_reason(recovery):
    case = at_the_apology(recovery)
    with pytest.raises(NotAllowed, match="Say why"):
        let_write(case, "  ")
    let_write(case, "The mayor called.")
    let_write(case, "The mayor called again.")
    done = apology(case)
    assert recovery.told("override") == ["Drafts are written although nobody is known to be hurt: The mayor called."]
    assert [question.about for question in done.questions] == ["the people", "the remedy"]


def test_promises_that_were_made_stand_in_the_text_and_no_others(recovery):
    case = at_the_apology(recovery, *REPLIES)
    remedy.promise(case, "400 hot meals.", owner="Ben", due=date(2026, 12, 4))
    done = apology(case)
    assert "400 hot meals: Ben sees to it by 4 December." in texts(recovery)["everybody"]
    assert done.questions == ()


def test_a_text_without_a_remedy_says_what_is_missing_wherever_people_read_it(recovery):
    """Neither the terminal nor the form says "no objection" while a remedy is missing."""
    case = at_the_apology(recovery, *REPLIES)
    apology(case)
    draft = waiting(case)
    assert [each["message"] for each in lacks(case, draft)] == ["This apology does nothing to put it right."]
    form = question_about(case, NeedsPerson(APPROVAL, "It waits.")).about
    assert "- **Missing:** This apology does nothing to put it right. Say what you do" in form
    for shown in (shown_draft(case, draft), page(case)):
        assert "missing: This apology does nothing to put it right. Say what you do" in shown
    assert "no objection" not in form + shown_draft(case, draft)
    decide(case, draft, "edited", who="Ann", text=GOOD)
    assert lacks(case, waiting(case)) == []
    assert shown_draft(case, waiting(case)).endswith("The guard has no objection.")
    holding = recovery.casebook.drafts.of(recovery.name, purpose="holding")[0]
    assert lacks(case, holding) == []


def test_drafts_for_groups_say_what_they_are_for(recovery):
    case = at_the_apology(recovery, *REPLIES)
    done = apology(case)
    first, second, third = done.drafts
    said = told(APOLOGY, done)
    assert f"Draft {first} is for everybody: it goes out when it is approved. Drafts {second}, {third} are for" in said
    assert "What goes out is the draft for everybody." in page(case)
    let_write(case, "nobody")
    alone = told(APOLOGY, done.model_copy(update={"drafts": (first,)}))
    assert "for one group" not in alone


def test_a_draft_promises_nothing_that_nobody_has_promised(recovery):
    apology(at_the_apology(recovery, *REPLIES))
    for text in texts(recovery).values():
        assert not re.search(r"\bwe (?:read|will|shall|promise|answer)\b|\bevery\b", text, re.IGNORECASE)


def test_what_the_post_did_is_asked_when_the_guard_cannot_tell(recovery):
    done = apology(at_the_apology(recovery, *REPLIES, text="Our bakery opens at seven on Monday."))
    assert [question.about for question in done.questions] == ["the act", "the remedy"]


def test_no_gift_no_if_no_plea_for_forgiveness(recovery):
    apology(at_the_apology(recovery, *REPLIES))
    for draft in recovery.casebook.drafts.of(recovery.name, purpose="apology"):
        assert not any(finding["severity"] == "block" for finding in draft.findings)
        assert not any(word in draft.text for word in ("if anyone", "forgive", "discount", "voucher"))


def test_again_adds_nothing(recovery):
    case = at_the_apology(recovery, *REPLIES)
    assert apology(case) == apology(case)


@pytest.mark.parametrize("kind", sorted(set(CATEGORIES) - {"guard", "platform", "house"}))
def test_every_kind_of_mishap_has_its_sentence(kind):
    assert ACTS[kind].startswith(("we ", "our first answer"))


@pytest.mark.parametrize(
    ("kinds", "named"),
    [
        (("deception", "customer_insult"), "customer_insult"),
        (("profanity", "bad_timing", "tragedy_exploitation"), "tragedy_exploitation"),
        (("house", "wrong_account"), "wrong_account"),
    ],
)
def test_the_gravest_that_the_guard_names_is_what_is_owned(recovery, kinds, named):
    case = at_the_apology(recovery, *REPLIES)
    done = case.found("acknowledge", Acknowledged)
    assert ACTS[named] in act_of(case, done.model_copy(update={"kinds": kinds}))


def test_an_act_that_nobody_has_put_into_words_is_missing(recovery):
    case = at_the_apology(recovery, *REPLIES)
    (said,) = [each for each in lacking(case, "apology", f"In our post, {UNKNOWN_ACT}.") if each["message"] == UNNAMED]
    assert "begins with" in said["instead"]
    assert UNNAMED not in [each["message"] for each in lacking(case, "apology", "In our post, we made fun of miners.")]
