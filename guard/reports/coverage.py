"""In words: which engines looked at the posts, and which did not. What was not checked is never left unsaid."""

from collections.abc import Iterable

from guard.model import Checked, Verdict

ENGINES = {
    "rules": "rules",
    "model": "embedded model",
    "llm": "language model",
    "moderation": "moderation service",
}
"""Field of ``verdict.checked`` -> what people call it."""

SWITCHED_ON = {"moderation": "a server that scores posts by category: docs/use-your-own-model.md"}
"""What an engine is that few have heard of, and where it says how to switch it on."""

NO_EVENTS = "current events (no data yet: guard events refresh)"

NOTHING = "Nothing was checked."
"""What stands in the place of the engines where no post could be read."""


class Coverage:
    """Collects what was checked over a whole run."""

    def __init__(self) -> None:
        self._seen: dict[Checked, None] = {}

    def add(self, verdict: Verdict) -> None:
        """Remember which engines looked at this post."""
        self._seen[verdict.checked] = None

    def checked(self) -> list[str]:
        """The engines that looked at every post."""
        dates = sorted({seen.events for seen in self._seen} - {"none"})
        events = [f"current events (as of {dates[0]})"] if dates else []
        return [name for engine, name in ENGINES.items() if self._states(engine) == {"ok"}] + events

    def unchecked(self) -> list[str]:
        """The engines that did not look at every post, with the reason."""
        found = [f"{name} ({reason})" for engine, name in ENGINES.items() if (reason := self._reason(engine))]
        return [*found, NO_EVENTS] if any(seen.events == "none" for seen in self._seen) else found

    def _reason(self, engine: str) -> str:
        states = self._states(engine)
        reason = ", ".join(sorted(states - {"ok"}))
        if reason == "off" and len(states) == 1 and engine in SWITCHED_ON:
            return f"off; {SWITCHED_ON[engine]}"
        return f"{reason} on some posts" if reason and len(states) > 1 else reason

    def _states(self, engine: str) -> set[str]:
        return {getattr(seen, engine) for seen in self._seen}


def failed(checked: Checked) -> list[str]:
    """The engines that failed on one post."""
    return [name for engine, name in ENGINES.items() if getattr(checked, engine) == "failed"]


def sentence(names: Iterable[str]) -> str:
    """Names as a list in a sentence: ``a, b, c``; ``nothing`` when there are none."""
    return ", ".join(names) or "nothing"
