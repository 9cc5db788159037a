"""The trained reader: its figures, that it always says the same, and what happens without its weights."""

import json
import os
import shutil

import msgspec
import pytest
from click.testing import CliRunner

from flows.audience import MAKER, analyse
from flows.audience.phrase_reader import PhraseReader
from flows.audience.reading import DEMANDS, STANCES, UNSURE
from flows.audience.trained import TrainedReader, best_reader, warning
from flows.audience.trained_features import SHAPES, pieces, shape, subjects
from flows.audience.trained_weights import COLUMNS, HERE, SETTINGS, TABLES, WeightsUnusable, load
from flows.audience.training.measuring import figures, judged
from flows.audience.training.written import written
from flows.commands.audience import command

POST = "Buckle up: turbulence ahead! Our prices are crashing this weekend."


@pytest.fixture(scope="module")
def reader():
    return TrainedReader(POST)


@pytest.fixture
def weights(tmp_path):
    """A copy of the weights that may be broken."""
    folder = tmp_path / "weights"
    shutil.copytree(HERE, folder)
    yield folder
    load.cache_clear()


@pytest.fixture
def without_weights(monkeypatch, tmp_path):
    monkeypatch.setattr(TrainedReader.__init__, "__defaults__", ("", str(tmp_path)))
    yield
    load.cache_clear()


@pytest.mark.parametrize(
    ("text", "stance", "demand"),
    [
        ("This is disgusting, people died. Apologise.", "offended", "apology"),
        ("My sister was on that plane. Please take this down.", "offended", "remove"),
        ("I'm never flying with you again", "offended", "boycott"),
        ("Who approved this? Explain yourselves", "offended", "explain"),
        ("Love you guys, don't listen to the haters", "supportive", None),
        ("Please don't fire anyone over this, it's only a joke", "supportive", None),
        ("lol the intern is packing 😂😂", "joke", None),
        ("Does the offer include luggage?", "question", None),
        ("The sale ends on Sunday.", "neutral", None),
        ("Make money from home 💰 message me on telegram", "spam", None),
        ("Qué vergüenza, pidan disculpas a las familias", "offended", "apology"),
        ("C'est honteux, retirez cette pub", "offended", "remove"),
        ("Geschmacklos. Löscht das!", "offended", "remove"),
        ("Que vergonha, nunca mais compro com vocês", "offended", "boycott"),
        ("Che schifo, chiedete scusa", "offended", "apology"),
    ],
)
def test_plain_replies(reader, text, stance, demand):
    found = reader.read([text])[0]
    assert (found.stance, found.demand) == (stance, demand)
    assert found.confidence >= UNSURE


@pytest.mark.parametrize("text", ["Please don't fire anyone over this", "Please do not delete it", "Don't apologise!"])
def test_what_is_taken_back_is_not_asked_for(reader, text):
    assert reader.read([text])[0].demand is None


def test_the_groups_are_those_of_the_phrases(reader):
    angry, glad = reader.read(["As a nurse I am appalled, shame on you", "As a nurse I love this ad, well done"])
    assert (angry.stance, angry.speaks_for) == ("offended", ("nurses",))
    assert (glad.stance, glad.speaks_for, glad.strength) == ("supportive", (), 0.0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "\x00",
        "\x00\u202e\ufeff\ud800",
        "?",
        "😡😡😡",
        "👩🏽‍🚒",
        "https://",
        "a" * 100_000,
        "shame " * 17_000,
        "#a " * 10_000,
        "😂" * 20_000,
        "これは本当にひどい広告だと思います",
        "این تبلیغ وحشتناک است",
    ],
)
def test_odd_texts_are_read(reader, text):
    found = reader.read([text])[0]
    assert found.stance in STANCES
    assert found.demand is None or found.demand in DEMANDS
    assert 0 <= found.confidence <= 1


@pytest.mark.parametrize(
    "text", ["", "\x00", "これは本当にひどい広告だと思います", "این تبلیغ وحشتناک است", "Это отвратительно"]
)
def test_nobody_can_tell(reader, text):
    assert reader.read([text])[0].confidence < UNSURE


def test_no_texts_no_judgements(reader):
    assert reader.read([]) == []


def test_a_reply_is_read_the_same_in_every_company(reader):
    texts = [reply.text for reply in written("heldout")]
    together = reader.read(texts)
    alone = [TrainedReader(POST).read([text])[0] for text in texts]
    assert together == alone == reader.read(texts[::-1])[::-1]


# --- the weights ------------------------------------------------------------------------------------------------------


def test_the_weights_are_those_of_the_recipe():
    settings = load().settings
    assert settings.shapes == SHAPES
    assert len(settings.offset) == len(COLUMNS) == len(settings.scale[0])
    assert os.path.getsize(os.path.join(HERE, TABLES)) < 2_000_000
    with open(os.path.join(HERE, "MODEL_CARD.md"), encoding="utf-8") as card:
        assert settings.sha256 in card.read()


@pytest.mark.parametrize("name", [TABLES, SETTINGS])
def test_missing_weights_are_said(weights, name):
    (weights / name).unlink()
    with pytest.raises(WeightsUnusable, match="missing"):
        TrainedReader(POST, str(weights))


def test_changed_weights_are_found_out(weights):
    data = bytearray((weights / TABLES).read_bytes())
    data[len(data) // 2] ^= 1
    (weights / TABLES).write_bytes(bytes(data))
    with pytest.raises(WeightsUnusable, match="weights are damaged"):
        TrainedReader(POST, str(weights))


def test_damaged_settings_are_said(weights):
    (weights / SETTINGS).write_bytes(b"{}")
    with pytest.raises(WeightsUnusable, match="settings are damaged"):
        TrainedReader(POST, str(weights))


def test_weights_for_other_features_are_not_used(weights):
    settings = load().settings
    other = msgspec.structs.replace(settings, shapes=settings.shapes[:-1])
    (weights / SETTINGS).write_bytes(msgspec.json.encode(other))
    with pytest.raises(WeightsUnusable, match="another version"):
        TrainedReader(POST, str(weights))


def test_without_weights_the_phrases_read_and_say_so(without_weights, reply):
    found = analyse([reply(1)], post=POST)
    assert found.reader == "phrases@1 alone, without the trained reader (its weights are missing)"
    assert found.stance["offended"] == 1
    assert "far fewer" in warning(found.reader)


def test_the_command_says_so_aloud(without_weights, tmp_path):
    (tmp_path / "post.txt").write_text(POST, encoding="utf-8")
    line = {"id": "1", "author": "anna", "created_at": "2026-03-02T09:10:00Z", "text": "Shame on you"}
    (tmp_path / "replies.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    done = CliRunner().invoke(command, [str(tmp_path / "replies.jsonl"), "--post", str(tmp_path / "post.txt")])
    assert done.exit_code == 0
    assert "guard: these replies were read by phrases@1 alone, without the trained reader" in done.stderr
    assert "Read by phrases@1 alone" in done.stdout


def test_the_trained_reader_is_used_and_named(reply):
    assert MAKER is best_reader
    found = analyse([reply(1)], post=POST)
    assert found.reader == f"trained@1 ({load().settings.sha256[:8]}) with phrases@1"
    assert warning(found.reader) is None


# --- what it sees -----------------------------------------------------------------------------------------------------


def test_pieces_are_numbers_in_order_each_once():
    found = pieces(["never", "again", "never", "again"])
    assert found == sorted(set(found))
    assert pieces([]) == []
    assert pieces(["12"]) == pieces(["7"])


def test_every_shape_has_a_place():
    phrases = PhraseReader(POST)
    texts = [reply.text for reply in written("heldout")]
    seen = {name for text in texts for name in shape(phrases.hear(text), subjects(["turbulence", "the", "prices"]))}
    assert seen <= set(SHAPES)
    assert len(set(SHAPES)) == len(SHAPES)


# --- figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hand", "stance", "sure"),
    [("first", 0.7, 0.7), ("second", 0.45, 0.55)],
)
def test_held_out_replies(hand, stance, sure, capsys):
    """Never trained or tuned on, written so that no list of words is enough; the card has the table."""
    replies = [reply for reply in written("heldout") if reply.set == hand]
    phrases, found = figures(replies, judged(replies, PhraseReader)), figures(replies, judged(replies, TrainedReader))
    with capsys.disabled():
        print(  # noqa: T201 - figures for whoever runs it
            f"\n{hand}: stance F1 {phrases.macro:.2f} by phrases, {found.macro:.2f} trained; demand precision "
            f"{found.precision:.2f} recall {found.recall:.2f}; of the {found.sure:.0%} that are sure {found.right:.0%} right"
        )
    assert found.macro >= max(stance, phrases.macro + 0.15)
    assert found.right >= sure


def test_no_reply_is_learned_and_held_back():
    learned, held = written("replies"), written("heldout")
    assert not {reply.mishap for reply in learned} & {reply.mishap for reply in held}
    assert not {reply.text for reply in learned} & {reply.text for reply in held}
