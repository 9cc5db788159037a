"""`guard events` as a person uses it."""

import json
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from guard.commands import events as group
from guard.errors import ConfigError, GuardError, UsageError
from guard.events.store import load_events

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(group, "_now", lambda: NOW)
    return tmp_path


def run(*words):
    result = CliRunner().invoke(group.command, words, catch_exceptions=True)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def printed(*words):
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.output


def book():
    return load_events("guard-events.json")


# ------------------------------------------------------------------------------------------------------------------ list


def test_today_in_the_whole_world():
    assert printed("list").splitlines() == [
        "Wednesday 25 November 2026",
        "  block   International Day for the Elimination of Violence against Women",
        "          (everywhere)",
        "",
        "No events yet: guard events refresh, or guard events add.",
        "Days of single countries are left out: name yours with --country US, or as country in guard.toml.",
    ]


def test_a_day_in_a_country():
    output = printed("list", "--date", "2026-11-09", "--country", "de")
    assert "  block   Anniversary of the November pogroms of 1938 (DE)" in output
    assert "left out" not in output


def test_the_countries_of_the_brand_count(here):
    (here / "guard.toml").write_text('[brand]\nname = "Acme"\ncountry = "NL"\ncountries = ["MY"]\n')
    assert "flight MH17 (MY, NL)" in printed("list", "--date", "2026-07-17")


def test_the_next_days_and_what_is_uncertain_about_them():
    output = printed("list", "--date", "2026-07-20", "--next", "4", "--country", "IL")
    assert output.startswith("Thursday 23 July 2026\n  review  Tisha B'Av (IL; from the evening before)\n")
    assert "the moon may move it by a day" in printed("list", "--date", "2026-06-25", "--country", "IQ")


def test_all_countries():
    output = printed("list", "--date", "2026-09-11", "--all")
    assert all(where in output for where in ("(CL)", "(LY)", "(everywhere)"))


def test_a_quiet_day():
    quiet = "The calendar knows no day of remembrance on 3 February 2026,"
    assert printed("list", "--date", "2026-02-03").startswith(f"{quiet} worldwide.\n")
    assert printed("list", "--date", "2026-02-03", "--country", "DE").startswith(f"{quiet} in DE")


def test_events_stand_beside_the_days():
    printed("add", "Flood in Valencia", "--kind", "flood", "--severity", "block")
    printed("add", "Strike", "--open-ended")
    output = printed("list")
    assert (
        "Going on in the world\n  block   Flood in Valencia (until 2026-12-02)\n  review  Strike (until you remove it)\n"
        in output
    )
    assert "Events as of 2026-11-25." in output
    assert "Valencia" not in printed("list", "--date", "2026-12-03")
    assert "Valencia" in printed("list", "--date", "2026-11-20", "--next", "6")


def test_old_feeds_are_said(here):
    (here / "guard-events.json").write_text('{"fetched_at": "2026-11-01T00:00:00Z", "feeds": {"a": {}}}')
    assert "They are old: run guard events refresh." in printed("list")


def test_json_for_a_program():
    printed("add", "Flood in Valencia")
    listed = json.loads(printed("list", "--date", "2026-11-26", "--country", "IN", "--format", "json"))
    assert listed["as_of"] == "2026-11-25"
    assert [(day["date"], day["id"], day["gravity"]) for day in listed["days"]] == [
        ("2026-11-26", "mumbai-26-november", "block")
    ]
    assert [event["name"] for event in listed["events"]] == ["Flood in Valencia"]


def test_the_list_fits_a_narrow_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, printed("list", "--next", "60", "--all").splitlines())) <= 60


WRONG = [
    (("list", "--date", "tomorrow"), 'must be a day, like 2026-12-31, not "tomorrow"'),
    (("list", "--country", "Germany"), '"GERMANY" is no country code'),
    (("list", "--next", "0"), "0 is not in the range"),
    (("add", "x", "--kind", "party"), "'party' is not one of"),
    (("add", "x", "--severity", "high"), "'high' is not one of"),
    (("add",), "Missing argument 'NAME'"),
]


@pytest.mark.parametrize(("words", "message"), WRONG)
def test_a_wrong_option_is_said(words, message):
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.output


# ----------------------------------------------------------------------------------------------------------- add, remove


def test_an_event_is_added():
    output = printed(
        *("add", "Flood in Valencia", "--kind", "flood", "--place", "Valencia", "--word", "the  Flood"),
        *("--hashtag", "#DANA", "--start", "2026-11-20", "--end", "2026-11-30", "--severity", "block"),
    )
    assert output == "Added Flood in Valencia, from 2026-11-20 until 2026-11-30, in guard-events.json.\n"
    (event,) = book().events
    assert (event.name, event.kind, event.severity, event.source) == ("Flood in Valencia", "flood", "block", "hand")
    assert (event.places, event.words, event.hashtags) == (("valencia",), ("the flood",), ("dana",))
    assert (event.start, event.end, event.added_at) == (date(2026, 11, 20), date(2026, 11, 30), NOW)


def test_without_more_the_name_is_looked_for_and_it_lasts_a_week():
    printed("add", "Flood in Valencia")
    (event,) = book().events
    assert (event.words, event.start, event.end) == (("flood in valencia",), date(2026, 11, 25), date(2026, 12, 2))


def test_adding_again_changes_it():
    printed("add", "Flood in Valencia")
    assert printed("add", "flood in VALENCIA", "--severity", "block").startswith("Changed flood in VALENCIA")
    assert [event.severity for event in book().events] == ["block"]


def test_an_event_is_removed():
    printed("add", "Flood in Valencia")
    assert printed("remove", "flood in valencia") == "Removed flood in valencia from guard-events.json.\n"
    assert book().events == ()


def test_removing_what_is_not_there_says_what_may_be_meant():
    printed("add", "Flood in Valencia")
    with pytest.raises(UsageError, match=r"no event called 'Flood Valencia'\. Did you mean 'Flood in Valencia'\?"):
        run("remove", "Flood Valencia")
    with pytest.raises(UsageError, match=r"no event called 'xyz'\.$"):
        run("remove", "xyz")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("add", "x", "--start", "2026-11-20", "--end", "2026-11-19"), "would end on 2026-11-19, before it starts"),
        (("add", "x", "--end", "2026-12-01", "--open-ended"), "cannot both be given"),
        (("add", "  "), "needs a name"),
    ],
)
def test_an_event_that_makes_no_sense_is_refused(words, message):
    with pytest.raises(UsageError, match=message):
        run(*words)
    assert book().events == ()


def test_the_events_file_lies_beside_its_configuration(here):
    (here / "brand").mkdir()
    (here / "brand" / "guard.toml").write_text('[events]\nfile = "mine.json"\n')
    printed("add", "Flood", "--config", "brand/guard.toml")
    assert (here / "brand" / "mine.json").exists()


# --------------------------------------------------------------------------------------------------------------- refresh


def config(here, *urls):
    blocks = (f'[[events.feeds]]\nname = "{name}"\nurl = "{url}"\nkind = "rss"\n' for name, url in urls)
    (here / "guard.toml").write_text("\n".join(blocks))


def test_feeds_are_read(here, web):
    config(here, ("news", web.serve("/1", b"<rss><item><title>Flood in Leeds</title></item></rss>")))
    assert printed("refresh").splitlines() == ["news: 1 event.", "1 event in guard-events.json, as of 2026-11-25."]
    assert "Flood in Leeds" in printed("list")


def test_a_feed_that_fails_ends_with_an_error_after_the_others_are_saved(here, web):
    config(here, ("news", web.serve("/1", b"<rss><item><title>Flood in Leeds</title></item></rss>")))
    printed("refresh")
    web.serve("/1", b"")
    config(here, ("news", f"{web.url}/1"), ("more", web.serve("/2", b"<rss/>")), ("none", "http://127.0.0.1:9/"))
    result = CliRunner().invoke(group.command, ["refresh"])
    assert isinstance(result.exception, GuardError)
    assert result.exception.exit_code == 4
    assert str(result.exception) == "2 of 3 feeds could not be read: news, none."
    assert (
        "news: could not be read: it is not well-formed XML (line 1); 1 event from 2026-11-25 still count"
        in result.stderr
    )
    assert "none: could not be read: no connection" in result.stderr
    assert "it has no events yet." in result.stderr
    assert "more: 0 events." in result.stdout
    assert [event.name for event in book().events] == ["Flood in Leeds"]


def test_without_feeds_it_says_what_to_do():
    with pytest.raises(ConfigError, match="there are no feeds to read"):
        run("refresh")


# ------------------------------------------------------------------------------------------------------------------ help


@pytest.mark.parametrize("words", [(), ("list",), ("add",), ("remove",), ("refresh",)])
def test_help_teaches_with_an_example(words):
    output = printed(*words, "--help")
    assert "guard events" in output or "[[events.feeds]]" in output


def test_a_name_that_commands_the_terminal_is_shown_and_not_obeyed():
    assert "\x1b" not in printed("add", "\x1b[31mFlood")
    assert "<U+001B>[31mFlood" in printed("list")
    assert "<U+001B>[31mFlood" in printed("remove", "\x1b[31mFlood")


def test_bytes_that_are_no_text_do_not_stop_the_file_from_being_written():
    printed("add", "Flood \udcff", "--word", "river \udcff", "--hashtag", "#\udcff")
    (event,) = book().events
    assert (event.name, event.words, event.hashtags) == ("Flood \ufffd", ("river \ufffd",), ("\ufffd",))


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--date", "9999-12-31", "--next", "30"),
        ("add", "Flood", "--start", "9999-12-30"),
        ("list", "--date", "0001-01-01"),
    ],
)
def test_days_far_away_are_refused(words):
    result = run(*words)
    assert result.exit_code == 2
    assert "must be a day from 1900 to 2200" in result.output
