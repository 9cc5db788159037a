"""Asks a language model for words, once for each purpose of an incident, and tells the timeline what came of it.

The answer is kept in the casebook like the work of a step, so a run that starts again goes on with the same words and
pays for nothing twice. Whatever a model or its server does, the recovery goes on: :meth:`Drafter.ask` gives ``None``.
"""

from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError

import prompts
from flows.case import Case
from flows.errors import ClaimLost
from flows.incident import Json, Noun
from flows.llm.evidence import Evidence
from guard.llm import Answer, Endpoint, Fence, system, user

T = TypeVar("T", bound=BaseModel)

LONGEST_WAIT = 240.0
"""Seconds for one answer, whatever guard.toml allows: a run that is silent for ten minutes is taken for dead."""
HOPELESS = frozenset("not-configured no-key over-limit unreachable too-slow not-allowed too-many server-error".split())
"""After such a failure this run does not ask again."""


ABOUT = {
    "flows/naming": "a name for what happened",
    "flows/brief": "the brief",
    "flows/theme-labels": "names for the complaints",
    "flows/summaries": "what the replies say",
    "flows/apology": "the apology",
    "flows/improve": "the change of a draft",
    "flows/questions": "answers to questions",
    "flows/lesson": "the lesson",
}
"""Prompt -> what it asks a model for, in the timeline; the details of the event keep the prompt's name."""


class Said(Noun):
    """What came of one question, as the casebook keeps it: an ``answer``, or the ``problem``."""

    prompt: str
    answer: Json | None = None
    problem: str = ""
    model: str = ""
    tokens: int = 0
    hopeless: bool = False


def drafter(case: Case) -> "Drafter | None":
    """Who words things for this case; ``None`` where guard.toml names no model."""
    endpoint = case.endpoint
    return Drafter(case, endpoint) if endpoint else None


class Drafter:
    """Asks ``endpoint`` for the incident of ``case``."""

    def __init__(self, case: Case, endpoint: Endpoint) -> None:
        self._case, self._endpoint = case, endpoint
        self._gave_up = False

    def ask(
        self,
        name: str,
        model: type[T],
        evidence: Evidence,
        *,
        key: str,
        given: Mapping[str, str] | None = None,
        **variables: str,
    ) -> T | None:
        """What a model answers to the prompt ``name``, going by ``evidence`` and what else it is ``given``.

        ``key`` names the purpose within the incident: for each it is asked once, and told once. ``variables`` are those
        of the prompt besides the mark, such as the ``language``.
        """
        prompt = prompts.load(name)
        if self._gave_up:
            self._tell_failure(key, prompt.label, "It was not asked, because it had just failed.")
            return None
        self._case.keep_hold()
        texts = {**(given or {}), "evidence": evidence.told()}
        try:
            said = self._case.once(f"llm.{key}", lambda _: self._asked(prompt, model, texts, variables), Said)
        except ClaimLost:
            self._tell_failure(key, prompt.label, "Another run is asking it right now.")
            return None
        self._gave_up = said.hopeless
        value = _read(said, model)
        if value is None:
            self._tell_failure(key, said.prompt, said.problem or "What it had answered fits no more.")
        return value

    def tell(self, key: str, name: str, kept: str, dropped: Counter[str]) -> None:
        """Write down what was made of an answer: what was ``kept``, and how much was not, and why."""
        label = prompts.load(name).label
        lost = f" Dropped {_counted(dropped)}." if dropped else " Nothing was dropped."
        details = {"prompt": label, "model": self._endpoint.settings.model, "dropped": dict(sorted(dropped.items()))}
        self._case.tell("llm", f"Asked the language model for {ABOUT[name]}: {kept}.{lost}", details, key=f"llm.{key}")

    def _asked(
        self, prompt: prompts.Prompt, model: type[T], texts: Mapping[str, str], variables: Mapping[str, str]
    ) -> Said:
        fence = Fence()
        messages = [system(prompt.render(mark=fence.mark, **variables)), user(fence.around(**texts))]
        outcome = self._endpoint.ask(
            messages,
            model,
            prompt=prompt.label,
            tokens=prompt.settings.get("tokens", 0),
            seconds=min(LONGEST_WAIT, self._endpoint.settings.timeout_seconds),
        )
        tokens = outcome.tokens_in + outcome.tokens_out
        if isinstance(outcome, Answer):
            answer = outcome.value.model_dump(mode="json")
            return Said(prompt=prompt.label, answer=answer, model=self._endpoint.settings.model, tokens=tokens)
        hopeless = outcome.kind in HOPELESS
        return Said(prompt=prompt.label, problem=outcome.message, tokens=tokens, hopeless=hopeless)

    def _tell_failure(self, key: str, label: str, problem: str) -> None:
        name = label.partition("@")[0]
        what = f"The language model gave no answer for {ABOUT[name]}. {problem} Everything goes on without it."
        self._case.tell("llm", what, {"prompt": label}, key=f"llm.{key}")


def _read(said: Said, model: type[T]) -> T | None:
    """The answer as it was kept; one of an older version of this program may fit no more."""
    try:
        return model.model_validate(said.answer) if said.answer is not None else None
    except ValidationError:
        return None


def _counted(dropped: Counter[str]) -> str:
    return f"{dropped.total()}: {'; '.join(f'{why} ({count})' for why, count in sorted(dropped.items()))}"
