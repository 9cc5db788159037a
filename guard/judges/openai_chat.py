"""The second reader: a language model behind an OpenAI-compatible endpoint reads the post after the rules.

The post is given as data, between marks that nobody can guess; secrets and personal data are taken out before; a quote
that is not in the post is dropped. The reader adds findings. Where guard.toml lets it *settle*, it may also turn a
review of a rule that depends on context into advice; a block stays a block, whatever the model was talked into.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

import msgspec

import prompts
from guard.config import LanguageModel
from guard.detectors.kit import Context, Hit, View
from guard.errors import CheckIncomplete
from guard.judges.asking import masked, veiled, wanted
from guard.judges.base import Engine, Opinion
from guard.judges.categories import RULES
from guard.judges.quoting import place
from guard.judges.second_reading import SecondReading, Seen
from guard.llm import Endpoint, Failure, Fence, Masked, Message, system, user
from guard.llm.fencing import unarmed
from guard.llm.transport import OPENAI
from guard.model import RANK, Finding

PROMPT = "guard/second-reader"
LONGEST = 400
"""Signs of a model's sentence that a finding repeats."""
MOST = 8
"""Findings of one reading that count."""

SPEAKS = "The post speaks to whoever checks it, and tries to tell them what to say."


class SecondReader:
    """A judge that asks a language model. ``explain`` is given what is sent, word for word, before it is sent.

    ``prompt`` is another version than the newest, to compare them.
    """

    engine: Engine = "llm"

    def __init__(
        self,
        settings: LanguageModel,
        endpoint: Endpoint,
        *,
        explain: Callable[[str], None] | None = None,
        connections: int = 1,
        prompt: prompts.Prompt | None = None,
    ) -> None:
        self.connections = connections
        self._settings, self._endpoint, self._explain = settings, endpoint, explain
        self._prompt = prompt or prompts.load(PROMPT)
        self.version = self._prompt.label

    def judge(self, view: View, context: Context, findings: Sequence[Finding]) -> Opinion | None:
        """What the model sees in the post; ``None`` where the policy does not ask it.

        Raises:
            CheckIncomplete: there is no answer that can be used; the message says why.
        """
        if not wanted(self._settings.ask, findings, context.risk):
            return None
        texts = _texts(view, findings, mask=self._settings.mask)
        given = {**{name: text.text for name, text in texts.items()}, **self._around(view, context, findings)}
        reading = self._read({name: unarmed(text) for name, text in given.items()})
        return Opinion(hits=list(self._hits(reading, texts, view)), lowered=self._lowered(reading, findings))

    def close(self) -> None:
        """Let go of connections and files."""
        self._endpoint.close()

    def _read(self, given: dict[str, str]) -> SecondReading:
        fence = Fence()
        messages = [system(self._prompt.render(mark=fence.mark)), user(fence.around(**given))]
        remembered_as = [msgspec.json.encode(given, order="sorted").decode()]
        if self._explain:
            known = self._endpoint.remembers(SecondReading, prompt=self.version, remembered_as=remembered_as)
            self._explain(_explained(self._settings, messages, known=known))
        outcome = self._endpoint.ask(messages, SecondReading, prompt=self.version, remembered_as=remembered_as)
        if isinstance(outcome, Failure):
            raise CheckIncomplete(outcome.message)
        return outcome.value

    def _around(self, view: View, context: Context, findings: Sequence[Finding]) -> dict[str, str]:
        """What stands around the post, in words."""
        mask = self._settings.mask
        return {
            "answered_post": veiled(view.post.in_reply_to or "", mask=mask),
            "account": "\n".join(_account(context)),
            "moment": "\n".join(_moment(context.now, context)),
            "noticed": "\n".join(sorted({f"{f.code} {f.rule}" for f in findings if RANK[f.severity]})),
        }

    def _lowered(self, reading: SecondReading, findings: Sequence[Finding]) -> frozenset[str]:
        """What the reader takes for a mistake; nothing in a post that speaks to it."""
        if not self._settings.settle or reading.speaks_to_the_reader:
            return frozenset()
        return frozenset(f.fingerprint for f in findings if f.code in reading.harmless)

    def _hits(self, reading: SecondReading, texts: dict[str, Masked], view: View) -> Iterator[Hit]:
        if reading.speaks_to_the_reader:
            yield Hit(rule=RULES["ai_boilerplate"], start=0, end=len(view.post.text), message=SPEAKS, severity="review")
        dropped = 0
        for seen in reading.findings[:MOST]:
            hit = self._hit(seen, texts)
            if hit:
                yield hit
            dropped += hit is None
        if dropped:
            self._endpoint.account.count("dropped", dropped)

    def _hit(self, seen: Seen, texts: dict[str, Masked]) -> Hit | None:
        strongest = self._settings.strongest
        for name, text in texts.items():
            if span := place(seen.quote, unarmed(text.text), text):
                return Hit(
                    rule=RULES[seen.category],
                    start=span[0],
                    end=span[1],
                    field="text" if name == "post" else "alt_text",
                    why=_sentence(seen.why),
                    instead=_sentence(seen.instead),
                    severity=seen.severity if RANK[seen.severity] <= RANK[strongest] else strongest,
                    offended=tuple(_sentences(seen.who_is_hurt)) or None,
                    confidence=round(seen.confidence, 4),
                )
        return None


def _texts(view: View, findings: Sequence[Finding], *, mask: bool) -> dict[str, Masked]:
    """The texts that are judged, by the names that the prompt gives them."""
    texts = {"post": masked(view.post.text, "text", findings, mask=mask)}
    if view.post.alt_text:
        texts["picture_description"] = masked(view.post.alt_text, "alt_text", findings, mask=mask)
    return texts


def _account(context: Context) -> Iterator[str]:
    brand, account = context.config.brand, context.account
    told = (
        ("Organisation", brand.name),
        ("What it does", account.sector or brand.sector),
        ("Its voice", account.voice or brand.voice),
        ("Whose account", account.kind),
        ("The account", account.description),
        ("Network", account.platform),
        ("Country", account.country or brand.country),
        ("Its own products", ", ".join(brand.products)),
        ("Its own past crises", "; ".join(wound.name for wound in brand.wounds)),
        ("What the post is", "" if context.profile == "post" else context.profile),
    )
    yield from (f"{name}: {value}" for name, value in told if value)


def _moment(now: datetime, context: Context) -> Iterator[str]:
    """The day and not the minute: the same post read twice a day is the same question."""
    yield f"{now:%A, %Y-%m-%d}"
    yield from (f"Day: {day.name}" for day in context.days)
    yield from (f"Going on: {event.name}" for event in context.events)


def _explained(settings: LanguageModel, messages: Sequence[Message], *, known: bool) -> str:
    where = f"{settings.base_url or OPENAI}, model {settings.model}"
    head = f"--- answered before, so nothing is sent to {where}" if known else f"--- sent to {where}"
    return "\n".join([head, *(f"--- {each['role']}\n{each['content']}" for each in messages), "--- end"])


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    yield from filter(None, map(_sentence, texts))


def _sentence(text: str) -> str:
    """A model's words as a line of a report: no signs that a screen obeys, one blank between words, not too long."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
