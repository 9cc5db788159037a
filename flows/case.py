"""One incident at work: everything that a step needs to do its part, and to do it once.

A step is a plain function of a :class:`Case`. What it found out is kept in the casebook under the step's name, so a run
that starts again from the top (as Prefect does after a pause, or the terminal after Ctrl-C) reads it instead of doing
it twice.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from flows.clock import Clock, system_clock
from flows.errors import ClaimLost, NotAllowed, RecoveryError
from flows.incident import Incident, Json, Noun
from flows.plan import Agreement, Mishap
from flows.platforms.absent import Absent
from flows.platforms.base import Platform
from flows.store import Casebook
from guard.config import Config
from guard.engine import Guard, Profile
from guard.judges.base import Judge
from guard.model import Post, Verdict

if TYPE_CHECKING:
    from guard.llm import Endpoint

Result = TypeVar("Result", bound=Noun)

LEASE = timedelta(minutes=10)
"""How long a step may be silent before another run takes it over."""


class NeedsPerson(RecoveryError):
    """The recovery cannot go on before a person has decided something. Nothing is lost: it goes on from here."""

    def __init__(self, step: str, what: str, *, fix: str = "") -> None:
        self.step, self.fix = step, fix
        super().__init__(what)


class Rejected(RecoveryError):
    """A person has said no to the text; the reason stands in the casebook. It is an outcome, not a failure."""


class Case:
    """The incident ``name`` in ``casebook``. ``by`` is who acts (a person, or the name of the run).

    ``platforms`` are the accounts that can be spoken to, by the name that people use; ``config`` is the brand's
    guard.toml, which stands in ``folder``; ``endpoint`` is the language model that words things, where it
    names one and lets it be asked, and ``judges`` are who reads after the rules what is meant to go out.
    """

    def __init__(  # noqa: PLR0913 - what a step needs, all by name
        self,
        casebook: Casebook,
        name: str,
        *,
        by: str,
        platforms: Mapping[str, Platform] | None = None,
        config: Config | None = None,
        folder: str = ".",
        clock: Clock = system_clock,
        endpoint: "Endpoint | None" = None,
        judges: Sequence[Judge] = (),
    ) -> None:
        self.casebook, self.name, self.by = casebook, name, by
        self.platforms = dict(platforms or {})
        self.config, self.folder, self._clock = config or Config(), folder, clock
        self.endpoint, self.judges = endpoint, judges
        self._at_work: list[str] = []

    @property
    def now(self) -> datetime:
        """What time it is for this case."""
        return self._clock()

    @property
    def incident(self) -> Incident:
        """The incident as it stands now."""
        return self.casebook.incidents.get(self.name)

    def must_be_open(self) -> None:
        """Let an open incident pass.

        Raises:
            NotAllowed: it is closed.
        """
        if not self.incident.is_open:
            how = f'guard incident reopen {self.name} --why "..." --by NAME'
            raise NotAllowed(f"{self.name} is closed. To go on with it, take it up again first: {how}")

    @property
    def mishap(self) -> Mishap:
        """What the recovery was started with."""
        return Mishap.model_validate(self.incident.plan)

    @property
    def agreed(self) -> Agreement:
        """What was agreed when it was opened."""
        return self.mishap.agreed

    @property
    def platform(self) -> Platform | None:
        """Where the post stands, if that account is known here."""
        return self.platforms.get(self.incident.account)

    @property
    def can_speak(self) -> bool:
        """Say whether the account of the incident can be spoken to from here."""
        return self.platform is not None and not isinstance(self.platform, Absent)

    def check(self, text: str, *, profile: Profile = "post", by_rules: bool = False) -> Verdict:
        """What the guard says about a text that is meant to go out from the account of the incident now.

        ``by_rules``: ask nobody else, where only what the rules say of it matters.
        """
        post = self.mishap.post
        draft = Post(
            text=text,
            platform=post.platform,
            account_kind=post.account_kind,
            account_description=post.account_description,
            in_reply_to=post.text if profile == "reply" else None,
        )
        judges = () if by_rules else self.judges
        if judges:
            self.keep_hold()
        return Guard(self.config, now=self.now, profile=profile, folder=self.folder, judges=judges).check(draft)

    def objections(self, text: str, *, profile: Profile) -> list[Json]:
        """What the guard says against a text, as the casebook keeps it beside the draft."""
        names = ("code", "rule", "severity", "quote", "message", "instead")
        findings = self.check(text, profile=profile).findings
        return [{name: getattr(f, name) for name in names} for f in findings if f.severity != "info"]

    def check_wrong_post(self) -> Verdict:
        """What the rules say about the post that went wrong, judged at the moment when it went out.

        How grave a mishap is follows from this, so no model is asked.
        """
        post = self.mishap.post
        wrong = Post(
            text=post.text,
            platform=post.platform,
            account_kind=post.account_kind,
            account_description=post.account_description,
            in_reply_to=post.in_reply_to,
            alt_text=post.alt_text,
        )
        return Guard(self.config, now=post.published_at or self.incident.opened_at, folder=self.folder).check(wrong)

    def tell(self, kind: str, what: str, details: Json | None = None, *, key: str | None = None) -> None:
        """Write one event into the timeline; with a ``key`` only once."""
        self.casebook.timeline.add(
            self.name, at=self.now, actor=self.by, kind=kind, what=what, details=details, key=key
        )

    def once(self, step: str, do: "Callable[[Case], Result]", result: type[Result]) -> Result:
        """Do a step, or give what came out when it was done. A step that failed or waited is done again.

        Raises:
            NeedsPerson, Rejected: as the step says; it is kept as waiting.
            ClaimLost: another run is doing this step right now.
        """
        steps = self.casebook.steps
        claim = steps.claim(self.name, step, by=self.by, now=self.now, lease=LEASE)
        if claim.is_done:
            return result.model_validate(claim.record.result)
        if not claim.won:
            holder = claim.record.holder
            until = f"{claim.record.lease_until:%H:%M}"
            raise ClaimLost(
                f"Another run ({holder}) is at the step {step!r} right now. Wait for it; if it has died, this goes on"
                f" after {until} UTC, or at once as {holder}."
            )
        self._at_work.append(step)
        try:
            done = do(self)
        except (NeedsPerson, Rejected) as waiting:
            steps.wait(self.name, step, by=self.by, now=self.now, result={"waiting_for": str(waiting)})
            raise
        except BaseException as error:
            steps.fail(self.name, step, by=self.by, now=self.now, problem=f"{type(error).__name__}: {error}")
            raise
        finally:
            self._at_work.remove(step)
        steps.finish(self.name, step, by=self.by, now=self.now, result=done.model_dump(mode="json"))
        return done

    def keep_hold(self) -> None:
        """Keep the steps that are being done for another while, before something that takes long.

        Raises:
            ClaimLost: another run has taken one of them over.
        """
        for step in self._at_work:
            self.casebook.steps.renew(self.name, step, by=self.by, now=self.now, lease=LEASE)

    def found(self, step: str, result: type[Result]) -> Result:
        """What an earlier step has found out.

        Raises:
            RecoveryError: it has not been done.
        """
        record = self.casebook.steps.get(self.name, step)
        if record is None or record.state != "done":
            raise RecoveryError(f"The step {step!r} of {self.name} has not been done yet; run the recovery first.")
        return result.model_validate(record.result)
