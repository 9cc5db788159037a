"""What a brand lets pass: severities, allowed words and accepted findings, applied to what the detectors found.

Every finding is judged on its own, and the decision is the strongest severity that is left. So more findings can never
make a decision softer.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

import msgspec

from guard.config import Allow, Config, Override, Policy, Waiver
from guard.model import RANK, Decision, Finding, Post, Rule

EXPIRED_WAIVER = Rule(
    code="M002",
    slug="expired-waiver",
    category="guard",
    severity="info",
    summary="Somebody had accepted this finding, but only up to a day that has passed.",
    why="What was fine then may not be fine now, so the finding counts again.",
    instead="Change the post, or accept the finding again with `guard waive`.",
    confidence=0.1,
)

EXPIRED_ALLOWANCE = Rule(
    code="M003",
    slug="expired-allowance",
    category="guard",
    severity="info",
    summary="This word was allowed in guard.toml, but only up to a day that has passed.",
    why="What was fine then may not be fine now, so the finding counts again.",
    instead="Change the post, or give the [[policy.allow]] block a later day.",
    confidence=0.1,
)


def apply(
    findings: Sequence[Finding], *, policy: Policy, post: Post, today: date, waivers: Sequence[Waiver] = ()
) -> tuple[list[Finding], Decision]:
    """What is left of the findings under ``policy``, and the decision that follows.

    ``today`` is the day that the post is judged for: allowances and waivers hold up to and including their last day.
    Ones that would have dropped a finding but are over leave it and add an *info* finding that says so. The guard's own
    trouble (M0xx) is neither dropped nor softened.
    """
    if not findings:
        return [], "pass"
    accepted = {waiver.fingerprint: waiver for waiver in waivers}
    kept: list[Finding] = []
    notes: dict[str, Finding] = {}
    for finding in findings:
        if finding.code.startswith("M0"):
            kept.append(_sharpened(finding, policy, post))
            continue
        allowance = _allowance(finding, policy, today)
        waiver = accepted.get(finding.fingerprint)
        if (allowance and _holds(allowance.until, today)) or (waiver and waiver.until >= today):
            continue
        severity = _severity(finding, policy, post)
        if severity == "off":
            continue
        kept.append(_with(finding, severity))
        for note in _notes(finding, allowance, waiver):
            notes.setdefault(note.fingerprint, note)
    kept += notes.values()
    return kept, decide(kept)


def decide(findings: Iterable[Finding]) -> Decision:
    """The decision on these findings: that of the strongest."""
    strongest = max((RANK[finding.severity] for finding in findings), default=0)
    return ("pass", "review", "block")[strongest]


def fingerprint(code: str, field: str, quote: str, text: str) -> str:
    """A short name of one finding in one post: sixteen hex digits.

    It stays when the post moves, is set with other blanks and line ends, or has other posts around it; it changes with
    the post's words, because a person accepted the finding in *these* words.
    """
    parts = (code, field, _text_hash(text), " ".join(quote.split()))
    return _sha256("\0".join(parts).encode("utf-8", "surrogatepass"))[:16]


def digest(config: Config, waivers: Sequence[Waiver] = ()) -> str:
    """SHA-256 (hex) of everything in the configuration that a verdict can depend on.

    The same for any order of keys and on any machine: names of files are left out, what stands in them is not
    (house rules are part of ``config``; give the ``waivers`` as well).
    """
    effective = msgspec.to_builtins(config)
    del effective["alerts"], effective["lessons"], effective["policy"]["waivers"], effective["events"]["file"]
    for name in ("llm", "moderation"):
        asked = effective.pop(name)
        if asked["model"]:
            effective[name] = {key: value for key, value in asked.items() if key not in _WITHOUT_WEIGHT}
    for account in effective["accounts"].values():
        del account["history"]
    accepted = sorted(waivers, key=lambda waiver: waiver.fingerprint)
    return _sha256(msgspec.json.encode([effective, accepted], order="sorted"))


_WITHOUT_WEIGHT = {
    "key_env", "keyring", "drafts", "timeout_seconds", "connections", "tokens_per_run", "tokens_per_day", "cache_days",
}  # fmt: skip
"""What [llm] and [moderation] say of keys, drafts, time and money: no verdict depends on it."""


def _sha256(data: bytes) -> str:
    digest: str = _hasher()(data).hexdigest()
    return digest


@cache
def _hasher() -> Any:
    """SHA-256 from the interpreter itself: hashlib loads OpenSSL first, which is 3 ms of the cold start."""
    for module in ("_sha2", "_sha256"):  # from Python 3.12 on, and before
        with suppress(ImportError):
            return import_module(module).sha256
    return import_module("hashlib").sha256


@lru_cache(maxsize=1)
def _text_hash(text: str) -> str:
    """The post's words, whatever their blanks. Kept for the next finding in the same post."""
    return _sha256(" ".join(text.split()).encode("utf-8", "surrogatepass"))


# --- severities -----------------------------------------------------------------------------------------------------


def _severity(finding: Finding, policy: Policy, post: Post) -> str:
    """The severity of the most specific override, else the finding's own.

    The place counts before the rule: account and platform, account, platform, anywhere; then code, name, category. Of
    two that are equally specific the stricter one counts.
    """
    fitting = [over for over in policy.severity if _fits(over, finding, post)]
    if not fitting:
        return finding.severity
    return max(fitting, key=lambda over: (_specific(over, finding), RANK.get(over.severity, -1))).severity


def _fits(override: Override, finding: Finding, post: Post) -> bool:
    return (
        _names(override.rule, finding)
        and override.account in {"", post.account}
        and override.platform in {"", post.platform}
    )


def _names(rule: str, finding: Finding) -> bool:
    return rule in {finding.code, finding.rule, finding.category}


def _specific(override: Override, finding: Finding) -> tuple[bool, bool, int]:
    exact = 2 if override.rule == finding.code else 1 if override.rule == finding.rule else 0
    return bool(override.account), bool(override.platform), exact


def _sharpened(finding: Finding, policy: Policy, post: Post) -> Finding:
    """The guard's own trouble: a policy may make it stricter, never softer."""
    severity = _severity(finding, policy, post)
    return _with(finding, severity) if RANK.get(severity, -1) > RANK[finding.severity] else finding


def _with(finding: Finding, severity: str) -> Finding:
    return finding if severity == finding.severity else _replace(finding, severity=severity)


def _replace(finding: Finding, **changes: Any) -> Finding:
    return msgspec.structs.replace(finding, **changes)


# --- allowed words and accepted findings ----------------------------------------------------------------------------


def _holds(until: date | None, today: date) -> bool:
    return until is None or until >= today


def _allowance(finding: Finding, policy: Policy, today: date) -> Allow | None:
    """The allowance for the finding's words: one that holds today before one that is over."""
    fitting = [allowed for allowed in policy.allow if _allows(allowed, finding)]
    return next((allowed for allowed in fitting if _holds(allowed.until, today)), fitting[-1] if fitting else None)


def _allows(allowed: Allow, finding: Finding) -> bool:
    if allowed.rules and not any(_names(rule, finding) for rule in allowed.rules):
        return False
    return _folded(allowed.word) == _folded(finding.quote)


@lru_cache(maxsize=1024)
def _folded(words: str) -> str:
    """The words without capitals, with single blanks and plain apostrophes, and without the sign of a hashtag."""
    return " ".join(words.casefold().replace("\u2019", "'").split()).lstrip("#@")


def _notes(finding: Finding, allowance: Allow | None, waiver: Waiver | None) -> Iterable[Finding]:
    """What to say about an allowance and a waiver that were over."""
    if waiver:
        message = f"{waiver.by} had accepted this finding until {waiver.until} ({waiver.why})."
        yield _note(finding, EXPIRED_WAIVER, message, finding.fingerprint)
    if allowance:
        message = f'"{allowance.word}" was allowed until {allowance.until} ({allowance.why}).'
        yield _note(finding, EXPIRED_ALLOWANCE, message, allowance.word)


def _note(finding: Finding, rule: Rule, message: str, about: str) -> Finding:
    return _replace(
        finding,
        code=rule.code,
        rule=rule.slug,
        category=rule.category,
        severity=rule.severity,
        message=message,
        why=rule.why,
        instead=rule.instead,
        offended=rule.offended,
        precedent=None,
        confidence=rule.confidence,
        source="rule",
        prompt=None,
        fingerprint=fingerprint(rule.code, finding.field, finding.quote, about),
    )
