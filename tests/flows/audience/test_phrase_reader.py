"""What is read out of one reply."""

import pytest

from flows.audience.phrase_reader import PhraseReader
from flows.audience.reading import DEMANDS, STANCES

POST = "Buckle up: turbulence ahead! Our prices are crashing this weekend."
READER = PhraseReader(POST)


def judged(text):
    return READER.read([text])[0]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("This is so disgusting.", "offended"),
        ("SOOOO disgustng!!", "offended"),
        ("How dare you", "offended"),
        ("🤮🤮", "offended"),
        ("I am not offended at all", "supportive"),
        ("Not funny.", "offended"),
        ("It's just a joke, people are too sensitive", "supportive"),
        ("Great job team, love it!", "supportive"),
        ("Great job, mocking dead people 🙄", "offended"),
        ("Nothing says holiday like laughing at the bereaved. Slow clap.", "offended"),
        ("Lovely work /s", "offended"),
        ("I can't believe how cruel this is", "offended"),
        ("the intern is so getting fired 😂", "joke"),
        ("grabs popcorn 🍿", "joke"),
        ("What time do you open on Sunday?", "question"),
        ("Is this account real?", "question"),
        ("Are you serious? People died!", "offended"),
        ("Earn 900 dollars a week from home, message me 💰", "spam"),
        ("Free gift cards https://win.example/x 🎁", "spam"),
        ("Noted.", "neutral"),
        ("", "neutral"),
        ("Qué vergüenza", "offended"),
        ("La gente se ofende por todo", "supportive"),
        ("C'est honteux", "offended"),
        ("Franchement c'est drôle, bravo à vous", "supportive"),
        ("Geschmacklos und respektlos", "offended"),
        ("Stellt euch nicht so an, war doch nur Spaß", "supportive"),
        ("Que falta de respeito", "offended"),
        ("kkkkk o estagiário foi demitido", "joke"),
        ("Che schifo, non fa ridere", "offended"),
        ("A che ora chiude il negozio?", "question"),
    ],
)
def test_stance(text, stance):
    assert judged(text).stance == stance


@pytest.mark.parametrize(
    ("text", "demand"),
    [
        ("Apologise now.", "apology"),
        ("You owe these families an apology", "apology"),
        ("Thank you for the apology", None),
        ("Don't apologise, it's funny", None),
        ("my brother is not your punchline, apologise to him", "apology"),
        ("Delete this!", "remove"),
        ("Why is this still up?", "remove"),
        ("Please don't delete it", None),
        ("I want my money back, this is vile", "refund"),
        ("Fire whoever wrote this", "fire"),
        ("Give the profits to charity", "donate"),
        ("Train your staff, this is offensive", "policy"),
        ("I'm never buying from you again", "boycott"),
        ("Who approved this disgrace?", "explain"),
        ("Delete this and explain yourselves", "remove"),
        ("Pidan disculpas", "apology"),
        ("Supprimez ce tweet", "remove"),
        ("Nie wieder kaufe ich bei euch", "boycott"),
        ("Expliquem isso, que vergonha", "explain"),
        ("Licenziate il responsabile", "fire"),
        ("lol fire the intern 😂😂", None),
    ],
)
def test_demand(text, demand):
    assert judged(text).demand == demand


@pytest.mark.parametrize(
    ("text", "own", "named"),
    [
        ("As a nurse I am appalled", ("nurses",), ()),
        ("As a very tired former nurse I am appalled", ("nurses",), ()),
        ("Nurse here. Disgusting.", ("nurses",), ()),
        ("We veterans deserve better", ("veterans and soldiers",), ()),
        ("My son is autistic and this is cruel", ("autistic people",), ()),
        ("I lost my brother in that crash. Shame on you.", ("people who have lost someone",), ()),
        ("This is an insult to teachers", (), ("teachers and school staff",)),
        ("I'm so sorry for the nurses who read this, shame on you", (), ("nurses",)),
        ("I'm not a nurse but this is gross", (), ()),
        ("As a beekeeper, I find this tasteless", ("beekeepers",), ()),
        ("I'm from Valencia and this is cruel", ("people from Valencia",), ()),
        ("As a joke this is tasteless", (), ()),
        ("My children are waiting for dinner and this is vile", (), ()),
        ("You hurt children with this, shame", (), ("children",)),
        ("the children's menu is disgusting", (), ()),
        ("As a nurse I love this ad, well done", (), ()),
        ("En tant qu'infirmière je suis choquée", ("nurses",), ()),
        ("Soy sorda y esto me da vergüenza", ("deaf people",), ()),
        ("Ich bin Jüdin, das ist widerlich", ("Jewish people",), ()),
        ("Meu filho é autista, que vergonha", ("autistic people",), ()),
        ("Sono un minatore, vergognatevi", ("miners",), ()),
        ("This is disgusting", (), ()),
    ],
)
def test_groups_stand_in_the_text(text, own, named):
    found = judged(text)
    assert (found.speaks_for, found.names) == (own, named)


def test_a_quotation_is_not_the_authors_word():
    post = "It is so disgusting how good this burger is, we are ashamed of ourselves!"
    text = "“It is so disgusting how good this burger is, we are ashamed of ourselves!” When does it start?"
    assert PhraseReader("another post").read([text])[0].stance == "offended"
    assert PhraseReader(post).read([text])[0].stance == "question"


def test_news_is_noticed():
    assert judged("Saw this on the evening news. Disgusting.").news
    assert not judged("Disgusting.").news


@pytest.mark.parametrize(
    "text",
    [
        "\x00\u202e\ufeff",
        "a" * 20_000,
        "😡" * 5_000,
        "as a " * 3_000,
        "not " * 5_000,
        "I'm from " * 2_000,
        "\n" * 9_999,
        "?",
        "https://",
    ],
)
def test_odd_texts_are_read(text):
    found = judged(text)
    assert found.stance in STANCES
    assert found.demand is None or found.demand in DEMANDS
    assert 0 <= found.confidence <= 1


def test_nobody_can_tell_is_neutral_and_unsure():
    found = judged("The lid is on the second shelf")
    assert (found.stance, found.confidence) == ("neutral", 0.35)


def _f1(pairs, label):
    hits = sum(true == label == said for true, said in pairs)
    return 2 * hits / (sum(true == label for true, _ in pairs) + sum(said == label for _, said in pairs))


def test_replies_written_by_hand(written, capsys):
    """Both tables were first read once before anything was changed for them: macro-F1 was 0.69 on each.

    The figures here are those of phrases that were widened afterwards; the trained reader has to be measured on others.
    """
    found = READER.read([text for *_, text in written])
    pairs = [(stance, one.stance) for (stance, *_), one in zip(written, found, strict=True)]
    stances = {stance: round(_f1(pairs, stance), 2) for stance in STANCES}
    asked = [
        (demand if demand != "-" else None, one.demand) for (_, _, demand, _), one in zip(written, found, strict=True)
    ]
    hits = sum(true is not None and true == said for true, said in asked)
    precision = hits / sum(said is not None for _, said in asked)
    recall = hits / sum(true is not None for true, _ in asked)
    with capsys.disabled():
        print(  # noqa: T201 - figures for whoever runs it
            f"\n{len(written)} replies: F1 {stances}, demands precision {precision:.2f} recall {recall:.2f}"
        )
    assert sum(stances.values()) / len(stances) >= 0.75
    assert precision >= 0.85
    assert recall >= 0.7
