"""The waivers file: read, written block by block, refused with file and line; and `guard waive` from end to end."""

import os
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from guard import policy, waivers
from guard.commands.waive import UNSEEN, _today, command
from guard.config import Waiver
from guard.engine import Guard
from guard.errors import ConfigError
from guard.model import Post

A, B, C = "0a" * 8, "5b" * 8, "ff" * 8
FULL = f'[[waiver]]\nfingerprint = "{A}"\nwhy = "y"\nby = "z"\nadded = 2026-01-01\nuntil = 2026-02-01\n'


def made(fingerprint, **more):
    values = {"why": "Legal agreed", "by": "Ana", "added": date(2026, 11, 25), "until": date(2027, 1, 31)} | more
    return Waiver(fingerprint=fingerprint, **values)


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "guard-waivers.toml")


def text_of(path):
    with open(path, encoding="utf-8", newline="") as stream:
        return stream.read()


def write(path, text):
    with open(path, "w", encoding="utf-8", newline="") as stream:
        stream.write(text)


def test_without_a_file_there_are_no_waivers(path):
    assert waivers.load(path) == ()


def test_a_new_file_explains_itself(path):
    assert waivers.add(path, made(B, rule="M201", quote='"damn"')) is False
    assert (
        text_of(path)
        == f"""\
# Findings that somebody accepted, with the reason and a last day. `guard waive` writes here, `guard check` reads it.

[[waiver]]
fingerprint = "{B}"
rule = "M201"
quote = "\\"damn\\""
why = "Legal agreed"
by = "Ana"
added = 2026-11-25
until = 2027-01-31
"""
    )


def test_blocks_are_sorted_whatever_the_order_of_adding(path):
    for name in (B, C, A):
        waivers.add(path, made(name))
    assert [waiver.fingerprint for waiver in waivers.load(path)] == [A, B, C]


def test_a_second_waiver_of_a_finding_replaces_the_first(path):
    waivers.add(path, made(A))
    assert waivers.add(path, made(A, by="Ben", until=date(2027, 3, 1))) is True
    assert [(waiver.by, waiver.until) for waiver in waivers.load(path)] == [("Ben", date(2027, 3, 1))]


BLOCK_B = f"""\
# Ben asked for this one.
[[waiver]]
fingerprint = "{B}"  # see the campaign
why = '''
Two lines,
[[waiver]] not a heading'''
by = "Ben"
# until the end of the year
until = 2026-12-31
added = 2026-06-01
"""
TAIL = "# The end.\n"


@pytest.mark.parametrize("name", [A, C])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_adding_leaves_every_other_line_alone(path, name, end):
    write(path, f"# Ours\n\n{BLOCK_B}\n{TAIL}".replace("\n", end))
    waivers.add(path, made(name))
    after = text_of(path)
    assert BLOCK_B.replace("\n", end) in after
    assert TAIL.replace("\n", end) in after
    assert after.startswith(f"# Ours{end}")
    assert after.count("\r\n") == (after.count("\n") if end == "\r\n" else 0)
    assert {waiver.fingerprint for waiver in waivers.load(path)} == {B, name}
    assert (after.index(name) < after.index("Ben asked")) is (name == A)


def test_renewing_keeps_the_comment_above_the_block(path):
    write(
        path,
        f"{BLOCK_B}\n# About the next\n[[waiver]]\n"
        f'fingerprint="{C}"\nwhy="y"\nby="z"\nadded=2026-01-01\nuntil=2026-02-01\n',
    )
    waivers.add(path, made(B))
    after = text_of(path)
    assert after.startswith(f'# Ben asked for this one.\n[[waiver]]\nfingerprint = "{B}"\nwhy = "Legal agreed"\n')
    assert "\n\n# About the next\n[[waiver]]\n" in after
    assert "Two lines" not in after


def test_waivers_on_one_line_are_not_edited(path):
    line = f'waiver = [{{fingerprint="{B}", why="y", by="z", added=2026-01-01, until=2026-02-01}}]\n'
    write(path, line)
    with pytest.raises(ConfigError, match=r"guard-waivers\.toml:1: .*Write each as a block"):
        waivers.add(path, made(A))
    assert text_of(path) == line


def test_a_file_that_cannot_be_edited_safely_is_left_alone(path):
    odd = f'[[waiver]]\nfingerprint = "{A}"\nby = "z"\nadded = 2026-01-01\nuntil = 2026-02-01\nwhy = """\n# odd"""\n'
    odd += FULL.replace(A, C)
    write(path, odd)
    with pytest.raises(ConfigError, match=r"cannot be edited safely\. Put every text of it on one line"):
        waivers.add(path, made(B))
    assert text_of(path) == odd


def test_a_file_that_is_wrong_already_is_left_alone(path):
    write(path, "[[waiver]]\n")
    with pytest.raises(ConfigError, match="waiver lacks fingerprint"):
        waivers.add(path, made(B))
    assert text_of(path) == "[[waiver]]\n"


def test_a_folder_that_cannot_be_written(tmp_path):
    with pytest.raises(ConfigError, match="The file cannot be written"):
        waivers.add(str(tmp_path / "no" / "guard-waivers.toml"), made(A))


def test_nothing_is_left_beside_when_writing_fails(path, tmp_path, monkeypatch):
    def refuse(*_paths):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(ConfigError, match="No space left on device"):
        waivers.add(path, made(A))
    assert os.listdir(tmp_path) == []


def test_rights_and_links_of_the_file_stay(path, tmp_path):
    waivers.add(path, made(A))
    os.chmod(path, 0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    waivers.add(str(link), made(B))
    assert link.is_symlink()
    assert os.stat(path).st_mode & 0o777 == 0o640
    assert len(waivers.load(path)) == 2


WRONG = {
    "no last day": (FULL.replace("until = 2026-02-01\n", ""), 1, "waiver lacks until: the last day on which it holds"),
    "no reason": (FULL.replace('"y"', '" "'), 3, "waiver.why is empty."),
    "nobody": (FULL.replace('by = "z"\n', ""), 1, "waiver lacks by: who accepted it."),
    "more than a year": (FULL.replace("2026-02-01", "2027-01-03"), 6, "waiver.until must be at most 366 days after added (2026-01-01), not 2027-01-03."),
    "a bad day": (FULL.replace("2026-02-01", "'soon'"), 6, 'waiver.until must be a day, like 2026-12-31, not "soon".'),
    "a bad fingerprint": (FULL.replace(A, "12"), 2, 'waiver.fingerprint must be the sixteen signs (0-9, a-f) that a report shows, not "12".'),
    "an unknown key": (FULL + "untill = 1\n", 7, 'waiver.untill is not a known key. Did you mean "until"?'),
    "the same twice": (FULL + "\n" + FULL, 9, f"waiver.fingerprint {A} stands twice. Keep one."),
    "a section": ("[waiver]\nwhy = 'x'\n", 1, "waiver must be written with two brackets, [[waiver]], once for each"),
    "the plural": (FULL.replace("[[waiver]]", "[[waivers]]"), 1, 'waivers is not a known key. Did you mean "waiver"?'),
    "no TOML": ("[[waiver]\n", 1, "write [[name]]"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "words"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_told_with_file_and_line(path, text, line, words):
    write(path, text)
    with pytest.raises(ConfigError) as caught:
        waivers.load(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert words in str(caught.value)


WORDS = st.text(min_size=1, max_size=20).filter(str.strip)
NAMES = st.text("0123456789abcdef", min_size=16, max_size=16)


def _told(text):
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)


@given(st.lists(st.tuples(NAMES, WORDS, WORDS, st.integers(0, 366)), max_size=5))
def test_whatever_is_written_is_read(tmp_path_factory, entries):
    path = str(tmp_path_factory.mktemp("w") / "waivers.toml")
    expected = {}
    for name, why, by, days in entries:
        waiver = made(name, why=_told(why), by=_told(by), until=date(2026, 11, 25) + timedelta(days=days))
        expected[name] = waiver
        waivers.add(path, waiver)
    assert list(waivers.load(path)) == [expected[name] for name in sorted(expected)]


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def waive(*more, fingerprint=A, until=None, why="Legal has seen it"):
    until = until or (_today() + timedelta(days=30)).isoformat()
    return CliRunner().invoke(command, [fingerprint, "--why", why, "--until", until, "--by", "Ana", *more])


def test_waive_writes_beside_guard_toml_and_says_what_to_do(folder):
    (folder / "guard.toml").write_text("[policy]\nwaivers = 'accepted.toml'\n")
    result = waive("--rule", "M201", "--quote", "damn")
    assert result.exit_code == 0, result.output
    assert f"Accepted {A} until " in result.output
    assert "Commit that file" in result.output
    (waiver,) = waivers.load(str(folder / "accepted.toml"))
    assert (waiver.rule, waiver.quote, waiver.why, waiver.by, waiver.added) == (
        "M201",
        "damn",
        "Legal has seen it",
        "Ana",
        _today(),
    )


def test_waive_without_guard_toml_writes_here(folder):
    assert waive().exit_code == 0
    assert (folder / "guard-waivers.toml").exists()


def test_waive_of_a_named_configuration(folder):
    (folder / "site").mkdir()
    (folder / "site" / "guard.toml").write_text("")
    assert waive("--config", "site/guard.toml").exit_code == 0
    assert (folder / "site" / "guard-waivers.toml").exists()


def test_waive_again_renews(folder):
    waive()
    assert "Renewed" in waive().output
    assert len(waivers.load("guard-waivers.toml")) == 1


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ({"fingerprint": "xyz"}, "must be the sixteen signs"),
        ({"until": "next week"}, 'must be a day, like 2026-12-31, not "next week".'),
        ({"until": "2020-01-01"}, "2020-01-01 has passed already."),
        ({"until": "2999-01-01"}, "more than a year ahead"),
        ({"why": "  "}, "is empty."),
    ],
)
def test_waive_refuses_what_the_file_would_refuse(folder, call, words):
    result = waive(**call)
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())
    assert not (folder / "guard-waivers.toml").exists()


@pytest.mark.parametrize("missing", ["--why", "--until", "--by"])
def test_waive_needs_reason_day_and_name(folder, missing):
    given = {"--why": "x", "--until": _today().isoformat(), "--by": "Ana"}
    del given[missing]
    result = CliRunner().invoke(command, [A, *(word for pair in given.items() for word in pair)])
    assert result.exit_code == 2
    assert f"Missing option '{missing}'" in result.output


def test_nothing_is_accepted_where_nothing_is_found(folder):
    (folder / "post.txt").write_text("Our bakery opens at seven on Monday.\n")
    assert "the guard finds nothing in this post" in str(waive("--post", "post.txt").exception)


def test_waive_looks_the_finding_up_in_the_post(folder):
    """One that the post has is accepted with its rule and words, another one is refused with those that it has."""
    post = folder / "post.txt"
    post.write_text("Half the valley is under water tonight. Stay dry with 30% off all rain boots, code FLOOD30!\n")
    found = Guard().check(Post(text=post.read_text())).findings[0]
    refused = waive("--post", "post.txt")
    assert refused.exit_code != 0
    said = str(refused.exception)
    assert f"no finding of this post has the fingerprint {A}. It has: " in said
    assert f"{found.fingerprint} ({found.code})" in said
    assert not (folder / "guard-waivers.toml").exists()
    for _ in range(2):  # accepted already, it is still a finding that can be renewed
        accepted = waive("--post", "post.txt", fingerprint=found.fingerprint)
        assert accepted.exit_code == 0, accepted.output
        assert UNSEEN not in accepted.output
    (waiver,) = waivers.load("guard-waivers.toml")
    assert (waiver.rule, waiver.quote) == (found.code, found.quote)


def test_waive_without_the_post_says_that_nobody_has_looked(folder):
    assert UNSEEN in waive().output
    assert folder.exists()


def test_waive_of_a_post_that_cannot_be_read(folder):
    refused = waive("--post", "nothing.txt")
    assert "nothing.txt: does not exist" in str(refused.exception)
    assert not (folder / "guard-waivers.toml").exists()


def test_waive_help_teaches_with_an_example():
    result = CliRunner().invoke(command, ["--help"])
    assert 'guard waive 3f9a1c52e07b8d64 --why "Legal has seen it" --until 2026-12-31 --by "Ana Ruiz"' in result.output


def test_the_life_of_a_waiver(folder):
    name = policy.fingerprint("M201", "text", "damn", "A damn fine roast")
    waive(fingerprint=name.upper())
    (waiver,) = waivers.load("guard-waivers.toml")
    assert waiver.fingerprint == name
    assert waiver.until == _today() + timedelta(days=30)


def test_bytes_that_are_no_text_are_written_as_such(folder):
    assert waive("--rule", "\udcfe", "--quote", "\udcff", why="so \udcff").exit_code == 0
    (waiver,) = waivers.load("guard-waivers.toml")
    assert (waiver.rule, waiver.quote, waiver.why) == ("\ufffd", "\ufffd", "so \ufffd")
