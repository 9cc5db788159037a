"""The everyday path: what goes out, what becomes a draft, what a person must say, and that nothing goes out twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from flows.errors import IllegalMove, NotAllowed, NotInCasebook
from flows.everyday.answers import Approver
from flows.everyday.dispatch import PATIENCE, TOO_LATE, send_due
from flows.everyday.posts import approve_and_release, edit, not_posted, posted, reject, release, submit, withdraw
from flows.everyday.wanted import wanted
from guard.errors import InputError, UsageError
from guard.model import Media, Post

from .conftest import BLOCKED, CLEAN, LATER, NOW, REVIEW, brand

BEN = Approver("Ben Oduya", "it is meant kindly")


def sent(office, **wish):
    return submit(office.desk, office.wish(**wish), by="Ana")


def due(office):
    return [answer.outcome for answer in send_due(office.desk, by="cron")]


# --- a new post -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "at", "frozen", "outcome", "code", "states", "out"),
    [
        (CLEAN, None, False, "published", 0, {1: "published"}, [CLEAN]),
        (CLEAN, LATER, False, "queued", 0, {1: "waiting"}, []),
        (CLEAN, None, True, "draft", 3, {1: "draft"}, []),
        (CLEAN, LATER, True, "draft", 3, {1: "draft"}, []),
        (REVIEW, None, False, "draft", 3, {1: "draft"}, []),
        (REVIEW, LATER, True, "draft", 3, {1: "draft"}, []),
        (BLOCKED, None, False, "blocked", 1, {}, []),
        (BLOCKED, LATER, True, "blocked", 1, {}, []),
    ],
)
def test_what_becomes_of_a_post(office, text, at, frozen, outcome, code, states, out):  # noqa: PLR0917 - its table
    if frozen:
        office.casebook.freezes.freeze(by="Cy", why="an accident", now=NOW)
    answer = sent(office, text=text, at=at)
    assert (answer.outcome, answer.exit_code, office.states(), office.texts()) == (outcome, code, states, out)
    assert ("an accident" in answer.said) == (frozen and outcome == "draft")


def test_the_same_post_goes_out_once(office):
    answers = [sent(office) for _ in range(3)]
    assert [answer.outcome for answer in answers] == ["published"] * 3
    assert answers[1].said.startswith("Number 1 lies in the outbox, and goes there once: file://")
    assert office.texts() == [CLEAN]
    entry = office.casebook.publications.named(office.wish().key)
    assert (entry.state, entry.account, entry.platform) == ("confirmed", "main", "outbox")


@pytest.mark.parametrize("other", [{"text": "Something else."}, {"id": "2"}, {"account": "blog"}, {"answers": "x"}])
def test_another_post_is_another_publication(office, other):
    assert office.wish().key != office.wish(**other).key
    assert [sent(office).outcome, sent(office, **other).outcome] == ["published"] * 2


def test_keys_are_plain_letters_and_still_tell_accounts_apart(office):
    office.desk.accounts |= {"Café": office.outbox, "Cafè": office.outbox}
    keys = {office.wish(account=account, id="Grüße/1 \n").key for account in ("Café", "Cafè")}
    assert (len(keys), all(key.isascii() and " " not in key for key in keys)) == (2, True)


def test_a_post_that_is_queued_stays_for_its_time(office):
    sent(office, at=LATER)
    again = sent(office)
    assert (again.outcome, office.texts()) == ("queued", [])
    assert "guard publish --withdraw 1" in again.fix


def test_a_check_that_is_not_whole_publishes_nothing(office, monkeypatch):
    monkeypatch.setattr("guard.detectors.load", lambda _: None)
    answer = sent(office, text=REVIEW)
    assert (answer.outcome, answer.exit_code, office.states()) == ("incomplete", 4, {})


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"account": "mian"}, "no account 'mian' here. Those that there are: blog, main"),
        ({"at": NOW}, "has passed"),
        ({"at": NOW.replace(year=2900)}, "year 2900"),
        ({"text": " \u200b"}, "no words"),
        ({"in_reply_to": "What about Sunday?"}, "--answers"),
        ({"media": (Media(path="nowhere.png"),)}, "no such file"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_kept(office, wish, words):
    with pytest.raises(UsageError, match=words):
        office.wish(**wish)
    assert office.casebook.queue.all() == ()


def test_a_post_for_another_account_is_refused(office):
    post = Post(text=CLEAN, account="main", place="post.txt:1")
    with pytest.raises(InputError, match="is meant for the account main, and you say --to blog"):
        wanted(post, "blog", office.desk.accounts, config=office.desk.config, at=None, now=NOW)


# --- at its time ------------------------------------------------------------------------------------------------------


def test_what_is_due_goes_out_and_nothing_else(office):
    sent(office, at=LATER)
    sent(office, text="Tomorrow we bake.", at=LATER + timedelta(days=1))
    assert due(office) == []
    office.clock.travel_to(LATER)
    assert due(office) == ["published"]
    assert due(office) == []
    assert (office.texts(), office.states()) == ([CLEAN], {1: "published", 2: "waiting"})


@pytest.mark.parametrize(
    ("severity", "outcome", "words"),
    [
        ("block", "blocked", "The guard blocks it now: "),
        ("review", "draft", "A person must look first"),
        ("info", "published", ""),
    ],
)
def test_it_is_judged_again_when_it_goes_out(office, severity, outcome, words):
    sent(office, at=LATER)
    office.change(brand((severity, "open until six")))
    office.clock.travel_to(LATER)
    (answer,) = send_due(office.desk, by="cron")
    assert (answer.outcome, words in answer.said) == (outcome, True)
    assert office.texts() == ([CLEAN] if outcome == "published" else [])
    if outcome != "published":
        assert office.casebook.queue.get(1).state == "draft"
        assert words in office.casebook.queue.get(1).note
        office.change(brand())
        assert release(office.desk, 1, at=None, by="Ana").outcome == "published"


def test_what_is_found_after_the_approval_needs_another_look(office):
    submit(office.desk, office.wish(text=REVIEW, at=LATER), by="Ana", approver=BEN)
    office.change(brand(("review", "new drill")))
    office.clock.travel_to(LATER)
    (answer,) = send_due(office.desk, by="cron")
    assert (answer.outcome, office.texts()) == ("draft", [])
    assert "The guard has found more since it was approved: " in answer.said
    assert release(office.desk, 1, at=None, by="Ana").outcome == "draft"
    assert release(office.desk, 1, at=None, by="Ana", approver=BEN).outcome == "published"


def test_what_is_much_too_late_waits_for_a_person(office):
    sent(office, at=LATER)
    office.clock.travel_to(LATER + TOO_LATE + timedelta(minutes=1))
    assert due(office) == ["draft"]
    assert "too long ago" in office.casebook.queue.get(1).note
    assert (due(office), office.texts()) == ([], [])


def test_a_frozen_post_waits_and_a_thaw_sends_nothing(office):
    sent(office, at=LATER)
    office.casebook.freezes.freeze(by="Cy", why="an accident", now=NOW)
    office.clock.travel_to(LATER)
    assert (due(office), office.states()) == ([], {1: "held"})
    assert release(office.desk, 1, at=None, by="Ana").outcome == "draft"
    office.casebook.freezes.thaw(by="Cy", why="over", now=LATER)
    assert (due(office), office.states(), office.texts()) == ([], {1: "draft"}, [])
    assert release(office.desk, 1, at=None, by="Ana").outcome == "published"


def test_a_freeze_in_the_last_moment_stops_it(office, monkeypatch):
    sent(office, at=LATER)
    office.clock.travel_to(LATER)
    queue, start = office.casebook.queue, office.casebook.queue.start

    def start_and_freeze(post, *, now):
        started = start(post, now=now)
        office.casebook.freezes.freeze(by="Cy", why="an accident", now=now)
        return started

    monkeypatch.setattr(queue, "start", start_and_freeze)
    assert (due(office), office.states(), office.texts()) == (["draft"], {1: "draft"}, [])


def test_a_picture_goes_with_it_and_must_stay_what_it_was(office, tmp_path):
    picture = tmp_path / "cake.png"
    picture.write_bytes(b"cake")
    beside = {"place": f"{tmp_path}/post.json:1", "media": (Media(path="cake.png", alt_text="A cake"),)}
    sent(office, at=LATER, **beside)
    sent(office, text="Another cake.", at=LATER, **beside)
    office.clock.travel_to(LATER)
    assert next(send_due(office.desk, by="cron")).outcome == "published"
    picture.write_bytes(b"something else")
    assert due(office) == ["draft"]
    assert "cake.png is gone or is not the one" in office.casebook.queue.get(2).note


def test_an_account_that_is_gone_leaves_a_draft(office):
    sent(office, at=LATER)
    main = office.desk.accounts.pop("main")
    office.clock.travel_to(LATER)
    assert due(office) == ["draft"]
    assert "not in accounts.toml" in release(office.desk, 1, at=None, by="Ana").said
    office.desk.accounts["main"] = main
    assert release(office.desk, 1, at=None, by="Ana").outcome == "published"


def test_an_answer_stands_below_the_post_that_it_answers(office):
    first = sent(office).url
    assert first.startswith("file://")
    sent(office, text="We are, also on Sunday.", in_reply_to="Open?", answers="post-1")
    entries = [office.outbox._folder.entry(id_) for id_ in office.outbox._folder.ids()]
    assert {entry.in_reply_to for entry in entries} == {None, "post-1"}


# --- drafts and people ------------------------------------------------------------------------------------------------


def test_a_draft_goes_out_once_somebody_has_approved_it(office):
    assert sent(office, text=REVIEW).fix.startswith("To approve: guard publish --release 1 --at now")
    assert release(office.desk, 1, at=None, by="Ana").outcome == "draft"
    with pytest.raises(NotAllowed, match="needs a reason"):
        release(office.desk, 1, at=None, by="Ana", approver=Approver("Ben", " "))
    assert release(office.desk, 1, at=LATER, by="Ana", approver=BEN).outcome == "queued"
    office.clock.travel_to(LATER)
    assert (due(office), office.texts()) == (["published"], [REVIEW])


def test_it_can_be_approved_at_once_and_holds_until_its_time(office):
    next_week = NOW + timedelta(days=7)
    answer = submit(office.desk, office.wish(text=REVIEW, at=next_week), by="Ana", approver=BEN)
    assert answer.outcome == "queued"
    office.clock.travel_to(next_week + timedelta(minutes=5))
    assert (due(office), office.texts()) == (["published"], [REVIEW])


def test_the_approval_of_one_post_is_not_that_of_another(office):
    submit(office.desk, office.wish(text=REVIEW), by="Ana", approver=BEN)
    assert [sent(office, text=REVIEW, account="blog").outcome, sent(office, text=REVIEW, id="2").outcome] == [
        "draft"
    ] * 2


def test_the_two_person_rule_stays_with_the_post(office):
    wish = office.wish(text=REVIEW)
    with pytest.raises(NotAllowed, match="somebody else must approve"):
        submit(office.desk, wish, by="Ben Oduya", approver=BEN, two_person=True)
    with pytest.raises(NotAllowed, match="somebody else must approve"):
        release(office.desk, 1, at=None, by="Ana", approver=BEN)
    assert release(office.desk, 1, at=None, by="Ana", approver=Approver("Ana", "fine")).outcome == "published"


def test_what_is_no_draft_is_not_released(office):
    sent(office, at=LATER)
    assert release(office.desk, 1, at=None, by="Ana").outcome == "queued"
    assert office.states() == {1: "waiting"}
    with pytest.raises(NotInCasebook, match="no queued post 7"):
        release(office.desk, 7, at=None, by="Ana")


def test_a_draft_is_edited_and_the_old_text_never_goes_out(office):
    sent(office, text=REVIEW)
    better = "A drill that fits every hand."
    answer = edit(office.desk, office.casebook.queue.get(1), better, who="Ben", reason="")
    assert (answer.outcome, office.texts(), office.states()) == ("published", [better], {1: "refused", 2: "published"})
    assert office.casebook.queue.get(1).note == "Replaced by number 2."


def test_an_edit_that_the_guard_blocks_leaves_the_draft(office):
    sent(office, text=REVIEW)
    answer = edit(office.desk, office.casebook.queue.get(1), BLOCKED, who="Ben", reason="")
    assert (answer.outcome, answer.number, office.states()) == ("blocked", None, {1: "draft"})
    with pytest.raises(InputError, match="new text is empty"):
        edit(office.desk, office.casebook.queue.get(1), " ", who="Ben", reason="")


def test_a_draft_is_rejected_for_good(office):
    sent(office, text=REVIEW)
    with pytest.raises(NotAllowed, match="needs a reason"):
        reject(office.desk, office.casebook.queue.get(1), who="Ben", reason="")
    answer = reject(office.desk, office.casebook.queue.get(1), who="Ben", reason="It talks down to women.")
    assert (answer.outcome, office.states()) == ("refused", {1: "refused"})
    assert sent(office, text=REVIEW).said == "Number 1 does not go out: Rejected by Ben: It talks down to women."


def test_a_draft_is_approved_as_it_is(office):
    sent(office, text=REVIEW, at=LATER)
    assert approve_and_release(office.desk, office.casebook.queue.get(1), who="Ben", reason="").outcome == "queued"


def test_a_post_is_taken_out_of_the_queue(office):
    sent(office, at=LATER)
    assert (
        "Taken out of the queue by Ana: on second thoughts"
        in withdraw(office.desk, 1, why="on second thoughts", by="Ana").said
    )
    office.clock.travel_to(LATER)
    assert due(office) == []
    sent(office, text="Other.")
    with pytest.raises(IllegalMove, match="is published"):
        withdraw(office.desk, 2, why="x", by="Ana")


# --- many at once, and what the platform says -------------------------------------------------------------------------


def test_runs_that_race_publish_it_once(office):
    for number in range(5):
        sent(office, text=f"News {number} of our bakery.", at=LATER)
    office.clock.travel_to(LATER)
    with ThreadPoolExecutor(4) as pool:
        outcomes = [o for part in pool.map(lambda _: due(office), range(4)) for o in part]
    assert (outcomes.count("published") >= 5, set(outcomes) <= {"published", "busy"}) == (True, True)
    assert office.texts() == [f"News {number} of our bakery." for number in range(5)]
    assert set(office.states().values()) == {"published"}


def test_wishes_that_race_are_one_post(office):
    with ThreadPoolExecutor(4) as pool:
        outcomes = set(pool.map(lambda _: sent(office).outcome, range(4)))
    assert outcomes <= {"published", "busy"}
    assert (office.texts(), office.states()) == ([CLEAN], {1: "published"})


def test_what_the_platform_refuses_becomes_a_draft_and_can_be_tried_again(office, monkeypatch):
    from flows.platforms.base import NoAccess

    def refused(*_, **__):
        raise NoAccess("the password is wrong.", where="outbox")

    with monkeypatch.context() as patch:
        patch.setattr(office.outbox, "publish", refused)
        answer = sent(office)
    assert (answer.outcome, answer.exit_code, office.states()) == ("refused", 4, {1: "draft"})
    assert "the password is wrong" in answer.said
    assert due(office) == []
    assert release(office.desk, 1, at=None, by="Ana").outcome == "published"
    assert office.texts() == [CLEAN]


@pytest.mark.parametrize("is_out", [True, False])
def test_what_may_be_out_is_a_question_for_a_person(office, monkeypatch, is_out):
    from flows.platforms.base import Unclear

    publish = office.outbox.publish

    def lost(*args, **kwargs):
        if is_out:
            publish(*args, **kwargs)
        raise Unclear("the connection was lost.", where="outbox")

    with monkeypatch.context() as patch:
        patch.setattr(office.outbox, "publish", lost)
        answer = sent(office)
    if is_out:  # it is found there by its key
        assert (answer.outcome, office.texts()) == ("published", [CLEAN])
        return
    assert (answer.outcome, answer.exit_code, office.states()) == ("unsure", 3, {1: "publishing"})
    assert (due(office), sent(office).outcome) == (["unsure"], "unsure")
    with pytest.raises(IllegalMove):
        withdraw(office.desk, 1, why="x", by="Ana")
    assert not_posted(office.desk, 1, why="I looked", by="Ana").outcome == "draft"
    assert (release(office.desk, 1, at=None, by="Ana").outcome, office.texts()) == ("published", [CLEAN])


def test_a_person_has_seen_it(office, monkeypatch):
    from flows.platforms.base import Unclear

    def lost(*_, **__):
        raise Unclear("the connection was lost.", where="outbox")

    monkeypatch.setattr(office.outbox, "publish", lost)
    sent(office)
    answer = posted(office.desk, 1, where="https://social.example/1", by="Ana")
    assert (answer.outcome, answer.url, office.states()) == ("published", "https://social.example/1", {1: "published"})
    with pytest.raises(NotAllowed, match="It is known"):
        posted(office.desk, 1, where="https://social.example/2", by="Ana")


def test_another_run_is_given_time(office):
    sent(office, at=LATER)
    office.clock.travel_to(LATER)
    assert office.casebook.queue.start(1, now=LATER)
    assert due(office) == ["busy"]
    office.clock.forward(PATIENCE)
    assert (due(office), office.texts()) == (["published"], [CLEAN])


def test_one_that_fails_does_not_stop_the_others(office, monkeypatch):
    sent(office, at=LATER)
    sent(office, text="We bake.", at=LATER)
    office.clock.travel_to(LATER)
    from flows.errors import CasebookError

    intend, first = office.casebook.publications.intend, office.wish(at=LATER + timedelta(1)).key

    def broken(key, **fields):
        if key == first:
            raise CasebookError("the disk is full.")
        return intend(key, **fields)

    monkeypatch.setattr(office.casebook.publications, "intend", broken)
    assert (due(office), office.texts()) == (["refused", "published"], ["We bake."])
