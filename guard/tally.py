"""Counting verdicts, and the exit code that follows from them."""

from msgspec import Struct

from guard.model import Verdict

PASSED, BLOCKED, WRONG_INPUT, REVIEW, INCOMPLETE = 0, 1, 2, 3, 4


ENGINES = frozenset({"rules", "model", "llm", "moderation"})


class Tally(Struct):
    """How many posts may go out, wait for a person, are blocked, were not wholly checked, or could not be read."""

    passed: int = 0
    review: int = 0
    blocked: int = 0
    incomplete: int = 0
    unreadable: int = 0
    optional: frozenset[str] = frozenset()
    """Engines that may fail without making the check incomplete."""

    def add(self, verdict: Verdict) -> None:
        """Count one verdict."""
        if verdict.decision == "pass":
            self.passed += 1
        elif verdict.decision == "review":
            self.review += 1
        else:
            self.blocked += 1
        checked = verdict.checked
        if "failed" in (checked.rules, checked.model, checked.llm, checked.moderation):
            self.incomplete += any(getattr(checked, engine) == "failed" for engine in ENGINES - self.optional)

    @property
    def posts(self) -> int:
        """The posts that have a verdict."""
        return self.passed + self.review + self.blocked

    def exit_code(self, fail_on: str = "review") -> int:
        """The exit code: unreadable input first, then an incomplete check, a block, a review.

        ``fail_on`` block lets reviews pass.
        """
        if self.unreadable or not self.posts:
            return WRONG_INPUT
        if self.incomplete:
            return INCOMPLETE
        if self.blocked:
            return BLOCKED
        return REVIEW if self.review and fail_on == "review" else PASSED
