"""Where the casebook is, and that no password is shown with it."""

import os
import sys

import pytest

from flows.errors import CasebookError
from flows.store import Casebook, place
from flows.store.place import casebook_url, evidence_folder, home, shown

HOME = os.path.expanduser("~")


@pytest.mark.skipif(sys.platform != "linux", reason="the folder of another platform")
@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, f"{HOME}/.local/share/mishap"),
        ({"XDG_DATA_HOME": "/data"}, "/data/mishap"),
        ({"XDG_DATA_HOME": "data"}, f"{HOME}/.local/share/mishap"),
        ({"MISHAP_HOME": "/m", "XDG_DATA_HOME": "/data"}, "/m"),
        ({"MISHAP_HOME": "~/m"}, f"{HOME}/m"),
    ],
)
def test_the_folder(environ, expected):
    assert home(environ) == expected
    assert place(environ=environ) == f"{expected}/casebook.sqlite3"


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("darwin", {}, f"{HOME}/Library/Application Support/mishap"),
        ("win32", {"LOCALAPPDATA": "/users/ann"}, "/users/ann/mishap"),
    ],
)
def test_the_folder_of_other_platforms(monkeypatch, platform, environ, expected):
    monkeypatch.setattr(sys, "platform", platform)
    assert home(environ) == expected


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("/a/b.sqlite3", "/a/b.sqlite3"),
        ("~/b.sqlite3", f"{HOME}/b.sqlite3"),
        ("b.sqlite3", os.path.abspath("b.sqlite3")),
        (" sqlite:////a/b.sqlite3 ", "/a/b.sqlite3"),
        ("sqlite:///b.sqlite3", os.path.abspath("b.sqlite3")),
        ("postgresql://ann:s3cret@db.example:5433/mishap", "postgresql://db.example:5433/mishap"),
        ("postgres://ann:s3cret@db.example/mishap?password=s3cret", "postgresql://db.example/mishap"),
        ("postgresql+psycopg:///mishap", "postgresql://localhost/mishap"),
    ],
)
def test_a_setting_is_understood_and_shown_without_secrets(setting, expected):
    assert place(setting) == expected == place(environ={"MISHAP_CASEBOOK": setting})
    assert casebook_url(setting).drivername in {"sqlite", "postgresql+psycopg"}


@pytest.mark.parametrize(
    "setting",
    [
        "mysql://ann:s3cret@db/mishap",
        "postgresql+asyncpg://ann:s3cret@db/mishap",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql://ann:s3cret@db:port/mishap",
        "://ann:s3cret@db",
    ],
)
def test_a_setting_that_is_none_is_refused_without_being_shown(setting):
    with pytest.raises(CasebookError, match="Give a file, or postgresql") as caught:
        place(setting)
    error = caught.value
    assert "s3cret" not in str(error)
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None


def test_evidence_is_beside_the_file_or_at_home():
    assert evidence_folder(casebook_url("/a/b.sqlite3")) == "/a/evidence"
    url = casebook_url("postgresql://db/mishap")
    assert evidence_folder(url, {"MISHAP_HOME": "/m"}) == "/m/evidence"
    assert shown(url) == "postgresql://db/mishap"


def test_the_casebook_is_made_at_home(tmp_path):
    with Casebook.open() as casebook:
        assert casebook.place == str(tmp_path / "home" / "casebook.sqlite3")
        assert casebook.files.folder == str(tmp_path / "home" / "evidence")
    assert os.stat(tmp_path / "home").st_mode & 0o077 == 0
