"""`guard init`: what it asks, what it writes, and that the file it writes is right."""

import tomllib

import pytest
from click.testing import CliRunner

from guard import config_file
from guard.commands.init import QUESTIONS, STARTER, command
from guard.config import Account, Brand, Config
from guard.errors import ConfigError, UsageError

NOTHING = "\n" * len(QUESTIONS)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def init(*flags, answers=""):
    return CliRunner().invoke(command, flags, input=answers)


def written(folder):
    return (folder / "guard.toml").read_text(encoding="utf-8")


def test_answers_make_a_configuration(folder):
    answers = [
        "Müller's “Best” Coffee",
        "@mueller, mueller_de",
        "Röstung 7, Hafen\\blend",
        "hallo@mueller.example, +49 30 123456",
        "https://mueller.example",  # refused, asked again
        "mueller.example",
        "UK",  # refused, asked again
        "DE",
        "food",
        "main",
        "twitter",  # refused, asked again
        "x",
        "@mueller",
    ]
    result = init(answers="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    assert 'Write "mueller.example".' in result.output
    assert 'Did you mean "GB"?' in result.output
    assert 'Did you mean "x"?' in result.output
    assert config_file.load("guard.toml") == Config(
        brand=Brand(
            name="Müller's “Best” Coffee",
            handles=("@mueller", "mueller_de"),
            products=("Röstung 7", "Hafen\\blend"),
            public_contacts=("hallo@mueller.example", "+49 30 123456"),
            domains=("mueller.example",),
            country="DE",
            sector="food",
        ),
        accounts={"main": Account(platform="x", handle="@mueller")},
    )


def test_every_answer_may_stay_empty(folder):
    result = init(answers=NOTHING)
    assert result.exit_code == 0, result.output
    assert config_file.load("guard.toml") == Config(accounts={"main": Account()})


def test_flags_and_yes_ask_nothing(folder):
    result = init(
        "--yes", "--name", "Harbour", "--handles", "@harbour", "--account", "front desk", "--platform", "instagram"
    )
    assert result.exit_code == 0, result.output
    assert "Name of the brand" not in result.output
    config = config_file.load("guard.toml")
    assert config.brand == Brand(name="Harbour", handles=("@harbour",))
    assert config.accounts == {"front desk": Account(platform="instagram")}


def test_yes_alone_writes_only_examples(folder):
    assert init("--yes").exit_code == 0
    assert config_file.load("guard.toml") == Config()


def test_flags_answer_their_own_questions_only(folder):
    result = init("--name", "Harbour", answers="\n" * (len(QUESTIONS) - 1))
    assert result.exit_code == 0, result.output
    assert "Name of the brand" not in result.output
    assert config_file.load("guard.toml").brand.name == "Harbour"


def test_it_says_what_to_do_next():
    result = init("--yes")
    assert "Wrote guard.toml." in result.output
    for step in ("Read guard.toml once", "guard check post.txt", "guard rules", "Commit guard.toml"):
        assert step in result.output


def test_a_flag_that_guard_toml_would_refuse_is_refused(folder):
    result = init("--yes", "--country", "Germany")
    assert result.exit_code == 2
    assert 'Did you mean "DE"?' in result.output
    assert not (folder / "guard.toml").exists()


NONSENSE = {
    "!!!": "must hold a letter or a digit, not only signs",
    "🌊🌊": "must hold a letter or a digit, not only signs",
    "a" * 500: "is 500 signs long; at most 100 are possible",
    "Har\x07bour": "holds a sign that nobody can see (U+0007)",
    "\x1b[31mHarbour": "holds a sign that nobody can see (U+001B)",
    "Har\u202ebour": "holds a sign that nobody can see (U+202E)",
}


@pytest.mark.parametrize("flag", ["--name", "--sector"])
@pytest.mark.parametrize(
    ("answer", "why"),
    [
        *NONSENSE.items(),
        ("", "is empty. Write one, or leave"),
        ("   ", "is empty. Write one, or leave"),
        ("Har\nbour", "holds a sign that nobody can see (U+000A)"),
        ("Har\udcffbour", "holds a sign that nobody can see (U+DCFF)"),
    ],
)
def test_nonsense_by_a_flag_is_refused_and_nothing_is_written(folder, flag, answer, why):
    result = init("--yes", flag, answer)
    assert result.exit_code == 2
    assert f"Invalid value for '{flag}': The answer {why}" in result.output
    assert "\x1b" not in result.output
    assert not (folder / "guard.toml").exists()


@pytest.mark.parametrize(("answer", "why"), NONSENSE.items())
def test_nonsense_at_a_question_is_refused_and_asked_again(answer, why):
    result = init("--sector", "food", answers=f"{answer}\nHarbour\n{NOTHING}")
    assert result.exit_code == 0, result.output
    assert f"Error: The answer {why}" in result.output
    assert result.output.count("Name of the brand") == 2
    assert config_file.load("guard.toml").brand == Brand(name="Harbour", sector="food")


@pytest.mark.parametrize("name", ["P!nk", "7", "Ben & Jerry's", "李宁", "می\u200cخواهم", "Müller\xa0GmbH", "a" * 100])
def test_unusual_names_are_taken(name):
    assert init("--yes", "--name", name).exit_code == 0
    assert config_file.load("guard.toml").brand.name == name


def test_a_file_that_is_there_is_not_written_over(folder):
    (folder / "guard.toml").write_text("# mine\n")
    result = init("--yes")
    assert isinstance(result.exception, UsageError)
    assert "guard.toml exists already. Use --force" in str(result.exception)
    assert written(folder) == "# mine\n"
    assert init("--yes", "--force").exit_code == 0
    assert "[brand]" in written(folder)


def test_a_broken_lessons_file_beside_is_told_before_anything_is_written(folder):
    (folder / "guard-lessons.toml").write_text("house_rules = 1\n")
    assert isinstance(init("--yes").exception, ConfigError)
    assert not (folder / "guard.toml").exists()


def test_nobody_to_answer(folder):
    result = init(answers="")
    assert "Use --yes" in str(result.exception)
    assert not (folder / "guard.toml").exists()


def test_the_schema_lies_where_the_first_line_says(folder):
    (folder / "site").mkdir()
    assert init("--yes", "-o", "site/brand.toml").exit_code == 0
    first = (folder / "site" / "brand.toml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "#:schema ./guard.toml.schema.json"
    assert (folder / "site" / "guard.toml.schema.json").exists()


def test_without_schema_there_is_neither_file_nor_line(folder):
    assert init("--yes", "--no-schema").exit_code == 0
    assert "#:schema" not in written(folder)
    assert written(folder).startswith("# What the guard should know")
    assert [path.name for path in folder.iterdir()] == ["guard.toml"]


def test_help_teaches_with_an_example():
    assert 'guard init --yes --name "Harbour Coffee"' in init("--help").output


def _examples():
    """The starter file with every example made real."""
    with open(STARTER, encoding="utf-8") as stream:
        lines = stream.read().splitlines()
    return "\n".join(
        line.removeprefix("#") if line[:1] == "#" and line[1:2] not in {" ", "", ":"} else line for line in lines
    )


def test_every_example_in_the_file_is_right(folder):
    (folder / "history").mkdir()
    (folder / "history" / "main.jsonl").write_text("")
    config = config_file.from_text(_examples())
    assert config.brand.wounds[0].name == "The roastery fire"
    assert config.policy.severity[0].account == "main"
    assert config.house_rules[0].code == "M901"
    assert config.events.feeds[0].days == 7


def test_every_section_and_almost_every_key_has_an_example():
    shown = set(_keys(tomllib.loads(_examples())))
    known = set(_known(Config))
    rare = {"brand.competitors", "accounts.sector", "accounts.country", "accounts.hashtags", "lessons"}
    rare |= {"policy.severity.platform", "house_rules.summary"}
    rare |= {"llm.seed", "llm.cache_days"}
    rare |= {
        f"moderation.{key}"
        for key in ("base_url", "key_env", "keyring", "required", "mask", "timeout_seconds", "cache_days")
    }
    assert known - shown <= rare


def _keys(values, path=""):
    for key, value in values.items():
        inner = value[0] if isinstance(value, list) else value
        name = f"{path}.{key}".strip(".").replace("accounts.main", "accounts")
        yield name
        yield from _keys(inner, name) if isinstance(inner, dict) else ()


def _known(section, path=""):
    import msgspec

    from guard.config_checks import section_in

    for field in msgspec.structs.fields(section):
        name = f"{path}.{field.name}".strip(".")
        yield name
        yield from _known(section_in(field.type), name) if section_in(field.type) else ()
