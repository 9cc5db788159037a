"""The second reader of guard.toml in a recovery: it reads what is meant to go out, and weighs nothing."""

import pytest

from flows.case import NeedsPerson
from flows.steps.apology import lacks
from flows.steps.approval import decide, waiting
from flows.steps.publish import publish
from flows.terminal.desk import models_of
from guard import config_file
from guard.config import Config, LanguageModel
from guard.engine import Guard
from guard.model import Post
from tests.flows.llm.conftest import BRAND, REPLIES
from tests.flows.steps.conftest import GOOD
from tests.llm.scripted import Said, Scripted, part, reading, section, seen


def perfect(body):
    found = [seen("half of it", "non_apology", "block")] if "half of it" in part(body, "post") else []
    return reading(*found)


def failing(_):
    return Said(status=401, body=b"{}")


@pytest.fixture
def judged(recovery):
    """Gives the recovery a second reader that answers by a script, and no drafter; gives its server."""
    opened = []

    def configured(script, **settings):
        server.script = script
        llm = section(server.url, ask="always", drafts=False, **settings)
        recovery.config = config_file.from_text(BRAND + llm)
        models = models_of(recovery.config, ".")
        opened.append(models)
        recovery.close()
        recovery.endpoint = models.endpoint
        plain = type(recovery).case

        def case(by="Ann"):
            made = plain(recovery, by)
            made.judges = models.judges
            return made

        recovery.case = case
        return server

    with Scripted(failing) as server:
        yield configured
        for each in opened:
            each.close()


def test_the_texts_that_go_out_are_read_and_the_wrong_post_is_not(recovery, judged):
    server = judged(perfect)
    recovery.drafted(None)
    texts = [part(body, "post") for body in server.asked]
    assert texts
    assert recovery.case().mishap.post.text not in texts
    assert recovery.case().check_wrong_post().checked.llm == "off"
    before = len(server.asked)
    lacks(recovery.case(), waiting(recovery.case()))
    assert len(server.asked) == before


def test_what_it_sees_stands_beside_the_draft_and_stops_it(recovery, judged):
    judged(perfect)
    recovery.drafted(f"{GOOD} We mean half of it.")
    [finding] = [f for f in waiting(recovery.case()).findings if f["severity"] == "block"]
    assert (finding["quote"], finding["instead"]) == ("half of it", "Leave it out.")
    recovery.until("publish")
    with pytest.raises(NeedsPerson, match="The guard blocks this text"):
        publish(recovery.case())
    assert recovery.posts == []


@pytest.mark.parametrize("required", [True, False])
def test_where_it_fails_policy_decides(recovery, judged, required):
    judged(failing, required=required)
    recovery.open(*REPLIES)
    recovery.until("approval")
    case = recovery.case()
    decide(case, waiting(case), "edited", who="Ann", text=GOOD)
    assert [f["code"] for f in waiting(case).findings] == ["M001"]
    recovery.until("publish")
    if required:
        with pytest.raises(NeedsPerson, match=r"not wholly checked, so it has not gone out. .* refused the key"):
            publish(recovery.case())
    else:
        publish(recovery.case())
    assert len(recovery.posts) == int(not required)


@pytest.mark.parametrize(
    ("settings", "words", "reads"),
    [
        ({"model": "m"}, True, True),
        ({"model": "m", "ask": "never"}, True, False),
        ({"model": "m", "drafts": False}, False, True),
        ({"model": "m", "ask": "never", "drafts": False}, False, False),
        ({}, False, False),
        ({"drafts": True, "ask": "always"}, False, False),
    ],
)
def test_reading_and_wording_are_switched_each_for_itself(settings, words, reads):
    with Scripted(perfect) as server:
        config = Config(llm=LanguageModel(base_url=server.url, **settings))
        models = models_of(config, ".")
        Guard(config, judges=models.judges).check(Post(id="p", text="Damn, this coffee is good."))
        models.close()
    assert (models.endpoint is not None, bool(server.asked)) == (words, reads)
