"""What `guard eval --llm` prints: versions of the second reader's prompt side by side, with cost and latency."""

import json
import secrets
from collections.abc import Iterable, Sequence

import click

from guard.comparing import ALONE, Compared, Costs, compare, decided_otherwise
from guard.config import Config
from guard.errors import CheckIncomplete, InputError
from guard.evaluation import Labelled, Share
from guard.judges.openai_chat import PROMPT
from guard.reports.screen import visible
from prompts import Prompt, PromptError, history, load

Price = tuple[float, float]
"""For a million tokens that go in, and that come out."""


def run(
    posts: Iterable[Labelled],
    config: Config,
    *,
    folder: str,
    labels: Sequence[str],
    price: Price | None,
    differences: int,
    form: str,
) -> None:
    """Compare the versions named by ``labels``, else the newest one and the one before."""
    if not config.llm.model:
        told = "--llm: guard.toml names no language model. Write its name into [llm] model, or leave the option out."
        raise CheckIncomplete(told)
    versions = [_version(label) for label in labels] or _newest()
    found = compare(list(posts), config, versions, folder=folder, run=secrets.token_hex(8))
    if form == "json":
        click.echo(json.dumps({each.prompt: _figures(each, price) for each in found}, indent=1))
        return
    for line in _table(found, price):
        click.echo(line)
    for line in _otherwise(found[-2], found[-1], differences):
        click.echo(line)


def _version(label: str) -> Prompt:
    try:
        found = history.named(label if "/" in label else f"{PROMPT}@{label}")
    except PromptError as error:
        raise InputError(str(error), fix="guard prompts list names the prompts.") from None
    if found.name != PROMPT:
        what = f"{found.label} does not judge posts, so labels cannot say how well it does."
        raise InputError(what, fix=f"Give a version of {PROMPT}.")
    return found


def _newest() -> list[Prompt]:
    newest = load(PROMPT)
    before = [history.version(PROMPT, newest.version - 1)] if newest.version > 1 else []
    return [*before, newest]


# --- figures ---------------------------------------------------------------------------------------------------------


def _figures(each: Compared, price: Price | None) -> dict[str, object]:
    report, costs = each.report, each.costs
    figures: dict[str, object] = {
        "stopped": _plain(report.stopped()),
        "right_category": _plain(report.right()),
        "false_alarms": _plain(report.alarms()),
        "false_blocks": _plain(report.blocked()),
    }
    if each.prompt != ALONE:
        figures |= {
            "answered": costs.answered,
            "failed": costs.failed,
            "tokens_in": costs.tokens_in,
            "tokens_out": costs.tokens_out,
            "seconds_median": round(costs.median, 3),
            "seconds_95": round(costs.slow, 3),
        }
        figures |= {"money": round(costs.money(*price), 6)} if price else {}
    return figures


def _plain(share: Share) -> dict[str, object]:
    low, high = share.interval
    return {
        "hits": share.hits,
        "total": share.total,
        "share": round(share.value, 4),
        "interval": [round(low, 4), round(high, 4)],
    }


def _table(found: Sequence[Compared], price: Price | None) -> list[str]:
    width = max(len(each.prompt) for each in found)
    head = f"{'prompt':{width}} {'stopped':>16} {'right reason':>16} {'harmless stopped':>18}"
    head += f" {'no answer':>10} {'tokens/post':>12} {'seconds (95 %)':>16}"
    rows = [_row(each, width, price) for each in found]
    note = "Every version read every post anew. In brackets: how long 95 of 100 answers took at most."
    return [head + (f" {'cost':>10}" if price else ""), *rows, "", note]


def _row(each: Compared, width: int, price: Price | None) -> str:
    report, costs = each.report, each.costs
    row = f"{each.prompt:{width}} {_of(report.stopped()):>16} {_of(report.right()):>16} {_of(report.alarms()):>18}"
    if each.prompt == ALONE:
        return f"{row} {'-':>10} {'-':>12} {'-':>16}" + (f" {'-':>10}" if price else "")
    asked = max(1, costs.answered + costs.failed)
    tokens = f"{(costs.tokens_in + costs.tokens_out) / asked:,.0f}"
    row += f" {costs.failed:>10,} {tokens:>12} {_time(costs):>16}"
    return row + (f" {costs.money(*price):>10.4f}" if price else "")


def _of(share: Share) -> str:
    return f"{share.hits}/{share.total} {share.value:.1%}" if share.total else "no posts"


def _time(costs: Costs) -> str:
    return f"{costs.median:.2f} ({costs.slow:.2f})" if costs.seconds else "-"


def _otherwise(one: Compared, other: Compared, most: int) -> list[str]:
    """On how many posts the last two disagree, and the first of them."""
    found = decided_otherwise(one, other)
    lines = [f"{other.prompt} decides otherwise than {one.prompt} on {len(found):,} posts."]
    for before, after in found[:most]:
        labelled = after.labelled
        said = f"{before.verdict.decision} -> {after.verdict.decision}, people said {labelled.decision}"
        lines += [f"\n{visible(labelled.post.id)}: {said}", f"  {labelled.post.text!r}"]
    return lines
