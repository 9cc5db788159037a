"""The chart of a recovery: each number day by day, before the incident and since, as SVG that stands in a page."""

from collections.abc import Iterable, Mapping
from datetime import date
from io import StringIO
from statistics import median
from typing import Any, NamedTuple

MOST_METRICS = 8
"""More numbers make no chart that anybody reads; the first ones by name are drawn."""
BASELINE_DAYS = 28
"""The days before the incident whose middle value is drawn as the level from before."""

INK, LINE, BEFORE, MARK = "#3c4650", "#0b63a5", "#7a858f", "#b3261e"


class Mark(NamedTuple):
    """A day on which something happened, as a line through the chart."""

    day: date
    name: str


def chart(series: Mapping[str, Mapping[date, float]], *, incident: date, marks: Iterable[Mark] = ()) -> str:
    """One panel a number, with the marks in each; empty without numbers. The same numbers always give the same SVG."""
    drawn = {name: days for name, days in sorted(series.items()) if days}
    if not drawn:
        return ""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    names = list(drawn)[:MOST_METRICS]
    with mpl.rc_context({"svg.hashsalt": "mishap", "svg.fonttype": "none", "font.size": 9, "text.parse_math": False}):
        figure = Figure(figsize=(8, 0.5 + 1.8 * len(names)), layout="constrained")
        panels = figure.subplots(len(names), 1, sharex=True, squeeze=False)
        for name, panel in zip(names, panels[:, 0], strict=True):
            _draw(panel, name, drawn[name], incident, tuple(marks))
        content = StringIO()
        figure.savefig(content, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    return _inline(content.getvalue(), f"{', '.join(map(_plain, names))}, day by day")


def _draw(panel: Any, name: str, days: Mapping[date, float], incident: date, marks: tuple[Mark, ...]) -> None:
    when = sorted(days)
    panel.plot(when, [days[day] for day in when], color=LINE, linewidth=1.2, marker="." if len(when) < 90 else None)
    before = [days[day] for day in when if 0 < (incident - day).days <= BASELINE_DAYS]
    if before:
        panel.axhline(median(before), color=BEFORE, linewidth=0.9, linestyle="--")
    for number, mark in enumerate(marks):
        panel.axvline(mark.day, color=MARK, linewidth=0.9, linestyle=":")
        panel.annotate(
            mark.name,
            (mark.day, 1),
            xycoords=("data", "axes fraction"),
            xytext=(-3, -9) if number == 0 else (3, -9 * number),
            ha="right" if number == 0 else "left",
            textcoords="offset points",
            color=MARK,
            fontsize=7,
        )
    panel.set_title(_plain(name), loc="left", fontsize=9, color=INK)
    panel.spines[["top", "right"]].set_visible(False)
    panel.tick_params(labelsize=8, colors=INK)


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _inline(svg: str, label: str) -> str:
    """The drawing without the head of a file, with a label for those who do not see it."""
    from html import escape

    drawing = svg[svg.index("<svg") :]
    return drawing.replace("<svg", f'<svg role="img" aria-label="{escape(label)}"', 1).strip()
