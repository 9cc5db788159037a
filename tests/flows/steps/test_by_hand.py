"""What a person has done or seen outside of the program."""

import pytest

from flows.errors import IllegalMove, NotAllowed, NotInCasebook
from flows.steps.by_hand import not_posted, posted, retry, unseen


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
    case, key = intended(recovery)
    other = recovery.open()
    with pytest.raises(NotAllowed, match="is not of the incident"):
        say(other, key, "x")
    with pytest.raises(NotInCasebook, match=f"no text with the key nothing. No text of {other.name} was to go out yet"):
        say(other, "nothing", "x")
    with pytest.raises(NotInCasebook, match=f"no text with the key apology-1. The keys of .*: {key}"):
        say(case, "apology-1", "x")


@pytest.mark.parametrize("lies_there", [False, True])
def test_what_was_copied_out_of_the_outbox_is_where_the_person_says(recovery, lies_there):
    case, key = intended(recovery)
    if lies_there:
        posted(case, key, recovery.outbox.publish("We are sorry.", key="by hand").url)
    entry = posted(case, key, "https://social.example/p/17")
    assert (entry.state, entry.url) == ("confirmed", "https://social.example/p/17")
    assert recovery.is_whole()


@pytest.mark.parametrize("address", ["www.facebook.com/acme/17", "facebook.com/acme/17", "WWW.example.org"])
@pytest.mark.parametrize("known", [True, False])
def test_an_address_is_given_from_its_first_letters_on(recovery, address, known):
    if not known:
        recovery.platforms = {}
    case, key = intended(recovery)
    with pytest.raises(NotAllowed, match="is not a whole address: it must begin with https://"):
        posted(case, key, address)
    assert recovery.casebook.publications.get(key).state == "intended"


@pytest.mark.parametrize("known", [True, False])
def test_a_person_corrects_the_address_that_a_person_gave(recovery, known):
    if not known:
        recovery.platforms = {}
    case, key = intended(recovery)
    for address in ("https://social.example/p/17", "https://social.example/p/18"):
        assert posted(case, key, address).url == address
    assert posted(case, key, address).url == address
    told = recovery.told("publication")
    assert told[-1] == (
        "The apology (draft 1) is out at https://social.example/p/18: this replaces the address"
        " https://social.example/p/17, which was reported before."
    )
    assert len(told) == 4
    assert recovery.is_whole()


def test_what_people_can_read_is_not_corrected_to_the_outbox(recovery):
    case, key = intended(recovery)
    posted(case, key, "https://social.example/p/17")
    inside = recovery.outbox.publish("We are sorry.", key="by hand").url
    with pytest.raises(NotAllowed, match="was already reported as out at https://social"):
        posted(case, key, inside)
    assert recovery.casebook.publications.get(key).url == "https://social.example/p/17"


def test_an_apology_in_the_outbox_is_not_public_until_somebody_says_where(recovery):
    case, key = intended(recovery)
    assert unseen(case) == ""
    posted(case, key, recovery.outbox.publish("We are sorry.", key="by hand").url)
    said = unseen(case)
    assert said.startswith("The apology (draft 1) is not public yet: it lies only in the outbox.")
    assert said.endswith(f"guard incident posted {case.name} {key} ADDRESS --by NAME")
    posted(case, key, "https://social.example/p/17")
    assert unseen(case) == ""
