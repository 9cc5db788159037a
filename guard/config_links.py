"""What one part of guard.toml says about another: accounts, rules and files that it names must exist, and only once."""

import os
from collections.abc import Iterator

from guard.config import CATEGORIES, Account, Config, HouseRule, Override
from guard.config_checks import Problem, close, shown
from guard.errors import LexiconError
from guard.toml_source import Path


def broken_links(config: Config, folder: str) -> Iterator[Problem]:
    """Every mistake between the parts of ``config``, whose files are seen from ``folder``.

    ``config.house_rules`` hold those of the lessons file as well, after the file's own.
    """
    yield from _twin_accounts(config.accounts)
    yield from _lost_histories(config.accounts, folder)
    yield from _no_files(config, folder)
    yield from _overrides(config)
    for place, allowed in enumerate(config.policy.allow):
        for number, name in enumerate(allowed.rules):
            yield from _rule(name, config, ("policy", "allow", place, "rules", number))
    yield from _twin_house_rules(config.house_rules)
    yield from _phrases(config.house_rules)


def _twin_accounts(accounts: dict[str, Account]) -> Iterator[Problem]:
    names: dict[str, str] = {}
    handles: dict[tuple[str, str], str] = {}
    for name, account in accounts.items():
        path: Path = ("accounts", name)
        if twin := names.get(name.casefold()):
            yield Problem(path, f"accounts.{name} differs from accounts.{twin} in capitals only. Keep one of the two.")
        names.setdefault(name.casefold(), name)
        handle = account.handle.removeprefix("@").casefold()
        if handle and (twin := handles.get((account.platform, handle))):
            what = f"accounts.{name}.handle is that of accounts.{twin} on the same network. Keep one of the two."
            yield Problem((*path, "handle"), what)
        handles.setdefault((account.platform, handle), name)


def _lost_histories(accounts: dict[str, Account], folder: str) -> Iterator[Problem]:
    for name, account in accounts.items():
        if account.history and not os.path.isfile(os.path.join(folder, account.history)):
            what = f'accounts.{name}.history names a file that is not there: "{account.history}".'
            yield Problem(("accounts", name, "history"), what)


def _no_files(config: Config, folder: str) -> Iterator[Problem]:
    """Names of files that a run may make, but never could."""
    named: tuple[tuple[Path, str], ...] = (
        (("policy", "waivers"), config.policy.waivers),
        (("events", "file"), config.events.file),
    )
    for path, name in named:
        if not name or "\0" in name or os.path.isdir(os.path.join(folder, os.path.expanduser(name))):
            yield Problem(path, f'{shown(path)} must be the name of a file, not "{name}".')


def _overrides(config: Config) -> Iterator[Problem]:
    seen: set[tuple[str, str, str]] = set()
    for place, override in enumerate(config.policy.severity):
        path: Path = ("policy", "severity", place)
        yield from _rule(override.rule, config, (*path, "rule"))
        if override.account and override.account not in config.accounts:
            yield Problem((*path, "account"), _no_account(override.account, tuple(config.accounts)))
        if override.severity == "off" and (override.rule.startswith("M0") or override.rule == "guard"):
            what = f"policy.severity cannot switch off {override.rule}: it says that the guard could not do its work."
            yield Problem((*path, "severity"), what)
        if _scope(override) in seen:
            yield Problem(path, f'policy.severity speaks twice about "{override.rule}" in the same place. Keep one.')
        seen.add(_scope(override))


def _scope(override: Override) -> tuple[str, str, str]:
    return (override.rule, override.account, override.platform)


def _no_account(name: str, known: tuple[str, ...]) -> str:
    have = f"The file has {', '.join(known)}." if known else f"Add a section [accounts.{name}]."
    return f'policy.severity.account names no account of this file: "{name}".{close(name, known)} {have}'


def _rule(name: str, config: Config, path: Path) -> Iterator[Problem]:
    """A problem when ``name`` is neither code, nor name, nor category of a rule."""
    if name in CATEGORIES or _is_code(name, config):
        return
    known = _slugs(config)
    if name not in known:
        key = ".".join(part for part in path if isinstance(part, str))
        near = close(name, (*known, *CATEGORIES))
        allowed = "It is a code (M201), a rule's name or a category; `guard rules` lists them."
        yield Problem(path, f'{key} names no rule: "{name}".{near} {allowed}')


def _is_code(name: str, config: Config) -> bool:
    if len(name) != 4 or name[0] != "M" or not (name[1:].isascii() and name[1:].isdigit()):
        return False
    return name[1] != "9" or any(rule.code == name for rule in config.house_rules)


def _slugs(config: Config) -> tuple[str, ...]:
    from guard.detectors import REGISTRY

    built_in = (module.replace("_", "-") for module in REGISTRY if module != "house_rule")
    return (*built_in, *(rule.slug for rule in config.house_rules))


def _twin_house_rules(rules: tuple[HouseRule, ...]) -> Iterator[Problem]:
    codes: set[str] = set()
    slugs: set[str] = set()
    for place, rule in enumerate(rules):
        if rule.code in codes:
            what = f"house_rules.code {rule.code} is taken by another house rule. Use the next free number."
            yield Problem(("house_rules", place, "code"), what)
        if rule.slug in slugs:
            yield Problem(
                ("house_rules", place, "slug"), f'house_rules.slug "{rule.slug}" is taken by another house rule.'
            )
        codes.add(rule.code)
        slugs.add(rule.slug)


def _phrases(rules: tuple[HouseRule, ...]) -> Iterator[Problem]:
    """Phrases that cannot be read; whoever checks posts reads them anyway, so this costs little."""
    if not rules:
        return
    from guard import phrases, view
    from guard.spelling import spelled_out

    view.compiled()  # the word sets that a phrase may name
    for place, rule in enumerate(rules):
        for key, texts in (("match", rule.match), ("unless", rule.unless)):
            for number, text in enumerate(texts):
                try:
                    for pattern in spelled_out(text):
                        phrases.parse(pattern)
                except LexiconError as error:
                    yield Problem(("house_rules", place, key, number), f"house_rules.{key}: {error}")
