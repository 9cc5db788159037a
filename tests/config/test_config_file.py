"""guard.toml: found, read, and refused with file, line and key."""

from datetime import date

import pytest

from guard import config_file
from guard.config import Account, Allow, Brand, Config, Embargo, Feed, Override, Wound
from guard.errors import ConfigError

WHOLE = """
lessons = "lessons.toml"

[brand]
name = "Harbour Coffee"
handles = ["@harbourcoffee"]
products = ["Dock Roast"]
competitors = ["Bean Queen"]
sector = "food"
country = "GB"
countries = ["US", "DE"]
languages = ["en", "pt-BR"]
voice = "warm, dry humour"
public_contacts = ["+44 20 7946 0000", "hello@harbour.example"]
domains = ["harbour.example"]
hashtags = ["#DockRoast"]
codenames = ["Project Gull"]

[[brand.embargoes]]
words = ["spring blend"]
until = 2027-03-01
note = "launch"

[[brand.wounds]]
name = "the fire of 2024"
words = ["fire"]
since = "2024-06-02"

[accounts.main]
platform = "x"
handle = "harbourcoffee"
voice = "playful"

[accounts.founder]
kind = "executive"
platform = "linkedin"

[[policy.allow]]
word = "damn good"
why = "our slogan since 1998"
until = 2027-01-31
rules = ["profanity", "M201"]

[[policy.severity]]
rule = "profanity"
severity = "block"
account = "founder"
platform = "linkedin"

[[house_rules]]
code = "M901"
slug = "no-fire-jokes"
match = ["on fire", "fire sale"]
unless = ["fire drill"]
why = "Our roastery burnt down."
instead = "Say what is new."

[events]
stale_after_days = 5
timeout_seconds = 5

[[events.feeds]]
url = "https://alerts.example/feed.xml"
kind = "atom"
"""

LESSON = """
[[house_rules]]
code = "M902"
slug = "no-storm-puns"
match = ["storm of flavour"]
why = "It ran on the day of a storm."
instead = "Describe the taste."
"""


@pytest.fixture
def write(tmp_path):
    def into(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    return into


def test_every_section_is_read(write):
    write("lessons.toml", LESSON)
    config = config_file.load(write("guard.toml", WHOLE))
    assert config.brand.embargoes == (Embargo(words=("spring blend",), until=date(2027, 3, 1), note="launch"),)
    assert config.brand.wounds == (Wound(name="the fire of 2024", words=("fire",), since=date(2024, 6, 2)),)
    assert config.accounts["main"] == Account(platform="x", handle="harbourcoffee", voice="playful")
    assert config.accounts["founder"].kind == "executive"
    allowed = Allow(word="damn good", why="our slogan since 1998", until=date(2027, 1, 31), rules=("profanity", "M201"))
    assert config.policy.allow == (allowed,)
    override = Override(rule="profanity", severity="block", account="founder", platform="linkedin")
    assert config.policy.severity == (override,)
    assert config.events.feeds == (Feed(url="https://alerts.example/feed.xml", kind="atom"),)
    assert config.events.timeout_seconds == 5.0
    assert [rule.code for rule in config.house_rules] == ["M901", "M902"]


def test_a_lessons_file_beside_guard_toml_is_read_without_being_named(write):
    write("guard-lessons.toml", LESSON)
    config = config_file.load(write("guard.toml", "[brand]\nname = 'x'\n"))
    assert [rule.slug for rule in config.house_rules] == ["no-storm-puns"]


def test_pyproject_holds_the_same_below_tool_guard(write):
    path = write("pyproject.toml", "[project]\nname = 'site'\n[tool.guard.brand]\nname = 'Harbour'\n")
    assert config_file.load(path) == Config(brand=Brand(name="Harbour"))


def test_without_a_file_the_defaults_hold(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert config_file.load() == Config()
    assert config_file.folder(None) == "."


def test_without_a_path_the_nearest_file_counts(write, monkeypatch, tmp_path):
    write("guard.toml", "[brand]\nname = 'near'\n")
    write("posts/may/post.txt", "")
    monkeypatch.chdir(tmp_path / "posts" / "may")
    assert config_file.load().brand.name == "near"


def test_a_file_in_this_folder_has_a_short_name_in_messages(write, monkeypatch, tmp_path):
    write("guard.toml", "nmae = 1")
    monkeypatch.chdir(tmp_path)
    assert config_file.find() == "guard.toml"
    with pytest.raises(ConfigError, match=r"^guard\.toml:1: "):
        config_file.load()


def test_an_empty_file_is_the_defaults():
    assert config_file.from_text("") == Config()


TREES = {
    "beside": (["guard.toml"], ".", "guard.toml"),
    "above": (["guard.toml"], "a/b", "guard.toml"),
    "the nearest": (["guard.toml", "a/guard.toml"], "a/b", "a/guard.toml"),
    "from a file": (["a/guard.toml"], "a/post.txt", "a/guard.toml"),
    "pyproject": (["pyproject.toml"], "a", "pyproject.toml"),
    "the nearest pyproject": (["pyproject.toml", "a/pyproject.toml"], "a/b", "a/pyproject.toml"),
    "guard.toml further up wins over pyproject": (["guard.toml", "a/pyproject.toml"], "a/b", "guard.toml"),
    "below is not seen": (["b/guard.toml"], "a", None),
}


@pytest.mark.parametrize(("files", "start", "found"), TREES.values(), ids=TREES)
def test_find(write, tmp_path, files, start, found):
    for name in files:
        write(name, "[tool.guard]\n")
    write("a/post.txt", "")
    (tmp_path / "a/b").mkdir()
    expected = str(tmp_path / found) if found else None
    assert config_file.find(str(tmp_path / start)) == expected


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("[tool.ruff]\n", False),
        ("[tool.ruff]\nselect = ['guard']\n", False),
        ("tool = 'guard'\n", False),
        ("[tool]\nguard = {}\n", True),
        ("[tool . guard]\n", True),
        ("['tool'.\"guard\"]\n", True),
        ("tool.guard.brand.name = 'x'\n", True),
        ("[tool]\nruff = 'guard'\n", False),
        ("# [tool.guard]\n", False),
        ("[project]\nname = guard\n", False),
        ("[tool.guard]\nbroken\n", True),
    ],
)
def test_a_pyproject_is_ours_when_it_has_our_table(write, tmp_path, text, ours):
    path = write("pyproject.toml", text)
    assert config_file.find(str(tmp_path)) == (path if ours else None)


def test_a_pyproject_that_cannot_be_read_is_not_ours(write, tmp_path, monkeypatch):
    write("pyproject.toml", "[tool.guard]\n")

    def refuse(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    assert config_file.find(str(tmp_path)) is None


HOUSE = "[[house_rules]]\ncode = 'M901'\nslug = 'a'\nmatch = ['b']\nwhy = 'c'\ninstead = 'd'\n"

# name: (the file, the line, words of the message)
WRONG = {
    "an unknown key": ("[brand]\nnmae = 'x'\n", 2, 'brand.nmae is not a known key. Did you mean "name"? [brand] may hold: name, handles'),
    "an unknown key in a dotted line": ("brand.name = 'x'\nbrand.contry = 'DE'\n", 2, 'Did you mean "country"?'),
    "an unknown key in braces": ("brand = {\n name = 'x', handels = [] }\n".replace("\n ", " "), 1, 'brand.handels is not a known key. Did you mean "handles"?'),
    "an unknown key in a block": ("[[policy.allow]]\nword='a'\nwhy='b'\n[[policy.allow]]\nword='c'\nwhy='d'\nuntill=2026-01-01\n", 7, 'policy.allow.untill is not a known key. Did you mean "until"?'),
    "a hyphen for an underscore": ("[brand]\npublic-contacts = []\n", 2, 'Did you mean "public_contacts"?'),
    "an unknown section": ("[brands]\nname='x'\n", 1, 'brands is not a known key. Did you mean "brand"?'),
    "a key of a section at the top": ("name = 'x'\n", 1, "It belongs in [brand] or [[brand.wounds]]"),
    "a key from nowhere": ("zzzzzz = 1\n", 1, "zzzzzz is not a known key. The file may hold: brand, accounts"),
    "tool.guard in guard.toml": ("[tool.guard]\n", 1, "guard.toml leaves it out"),
    "a section that is a text": ("brand = 'Acme'\n", 1, 'brand must be a section: write [brand] and its keys below, not "Acme".'),
    "a section with two brackets": ("[[brand]]\nname='x'\n", 1, "brand must be a section: write [brand]"),
    "a block with one bracket": ("\n[policy.allow]\nword='x'\nwhy='y'\n", 2, "policy.allow must be written with two brackets, [[policy.allow]], once for each"),
    "a block that is a text": ("[policy]\nallow = ['damn']\n", 2, 'policy.allow must be a block with the heading [[policy.allow]], not "damn".'),
    "accounts as a list": ("accounts = ['main']\n", 1, "accounts must be sections with names, like [accounts.main], not a list."),
    "an account without a name": ("[accounts]\nkind = 'brand'\n", 2, "accounts.kind must be a section of its own: the name of an account"),
    "a number for a text": ("[brand]\n\nname = 7\n", 3, 'brand.name must be a text in quotes, like "Acme", not 7.'),
    "a yes for a text": ("[brand]\nname = true\n", 2, "not true."),
    "a text for a list": ("[brand]\nhandles = '@acme'\n", 2, 'brand.handles must be a list of texts, like ["one", "two"], not "@acme". Write ["@acme"].'),
    "a number in a list": ("[brand]\nproducts = [\n 'a',\n 7,\n]\n", 4, "brand.products must be a text in quotes"),
    "a list in a list": ("[brand]\nproducts = [['a']]\n", 2, "not a list."),
    "a table for a list": ("[brand.products]\na = 1\n", 1, "brand.products must be a list of texts"),
    "an empty text in a list": ("[brand]\nproducts = ['a', ' ']\n", 2, "brand.products is empty. Write a text, or take the line out."),
    "an unknown country": ("[brand]\ncountry = 'ZZ'\n", 2, 'brand.country must be a country code of two capital letters, like "US" or "DE", not "ZZ".'),
    "the United Kingdom": ("[brand]\ncountry = 'UK'\n", 2, 'Did you mean "GB"?'),
    "a country in small letters": ("[brand]\ncountries = ['US',\n'de']\n", 3, 'brand.countries must be a country code of two capital letters, like "US" or "DE", not "de". Did you mean "DE"?'),
    "a country by name": ("[accounts.a]\ncountry = 'Germany'\n", 2, 'accounts.a.country must be a country code of two capital letters, like "US" or "DE", not "Germany". Did you mean "DE"?'),
    "a language by name": ("[brand]\nlanguages = ['english']\n", 2, 'must hold short codes, like "en", "de" or "pt-BR", not "english".'),
    "a language with a strange region": ("[brand]\nlanguages = ['pt-B R']\n", 2, 'not "pt-B R".'),
    "a web address for a domain": ("[brand]\ndomains = ['https://www.acme.com/shop']\n", 2, 'brand.domains must hold bare domains, like "acme.com", not "https://www.acme.com/shop". Write "acme.com".'),
    "a word for a domain": ("[brand]\ndomains = ['acme']\n", 2, 'must hold bare domains, like "acme.com", not "acme".'),
    "an e-mail for a domain": ("[brand]\ndomains = ['me@acme.com']\n", 2, "must hold bare domains"),
    "two handles in one": ("[brand]\nhandles = ['@acme @acme_de']\n", 2, 'brand.handles must hold single words, without blanks: "@acme @acme_de".'),
    "a web address for a handle": ("[accounts.a]\nhandle = 'https://x.example/acme'\n", 2, "accounts.a.handle must hold names"),
    "a hashtag with a blank": ("[brand]\nhashtags = ['#dock roast']\n", 2, "brand.hashtags must hold single words"),
    "a kind that is none": ("[accounts.a]\nkind = 'exec'\n", 2, 'accounts.a.kind must be "brand", "executive" or "public-body", not "exec".'),
    "a kind with a slip": ("[accounts.a]\nkind = 'public body'\n", 2, 'Did you mean "public-body"?'),
    "a voice that is none": ("[accounts.a]\nvoice = 'funny'\n", 2, 'accounts.a.voice must be "formal", "friendly", "playful" or "edgy", not "funny".'),
    "an account name with a dot": ("[accounts.\"a.b\"]\nvoice = 'funny'\n", 2, 'accounts."a.b".voice must be'),
    "a platform that is none": ("[accounts.a]\nplatform = 'myspace'\n", 2, 'accounts.a.platform must be "x", "facebook"'),
    "a platform with a slip": ("[accounts.a]\nplatform = 'Instagramm'\n", 2, 'Did you mean "instagram"?'),
    "a platform's old name": ("[accounts.a]\nplatform = 'twitter'\n", 2, 'Did you mean "x"?'),
    "accounts that differ in capitals": ("[accounts.main]\n\n[accounts.Main]\n", 3, "accounts.Main differs from accounts.main in capitals only"),
    "two accounts of one handle": ("[accounts.a]\nplatform='x'\nhandle='@Acme'\n[accounts.b]\nplatform='x'\nhandle='acme'\n", 6, "accounts.b.handle is that of accounts.a on the same network"),
    "a history that is not there": ("[accounts.a]\nhistory = 'old.jsonl'\n", 2, 'accounts.a.history names a file that is not there: "old.jsonl".'),
    "a day in words": ("[[brand.embargoes]]\nwords=['x']\nuntil = 'March 1st'\n", 3, 'brand.embargoes.until must be a day, like 2026-12-31, not "March 1st".'),
    "a day that does not exist": ("[[brand.wounds]]\nname='x'\nwords=['x']\nsince='2026-02-30'\n", 4, "brand.wounds.since must be a day"),
    "a moment for a day": ("[[policy.allow]]\nword='a'\nwhy='b'\nuntil=2026-12-31T10:00:00\n", 4, "policy.allow.until must be a day, like 2026-12-31, not 2026-12-31 10:00:00."),
    "an allowance without a reason": ("[brand]\n[[policy.allow]]\nword = 'damn'\n", 2, "policy.allow lacks why: the reason, so that the next person understands."),
    "an allowance with an empty reason": ("[[policy.allow]]\nword = 'damn'\nwhy = ''\n", 3, "policy.allow.why is empty."),
    "an embargo without words": ("[[brand.embargoes]]\nuntil = 2027-01-01\n", 1, "brand.embargoes lacks words: the words that give it away."),
    "an embargo with an empty list": ("[[brand.embargoes]]\nwords = []\n", 2, "brand.embargoes.words is empty. It needs at least one text"),
    "a severity that is none": ("[[policy.severity]]\nrule='profanity'\nseverity='blok'\n", 3, 'policy.severity.severity must be "info", "review", "block" or "off", not "blok". Did you mean "block"?'),
    "a severity as a number": ("[[policy.severity]]\nrule='profanity'\nseverity=2\n", 3, 'or "off", not 2.'),
    "a severity for an unknown rule": ("[[policy.severity]]\nrule='profanty'\nseverity='off'\n", 2, 'policy.severity.rule names no rule: "profanty". Did you mean "profanity"?'),
    "a severity for a rule with a slip": ("[[policy.severity]]\nrule='promotions-on-tragedy'\nseverity='off'\n", 2, 'Did you mean "promotion-on-tragedy"?'),
    "a code with too many digits": ("[[policy.severity]]\nrule='M2011'\nseverity='off'\n", 2, "It is a code (M201), a rule's name or a category"),
    "a house rule that is not there": ("[[policy.allow]]\nword='a'\nwhy='b'\nrules=['profanity', 'M950']\n", 4, 'policy.allow.rules names no rule: "M950".'),
    "a severity for an unknown account": ("[accounts.founder]\n[[policy.severity]]\nrule='M201'\nseverity='off'\naccount='fonder'\n", 5, 'policy.severity.account names no account of this file: "fonder". Did you mean "founder"? The file has founder.'),
    "a severity for an account where there are none": ("[[policy.severity]]\nrule='M201'\nseverity='off'\naccount='ceo'\n", 4, "Add a section [accounts.ceo]."),
    "a severity for an unknown platform": ("[[policy.severity]]\nrule='M201'\nseverity='off'\nplatform='bluesy'\n", 4, 'policy.severity.platform must be "x", '),
    "the same severity twice": ("[[policy.severity]]\nrule='M201'\nseverity='off'\n[[policy.severity]]\nrule='M201'\nseverity='block'\n", 4, 'policy.severity speaks twice about "M201" in the same place.'),
    "the guard's own trouble switched off": ("[[policy.severity]]\nrule='M001'\nseverity='off'\n", 3, "policy.severity cannot switch off M001"),
    "a house rule with a foreign number": (HOUSE.replace("M901", "M101"), 2, 'house_rules.code must be a number from "M901" to "M999", not "M101".'),
    "a house rule with a bad name": (HOUSE.replace("'a'", "'No Fire'"), 3, 'house_rules.slug must be small letters, digits and hyphens, like "no-fire-jokes", not "No Fire".'),
    "a house rule with a bad severity": (HOUSE + "severity = 'off'\n", 7, 'house_rules.severity must be "info", "review" or "block", not "off".'),
    "a house rule without a phrase": (HOUSE.replace("['b']", "[]"), 4, "house_rules.match is empty."),
    "a house rule with a phrase that cannot be read": (HOUSE.replace("['b']", "['fire',\n 'b ..']"), 5, "house_rules.match: the phrase 'b ..'"),
    "a house rule with an exception that cannot be read": (HOUSE + "unless = ['<nobody>']", 7, "house_rules.unless: the phrase '<nobody>' names the unknown word set"),
    "two house rules of one number": (HOUSE + HOUSE.replace("'a'", "'z'"), 8, "house_rules.code M901 is taken by another house rule."),
    "two house rules of one name": (HOUSE + HOUSE.replace("M901", "M902"), 9, 'house_rules.slug "a" is taken by another house rule.'),
    "a feed without an address": ("[[events.feeds]]\nname='x'\n", 1, "events.feeds lacks url: its address, with https://."),
    "a feed at no web address": ("[[events.feeds]]\nurl='feed.xml'\n", 2, 'events.feeds.url must be a web address, like "https://example.org/feed.xml", not "feed.xml".'),
    "a feed of an unknown kind": ("[[events.feeds]]\nurl='https://a.example'\nkind='json'\n", 3, 'events.feeds.kind must be "rss", "atom" or "geojson", not "json".'),
    "a feed that counts for no day": ("[[events.feeds]]\nurl='https://a.example'\ndays=0\n", 3, "events.feeds.days must be a number of days from 1 to 3650, not 0."),
    "days with a fraction": ("[events]\nstale_after_days = 1.5\n", 2, "events.stale_after_days must be a whole number, not 1.5."),
    "a key in the file": ('[llm]\nkey_env = "sk-123 456"\n', 2, 'llm.key_env must be the name of an environment variable, like "OPENAI_API_KEY"; put the key itself into that variable.'),
    "a password in the address": ('[llm]\nbase_url = "https://a:b@c.de/v1"\n', 2, "llm.base_url must not hold a name or a password; the key comes from the variable that key_env names."),
    "no address": ('[moderation]\nbase_url = "openai"\n', 2, 'moderation.base_url must be a web address, like "http://127.0.0.1:8080/v1".'),
    "too many connections": ("[llm]\nconnections = 99\n", 2, "llm.connections must be a number from 1 to 64, not 99."),
    "a negative limit": ("[llm]\ntokens_per_day = -1\n", 2, "llm.tokens_per_day must be a number of tokens, or 0 for no limit, not -1."),
    "an answer too short": ("[llm]\ntokens_per_answer = 3\n", 2, "llm.tokens_per_answer must be a number of tokens from 64 to 100000, not 3."),
    "kept for ever": ("[llm]\ncache_days = 9999\n", 2, "llm.cache_days must be a number of days up to 3650, or 0 to keep nothing, not 9999."),
    "a score of ninety": ("[[moderation.thresholds]]\ncategory = 'hate'\nreview = 90\n", 3, "moderation.thresholds.review must be a score above 0 and up to 1, not 90.0."),
    "neither yes nor no": ("[llm]\nrequired = 1\n", 2, "llm.required must be true or false, not 1."),
    "an address in the file": ('[alerts]\naddresses_env = ["mailto://a:b@c.de"]\n', 2, 'alerts.addresses_env must be the name of an environment variable, like "MISHAP_ALERT"; put the address itself, which holds a password, into that variable.'),
    "days as a yes": ("[events]\nstale_after_days = true\n", 2, "events.stale_after_days must be a whole number, not true."),
    "no time at all": ("[events]\ntimeout_seconds = 0\n", 2, "events.timeout_seconds must be a number of seconds above 0 and up to 300, not 0"),
    "a time without end": ("[events]\ntimeout_seconds = inf\n", 2, "not inf."),
    "a time that is no number": ("[events]\ntimeout_seconds = 'ten'\n", 2, 'events.timeout_seconds must be a number, not "ten".'),
    "lessons that are not there": ("\nlessons = 'lost.toml'\n", 2, 'lessons names a file that is not there: "lost.toml".'),
    "waivers without a name": ("[policy]\nwaivers = 7\n", 2, "policy.waivers must be a text"),
    "a long text": ("[brand]\ncountry = '" + "x" * 99 + "'\n", 2, "x…"),
    "a key in many brackets": ("[brand]\nname = '[x]' # ]\nvoice = \"\"\"\n[brand]\nnmae = 1\"\"\"\nfoo = 1\n", 6, "brand.foo is not a known key"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "words"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_told_with_file_line_and_key(text, line, words):
    with pytest.raises(ConfigError) as caught:
        config_file.from_text(text)
    assert str(caught.value).startswith(f"guard.toml:{line}: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.where == f"guard.toml:{line}"


def test_all_mistakes_are_told_in_one_go_in_the_order_of_the_file():
    with pytest.raises(ConfigError) as caught:
        config_file.from_text("[policy]\nallow = 1\n[brand]\nnmae = 1\ncountry = 'UK'\n[accounts.a]\nkind = 1\n")
    lines = str(caught.value).splitlines()
    assert [line.split(" ")[0] for line in lines] == [
        "guard.toml:2:",
        "guard.toml:4:",
        "guard.toml:5:",
        "guard.toml:7:",
    ]


def test_a_mistake_in_pyproject_is_told_on_its_own_line():
    with pytest.raises(ConfigError) as caught:
        config_file.from_text("[project]\nname='x'\n[tool.guard.brand]\nnmae='y'\n", "site/pyproject.toml")
    assert str(caught.value).startswith('site/pyproject.toml:4: brand.nmae is not a known key. Did you mean "name"?')


def test_a_pyproject_that_is_named_needs_our_table():
    with pytest.raises(ConfigError, match=r"pyproject\.toml: There is no table \[tool\.guard\]"):
        config_file.from_text("[project]\nname='x'\n", "pyproject.toml")


def test_a_pyproject_with_something_else_below_our_name():
    with pytest.raises(ConfigError, match=r"pyproject\.toml:2: tool\.guard must be a section"):
        config_file.from_text("[tool]\nguard = 1\n", "pyproject.toml")


@pytest.mark.parametrize(
    ("lesson", "line", "words"),
    [
        (HOUSE.replace("'b'", "'b ..'"), 4, "house_rules.match: the phrase"),
        (HOUSE.replace("slug", "slgu"), 3, 'house_rules.slgu is not a known key. Did you mean "slug"?'),
        (
            "[brand]\nname='x'\n",
            1,
            "brand is not a known key. It belongs in guard.toml. The file may hold: house_rules.",
        ),
        ("\n" + LESSON.replace("M902", "M901"), 4, "house_rules.code M901 is taken by another house rule."),
    ],
)
def test_a_mistake_in_the_lessons_file_is_told_there(write, lesson, line, words):
    path = write("lessons.toml", lesson)
    with pytest.raises(ConfigError) as caught:
        config_file.load(write("guard.toml", WHOLE))
    assert f"{path}:{line}: " in str(caught.value)
    assert words in str(caught.value)


def test_files_are_seen_from_the_folder_of_guard_toml(write):
    write("site/history/main.jsonl", "{}")
    path = write("site/guard.toml", "[accounts.main]\nhistory = 'history/main.jsonl'\n")
    assert config_file.load(path).accounts["main"].history == "history/main.jsonl"
    assert config_file.folder(path).endswith("site")


@pytest.mark.parametrize("key", ["[policy]\nwaivers", "[events]\nfile"])
@pytest.mark.parametrize("name", ["", ".", "posts", "a\\u0000b"])
def test_a_name_that_no_file_can_have(write, key, name):
    write("site/posts/a.txt", "x")
    path = write("site/guard.toml", f'{key} = "{name}"\n')
    with pytest.raises(ConfigError, match=r"guard\.toml:2: (policy\.waivers|events\.file) must be the name of a file"):
        config_file.load(path)


@pytest.mark.parametrize("phrase", ["***!", "sale ..x now", "it is = 5"])
def test_a_phrase_that_no_post_can_hold_is_told(phrase):
    with pytest.raises(ConfigError, match=r"^guard\.toml:4: house_rules\.match: ") as caught:
        config_file.from_text(HOUSE.replace("'b'", f'"{phrase}"'))
    assert phrase in caught.value.what


@pytest.mark.parametrize(
    "phrase",
    [
        "it\u2019s ..3 sale|sales? off*",
        "pile-up <#>",
        "caf\u00e9",
        "\u65e5\u672c",
        "\U0001f602",
        "%",
        "don't",
        "Buy now!",
        "R&D",
        "U.S.",
        "#tag",
        "@bob",
    ],
)
def test_phrases_that_posts_can_hold(phrase):
    assert config_file.from_text(HOUSE.replace("'b'", f'"{phrase}"')).house_rules[0].match == (phrase,)


def test_very_many_mistakes_are_told_at_once_and_not_all():
    with pytest.raises(ConfigError) as caught:
        config_file.from_text("".join(f"k{number} = 1\n" for number in range(3_000)))
    lines = str(caught.value).splitlines()
    assert lines[39].startswith("guard.toml:40: k39 is not a known key.")
    assert lines[40:] == ["... and 2,960 more mistakes."]


@pytest.mark.parametrize("target", ["nowhere.toml", "guard.toml"])
def test_a_guard_toml_that_is_a_link_to_nowhere_is_not_passed_over(tmp_path, monkeypatch, target):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "guard.toml").symlink_to(target)
    with pytest.raises(ConfigError, match=r"^guard\.toml: (There is no such file|The file cannot be read)"):
        config_file.load()


@pytest.mark.parametrize(
    ("text", "words"), [("a = " + "9" * 5_000, "far too many digits"), ('a = "\\ud800"', "stands for no character")]
)
def test_what_the_toml_reader_says_in_its_own_words(text, words):
    with pytest.raises(ConfigError, match=words):
        config_file.from_text(text)
