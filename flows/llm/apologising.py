"""Better words for an apology: asked for at most three times, judged each time, and never at the price of the truth.

A sentence of a model is kept when it cites what it says, hurts no group that no reply names, and promises nothing that
nobody has promised. What is left must be an apology (what was done, that it was our doing, whom it hurt, regret, and
the promises that stand), and passes the apology rules and the guard. When three rounds bring no text without
objections, the best of all, the one that the recovery wrote itself included, goes to a person with what is still open.
"""

from collections.abc import Callable, Sequence

from flows.case import Case
from flows.incident import Json, Noun
from flows.llm import sources
from flows.llm.answers import Letter, Part, Sentence
from flows.llm.drafter import Drafter, drafter
from flows.llm.evidence import Evidence
from flows.llm.tongues import Chosen, Tongue, language_of, promises, sounds_like
from flows.outgoing import EVERYBODY
from flows.platforms.base import Reply
from flows.platforms.texts import count_graphemes

APOLOGY, IMPROVE = "flows/apology", "flows/improve"
ROUNDS = 3
MOST_REPLIES = 12
"""Replies that are given, of those that say who was hurt."""

NO_REPAIR = "M808"
"""The finding that an apology mends nothing: where nobody has promised anything, no model can meet it."""

FACTUAL: frozenset[Part] = frozenset({"act", "harm", "repair", "explanation"})
"""Sentences that state facts; the others take responsibility, regret or invite, and need no evidence."""

Judge = Callable[[str], list[Json]]


class Known(Noun):
    """What an apology can say: the groups that were hurt, and replies that say so; ``audience`` is whom it is for."""

    audience: str
    groups: tuple[str, ...]
    replies: tuple[Reply, ...]


class Text(Noun):
    """A text with what is held against it. ``needs`` are parts that it lacks: then it is no candidate."""

    text: str
    findings: tuple[Json, ...]
    needs: tuple[str, ...] = ()

    def is_open(self, evidence: Evidence) -> bool:
        """Say whether something is held against it that better words could meet."""
        return bool(self.needs) or self.weight(evidence) > (0, 0)

    def weight(self, evidence: Evidence) -> tuple[int, int]:
        """How much is held against it that better words could meet: blocks first."""
        met = {NO_REPAIR} if not evidence.ids("D", "N") else set()
        severities = [finding["severity"] for finding in self.findings if finding["code"] not in met]
        blocks = severities.count("block")
        return blocks, len(severities) - blocks


class Writer:
    """Words the apology of ``case`` for the audience that is ``known``; ``judge`` says what is held against a text.

    ``key`` names the purpose within the incident.
    """

    def __init__(self, case: Case, known: Known, judge: Judge, *, key: str) -> None:
        self._case, self._known, self._judge, self._key = case, known, judge, key
        self._asks = drafter(case)

    def better(self, own: Text) -> Text | None:
        """A text of a model that is no worse than our ``own``; ``None`` where there is none."""
        if self._asks is None:
            return None
        chosen = language_of(self._case, self._known.replies)
        evidence = self._evidence()
        best = self._best(self._asks, APOLOGY, evidence, {"our_own_draft": own.text}, chosen)
        return best if best and best.weight(evidence) <= own.weight(evidence) else None

    def improved(self, draft: str, note: str) -> Text | None:
        """The ``draft`` changed as a person's ``note`` asks; what the draft and the note say counts as known."""
        if self._asks is None:
            return None
        evidence = self._evidence()
        evidence.add("the draft, which a person has before them", draft, "the draft", sign="N")
        evidence.add("the note of the person who asks for the change", note, "the note", sign="N")
        chosen = language_of(self._case, self._known.replies, draft=draft, note=note)
        return self._best(self._asks, IMPROVE, evidence, {"draft": draft, "note": note}, chosen)

    def _evidence(self) -> Evidence:
        case, known = self._case, self._known
        evidence, verdict = Evidence(), case.check_wrong_post()
        sources.post(evidence, case, verdict)
        sources.findings(evidence, verdict.findings)
        sources.replies(evidence, known.replies[:MOST_REPLIES], mask=case.config.llm.mask)
        for group in known.groups:
            evidence.add("people whom the replies say it hurt", group, group, sign="G")
        sources.promises(evidence, case.casebook.remedies.of(case.name))
        return evidence

    def _best(
        self, asks: Drafter, prompt: str, evidence: Evidence, given: dict[str, str], chosen: Chosen
    ) -> Text | None:
        """Ask up to three times, telling each time what is held against the text before; the best text of all."""
        tried: list[Text] = []
        for number in range(1, ROUNDS + 1):
            told = {**given, "audience": self._told_audience(), **_objected(tried)}
            answer = asks.ask(
                prompt,
                Letter,
                evidence,
                key=f"{self._key}.{number}",
                given=told,
                language=chosen.tongue.name,
            )
            if answer is None:
                break
            evidence.dropped.clear()
            text = self._made(answer, evidence, chosen.tongue)
            is_open = text.is_open(evidence)
            left = "something is still open" if is_open else "nothing more is held against it"
            asks.tell(f"{self._key}.{number}", prompt, f"round {number}{chosen.told}, {left}", evidence.dropped)
            tried.append(text)
            if not is_open:
                break
        whole = [text for text in reversed(tried) if not text.needs]
        return min(whole, key=lambda text: text.weight(evidence), default=None)

    def _told_audience(self) -> str:
        audience, longest = self._known.audience, longest_on(self._case)
        whom = "everybody who reads the account" if audience == EVERYBODY else f"{audience}, who were hurt"
        limit = f" It shows at most {longest} characters." if longest else ""
        return f"For {whom}, on {self._case.incident.platform}.{limit}"

    def _made(self, answer: Letter, evidence: Evidence, tongue: Tongue) -> Text:
        kept = [each for each in answer.sentences if _is_kept(each, evidence, self._known, tongue)]
        text = " ".join(_ended(each.text) for each in kept)
        needs = (*_missing(kept, self._known, evidence), *_too_long(text, longest_on(self._case)))
        return Text(text=text, findings=tuple(self._judge(text)) if text else (), needs=needs)


def longest_on(case: Case) -> int | None:
    """How many characters the account shows of a text; ``None``: all, or nobody knows."""
    return case.platform.capabilities.longest_text if case.platform else None


def _objected(tried: Sequence[Text]) -> dict[str, str]:
    """The text before and what is wrong with it, in our own words."""
    if not tried:
        return {}
    last = tried[-1]
    against = [f"{f['message']} {f['instead']}".strip() for f in last.findings]
    return {"your_text_before": last.text, "objections": "\n".join([*last.needs, *dict.fromkeys(against)])}


# --- what is kept of an answer ---------------------------------------------------------------------------------------


def _is_kept(said: Sentence, evidence: Evidence, known: Known, tongue: Tongue) -> bool:
    """Say whether a sentence stays, and count it when not."""
    if why := _against(said, evidence, known, tongue):
        evidence.drop(why)
    return not why


def _against(said: Sentence, evidence: Evidence, known: Known, tongue: Tongue) -> str:
    """Why a sentence cannot stay; empty when it can."""
    if said.part in FACTUAL or said.evidence:
        problem = evidence.problem(said, evidence.ids(*_SIGNS[said.part]))
    else:
        problem = evidence.problem(said.model_copy(update={"evidence": sorted(evidence.ids("P"))}))
    if problem:
        return problem
    if not sounds_like(said.text, said.part, tongue):
        return "does not do what it is said to do"
    if promises(said.text, tongue) and not _cites(said, "D", "N"):
        return "promises what nobody has promised"
    if strangers(said.text, known):
        return "names people of whom no reply says that they were hurt"
    return ""


_SIGNS: dict[Part, str] = {
    "act": "PFN",
    "responsibility": "PFDGRN",
    "harm": "PFGRN",
    "regret": "PFGRN",
    "repair": "DN",
    "explanation": "PN",
    "invitation": "PGRDN",
}
"""What a sentence may stand on: a promise stands on a promise, an explanation on what we were told."""


def _cites(said: Sentence, *signs: str) -> bool:
    return any(each[:1] in signs for each in said.evidence)


def strangers(text: str, known: Known) -> set[str]:
    """The groups that a text names and no reply does, as far as the phrases know them."""
    from flows.audience.phrase_reader import PhraseReader

    found = PhraseReader("").read([text])[0]
    wanted = {name.casefold() for name in (*known.groups, known.audience)}
    return {name for name in (*found.names, *found.speaks_for) if name.casefold() not in wanted}


_NEEDED: dict[Part, str] = {
    "act": "It does not say what the post did.",
    "responsibility": "It does not say that it was our doing.",
    "regret": "It does not say sorry.",
}


def _missing(kept: Sequence[Sentence], known: Known, evidence: Evidence) -> list[str]:
    """What a text lacks, so that it cannot be the apology."""
    parts = {each.part for each in kept}
    needs = [told for part, told in _NEEDED.items() if part not in parts]
    if known.groups and "harm" not in parts:
        needs.append("It does not say whom it hurt.")
    cited = {each for said in kept for each in said.evidence}
    missing = sorted(evidence.ids("D") - cited)
    return [*needs, f"It leaves out what was promised: {', '.join(missing)}."] if missing else needs


def _too_long(text: str, longest: int | None) -> list[str]:
    length = count_graphemes(text)
    return [f"It has {length} characters; {longest} are shown."] if longest and length > longest else []


def _ended(sentence: str) -> str:
    return sentence if sentence[-1:] in ".!?…" else f"{sentence}."
