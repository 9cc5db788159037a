"""The only loop: wake the detectors that a post calls for, turn their hits into findings, decide.

``Guard`` is made once for a configuration and checks any number of posts. A detector or judge that raises becomes
finding M001 and ``failed`` in ``verdict.checked``: a post that was not wholly checked is never clean.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from typing import Literal, NamedTuple

import msgspec

from guard import detectors, policy
from guard._version import __version__
from guard.config import Config
from guard.detectors.kit import Context
from guard.errors import CheckIncomplete
from guard.judges.base import UNREAD, Judge, Opinion
from guard.model import RANK, Checked, Finding, Hit, Post, Rule, Source, Verdict
from guard.scoring import score
from guard.surroundings import Surroundings
from guard.view import View, compiled

Profile = Literal["post", "apology", "reply"]
SHAPE = "shape:"
"""How the names of shapes begin where detectors name what wakes them."""

INCOMPLETE = Rule(
    code="M001",
    slug="check-incomplete",
    category="guard",
    severity="review",
    summary="A part of the guard could not do its work on this post.",
    why="What that part looks for was not checked, so nobody can say that the post is clean.",
    instead="Have a person read the post before it goes out, and tell whoever looks after the guard.",
    confidence=0.5,
)

UNKNOWN_ACCOUNT = Rule(
    code="M004",
    slug="unknown-account",
    category="guard",
    severity="review",
    summary="The account that this post names is not in guard.toml.",
    why="What fits an account (voice, politics, private matters) was judged without its profile.",
    instead="Add the account to guard.toml, or correct its name in the post.",
    confidence=0.3,
)

OWN_TROUBLE = (INCOMPLETE, policy.EXPIRED_WAIVER, policy.EXPIRED_ALLOWANCE, UNKNOWN_ACCOUNT, UNREAD)
"""The rules by which the guard speaks of itself; no policy silences them."""


class Guard:
    """The guard of one configuration.

    ``now`` fixes the moment to judge from; without it each post is judged at its own ``scheduled_at``, else at the
    clock's time. ``judges`` are asked after the rules, in order. ``watch`` is entered around the detectors and told
    when the turn of another one begins; the command line gives one that ends a detector which hangs.
    """

    def __init__(  # noqa: PLR0913 - each is one thing that a caller may want otherwise, all by name
        self,
        config: Config | None = None,
        *,
        now: datetime | None = None,
        profile: Profile = "post",
        judges: Sequence[Judge] = (),
        folder: str = ".",
        watch: AbstractContextManager[Callable[[], None]] | None = None,
    ) -> None:
        self._watch = watch or nullcontext(_nothing)
        self._config = config or Config()
        self._now = now
        self._profile = profile
        self._judges = judges
        self._around = Surroundings(self._config, folder=folder)
        self._digest = policy.digest(self._config, self._around.waivers)
        wakes = compiled().wakes
        self._wakes = {name: places for name, places in wakes.items() if not name.startswith(SHAPE)}
        self._by_shape = {name.removeprefix(SHAPE): p for name, p in wakes.items() if name.startswith(SHAPE)}
        self._by_shapes: dict[frozenset[str], frozenset[int]] = {}

    @property
    def at_once(self) -> int:
        """How many posts are best given to ``check_all``: one, unless a judge gains from seeing more."""
        return AT_ONCE if any(_places(judge) > 1 for judge in self._judges) else 1

    def check(self, post: Post) -> Verdict:
        """Judge one post; never raises for anything that the post contains."""
        return self._decided(self._read(*self._seen(post)))

    def check_all(self, posts: Sequence[Post]) -> Iterator[Verdict]:
        """Judge ``posts`` in their order.

        Judges that wait for an answer are asked about several posts at the same time. The rules read in the caller's
        thread.
        """
        seen = [self._seen(post) for post in posts]
        read = (self._read(*each) for each in seen)
        places = max(map(_places, self._judges), default=1)
        if places == 1:
            yield from map(self._decided, read)
            return
        from guard.side_by_side import side_by_side

        yield from side_by_side(self._decided, read, places)

    def close(self) -> None:
        """Let the judges let go of connections and files."""
        for judge in self._judges:
            if hasattr(judge, "close"):
                judge.close()

    def _seen(self, post: Post) -> tuple[View, Context]:
        """The post and its surroundings, as detectors and judges see them."""
        account = self._around.account(post)
        now = self._now or post.scheduled_at or datetime.now(UTC)
        return View(post, account.description), self._around.context(account, now, self._profile)

    def _read(self, view: View, context: Context) -> "_Read":
        """What the rules say."""
        post = view.post
        hits = list(self._rules(view, context))
        findings = [_finding(hit, post, "rule") for hit in hits]
        doubtful = {f.fingerprint for f, hit in zip(findings, hits, strict=True) if hit.rule.contextual}
        if post.account and self._config.accounts and post.account not in self._config.accounts:
            findings.append(_finding(Hit(rule=UNKNOWN_ACCOUNT, start=0, end=0), post, "rule"))
        return _Read(view, context, findings, doubtful)

    def _decided(self, read: "_Read") -> Verdict:
        """What the judges say, and what follows."""
        view, context, findings, doubtful = read
        post = view.post
        status: dict[str, str] = {"rules": "failed" if any(f.code == INCOMPLETE.code for f in findings) else "ok"}
        risk = None
        for judge in self._judges:
            opinion, status[judge.engine] = _ask(judge, view, context, findings)
            findings = [_lowered(f) if _may_lower(f, opinion, doubtful) else f for f in findings]
            findings += [_finding(hit, post, judge.engine, judge.version) for hit in opinion.hits]
            if risk is None and opinion.risk is not None:
                risk = opinion.risk
                context = msgspec.structs.replace(context, risk=risk)
        kept, decision = policy.apply(
            _distinct(findings),
            policy=self._config.policy,
            post=_on_platform(post, context.account.platform),
            today=context.today,
            waivers=self._around.waivers,
        )
        ordered = tuple(sorted(kept, key=_importance))
        return Verdict(
            id=post.id,
            decision=decision,
            score=score(ordered, risk),
            findings=ordered,
            checked=Checked(events=self._around.events_date, **status),  # type: ignore[arg-type]
            policy=self._digest,
            version=__version__,
        )

    def _rules(self, view: View, context: Context) -> Iterator[Hit]:
        try:
            awake = self._awake(view, context)
        except Exception as error:  # noqa: BLE001 - the fence: one post must not keep the others from being judged
            yield _failure("words of the post", error, view)
            return
        with self._watch as next_turn:
            for place in awake:
                next_turn()
                try:
                    hits = list(detectors.load(place).detect(view, context))
                except Exception as error:  # noqa: BLE001 - the fence: one broken detector must not hide what the others see
                    hits = [_failure(detectors.REGISTRY[place].replace("_", "-"), error, view)]
                yield from hits

    def _awake(self, view: View, context: Context) -> list[int]:
        """The places in the registry of the detectors that this post calls for."""
        wakes = self._wakes
        words = [wakes[name] for text in view.judged for name in text.found if name in wakes]
        return sorted(self._of_shapes(view.shapes, context.shapes).union(*words))

    def _of_shapes(self, *shapes: Collection[str]) -> frozenset[int]:
        """The places of the detectors that any of the shapes wakes; many posts have the same shapes."""
        key = frozenset().union(*shapes)
        known = self._by_shapes.get(key)
        if known is None:
            if len(self._by_shapes) >= MOST_SHAPES:
                self._by_shapes.clear()
            known = frozenset().union(*(self._by_shape.get(shape, ()) for shape in key))
            self._by_shapes[key] = known
        return known


class _Read(NamedTuple):
    """A post that the rules have read; ``doubtful`` are the fingerprints of findings that depend on context."""

    view: View
    context: Context
    findings: list[Finding]
    doubtful: set[str]


def _nothing() -> None:
    """What a guard without a watch tells it."""


def _on_platform(post: Post, platform: str) -> Post:
    """The post with the platform of its account where it names none itself."""
    return msgspec.structs.replace(post, platform=platform) if platform and not post.platform else post


def _may_lower(finding: Finding, opinion: Opinion, doubtful: set[str]) -> bool:
    """Say whether a judge may turn a finding into advice: it is no block, and its rule depends on context."""
    return finding.severity == "review" and finding.fingerprint in doubtful & opinion.lowered


def _lowered(finding: Finding) -> Finding:
    return msgspec.structs.replace(finding, severity="info", message=f"{finding.message} {LOWERED}")


MOST_SHAPES = 4_096
"""Different sets of shapes whose detectors are remembered."""

AT_ONCE = 256
"""Posts that judges who read many at once see together."""

LOWERED = "The guard's model read the whole post and takes it for harmless, so this is advice only."
"""What a finding says that a judge has lowered."""


def _ask(judge: Judge, view: View, context: Context, findings: Sequence[Finding]) -> tuple[Opinion, str]:
    try:
        opinion = judge.judge(view, context, findings)
    except CheckIncomplete as error:
        return Opinion(hits=[Hit(rule=INCOMPLETE, start=0, end=len(view.text.raw), message=str(error))]), "failed"
    except Exception as error:  # noqa: BLE001 - the fence again: a judge that fails is said aloud, and never silences the rules
        return Opinion(hits=[_failure(judge.engine, error, view)]), "failed"
    if opinion is None:
        return Opinion(), "skipped"
    return opinion, "ok" if opinion.read else "off"


def _places(judge: Judge) -> int:
    """About how many posts a judge is asked at the same time: one, unless it says otherwise."""
    places: int = getattr(judge, "connections", 1)
    return places


def _failure(part: str, error: Exception, view: View) -> Hit:
    message = f"The check {part!r} stopped before it was done ({type(error).__name__})."
    return Hit(rule=INCOMPLETE, start=0, end=len(view.text.raw), message=message)


def _finding(hit: Hit, post: Post, source: Source, prompt: str | None = None) -> Finding:
    rule = hit.rule
    quote = _source_text(hit, post)[hit.start : hit.end]
    return Finding(
        code=rule.code,
        rule=rule.slug,
        category=rule.category,
        severity=hit.severity or rule.severity,
        field=hit.field,
        span=(hit.start, hit.end),
        quote=quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 1] + "…",
        message=hit.message or rule.summary,
        why=hit.why or rule.why,
        instead=hit.instead or rule.instead,
        offended=rule.offended if hit.offended is None else hit.offended,
        precedent=hit.precedent or rule.precedent,
        confidence=rule.confidence if hit.confidence is None else hit.confidence,
        source=source,
        prompt=prompt,
        fingerprint=policy.fingerprint(rule.code, hit.field, quote, post.text),
    )


LONGEST_QUOTE = 500
"""Code points of the author's text that a finding repeats; the span always gives the whole."""


def _source_text(hit: Hit, post: Post) -> str:
    return (post.alt_text or "") if hit.field == "alt_text" else post.text


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    """Of findings of one rule whose words overlap keep the first and longest, at the strongest severity."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.code, f.field, f.span[0], -f.span[1], -RANK[f.severity])):
        last = kept[-1] if kept else None
        if last and (last.code, last.field) == (finding.code, finding.field) and finding.span[0] < last.span[1]:
            if RANK[finding.severity] > RANK[last.severity]:
                kept[-1] = msgspec.structs.replace(last, severity=finding.severity)
            continue
        kept.append(finding)
    return kept


def _importance(finding: Finding) -> tuple[object, ...]:
    return (-RANK[finding.severity], finding.code, finding.field, finding.span)
