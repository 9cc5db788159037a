"""The second reader before scripted servers: one that is always right, one that lies, and what is sent to them."""

import json

import msgspec
import pytest

from guard.config import Account, Brand, Config, LanguageModel
from guard.engine import Guard
from guard.judges.base import Opinion
from guard.judges.categories import RULES
from guard.judges.openai_chat import PROMPT, SecondReader
from guard.judges.second_reading import Category
from guard.llm import Endpoint
from guard.model import Post
from prompts import load
from tests.llm.scripted import Said, Scripted, part, reading, seen, told

QUIET = "We open at six tomorrow. Bring a friend, and bring your old phone."
BLOCKED = "Earthquake sale: 20% off all boots, shop now"
MAIL = "Our winner is Maria Kowalska, maria.kowalska@home.example, come and get your prize!"
DOUBTFUL = "Damn, this coffee is good."


@pytest.fixture
def check(tmp_path):
    """Check one post with a second reader that answers by a script; gives the verdict and the server."""

    def checked(script, text=QUIET, *, config=None, post=None, explain=None, **settings):
        with Scripted(script) as server:
            known = {"model": "m", "base_url": server.url, "ask": "always", "timeout_seconds": 60, **settings}
            llm = LanguageModel(**known)
            endpoint = Endpoint(llm, folder=str(tmp_path), run="test")
            reader = SecondReader(llm, endpoint, explain=explain)
            verdict = Guard(config or Config(), judges=[reader]).check(Post(id="p", text=text, **(post or {})))
            server.spent = endpoint.account.spent()
            endpoint.close()
            return verdict, server

    return checked


def by_model(verdict):
    return [finding for finding in verdict.findings if finding.source == "llm"]


# --- the one that is always right ------------------------------------------------------------------------------------


@pytest.mark.parametrize("severity", ["info", "review", "block"])
def test_what_it_sees_changes_the_decision(check, severity):
    verdict, _ = check(lambda _: reading(seen("your old phone", "missing_disclosure", severity)))
    assert verdict.decision == {"info": "pass"}.get(severity, severity)
    (finding,) = by_model(verdict)
    assert QUIET[slice(*finding.span)] == finding.quote == "your old phone"
    assert (finding.category, finding.code, finding.severity) == ("missing_disclosure", "M791", severity)
    assert (finding.why, finding.instead, finding.offended) == ("It hurts.", "Leave it out.", ("readers",))
    assert finding.prompt == load(PROMPT).label
    assert verdict.checked.llm == "ok"


def test_seeing_nothing_lets_the_post_pass(check):
    verdict, server = check(lambda _: reading())
    assert (verdict.decision, verdict.checked.llm, by_model(verdict)) == ("pass", "ok", [])
    assert len(server.asked) == 1


def test_its_severity_may_be_capped(check):
    verdict, _ = check(lambda _: reading(seen("old phone", severity="block")), strongest="review")
    assert verdict.decision == "review"


def test_the_alt_text_is_read_as_well(check):
    post = {"alt_text": "A man in a wheelchair falls over"}
    verdict, _ = check(lambda _: reading(seen("falls over", "ableism")), post=post)
    (finding,) = by_model(verdict)
    assert (finding.field, finding.quote) == ("alt_text", "falls over")


def test_a_post_that_speaks_to_it_is_shown_to_a_person(check):
    verdict, _ = check(lambda _: reading(speaks=True))
    assert verdict.decision == "review"
    assert "speaks to whoever checks it" in by_model(verdict)[0].message


def rules_only(text, config=None):
    return Guard(config or Config()).check(Post(id="p", text=text))


def contextual():
    """A post that the rules send to a person for a reason that depends on context alone."""
    from guard.pages import pages

    for page in pages():
        if page.rule.contextual and page.rule.severity == "review":
            for sample in page.samples("Flags"):
                if sample.fields:
                    continue
                verdict = rules_only(sample.text)
                strong = [finding for finding in verdict.findings if finding.severity != "info"]
                if len(strong) == 1 and strong[0].severity == "review" and strong[0].code == page.rule.code:
                    return sample.text, page.rule.code
    raise AssertionError("no rule depends on context")


def test_a_review_that_depends_on_context_is_settled_only_where_that_is_allowed(check):
    text, code = contextual()
    assert rules_only(text).decision == "review"
    assert check(lambda _: reading(harmless=(code,)), text)[0].decision == "review"
    assert check(lambda _: reading(harmless=(code,)), text, settle=True)[0].decision == "pass"
    assert check(lambda _: reading(harmless=(code,), speaks=True), text, settle=True)[0].decision == "review"


def test_a_block_is_never_settled(check):
    codes = tuple({finding.code for finding in rules_only(BLOCKED).findings})
    verdict, _ = check(lambda _: reading(harmless=codes), BLOCKED, settle=True)
    assert verdict.decision == "block"
    assert {f.fingerprint for f in rules_only(BLOCKED).findings if f.severity == "block"} <= {
        f.fingerprint for f in verdict.findings if f.severity == "block"
    }


# --- the liar --------------------------------------------------------------------------------------------------------


def test_invented_quotes_are_dropped_and_counted(check):
    lies = reading(
        seen("buy our poison", severity="block"), seen("We hate you", severity="block"), seen("at six tomorrow")
    )
    verdict, server = check(lambda _: lies)
    assert [finding.quote for finding in by_model(verdict)] == ["at six tomorrow"]
    assert verdict.decision == "review"
    assert server.spent.dropped == 2


def test_a_liar_without_a_true_word_changes_nothing(check):
    verdict, _ = check(lambda _: reading(*[seen(f"lie number {n}", severity="block") for n in range(20)]))
    assert (verdict.decision, by_model(verdict)) == ("pass", [])


def test_a_flood_of_findings_is_cut(check):
    verdict, _ = check(lambda _: reading(*[seen(word) for word in QUIET.split() for _ in range(1)][:20]))
    assert 0 < len(by_model(verdict)) <= 8


def test_what_it_writes_cannot_speak_to_a_screen(check):
    words = "Bad \x1b[31mred\x1b[0m\nsecond line \u202eevil " + "x" * 900
    verdict, _ = check(lambda _: reading(seen("at six", why=words)))
    why = by_model(verdict)[0].why
    assert why.isprintable()
    assert len(why) == 400


@pytest.mark.parametrize(
    "said",
    [
        Said(content="I think it is fine!"),
        Said(content='{"findings": []}'),
        Said(content=json.dumps({"speaks_to_the_reader": False, "findings": [seen("at six", "rudeness")]})),
        Said(content="", refusal="No."),
        Said(content='{"speaks', finish="length"),
        Said(status=500),
        Said(status=401),
        Said(body=b"not http json"),
    ],
)
@pytest.mark.slow
def test_no_answer_is_said_aloud(check, said):
    verdict, _ = check(lambda _: said, timeout_seconds=20)
    assert (verdict.decision, verdict.checked.llm) == ("review", "failed")
    assert {finding.code for finding in by_model(verdict)} == {"M001"}


# --- who is asked about ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "text", "asked"),
    [
        ("always", QUIET, True),
        ("always", BLOCKED, True),
        ("unsure", QUIET, False),
        ("unsure", MAIL, True),
        ("unsure", BLOCKED, False),
        ("review", QUIET, False),
        ("review", MAIL, True),
        ("review", BLOCKED, False),
        ("never", MAIL, False),
    ],
)
def test_whom_the_policy_asks_about(check, ask, text, asked):
    assert rules_only(MAIL).decision == "review"
    verdict, server = check(lambda _: reading(), text, ask=ask)
    assert len(server.asked) == asked
    assert verdict.checked.llm == ("ok" if asked else "skipped")


class Model:
    """Stands for the embedded model: it has no finding, but a risk."""

    engine = "model"
    version = "model@1"

    def __init__(self, risk):
        self.risk = risk

    def judge(self, *_):
        return Opinion(risk=self.risk)


@pytest.mark.parametrize(("risk", "asked"), [(0.05, False), (0.15, True), (0.5, True), (0.85, True), (0.95, False)])
def test_it_is_asked_where_the_embedded_model_is_unsure(tmp_path, risk, asked):
    with Scripted(lambda _: reading()) as server:
        llm = LanguageModel(model="m", base_url=server.url, ask="unsure", timeout_seconds=60)
        reader = SecondReader(llm, Endpoint(llm, folder=str(tmp_path)))
        verdict = Guard(judges=[Model(risk), reader]).check(Post(id="p", text=QUIET))
        reader.close()
    assert (len(server.asked), verdict.checked.llm) == ((1, "ok") if asked else (0, "skipped"))


# --- what is sent ----------------------------------------------------------------------------------------------------


def test_private_data_and_secrets_are_taken_out(check):
    text = f"{MAIL} Key: AKIA{'Q7ZP3XKWJ5VNRT2M'} password: hunter2Hunter"
    found = {f.category for f in rules_only(text).findings}
    assert {"personal_data", "secret_credential"} <= found
    _, server = check(lambda _: reading(), text)
    sent = json.dumps(server.asked)
    assert "maria.kowalska" not in sent
    assert "AKIA" not in sent
    assert "hunter2" not in sent
    assert "[private 1]" in part(server.asked[0], "post")
    _, server = check(lambda _: reading(), text, mask=False)
    assert "maria.kowalska@home.example" in part(server.asked[0], "post")


def test_a_quote_around_a_mask_leads_to_the_authors_words(check):
    verdict, _ = check(lambda body: reading(seen(part(body, "post")[-40:], "personal_data")), MAIL)
    (finding,) = by_model(verdict)
    assert MAIL.endswith(finding.quote)


def test_half_a_character_keeps_nobody_from_reading(check):
    verdict, server = check(lambda _: reading(seen("at six")), "We open \ud83d at six")
    assert (verdict.checked.llm, verdict.decision) == ("ok", "review")
    assert part(server.asked[0], "post") == "We open \ufffd at six"


def test_the_surroundings_are_told_and_secrets_of_the_brand_are_not(check):
    brand = Brand(
        name="Harbour", products=("Dock Roast",), codenames=("Project Gull",), public_contacts=("a@b.example",)
    )
    account = Account(kind="executive", description="Our founder", voice="playful", platform="x")
    config = Config(brand=brand, accounts={"boss": account})
    post = {"account": "boss", "in_reply_to": "Hi @harbour, write to me: me@home.example, +49 170 1234567"}
    _, server = check(lambda _: reading(), config=config, post=post)
    body = server.asked[0]
    assert part(body, "post") == QUIET
    assert part(body, "answered_post") == "Hi [account], write to me: [email], [number]"
    for words in ("Harbour", "Dock Roast", "executive", "Our founder", "playful"):
        assert words in part(body, "account")
    assert "Gull" not in told(body)
    assert "a@b.example" not in told(body)


def test_what_is_sent_can_be_read(check):
    shown = []
    _, server = check(lambda _: reading(), explain=shown.append)
    assert QUIET in shown[0]
    assert all(each["content"] in shown[0] for each in server.asked[0]["messages"])
    assert server.url in shown[0]
    check(lambda _: reading(), explain=shown.append)


def test_the_same_post_is_asked_about_once(tmp_path):
    with Scripted(lambda _: reading(seen("at six"))) as server:
        llm = LanguageModel(model="m", base_url=server.url, ask="always", timeout_seconds=60)
        shown = []
        made = [SecondReader(llm, Endpoint(llm, folder=str(tmp_path)), explain=shown.append) for _ in range(2)]
        verdicts = [Guard(judges=[each]).check(Post(id="p", text=QUIET)) for each in made]
        for each in made:
            each.close()
    assert len(server.asked) == 1
    assert msgspec.json.encode(verdicts[0]) == msgspec.json.encode(verdicts[1])
    assert "nothing is sent" in shown[1]


# --- the prompt and the categories -----------------------------------------------------------------------------------


def test_prompt_answer_and_rules_know_the_same_categories():
    names = set(Category.__args__)
    assert names == set(RULES)
    body = load(PROMPT).body
    assert [name for name in names if f"- {name}: " not in body] == []


def test_the_rules_of_judges_have_codes_of_their_own():
    from guard.pages import pages

    codes = [rule.code for rule in RULES.values()]
    assert len({*codes}) == len(codes)
    assert all(code[2] == "9" for code in codes)
    detectors = {page.rule.code for page in pages() if not page.rule.slug.startswith("reads-as-")}
    assert not detectors & {*codes}
