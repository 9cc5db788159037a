"""`guard eval`: run your own policy over labelled posts."""

import json
import os
from collections.abc import Iterable, Sequence
from typing import Any

import click
from msgspec import Struct

from guard import config_file
from guard.config import Config
from guard.engine import Guard
from guard.errors import UsageError
from guard.evaluation import Labelled, Outcome, Report, Share, evaluate, read
from guard.judges import configured
from guard.measuring import scores
from guard.measuring.identity import Groups, judged
from guard.reports import destination
from guard.reports.screen import visible

MOST_SHOWN = 20
"""Sentences that are shown of those that were stopped for the name of a group."""


class Wanted(Struct, frozen=True, kw_only=True):
    """The options of the command, by their names."""

    config: str | None
    category: str | None
    misses: int
    alarms: int
    rule: str | None
    errors: str | None
    pictures: str | None
    form: str
    model: bool | None
    identity_terms: bool
    llm: bool
    prompts: tuple[str, ...]
    price: tuple[float, float] | None
    differences: int


@click.command("eval", short_help="Measure your own policy on labelled posts.")
@click.argument("labelled", metavar="LABELLED.jsonl", nargs=-1)
@click.option("--config", metavar="FILE", help="Use this guard.toml  [default: the nearest one upwards]")
@click.option("--category", help="Only posts of this category (and all harmless ones).")
@click.option(
    "--misses", type=click.IntRange(0), default=0, metavar="N", help="Show N risky posts that were not stopped."
)
@click.option(
    "--alarms", type=click.IntRange(0), default=0, metavar="N", help="Show N harmless posts that were stopped."
)
@click.option("--rule", help="With --alarms: only those of this code or slug.")
@click.option("--errors", metavar="FILE.md", help="Write every miss and false alarm to this Markdown page.")
@click.option("--pictures", metavar="FOLDER", help="Draw what each threshold costs, and the calibration, as PNG.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--model/--no-model", default=None, help="Use the embedded model.  [default: yes]")
@click.option("--identity-terms", is_flag=True, help="Also judge 600 neutral sentences about 30 groups of people.")
@click.option("--llm", is_flag=True, help="Compare versions of the prompt of guard.toml's language model instead.")
@click.option(
    "--prompt",
    "prompts",
    multiple=True,
    metavar="VERSION",
    help="With --llm: this version, such as 2; may be repeated  [default: the newest, and the one before]",
)
@click.option("--price", nargs=2, type=float, metavar="IN OUT", help="With --llm: what a million tokens cost.")
@click.option(
    "--differences", type=click.IntRange(0), default=0, metavar="N", help="With --llm: show N posts decided otherwise."
)
def command(labelled: tuple[str, ...], **options: Any) -> None:
    """Measure your own policy on labelled posts.

    LABELLED.jsonl holds posts with the fields decision (pass, review, block) and categories; it may be gzipped. A post
    without a decision counts as harmless: it was published. A time without an offset counts as UTC.

    \b
    {"text": "Earthquake sale: 20% off all boots", "decision": "block", "categories": ["tragedy_exploitation"]}

    \b
    guard eval labelled.jsonl
    guard eval labelled.jsonl --category tone_deaf --misses 20
    guard eval --identity-terms
    guard eval labelled.jsonl --llm --prompt 1 --prompt 2 --price 0.15 0.60
    """
    wanted = Wanted(**options)
    if not labelled and not wanted.identity_terms:
        raise click.UsageError("Name a file of labelled posts, or ask for --identity-terms.")
    found = config_file.chosen(wanted.config)
    policy, folder = config_file.load(found), config_file.folder(found)
    posts = (post for path in labelled for post in read(path))
    if wanted.llm:
        if wanted.model is not None:
            raise click.UsageError("--llm asks the language model alone: leave --model and --no-model out.")
        _compare_prompts(posts, policy, folder, wanted)
        return
    guard = Guard(policy, folder=folder, judges=configured.own_model(wanted.model))
    groups = judged(guard) if wanted.identity_terms else {}
    if not labelled:
        _print_groups(groups) if wanted.form == "text" else _print_json({"identity_terms": _of_groups(groups)})
        return
    if wanted.errors:
        destination.refuse_own(wanted.errors, [*labelled, *([found] if found else [])])
    if wanted.pictures:
        _make_folder(wanted.pictures)
    report = evaluate(posts, guard)
    _write(report, wanted)
    if wanted.form == "json":
        _print_json(_figures(report) | ({"identity_terms": _of_groups(groups)} if groups else {}))
        return
    _print(report)
    _examples(report, wanted)
    _print_groups(groups)


def _compare_prompts(posts: Iterable[Labelled], policy: Config, folder: str, wanted: Wanted) -> None:
    from guard.commands import comparing

    comparing.run(
        posts,
        policy,
        folder=folder,
        labels=wanted.prompts,
        price=wanted.price,
        differences=wanted.differences,
        form=wanted.form,
    )


def _make_folder(path: str) -> None:
    """Make the folder of the pictures before any work is done."""
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{path}: the pictures cannot be written there: {error.strerror}. Name a folder.") from error


def _write(report: Report, wanted: Wanted) -> None:
    """Write the files that were asked for."""
    if wanted.errors:
        from guard.measuring.errors import page

        with destination.opened(wanted.errors) as stream:
            stream.writelines(f"{line}\n" for line in page(report.outcomes))
    if wanted.pictures:
        from guard.measuring.pictures import draw

        draw(_pairs(report), wanted.pictures)


def _examples(report: Report, wanted: Wanted) -> None:
    """Show posts that were judged otherwise than people did, as many as were asked for."""
    category = wanted.category
    for outcome in [
        o for o in report.outcomes if o.risky and not o.stopped and (not category or category in o.labelled.categories)
    ][: wanted.misses]:
        _show("MISSED", outcome)
    for outcome in [o for o in report.outcomes if not o.risky and o.stopped and _by(o, wanted.rule)][: wanted.alarms]:
        _show("ALARM", outcome)


def _print_json(figures: object) -> None:
    click.echo(json.dumps(figures, indent=1))


def _of_groups(groups: Groups) -> dict[str, dict[str, float]]:
    return {group: _of_group(outcomes) for group, outcomes in groups.items()}


def _print_groups(groups: Groups) -> None:
    """What the policy says of sentences in which nothing but the name of a group could trouble it."""
    if not groups:
        return
    total = sum(map(len, groups.values()))
    click.echo(f"\nNeutral sentences about {len(groups)} groups of people ({total} in all):\n")
    click.echo(f"{'group':26} {'stopped':>10} {'mean score':>11}")
    for group, row in _of_groups(groups).items():
        click.echo(f"{group:26} {row['stopped']:3} of {row['sentences']:3} {row['mean_score']:11.3f}")
    stopped = [outcome for outcomes in groups.values() for outcome in outcomes if outcome.stopped]
    share = Share(len(stopped), total)
    low, high = share.interval
    click.echo(f"\nstopped in all {share.hits} of {total}  {share.value:.2%}  (95 %: {low:.1%} to {high:.1%})")
    for outcome in stopped[:MOST_SHOWN]:
        _show("ALARM", outcome)


def _of_group(outcomes: Sequence[Outcome]) -> dict[str, float]:
    return {
        "sentences": len(outcomes),
        "stopped": sum(outcome.stopped for outcome in outcomes),
        "mean_score": round(sum(outcome.verdict.score for outcome in outcomes) / len(outcomes), 4),
    }


def _by(outcome: Outcome, rule: str | None) -> bool:
    return not rule or any(
        rule in {f.code, f.rule, f.category} and f.severity != "info" for f in outcome.verdict.findings
    )


def _figures(report: Report) -> dict[str, object]:
    def plain(share: Share) -> dict[str, object]:
        return {
            "hits": share.hits,
            "total": share.total,
            "share": round(share.value, 4),
            "interval": [round(x, 4) for x in share.interval],
        }

    return {
        "stopped": plain(report.stopped()),
        "right_category": plain(report.right()),
        "false_alarms": plain(report.alarms()),
        "false_blocks": plain(report.blocked()),
        "categories": {
            c: {"stopped": plain(report.stopped(c)), "right_category": plain(report.right(c))}
            for c in report.categories
        },
        "languages": {
            lang: {"stopped": plain(report.stopped(lang=lang)), "false_alarms": plain(report.alarms(lang))}
            for lang in report.languages
        },
        "alarms_by_rule": dict(report.alarm_rules().most_common()),
        "score": scores.figures(_pairs(report)),
    }


def _print(report: Report) -> None:
    click.echo(f"{'category':26} {'posts':>6} {'stopped':>8} {'right reason':>13}")
    for name in report.categories:
        stopped, right = report.stopped(name), report.right(name)
        rightly = right.hits / max(stopped.total, 1)
        click.echo(f"{visible(name):26} {stopped.total:6} {stopped.value:8.1%} {right.hits:6} {rightly:6.1%}")
    click.echo("")
    undecided = sum(not outcome.labelled.decided for outcome in report.outcomes)
    if undecided:
        one = undecided == 1
        posts = "1 post has no decision and counts" if one else f"{undecided:,} posts have no decision and count"
        click.echo(f"{posts} as harmless, because {'it was' if one else 'they were'} published.\n")
    for label, share in [
        ("risky posts stopped", report.stopped()),
        *([("  for the right reason", report.right())] if report.categories else []),
        ("harmless posts stopped", report.alarms()),
        ("harmless posts blocked", report.blocked()),
    ]:
        if not share.total:
            click.echo(f"{label:24} no posts")
            continue
        low, high = share.interval
        click.echo(f"{label:24} {share.hits:6} of {share.total:6}  {share.value:6.2%}  (95 %: {low:.1%} to {high:.1%})")
    _languages(report)
    for line in scores.told(_pairs(report)):
        click.echo(line)
    click.echo("\nrules that stop harmless posts:")
    for name, count in report.alarm_rules().most_common(40):
        click.echo(f"  {count:5}  {name}")


def _languages(report: Report) -> None:
    click.echo("\nHow the policy does in each language of the posts:")
    click.echo(f"  {'language':10} {'risky stopped':>20} {'harmless stopped':>20}")
    for lang in report.languages:
        cells = [
            f"{s.hits} of {s.total} ({s.value:.1%})" if s.total else "no posts"
            for s in (report.stopped(lang=lang), report.alarms(lang))
        ]
        click.echo(f"  {visible(lang):10} {cells[0]:>20} {cells[1]:>20}")


def _pairs(report: Report) -> list[scores.Pair]:
    return [(outcome.verdict.score, outcome.risky) for outcome in report.outcomes]


def _show(word: str, outcome: Outcome) -> None:
    post, labelled = outcome.labelled.post, outcome.labelled
    reasons = ", ".join(f"{f.code} {f.quote!r}" for f in outcome.verdict.findings if f.severity != "info")
    head = f"{word} {post.id} [{labelled.decision}: {', '.join(labelled.categories)}] {reasons}"
    click.echo(f"\n{visible(head)}\n  {post.text!r}")
    if post.account_description or post.in_reply_to:
        click.echo(f"  account: {post.account_description!r}  answers: {post.in_reply_to!r}")
