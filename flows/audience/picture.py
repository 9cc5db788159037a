"""The timeline of a storm as a drawing (SVG) of its own: bars of replies, the offended among them, and the waves.

Colours are variables, so that a page may darken them; standing alone the drawing is light. It has words for those who
cannot see it.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from itertools import pairwise
from math import ceil

from msgspec import Struct

from flows.audience.result import WaveFound

HEIGHT, TOP, BOTTOM, LEFT, RIGHT = 240, 30, 34, 40, 8
THINNEST = 3.0
"""The least width of a bar."""
STEPS = (300, 900, 1800, 3600, 10800, 21600, 43200, 86400, 172800, 604800, 2592000, 7776000, 31536000)
"""Seconds between two marks on the axis."""
LAST = datetime(9999, 12, 31, tzinfo=UTC).timestamp()
PER_MARK = 75
"""Of the width, so that no words lie on others."""

STYLE = "".join(
    f".storm {name}{{{look}}}"
    for name, look in {
        "text": "font:11px system-ui,sans-serif;fill:var(--soft,#55606a)",
        ".paper": "fill:var(--paper,#fff)",
        ".grid": "stroke:var(--line,#d5dbe0)",
        ".all": "fill:var(--calm,#9db2c4)",
        ".hurt": "fill:var(--hurt,#c2452d)",
        ".wave": "fill:var(--wave,#f6ecd2)",
        ".raid": "fill:var(--raid,#e3dcf2)",
        ".number": "font-weight:700;fill:var(--ink,#1d252c)",
    }.items()
)

Bin = tuple[datetime, int, int]


class _Frame(Struct, frozen=True):
    """Where moments (seconds) and counts lie in the drawing."""

    start: float
    end: float
    most: int
    width: int

    def x(self, moment: float) -> float:
        part = (min(max(moment, self.start), self.end) - self.start) / (self.end - self.start)
        return round(LEFT + part * (self.width - LEFT - RIGHT), 1)

    def y(self, count: float) -> float:
        return round(HEIGHT - BOTTOM - count / self.most * (HEIGHT - TOP - BOTTOM), 1)


def timeline(bins: Sequence[Bin], waves: Sequence[WaveFound], *, width: int = 760, name: str = "storm") -> str:
    """The drawing; empty without replies. ``name`` begins the ids of its words, one for each drawing on a page."""
    if not bins:
        return ""
    bar, bars = _bars(bins, (width - LEFT - RIGHT) / THINNEST)
    frame = _Frame(bars[0][0], bars[-1][0] + bar, max(count for _, count, _ in bars), width)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="storm" viewBox="0 0 {width} {HEIGHT}" role="img"',
        f' aria-labelledby="{name}-title {name}-words">',
        f'<title id="{name}-title">Replies over time</title>',
        f'<desc id="{name}-words">{escape(words(bins, waves))}</desc><style>{STYLE}</style>',
        f'<rect class="paper" width="{width}" height="{HEIGHT}"/>',
        *_waves(frame, waves),
        *_counts(frame),
        *(line for one in bars for line in _bar(frame, bar, one)),
        *_moments(frame),
        *_numbers(frame, waves),
        "</svg>",
    ]
    return "".join(parts)


def words(bins: Sequence[Bin], waves: Sequence[WaveFound]) -> str:
    """What is to be seen, for those who cannot see it."""
    total, offended = sum(one[1] for one in bins), sum(one[2] for one in bins)
    top = max(bins, key=lambda one: one[1])
    said = (
        f"{total:,} replies from {_moment(bins[0][0])} to {_moment(bins[-1][0])} UTC, {offended:,} of them offended. "
        f"Most came at {_moment(top[0])}: {top[1]:,}."
    )
    rose = [f"{place}: {wave.kind} from {_moment(wave.start)}, {wave.replies:,}" for place, wave in enumerate(waves, 1)]
    return " ".join([said, *(["Waves: " + "; ".join(rose) + "."] if rose else [])])


def bin_seconds(bins: Sequence[Bin]) -> float:
    """How long a bin of the timeline is: no two begin closer together."""
    return min(((b[0] - a[0]).total_seconds() for a, b in pairwise(bins)), default=3600.0)


def _bars(bins: Sequence[Bin], room: float) -> tuple[float, list[tuple[float, int, int]]]:
    """The bins, several as one bar where there is no room for each; with the seconds of a bar."""
    first, one = bins[0][0].timestamp(), bin_seconds(bins)
    whole = (bins[-1][0].timestamp() - first) / one + 1
    bar = one * max(1, ceil(whole / room))
    sums: dict[int, list[int]] = {}
    for start, count, offended in bins:
        heap = sums.setdefault(int((start.timestamp() - first) // bar), [0, 0])
        heap[0] += count
        heap[1] += offended
    return bar, [(first + place * bar, count, offended) for place, (count, offended) in sorted(sums.items())]


def _bar(frame: _Frame, seconds: float, bar: tuple[float, int, int]) -> list[str]:
    start, count, offended = bar
    left, wide = frame.x(start), max(1.0, frame.x(start + seconds) - frame.x(start) - 0.6)
    said = f"{_moment(_utc(start))} UTC: {count:,} replies, {offended:,} offended"
    return [
        f"<g><title>{said}</title>",
        _box("all", left, wide, frame, count),
        _box("hurt", left, wide, frame, offended),
        "</g>",
    ]


def _box(kind: str, left: float, wide: float, frame: _Frame, count: int) -> str:
    top = frame.y(count)
    high = round(frame.y(0) - top, 1)
    return f'<rect class="{kind}" x="{left}" y="{top}" width="{wide:.1f}" height="{high}"/>' if count else ""


def _waves(frame: _Frame, waves: Sequence[WaveFound]) -> list[str]:
    made = []
    for wave in waves:
        left, right = frame.x(wave.start.timestamp()), frame.x(wave.end.timestamp())
        kind = "wave raid" if wave.kind == "raid" else "wave"
        high = HEIGHT - TOP - BOTTOM
        made.append(f'<rect class="{kind}" x="{left}" y="{TOP}" width="{max(3.0, right - left):.1f}" height="{high}"/>')
    return made


def _numbers(frame: _Frame, waves: Sequence[WaveFound]) -> list[str]:
    """The numbers of the waves, above where each begins; those that would lie on another one move to the right."""
    made, free = [], 0.0
    for place, wave in enumerate(waves, 1):
        at = max(frame.x(wave.start.timestamp()), free)
        free = at + 9 + 7 * len(str(place))
        made.append(f'<text class="number" x="{at:.1f}" y="{TOP - 8}">{place}</text>')
    return made


def _counts(frame: _Frame) -> list[str]:
    marks = {0, ceil(frame.most / 2), frame.most} if frame.most > 1 else {0, 1}
    return [
        f'<line class="grid" x1="{LEFT}" x2="{frame.width - RIGHT}" y1="{frame.y(mark)}" y2="{frame.y(mark)}"/>'
        f'<text x="{LEFT - 5}" y="{frame.y(mark) + 4:.1f}" text-anchor="end">{mark:,}</text>'
        for mark in sorted(marks)
    ]


def _moments(frame: _Frame) -> list[str]:
    room = max(2, (frame.width - LEFT - RIGHT) // PER_MARK)
    span = frame.end - frame.start
    step = next((step for step in STEPS if span / step <= room), STEPS[-1] * ceil(span / STEPS[-1] / room))
    at, made, day = ceil(frame.start / step) * step, [], ""
    while at <= frame.end:
        moment = _utc(at)
        x = frame.x(at)
        anchor = "end" if x > frame.width - 40 else "middle" if x > LEFT + 20 else "start"
        today = f"{moment:%-d %b}" if step < STEPS[-2] else f"{moment:%b %Y}"
        shown = f"{moment:%H:%M}" if step < 86400 else today
        made.append(f'<text x="{x}" y="{HEIGHT - BOTTOM + 15}" text-anchor="{anchor}">{shown}</text>')
        if step < 86400 and today != day:
            made.append(f'<text x="{x}" y="{HEIGHT - BOTTOM + 28}" text-anchor="{anchor}">{today}</text>')
        at, day = at + step, today
    return made


def _utc(seconds: float) -> datetime:
    """A moment; those after the last that can be told are the last."""
    return datetime.fromtimestamp(min(seconds, LAST), UTC)


def _moment(moment: datetime) -> str:
    return f"{moment:%-d %b %Y, %H:%M}"
