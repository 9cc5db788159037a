"""Drafts and approvals: what is approved is what goes out, and who may say so."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from flows.errors import NotAllowed, NotInCasebook
from flows.outgoing import MACHINE, ApprovalRules

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
TWO = ApprovalRules(two_person=True)
SORRY = "We are sorry. We made fun of people in danger."


@pytest.fixture(params=["incident", "everyday post"])
def add(request, casebook):
    """Adds drafts, to an incident or for an everyday post."""
    name = request.getfixturevalue("incident").id if request.param == "incident" else None

    def add(text=SORRY, **fields):
        given = {"platform": "x", "author": MACHINE, "now": NOW}
        return casebook.drafts.add(name, text, **given | fields)

    return add


@pytest.fixture
def decide(casebook):
    def decide(draft, decision="approved", who="Ann", **fields):
        return casebook.approvals.decide(draft.id, decision, who=who, **{"now": NOW} | fields)

    return decide


def test_a_draft_is_read_again(casebook, add):
    draft = add(audience="nurses", purpose="holding", findings=[{"code": "M501", "span": [0, 3]}])
    assert casebook.drafts.get(draft.id) == draft
    assert draft.sha256 == hashlib.sha256(SORRY.encode()).hexdigest()
    assert (draft.round, draft.findings[0]["code"], draft.written_at) == (1, "M501", NOW)


def test_the_same_draft_is_kept_once(add):
    first = add()
    assert add() == first
    assert len({first.id, add("Other").id, add(audience="nurses").id, add(author="Ann").id, add(platform="y").id}) == 5


def test_a_new_round_supersedes_the_one_before(casebook, incident):
    def add(text, supersedes=None):
        fields = {"platform": "x", "author": "Ann", "now": NOW, "supersedes": supersedes}
        return casebook.drafts.add(incident.id, text, **fields)

    first = add("One")
    second = add("Two", first.id)
    other = add("Other")
    assert (second.round, second.supersedes) == (2, first.id)
    assert add("Two", first.id) == second
    with pytest.raises(NotAllowed, match=f"Draft {first.id} was replaced by draft {second.id}"):
        add("Three", first.id)
    assert casebook.drafts.of(incident.id) == (first, second, other)
    assert casebook.drafts.of(incident.id, newest=True) == (second, other)
    assert casebook.drafts.of(incident.id, purpose="holding") == ()


def test_a_draft_needs_a_text_and_a_number(casebook, add):
    with pytest.raises(NotAllowed, match="needs a text"):
        add(" \n")
    for ask in (casebook.drafts.get, lambda draft: casebook.approvals.decide(draft, "approved", who="Ann", now=NOW)):
        with pytest.raises(NotInCasebook, match="no draft 99"):
            ask(99)


def test_a_draft_is_judged_again(casebook, add):
    draft = add()
    assert casebook.drafts.judge(draft.id, [{"code": "M101"}]).findings == ({"code": "M101"},)


def test_nothing_goes_out_unasked(casebook, add):
    standing = casebook.approvals.standing(add().id, now=NOW)
    assert (standing.approved, standing.rejected, standing.missing, standing.by) == (False, False, 1, ())


def test_one_approval_is_enough_without_the_rule(casebook, add, decide):
    draft = add(author="Ann")
    approval = decide(draft)
    assert (approval.sha256, approval.text, approval.draft_hash) == (draft.sha256, SORRY, draft.sha256)
    standing = casebook.approvals.standing(draft.id, now=NOW)
    assert (standing.approved, standing.by, standing.missing) == (True, ("Ann",), 0)


def test_the_same_decision_is_kept_once(casebook, add, decide):
    draft = add()
    assert decide(draft) == decide(draft, who=" ANN ", now=NOW + timedelta(hours=1))
    assert len(casebook.approvals.about(draft.id)) == 1


def test_an_approval_expires(casebook, add, decide):
    draft = add()
    rules = ApprovalRules(valid_for=timedelta(hours=2))
    decide(draft, rules=rules)
    last = NOW + timedelta(hours=2)
    assert casebook.approvals.standing(draft.id, now=last - timedelta(seconds=1)).approved
    standing = casebook.approvals.standing(draft.id, now=last)
    assert (standing.approved, standing.missing, standing.expired) == (False, 1, 1)
    decide(draft, now=last)
    assert casebook.approvals.standing(draft.id, now=last).approved


def test_a_rejection_needs_a_reason_and_stays(casebook, add, decide):
    draft = add()
    with pytest.raises(NotAllowed, match="needs a reason"):
        decide(draft, "rejected")
    decide(draft, "rejected", reason="It blames the readers.")
    decide(draft, who="Bea")
    standing = casebook.approvals.standing(draft.id, now=NOW + timedelta(days=99))
    assert (standing.approved, standing.rejected, standing.reason) == (False, True, "It blames the readers.")


def test_a_person_may_think_again(casebook, add, decide):
    draft = add()
    decide(draft, "rejected", reason="It blames the readers.")
    decide(draft)
    assert casebook.approvals.standing(draft.id, now=NOW).approved
    decide(draft, "rejected", reason="After all, no.")
    assert casebook.approvals.standing(draft.id, now=NOW).rejected
    assert len(casebook.approvals.about(draft.id)) == 3


@pytest.mark.parametrize("who", ["", "  ", MACHINE, "Mishap"])
def test_a_decision_needs_a_person(add, decide, who):
    with pytest.raises(NotAllowed, match="name of the person"):
        decide(add(), who=who)


def test_an_edit_is_a_new_draft_with_its_own_hash(casebook, add, decide):
    draft = add()
    edit = decide(draft, "edited", text="We are sorry.", findings=[{"code": "M000"}])
    new = casebook.drafts.get(edit.successor)
    assert (new.text, new.author, new.round, new.supersedes) == ("We are sorry.", "Ann", 2, draft.id)
    assert (new.findings, new.audience, new.sha256) == (({"code": "M000"},), draft.audience, edit.sha256)
    assert decide(draft, "edited", text="We are sorry.") == edit
    standing = casebook.approvals.standing(new.id, now=NOW)
    assert (standing.approved, standing.by) == (True, ("Ann",))
    old = casebook.approvals.standing(draft.id, now=NOW)
    assert (old.approved, old.successor) == (False, new.id)
    with pytest.raises(NotAllowed, match=f"replaced by draft {new.id}"):
        decide(draft, who="Bea")


def test_an_approved_draft_that_is_edited_later_is_not_approved_any_more(casebook, add, decide):
    draft = add()
    decide(draft)
    decide(draft, "edited", who="Bea", text="Sorry!")
    assert not casebook.approvals.standing(draft.id, now=NOW).approved


def test_an_edit_without_a_change_is_an_approval(add, decide):
    approval = decide(add(), "edited", text=SORRY)
    assert (approval.decision, approval.successor) == ("approved", None)


@pytest.mark.parametrize("text", [None, "", " "])
def test_an_edit_needs_its_text(add, decide, text):
    with pytest.raises(NotAllowed, match="needs the new text"):
        decide(add(), "edited", text=text)


def test_nobody_approves_their_own_draft_under_the_rule(casebook, add, decide):
    draft = add(author="Ann Lee")
    with pytest.raises(NotAllowed, match="somebody else must approve"):
        decide(draft, who="ann  lee", rules=TWO)
    decide(draft, who="Ann Lee")  # written down before the rule was switched on
    assert not casebook.approvals.standing(draft.id, now=NOW, rules=TWO).approved
    decide(draft, who="Bea", rules=TWO)
    assert casebook.approvals.standing(draft.id, now=NOW, rules=TWO).approved


def test_a_draft_by_the_machine_takes_two_people_under_the_rule(casebook, add, decide):
    draft = add()
    missing = []
    for who in ("Ann", "ANN", "Bea"):
        decide(draft, who=who, rules=TWO)
        missing.append(casebook.approvals.standing(draft.id, now=NOW, rules=TWO).missing)
    assert missing == [1, 1, 0]


def test_who_edits_under_the_rule_is_the_author(casebook, add, decide):
    edit = decide(add(), "edited", text="Sorry!", rules=TWO)
    new = casebook.drafts.get(edit.successor)
    assert casebook.approvals.standing(new.id, now=NOW, rules=TWO).missing == 1
    with pytest.raises(NotAllowed, match="somebody else"):
        decide(new, rules=TWO)
    decide(new, who="Bea", rules=TWO)
    assert casebook.approvals.standing(new.id, now=NOW, rules=TWO).approved


def test_what_is_decided_stands_in_the_timeline_without_the_text(casebook, incident, decide):
    draft = casebook.drafts.add(incident.id, SORRY, platform="x", author=MACHINE, now=NOW)
    approval = decide(draft, reason="clear")
    (event,) = casebook.timeline.of(incident.id, kind="approval")
    assert event.what == f"Ann approved draft {draft.id}: clear"
    assert (event.details["sha256"], event.details["reason"]) == (draft.sha256, "clear")
    assert SORRY not in "".join(told.model_dump_json() for told in casebook.timeline.of(incident.id))
    assert casebook.approvals.of(incident.id) == (approval,)


def test_a_text_that_was_changed_is_named(casebook, incident, setting):
    from sqlalchemy import create_engine

    from flows.store.place import casebook_url

    draft = casebook.drafts.add(incident.id, SORRY, platform="x", author=MACHINE, now=NOW)
    engine = create_engine(casebook_url(setting))
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE draft SET text = 'We are not sorry.'")
    (place,) = casebook.verify(incident.id).broken
    assert (place.where, place.what) == (f"draft {draft.id}", "Its text was changed after it was written.")
    forged = hashlib.sha256(b"We are not sorry.").hexdigest()
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE draft SET sha256 = '{forged}'")  # noqa: S608
    engine.dispose()
    assert [place.where for place in casebook.verify(incident.id).broken] == [f"draft {draft.id}", "draft of event 2"]


@pytest.mark.parametrize("hours", [0, -1])
def test_an_approval_is_valid_for_some_time(hours):
    with pytest.raises(ValueError, match="greater than"):
        ApprovalRules(valid_for=timedelta(hours=hours))
