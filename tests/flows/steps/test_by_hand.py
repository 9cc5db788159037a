"""What a person has done or seen outside of the program."""

import pytest

from flows.errors import IllegalMove, NotAllowed, NotInCasebook
from flows.steps.by_hand import not_posted, posted, retry


def intended(recovery):
    case = recovery.open()
    entry = recovery.casebook.publications.intend(
        f"{case.name}/apology-1",
        account="main",
        platform="outbox",
        draft_hash="a" * 64,
        by="Ann",
        now=recovery.clock(),
        incident=case.name,
    )
    return case, entry.key


def test_what_was_posted_is_read_back(recovery):
    case, key = intended(recovery)
    post = recovery.outbox.publish("We are sorry.", key="by hand")
    entry = posted(case, key, post.url)
    assert (entry.state, entry.platform_id, entry.url) == ("confirmed", post.id, post.url)
    assert recovery.is_whole()


def test_what_is_not_there_is_not_believed(recovery):
    case, key = intended(recovery)
    with pytest.raises(NotAllowed, match="There is no post nowhere on outbox"):
        posted(case, key, "nowhere")
    assert recovery.casebook.publications.get(key).state == "intended"


def test_not_posted_then_again(recovery):
    case, key = intended(recovery)
    assert not_posted(case, key, "I have looked.").state == "refused"
    assert retry(case, key, "Now it works.").state == "intended"


def test_what_is_out_stays_out(recovery):
    case, key = intended(recovery)
    posted(case, key, recovery.outbox.publish("We are sorry.", key="by hand").id)
    for say in (not_posted, retry):
        with pytest.raises(IllegalMove, match="It is out"):
            say(case, key, "Oh.")


@pytest.mark.parametrize("say", [posted, not_posted, retry])
def test_keys_of_others_and_of_nobody(recovery, say):
    _, key = intended(recovery)
    other = recovery.open()
    with pytest.raises(NotAllowed, match="is not of the incident"):
        say(other, key, "x")
    with pytest.raises(NotInCasebook, match="no publication nothing"):
        say(other, "nothing", "x")


@pytest.mark.parametrize("lies_there", [False, True])
def test_what_was_copied_out_of_the_outbox_is_where_the_person_says(recovery, lies_there):
    case, key = intended(recovery)
    if lies_there:
        posted(case, key, recovery.outbox.publish("We are sorry.", key="by hand").url)
    entry = posted(case, key, "https://social.example/p/17")
    assert (entry.state, entry.url) == ("confirmed", "https://social.example/p/17")
    assert recovery.is_whole()
