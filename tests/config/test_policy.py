"""What a policy makes of findings: severities, allowed words, waivers, decision, fingerprint, digest."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guard import config_file, policy
from guard.config import Allow, Config, Override, Policy, Waiver
from guard.model import RANK, Finding, Post

TODAY = date(2026, 11, 25)
POST = Post(text="A damn fine roast", platform="x", account="main")


def finding(code="M201", rule="plain-profanity", category="profanity", severity="review", quote="damn", **more):
    fingerprint = policy.fingerprint(code, "text", quote, POST.text)
    made = Finding(
        code=code,
        rule=rule,
        category=category,
        severity=severity,
        field="text",
        span=(2, 2 + len(quote)),
        quote=quote,
        message="m",
        why="w",
        instead="i",
        offended=("readers",),
        precedent=None,
        confidence=0.8,
        source="rule",
        prompt=None,
        fingerprint=fingerprint,
    )
    return msgspec.structs.replace(made, **more)


def waiver(of, until=TODAY, **more):
    made = Waiver(fingerprint=of.fingerprint, why="Legal agreed", by="Ana", added=date(2026, 1, 1), until=until)
    return msgspec.structs.replace(made, **more)


def judged(*findings, post=POST, waivers=(), **rules):
    return policy.apply(findings, policy=Policy(**rules), post=post, today=TODAY, waivers=waivers)


def over(rule, severity, **where):
    return Override(rule=rule, severity=severity, **where)


SEVERITIES = {
    "none": ([], "review"),
    "by code": ([over("M201", "block")], "block"),
    "by name": ([over("plain-profanity", "block")], "block"),
    "by category": ([over("profanity", "info")], "info"),
    "another rule": ([over("M202", "block"), over("sexism", "block")], "review"),
    "code before name": ([over("plain-profanity", "block"), over("M201", "info")], "info"),
    "name before category": ([over("plain-profanity", "info"), over("profanity", "block")], "info"),
    "code before category": ([over("M201", "info"), over("profanity", "block")], "info"),
    "platform before anywhere": ([over("M201", "info"), over("profanity", "block", platform="x")], "block"),
    "account before platform": (
        [over("M201", "block", platform="x"), over("profanity", "info", account="main")],
        "info",
    ),
    "account and platform before account": (
        [over("M201", "info", account="main"), over("profanity", "block", account="main", platform="x")],
        "block",
    ),
    "another platform": ([over("M201", "block", platform="tiktok")], "review"),
    "another account": ([over("M201", "block", account="founder")], "review"),
    "the right account on another platform": ([over("M201", "off", account="main", platform="tiktok")], "review"),
    "the stricter of two equals": ([over("M201", "block"), over("M201", "info")], "block"),
    "anything before off among equals": ([over("M201", "off"), over("M201", "info")], "info"),
}


@pytest.mark.parametrize(("overrides", "expected"), SEVERITIES.values(), ids=SEVERITIES)
def test_the_most_exact_severity_counts(overrides, expected):
    kept, _ = judged(finding(), severity=tuple(overrides))
    assert [f.severity for f in kept] == [expected]


def test_off_removes_a_finding():
    assert judged(finding(), severity=(over("profanity", "off"),)) == ([], "pass")


def test_a_post_without_account_and_platform_meets_only_general_severities():
    overrides = (over("M201", "off", account="main"), over("M201", "off", platform="x"), over("M201", "block"))
    assert judged(finding(), post=Post(text="x"), severity=overrides)[1] == "block"


GUARD = {"code": "M001", "rule": "check-incomplete", "category": "guard"}


@pytest.mark.parametrize("softer", ["off", "info"])
@pytest.mark.parametrize("rule", ["M001", "check-incomplete", "guard"])
def test_the_guards_own_trouble_is_never_silenced_or_softened(rule, softer):
    trouble = finding(**GUARD)
    kept = judged(
        trouble,
        severity=(over(rule, softer),),
        allow=(Allow(word="damn", why="slogan"),),
        waivers=[waiver(trouble)],
    )
    assert kept == ([trouble], "review")


def test_the_guards_own_trouble_can_be_made_stricter():
    assert judged(finding(**GUARD), severity=(over("M001", "block"),))[1] == "block"


ALLOWED = {
    "the word": ("damn", "damn", True),
    "capitals": ("Damn", "DAMN", True),
    "blanks": ("damn  fine ", "damn\n fine", True),
    "a curly apostrophe": ("ain't", "ain\u2019t", True),
    "a sharp s": ("scheiße", "SCHEISSE", True),
    "a hashtag": ("damnfine", "#DamnFine", True),
    "a hashtag in the allowance": ("#damnfine", "damnfine", True),
    "a part of the words found": ("damn", "damn fine", False),
    "more than the words found": ("damn fine", "damn", False),
    "another word": ("darn", "damn", False),
}


@pytest.mark.parametrize(("word", "quote", "dropped"), ALLOWED.values(), ids=ALLOWED)
def test_allowed_words(word, quote, dropped):
    kept, _ = judged(finding(quote=quote), allow=(Allow(word=word, why="slogan"),))
    assert (kept == []) is dropped


@pytest.mark.parametrize(
    ("rules", "dropped"),
    [
        ((), True),
        (("M201",), True),
        (("plain-profanity",), True),
        (("sexism", "profanity"), True),
        (("sexism",), False),
    ],
)
def test_an_allowance_may_concern_some_rules_only(rules, dropped):
    kept, _ = judged(finding(), allow=(Allow(word="damn", why="slogan", rules=rules),))
    assert (kept == []) is dropped


def test_an_allowance_holds_on_its_last_day():
    assert judged(finding(), allow=(Allow(word="damn", why="slogan", until=TODAY),)) == ([], "pass")


def test_an_expired_allowance_leaves_the_finding_and_says_so_once():
    over_since = Allow(word="Damn", why="the spring campaign", until=date(2026, 5, 31))
    kept, decision = judged(finding(), finding(span=(9, 13)), allow=(over_since,))
    assert decision == "review"
    assert [(f.code, f.severity) for f in kept] == [("M201", "review"), ("M201", "review"), ("M003", "info")]
    note = kept[-1]
    assert note.message == '"Damn" was allowed until 2026-05-31 (the spring campaign).'
    assert (note.category, note.span, note.quote, note.offended) == ("guard", (2, 6), "damn", ())


def test_an_expired_allowance_says_nothing_beside_a_new_one():
    old, new = Allow(word="damn", why="old", until=date(2026, 1, 1)), Allow(word="damn", why="new")
    assert judged(finding(), allow=(old, new)) == ([], "pass")


def test_an_expired_allowance_says_nothing_when_the_rule_is_off():
    old = Allow(word="damn", why="old", until=date(2026, 1, 1))
    assert judged(finding(), allow=(old,), severity=(over("M201", "off"),)) == ([], "pass")


def test_a_waiver_drops_its_finding_up_to_its_last_day():
    assert judged(finding(), waivers=[waiver(finding())]) == ([], "pass")


def test_a_waiver_drops_only_its_own_finding():
    other = finding(quote="fine")
    assert judged(finding(), other, waivers=[waiver(finding())]) == ([other], "review")


def test_an_expired_waiver_shows_the_finding_again_and_says_so():
    kept, decision = judged(finding(severity="block"), waivers=[waiver(finding(), until=date(2026, 11, 24))])
    assert decision == "block"
    assert [f.code for f in kept] == ["M201", "M002"]
    assert kept[1].message == "Ana had accepted this finding until 2026-11-24 (Legal agreed)."
    assert kept[1].severity == "info"


@pytest.mark.parametrize(
    ("severities", "decision"),
    [([], "pass"), (["info"], "pass"), (["info", "review"], "review"), (["block", "review", "info"], "block")],
)
def test_the_decision_is_the_strongest_severity_left(severities, decision):
    assert policy.decide(finding(severity=severity) for severity in severities) == decision


# --- more findings never soften ---------------------------------------------------------------------------------------

KINDS = [
    ("M201", "plain-profanity", "profanity"),
    ("M301", "sexist-remark", "sexism"),
    ("M001", "check-incomplete", "guard"),
]
WORDS = ["damn", "fine", "roast"]
DAYS = st.sampled_from([None, date(2026, 1, 1), TODAY, date(2027, 1, 1)])
FINDINGS = st.builds(
    lambda kind, severity, quote: finding(*kind, severity, quote),
    st.sampled_from(KINDS),
    st.sampled_from(["info", "review", "block"]),
    st.sampled_from(WORDS),
)
NAMES = st.sampled_from([name for kind in KINDS for name in kind])
OVERRIDES = st.builds(
    lambda rule, severity, account, platform: over(rule, severity, account=account, platform=platform),
    NAMES,
    st.sampled_from(["off", "info", "review", "block"]),
    st.sampled_from(["", "main", "founder"]),
    st.sampled_from(["", "x", "tiktok"]),
)
ALLOWS = st.builds(
    lambda word, until, rules: Allow(word=word, why="y", until=until, rules=tuple(rules)),
    st.sampled_from(WORDS),
    DAYS,
    st.lists(NAMES, max_size=1),
)
WAIVERS = st.builds(lambda of, until: waiver(of, until or TODAY), FINDINGS, DAYS)
POLICIES = st.fixed_dictionaries(
    {
        "severity": st.lists(OVERRIDES, max_size=4).map(tuple),
        "allow": st.lists(ALLOWS, max_size=2).map(tuple),
        "waivers": st.lists(WAIVERS, max_size=2),
    }
)


@given(st.lists(FINDINGS, max_size=4), st.lists(FINDINGS, max_size=3), POLICIES)
def test_more_findings_never_soften_a_decision(found, more, rules):
    assert RANK[judged(*found, *more, **rules)[1]] >= RANK[judged(*found, **rules)[1]]


@given(st.lists(FINDINGS, max_size=4), POLICIES)
def test_the_order_of_findings_changes_nothing(found, rules):
    forth, back = judged(*found, **rules), judged(*reversed(found), **rules)
    assert sorted(forth[0], key=repr) == sorted(back[0], key=repr)
    assert forth[1] == back[1]


@given(st.lists(FINDINGS, max_size=4), POLICIES)
def test_the_guards_own_trouble_always_survives(found, rules):
    kept, _ = judged(*found, **rules)
    before = [RANK[f.severity] for f in found if f.code == "M001"]
    after = [RANK[f.severity] for f in kept if f.code == "M001"]
    assert len(before) == len(after)
    assert all(new >= old for old, new in zip(before, after, strict=True))


# --- fingerprint and digest -------------------------------------------------------------------------------------------

SAME = ("M201", "text", "damn fine", "A damn fine roast")


def test_a_fingerprint_is_sixteen_hex_digits_and_stays_for_all_versions():
    assert policy.fingerprint(*SAME) == "3677d9425359a944"


@pytest.mark.parametrize("text", ["  A damn fine\r\n\troast\n", "A  damn fine roast"])
def test_blanks_do_not_change_a_fingerprint(text):
    assert policy.fingerprint("M201", "text", "damn\n fine", text) == policy.fingerprint(*SAME)


@pytest.mark.parametrize(
    "other",
    [
        ("M202", "text", "damn fine", "A damn fine roast"),
        ("M201", "alt_text", "damn fine", "A damn fine roast"),
        ("M201", "text", "damn", "A damn fine roast"),
        ("M201", "text", "damn fine", "A damn fine toast"),
    ],
)
def test_rule_field_words_and_post_change_a_fingerprint(other):
    assert policy.fingerprint(*other) != policy.fingerprint(*SAME)


@given(st.text(st.characters()), st.text(st.characters()))
def test_any_text_has_a_fingerprint(quote, text):
    name = policy.fingerprint("M201", "text", quote, text)
    assert len(name) == 16
    assert set(name) <= set("0123456789abcdef")


def test_a_lone_surrogate_has_a_fingerprint():
    assert policy.fingerprint("M201", "text", "\ud83d", "\ud83d") != policy.fingerprint("M201", "text", "?", "?")


def digest(text, *waivers):
    return policy.digest(config_file.from_text(text), waivers)


def test_the_digest_is_that_of_the_policy_and_not_of_its_spelling():
    one = "[brand]\nname = 'x'\ncountry = 'DE'\n[accounts.a]\n[accounts.b]\n"
    other = "accounts = {b = {}, a = {kind = 'brand'}} # the same\nbrand.country = 'DE'\nbrand.name = 'x'\n"
    assert digest(one) == digest(other)
    assert digest(one) != digest(one.replace("DE", "AT"))
    assert digest("") == policy.digest(Config())
    assert len(digest("")) == 64


def test_where_files_lie_does_not_change_the_digest():
    assert digest("[policy]\nwaivers = 'a.toml'\n[events]\nfile = 'b.json'\n") == digest("")


def test_waivers_change_the_digest_and_their_order_does_not():
    first, second = waiver(finding()), waiver(finding(quote="fine"))
    assert digest("", first) != digest("")
    assert digest("", first, second) == digest("", second, first)


def test_house_rules_change_the_digest():
    house = "[[house_rules]]\ncode='M901'\nslug='a'\nmatch=['b']\nwhy='c'\ninstead='d'\n"
    assert digest(house) != digest("")


def test_the_digest_needs_no_interpreter_internals(monkeypatch):
    expected = digest("")

    def only_hashlib(name):
        if name != "hashlib":
            raise ImportError(name)
        return __import__(name)

    monkeypatch.setattr(policy, "import_module", only_hashlib)
    policy._hasher.cache_clear()
    assert digest("") == expected
    policy._hasher.cache_clear()
