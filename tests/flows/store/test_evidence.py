"""Evidence: kept once, whole or not at all, and looked at again."""

import errno
import hashlib
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from flows.errors import CasebookError, NotInCasebook
from flows.store import files as files_module
from flows.store.files import Files

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def keep(casebook, incident, content=b"[]", **fields):
    given = {"kind": "replies", "name": "the replies", "source": "x", "by": "flow", "now": NOW}
    return casebook.evidence.keep(incident if isinstance(incident, str) else incident.id, content, **given | fields)


def all_files(folder):
    return [os.path.join(where, name) for where, _, names in os.walk(folder) for name in names]


def test_what_is_kept_is_read_again(casebook, incident, tmp_path):
    content = os.urandom(3_000_000)
    kept = keep(casebook, incident, content)
    sha = hashlib.sha256(content).hexdigest()
    assert (kept.sha256, kept.size, kept.taken_at) == (sha, 3_000_000, NOW)
    assert casebook.evidence.read(kept.id) == content
    assert all_files(tmp_path / "evidence") == [str(tmp_path / "evidence" / sha[:2] / sha[2:4] / sha)]
    assert casebook.evidence.of(incident.id) == (kept,) == casebook.evidence.of(incident.id, kind="replies")
    assert casebook.evidence.of(incident.id, kind="post") == ()
    assert casebook.verify(incident.id).evidence == 1


def test_the_same_is_kept_once(casebook, incident):
    assert keep(casebook, incident) == keep(casebook, incident, now=NOW.replace(hour=11))
    other = keep(casebook, incident, source="mastodon")
    assert len(casebook.evidence.of(incident.id)) == 2
    assert [event.details["source"] for event in casebook.timeline.of(incident.id, kind="evidence")] == [
        "x",
        "mastodon",
    ]
    assert other.sha256 == hashlib.sha256(b"[]").hexdigest()


def test_a_file_is_kept_piece_by_piece(casebook, incident, tmp_path):
    (tmp_path / "video.mp4").write_bytes(b"frame" * 1_000_000)
    fields = {"kind": "media", "name": "the video", "source": "x", "by": "flow", "now": NOW}
    kept = casebook.evidence.keep_file(incident.id, str(tmp_path / "video.mp4"), **fields)
    assert casebook.evidence.read(kept.id) == (tmp_path / "video.mp4").read_bytes()
    with pytest.raises(CasebookError, match="cannot be read to keep it as evidence"):
        casebook.evidence.keep_file(incident.id, str(tmp_path / "none.mp4"), **fields)
    assert len(casebook.evidence.of(incident.id)) == 1
    assert len(all_files(tmp_path / "evidence")) == 1


def test_a_file_is_its_owners_alone(casebook, incident, tmp_path):
    kept = keep(casebook, incident)
    assert os.stat(casebook.files.path(kept.sha256)).st_mode & 0o077 == 0
    assert os.stat(tmp_path / "evidence").st_mode & 0o077 == 0


def test_a_changed_and_a_missing_file_are_named(casebook, incident):
    one, two = keep(casebook, incident, b"one"), keep(casebook, incident, b"two", name="later replies")
    with open(casebook.files.path(one.sha256), "ab") as stream:
        stream.write(b"!")
    os.unlink(casebook.files.path(two.sha256))
    assert [(place.where, place.what) for place in casebook.verify(incident.id).broken] == [
        (f"evidence {one.id} (replies, the replies)", "The file was changed after it was kept."),
        (f"evidence {two.id} (replies, later replies)", "The file is gone."),
    ]
    with pytest.raises(CasebookError, match="was changed after it was kept"):
        casebook.evidence.read(one.id)
    keep(casebook, incident, b"one")
    assert casebook.evidence.read(one.id) == b"one"


def test_evidence_that_is_listed_no_longer_is_named(casebook, incident, setting):
    from sqlalchemy import create_engine

    from flows.store.place import casebook_url

    keep(casebook, incident)
    engine = create_engine(casebook_url(setting))
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM evidence")
    engine.dispose()
    assert [place.where for place in casebook.verify(incident.id).broken] == ["evidence of event 2"]


def test_an_unknown_incident_leaves_no_file(casebook, tmp_path):
    with pytest.raises(NotInCasebook):
        keep(casebook, "none-2026-01-01")
    assert all_files(tmp_path / "evidence") == []
    with pytest.raises(NotInCasebook, match="no evidence 7"):
        casebook.evidence.read(7)


@pytest.mark.parametrize("call", ["makedirs", "fsync", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_disk_that_fails_leaves_nothing(casebook, incident, tmp_path, call, code):
    def fail(*_, **__):
        raise OSError(code, os.strerror(code))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files_module.os, call, fail)
        with pytest.raises(CasebookError, match=rf"evidence cannot be kept here \({os.strerror(code)}\)"):
            keep(casebook, incident)
    assert all_files(tmp_path / "evidence") == []
    assert casebook.evidence.of(incident.id) == ()
    assert casebook.verify(incident.id).is_whole
    assert keep(casebook, incident).size == 2


def test_content_that_breaks_off_leaves_nothing(casebook, incident, tmp_path):
    def content():
        yield b"begin"
        raise ConnectionError("gone")

    with pytest.raises(CasebookError):  # a ConnectionError is an OSError, and nothing was kept
        keep(casebook, incident, content())
    assert all_files(tmp_path / "evidence") == []


def test_a_full_disk_for_real(tmp_path):
    """The system itself refuses: no file of this process may grow beyond 100 kB."""
    script = (
        "import resource, signal, sys; from flows.store.files import Files; from flows.errors import CasebookError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "files = Files(sys.argv[1])\n"
        "print(files.put([b'x' * 1000])[1])\n"
        "try: files.put([b'x' * 200_000])\n"
        "except CasebookError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == "1000"
    assert "evidence cannot be kept here" in done.stdout.splitlines()[1]
    assert len(all_files(tmp_path)) == 1


def test_a_hash_is_all_that_leads_to_a_file(tmp_path):
    assert Files(str(tmp_path)).problem("0" * 64) == "The file is gone."
