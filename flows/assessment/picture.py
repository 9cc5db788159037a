"""The picture of a check-in and of the report: each number against what would have been, its margin, what happened."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from flows.assessment.judging import Followed, Rules, follow
from flows.assessment.noise import Floats
from flows.assessment.nouns import DEFAULTS, SCHEDULE, Assessment, Margin, Note, Series
from flows.assessment.wording import HEADLINES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INK, _BAND, _LIMIT, _STORM, _KEPT = "#1f3b57", "#b8cfe3", "#c0392b", "#444444", "#2e7d32"
_NOTES = {"campaign": "#f2d9a0", "holiday": "#d9e8c5", "outage": "#dddddd", "measurement_change": "#e3c9e8"}
_BEFORE_DAYS = 60
_SMOOTH = 7


class Mark(NamedTuple):
    """Something that happened, as a line through all numbers: an apology, a promise that was kept."""

    day: date
    text: str


def picture(  # noqa: PLR0913 - what is drawn has many parts
    series: Mapping[str, Series],
    answer: Assessment,
    *,
    margins: Mapping[str, Margin] = DEFAULTS,
    notes: Sequence[Note] = (),
    marks: Sequence[Mark] = (),
    form: Literal["png", "svg"] = "png",
) -> bytes:
    """The picture as PNG or SVG. ``answer`` is what ``assess`` said of the same numbers, ``margins`` and ``notes``."""
    from matplotlib import rc_context

    out = BytesIO()
    told = dict.fromkeys(("Creator", "Date", "Format", "Type") if form == "svg" else ("Software",))
    with rc_context({"svg.hashsalt": "recovered", "svg.fonttype": "none", "text.parse_math": False}):
        figure = _figure(series, answer, margins, notes, marks)
        figure.savefig(out, format=form, dpi=110, metadata=told)
    return out.getvalue()


def inline(drawing: bytes, label: str) -> str:
    """An SVG as it stands in a page: without the head of a file, with a label for those who do not see it."""
    from html import escape

    svg = drawing.decode()
    svg = svg[svg.index("<svg") :]
    return svg.replace("<svg", f'<svg role="img" aria-label="{escape(label)}"', 1).strip()


def _figure(
    series: Mapping[str, Series],
    answer: Assessment,
    margins: Mapping[str, Margin],
    notes: Sequence[Note],
    marks: Sequence[Mark],
) -> "Figure":
    from matplotlib.figure import Figure

    rules = Rules(answer.incident, answer.as_of, answer.hold_days, 0.05, SCHEDULE)
    figure = Figure(figsize=(10, 1.2 + 2.1 * len(series)), layout="constrained")
    every = figure.subplots(len(series), 1, sharex=True, squeeze=False)[:, 0]
    for axes, (name, values) in zip(every, series.items(), strict=True):
        _draw(axes, follow(name, values, margins[name], notes, rules), rules)
        _mark(axes, answer, notes, marks)
    when = f" on {answer.recovered_on}" if answer.recovered_on else ""
    figure.suptitle(f"{HEADLINES[answer.status]}{when} (as of {answer.as_of})", fontsize=13)
    every[-1].xaxis.axis_date()
    figure.autofmt_xdate()
    return figure


def _draw(axes: "Axes", one: Followed, rules: Rules) -> None:
    number = one.number
    days = [rules.incident + timedelta(days=int(day)) for day in number.days]
    own = np.array([number.own(value) for value in number.values])
    shown = slice(max(-number.first - _BEFORE_DAYS, 0), None)
    axes.plot(_time(days[shown]), own[shown], ".", color=_INK, markersize=2.5, alpha=0.45)
    axes.plot(_time(days[shown]), _smooth(own)[shown], color=_INK, linewidth=1.4, label="measured (mean of 7 days)")
    axes.set_title(one.name.replace("_", " "), loc="left", fontsize=10)
    axes.tick_params(labelsize=8)
    if one.past is not None:
        _expected(axes, one, rules)
    else:
        axes.text(0.5, 0.9, one.reason, transform=axes.transAxes, ha="center", va="top", fontsize=8)
    axes.legend(fontsize=7, loc="upper right", framealpha=0.6)


def _expected(axes: "Axes", one: Followed, rules: Rules) -> None:
    """What would have been, with the noise of a week, and where the margin ends."""
    past, number = one.past, one.number
    if past is None or one.trace is None:
        return
    count = rules.day + 1
    days = _time([rules.incident + timedelta(days=day) for day in range(count)])
    mean = _smooth(past.mean[:count])
    error = np.interp(np.arange(count), one.trace.week.ends - 1, one.trace.week.error)
    low, high = ([number.own(value) for value in mean + side * error] for side in (-1.64, 1.64))
    axes.fill_between(days, low, high, color=_BAND, label="without the incident (90 %)")
    limit = [number.own(value) for value in mean + number.margin]
    axes.plot(days, limit, color=_LIMIT, linewidth=1, linestyle="--", label=f"margin, {one.margin.text}")


def _mark(axes: "Axes", answer: Assessment, notes: Sequence[Note], marks: Sequence[Mark]) -> None:
    first = answer.incident - timedelta(days=_BEFORE_DAYS)
    axes.axvline(_time([answer.incident])[0], color=_STORM, linewidth=1.2)
    for note in notes:
        if note.end >= first and note.start <= answer.as_of:
            start, end = _time([note.start, note.end + timedelta(days=1)])
            axes.axvspan(start, end, color=_NOTES[note.kind], alpha=0.6, linewidth=0)
    for number, mark in enumerate(marks):
        place = _time([mark.day])[0]
        axes.axvline(place, color=_KEPT, linewidth=0.9, linestyle=":")
        axes.annotate(
            mark.text,
            (place, 1),
            xycoords=("data", "axes fraction"),
            xytext=(3, -9 * (number + 1)),
            textcoords="offset points",
            color=_KEPT,
            fontsize=7,
        )
    if answer.recovered_on:
        axes.axvline(_time([answer.recovered_on])[0], color=_KEPT, linewidth=1.4)


def _time(days: Sequence[date]) -> Any:
    return np.array(days, dtype="datetime64[D]")


def _smooth(values: Floats) -> Floats:
    """The mean of the seven days up to each day; of those that are known."""
    known = np.isfinite(values)
    total = np.convolve(np.where(known, values, 0.0), np.ones(_SMOOTH))[: len(values)]
    count = np.convolve(known.astype(np.float64), np.ones(_SMOOTH))[: len(values)]
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
