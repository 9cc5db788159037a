"""Drafts in the language of the post: which one that is, by which words their sentences are known, and what is said."""

import pytest

from flows.llm.tongues import ENGLISH, TONGUES, language_of, promises, sounds_like
from flows.outgoing import EVERYBODY
from flows.steps.apology import apology
from flows.steps.approval import waiting
from flows.steps.improving import improve
from guard import config_file
from guard.engine import Guard
from guard.model import Post
from tests.flows.llm.conftest import sentence

POSTS = {
    "de": "Das Erdbeben ist vorbei, und wir haben 20 % auf alle Stiefel, nur heute!",
    "fr": "Le tremblement de terre est passé : 20 % sur toutes les bottes, aujourd'hui seulement !",
    "es": "El terremoto ya pasó: 20 % en todas las botas, solo hoy para ti.",
    "pt": "O terremoto já passou: 20 % em todas as botas, só hoje para você.",
    "it": "Il terremoto è passato: 20 % su tutti gli stivali, solo oggi per te.",
    "nl": "De aardbeving is voorbij: 20 % op alle laarzen, alleen vandaag voor jou.",
    "en": "The quake is over: 20 % off all boots, today only for you.",
}

WHOLE = {
    "de": {
        "act": "Wir haben mit einem Erdbeben Stiefel verkauft.",
        "responsibility": "Das war falsch, und es war unser Fehler.",
        "harm": "Es hat Pflegekräfte und Bergleute verletzt, und Sie haben es uns gesagt.",
        "regret": "Es tut uns leid.",
        "invitation": "Schreiben Sie uns hier: Wir lesen jede Antwort.",
    },
    "fr": {
        "act": "Nous avons utilisé un tremblement de terre pour vendre des bottes.",
        "responsibility": "C'était une faute, et c'est la nôtre.",
        "harm": "Cela a blessé des infirmières et des mineurs, et vous nous l'avez dit.",
        "regret": "Nous vous demandons pardon.",
        "invitation": "Écrivez-nous ici : nous lisons chaque réponse.",
    },
    "es": {
        "act": "Usamos un terremoto para vender botas.",
        "responsibility": "Estuvo mal, y la culpa es nuestra.",
        "harm": "Ha herido a enfermeras y mineros, y nos lo habéis dicho.",
        "regret": "Lo sentimos.",
        "invitation": "Escríbenos aquí: leemos cada respuesta.",
    },
    "pt": {
        "act": "Usámos um terremoto para vender botas.",
        "responsibility": "Foi um erro, e a culpa é nossa.",
        "harm": "Magoou enfermeiras e mineiros, e vocês disseram-nos isso.",
        "regret": "Pedimos desculpa.",
        "invitation": "Escrevam-nos aqui: lemos cada resposta.",
    },
    "it": {
        "act": "Abbiamo usato un terremoto per vendere stivali.",
        "responsibility": "È stato un errore, ed è colpa nostra.",
        "harm": "Ha ferito infermiere e minatori, e ce lo avete detto.",
        "regret": "Ci dispiace.",
        "invitation": "Scriveteci qui: leggiamo ogni risposta.",
    },
    "nl": {
        "act": "We hebben een aardbeving gebruikt om laarzen te verkopen.",
        "responsibility": "Dat was fout, en het was onze schuld.",
        "harm": "Het heeft verpleegkundigen en mijnwerkers gekwetst, en jullie hebben het ons gezegd.",
        "regret": "Het spijt ons.",
        "invitation": "Schrijf ons hier: we lezen elk antwoord.",
    },
}

PROMISED = {
    "en": ("We will pay for it.", "Everybody gets a refund."),
    "de": (
        "Wir werden das bezahlen.",
        "Alle bekommen einen Gutschein.",
        "Wir erstatten alles.",
        "Sie wurde entlassen.",
    ),
    "fr": ("Nous vous rembourserons.", "Nous allons payer.", "Vous recevrez un bon d'achat.", "Il a été licencié."),
    "es": ("Pagaremos todo.", "Vamos a pagarlo.", "Habrá un reembolso.", "La persona fue despedida."),
    "pt": ("Pagaremos tudo.", "Vamos pagar.", "Haverá um reembolso.", "A pessoa foi demitida."),
    "it": ("Pagheremo tutto.", "Ci impegniamo a pagare.", "Ci sarà un rimborso.", "La persona è stata licenziata."),
    "nl": ("We zullen alles betalen.", "Iedereen krijgt een tegoedbon.", "Dat gaan we betalen.", "Hij kreeg ontslag."),
}

EVIDENCE = {"act": ("P1",), "harm": ("G1", "G2", "R1")}


def letter(code):
    return [sentence(part, text, *EVIDENCE.get(part, ())) for part, text in WHOLE[code].items()]


# --- the words


@pytest.mark.parametrize("code", WHOLE)
def test_each_part_is_known_by_its_words_and_not_in_another_language(code):
    tongue = TONGUES[code]
    assert [part for part, text in WHOLE[code].items() if not sounds_like(text, part, tongue)] == []
    for part in ("responsibility", "regret"):
        assert not sounds_like(WHOLE[code]["invitation"], part, tongue)
        assert not sounds_like("We were wrong, and we apologise.", part, tongue)


@pytest.mark.parametrize("code", TONGUES)
def test_promises_are_known(code):
    assert [text for text in PROMISED[code] if not promises(text, TONGUES[code])] == []
    if code in WHOLE:
        assert [text for text in WHOLE[code].values() if promises(text, TONGUES[code])] == []


@pytest.mark.parametrize("code", WHOLE)
def test_the_apology_rules_read_that_language(code):
    """A whole apology is not stopped for its shape, and one that says "if" is."""
    text = " ".join(WHOLE[code].values())
    found = Guard(profile="apology").check(Post(text=text)).findings
    assert {f.code for f in found if f.severity != "info"} <= {"M808"}
    hedged = {
        "de": "Es tut uns leid, falls sich jemand verletzt fühlt.",
        "fr": "Nous nous excusons si quelqu'un s'est senti blessé.",
        "es": "Lo sentimos si alguien se ofendió.",
        "pt": "Pedimos desculpa se alguém se ofendeu.",
        "it": "Ci dispiace se qualcuno si è offeso.",
        "nl": "Het spijt ons als iemand zich gekwetst voelt.",
    }[code]
    assert "M801" in {f.code for f in Guard(profile="apology").check(Post(text=hedged)).findings}


# --- which language


@pytest.mark.parametrize("code", POSTS)
def test_the_language_of_the_post_counts(recovery, code):
    assert language_of(recovery.open(text=POSTS[code])) == (TONGUES[code], "")


@pytest.mark.parametrize(
    ("text", "brand", "name", "unread"),
    [
        ("Boots! #quake", ["de-AT", "en"], "German", ""),
        ("Boots! #quake", [], "English", ""),
        ("Boots! #quake", ["ja"], "English", "its language"),
        ("Det är slut nu, och vi har rea på alla skor för dig i dag.", ["de"], "English", "Swedish"),
        ("地震セール、今日だけ。", ["de"], "English", "its language"),
        (POSTS["fr"], ["de"], "French", ""),
    ],
)
def test_where_it_cannot_be_told_or_read(recovery, text, brand, name, unread):
    case = recovery.open(text=text)
    case.config = config_file.from_text(f"[brand]\nlanguages = {brand}\n")
    chosen = language_of(case)
    assert (chosen.tongue.name, chosen.unread) == (name, unread)
    assert chosen.told == (f" in English, because the apology rules do not read {unread}" if unread else chosen.told)


def test_replies_count_where_the_post_says_too_little(recovery):
    case = recovery.open(text="Boots! #quake")
    replies = recovery.written(("r1", "tilda", "Ich bin Krankenschwester, und das ist nicht lustig."))
    assert language_of(case, replies).tongue.name == "German"


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("In German, please.", "German"),
        ("auf Deutsch", "German"),
        ("Translate it into Dutch", "Dutch"),
        ("en français", "French"),
        ("Name the German nurses.", "English"),
        ("Shorter.", "English"),
    ],
)
def test_a_note_may_ask_for_another_language(recovery, note, name):
    case = recovery.open(text=POSTS["es"])
    draft = "We used an earthquake to sell boots. That was wrong, and it was our doing."
    assert language_of(case, draft=draft, note=note).tongue.name == name


# --- the drafts


def drafts(recovery):
    return recovery.casebook.drafts.of(recovery.name, purpose="apology", newest=True)


@pytest.mark.parametrize("code", ["de", "es"])
def test_a_draft_is_in_the_language_of_the_post(opened, model, recovery, code):
    model.answers["apology"] = {"sentences": letter(code)}
    apology(opened("apology", text=POSTS[code]))
    [text] = [draft.text for draft in drafts(recovery) if draft.audience == EVERYBODY]
    assert text == " ".join(WHOLE[code].values())
    system = model.given["apology"][0]["messages"][0]["content"]
    assert f"All of it in {TONGUES[code].name}," in system
    assert any(f"round 1 in {TONGUES[code].name}, nothing more is held" in what for what in recovery.told("llm"))


def test_promises_of_nobody_are_dropped_there_too(opened, model, recovery):
    bad = [sentence("regret", f"Es tut uns leid. {text}") for text in PROMISED["de"]]
    model.answers["apology"] = {"sentences": [*letter("de"), *bad, sentence("regret", "We are so happy.")]}
    apology(opened("apology", text=POSTS["de"]))
    [text] = [draft.text for draft in drafts(recovery) if draft.audience == EVERYBODY]
    assert text == " ".join(WHOLE["de"].values())


def test_an_answer_in_another_language_is_not_taken(opened, model, recovery):
    model.answers["apology"] = {"sentences": letter("fr")}
    apology(opened("apology", text=POSTS["de"]))
    assert waiting(recovery.case()).text.startswith("In our post, we")


def test_what_the_rules_do_not_read_is_drafted_in_english_and_said(opened, model, recovery):
    apology(opened("apology", text="Det är slut nu, och vi har rea på alla skor för dig i dag. Earthquake sale!"))
    assert f"All of it in {ENGLISH.name}," in model.given["apology"][0]["messages"][0]["content"]


def test_a_draft_is_changed_in_its_own_language(opened, model, recovery):
    model.answers |= {"apology": {"sentences": letter("de")}, "improve": {"sentences": letter("de")[:4]}}
    case = opened("approval", text=POSTS["de"])
    after = improve(case, waiting(case), "Kürzer.", who="Ben")
    assert after.text == " ".join(list(WHOLE["de"].values())[:4])
