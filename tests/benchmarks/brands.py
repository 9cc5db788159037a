"""Simulate brands after an incident, and count how often "recovered" is wrong, late or never said.

    python tests/benchmarks/brands.py --brands 2000
    python tests/benchmarks/brands.py --brands 2000 --plots docs/images

Everything here is invented, and labelled so wherever it is shown. Each brand has its own history, noise, week, drift,
campaigns, gaps and story; the truth of each day is known because it was made. Next to our method stand two naive ones,
and one that is told what nobody can know, to show about how much the numbers can tell.
"""

import argparse
import csv
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

os.environ.setdefault("OMP_NUM_THREADS", "1")  # the matrices are small: more threads only wait for each other

import numpy as np

from flows.assessment import DEFAULTS, LONGEST_HOLD, Assessment, Note, assess

START = date(2024, 3, 4)
AFTER = 200
"""Days that are known after each incident."""
HOLD = 21
NAMES = tuple(DEFAULTS)
STORIES = {
    "comes back": 0.46,
    "comes back, in a long tail": 0.12,
    "new level, clearly outside": 0.12,
    "new level, just outside": 0.10,
    "comes back in part": 0.08,
    "storms again": 0.12,
}
"""What happens to a brand, and how often."""
SMALL, NEW_TOOL = 0.15, 0.1
"""How many brands are small, and how many change the tool that measures."""


class Brand(NamedTuple):
    """A made-up brand: its numbers by name and day, and what was noted.

    ``inside`` says for each day after the incident whether the true effect on every number is inside its margin.
    ``size`` is "steady", or "small": rare complaints and much noise, where no method could tell much.
    """

    name: str
    story: str
    size: str
    incident: date
    series: dict[str, dict[date, float]]
    notes: tuple[Note, ...]
    inside: np.ndarray

    @property
    def true_day(self) -> int | None:
        """The first day from which all is inside for good."""
        outside = np.flatnonzero(~self.inside)
        first = int(outside[-1]) + 1 if len(outside) else 0
        return first if first < AFTER else None

    def wrong(self, day: int) -> bool:
        """Whether "recovered" said on ``day`` is wrong: something is outside then."""
        return not self.inside[day]


class World(NamedTuple):
    """What a brand's numbers are made with: days from the incident, their weekday, campaigns, and the new tool."""

    random: np.random.Generator
    days: np.ndarray
    weekday: np.ndarray
    felt: np.ndarray
    tool: tuple[str, int, float]
    small: bool

    def pick(self, steady: tuple[float, float], small: tuple[float, float]) -> float:
        """A size between the two ends that fit the brand."""
        return float(self.random.uniform(*(small if self.small else steady)))

    def week(self, most: float) -> np.ndarray:
        """A week's shape."""
        return (self.random.uniform(-1, 1, 7) * self.random.uniform(0.1, 1) * most)[self.weekday]

    def year(self, most: float) -> np.ndarray:
        """A year's wave, where there are two years to know it from."""
        wave = np.sin(2 * np.pi * self.days / 365.25 + self.random.uniform(0, 6))
        return self.random.uniform(0, most) * wave * (len(self.days) > 900)

    def drift(self, margin: float) -> np.ndarray:
        """A slow drift of its own: usually less than a third of a margin in a quarter."""
        return self.random.normal(0, 0.15) * margin * self.days / 90

    def noise(self) -> np.ndarray:
        """Noise of size 1: what lasts from day to day, and what does not."""
        keep, fresh = self.random.uniform(0.2, 0.8), self.random.uniform(0.0, 0.6)
        new = self.random.standard_normal(len(self.days)) * np.sqrt(1 - keep**2)
        lasting = np.empty(len(self.days))
        lasting[0] = self.random.standard_normal()
        for day in range(1, len(lasting)):
            lasting[day] = keep * lasting[day - 1] + new[day]
        return np.sqrt(1 - fresh) * lasting + np.sqrt(fresh) * self.random.standard_normal(len(lasting))


def make(number: int, seed: int) -> Brand:
    """The brand of that number, always the same for the same seed."""
    random = np.random.default_rng([seed, number])
    story = str(random.choice(list(STORIES), p=list(STORIES.values())))
    before = int(random.choice([60, 90, 120, 180, 365, 760], p=[0.1, 0.25, 0.25, 0.2, 0.12, 0.08]))
    incident = START + timedelta(days=int(random.integers(0, 365)))
    days = np.arange(-before, AFTER)
    storms = _storms(random, story)
    notes, felt, tool = _notes(random, incident, before)
    small = bool(random.random() < SMALL)
    world = World(random, days, (days + incident.weekday()) % 7, felt, tool, small)
    worst = int(random.integers(0, len(NAMES)))
    series, inside = {}, np.ones(AFTER, dtype=bool)
    for name in NAMES:
        effect = _effect(random, name, storms, story, stays=name == NAMES[worst])
        values = NUMBERS[name](world, np.concatenate([np.zeros(before), effect]))
        series[name] = _by_day(random, values, days, incident)
        inside &= effect < 1.0
    return Brand(f"brand {number}", story, "small" if small else "steady", incident, series, notes, inside)


def _storms(random: np.random.Generator, story: str) -> list[tuple[int, float]]:
    """Day and strength of each storm."""
    storms = [(0, 1.0)]
    if story == "storms again":
        storms.append((int(random.integers(70, 130)), float(random.uniform(0.6, 1.2))))
    return storms


_PEAKS = {
    "mention_volume": (4, 30),
    "negative_share": (4, 14),
    "follower_count": (1, 4),
    "complaint_count": (3, 15),
    "sales_index": (1.5, 6),
}
"""How high the storm goes, in margins."""


def _effect(
    random: np.random.Generator, name: str, storms: list[tuple[int, float]], story: str, *, stays: bool
) -> np.ndarray:
    """The effect of each day after the incident, in margins; ``stays`` marks the number of which something remains."""
    since, total = np.arange(AFTER, dtype=float), np.zeros(AFTER)
    peak, half = random.uniform(*_PEAKS[name]), random.uniform(3, 14)
    for day, strength in storms:
        gone = np.maximum(since - day, 0)
        decay = 0.5 ** (gone / half)
        if story == "comes back, in a long tail":
            decay = np.where(gone < 10, decay, 0.5 ** (10 / half) * (np.maximum(gone, 10) / 10) ** -1.5)
        total += np.where(since >= day, peak * strength * decay, 0)
    return total + _stays(random, story, stays=stays) * (1 - 0.5 ** (since / half))


def _stays(random: np.random.Generator, story: str, *, stays: bool) -> float:
    """What never goes away, in margins: of one number for sure, of each other one in one case of three."""
    touched = stays or bool(random.random() < 1 / 3)
    ranges = {"new level, clearly outside": (1.6, 3.0), "new level, just outside": (1.05, 1.5)}
    if story == "comes back in part":
        return float(random.uniform(0.1, 0.4))
    return float(random.uniform(*ranges[story])) if story in ranges and touched else 0.0


def _notes(
    random: np.random.Generator, incident: date, before: int
) -> tuple[tuple[Note, ...], np.ndarray, tuple[str, int, float]]:
    """Campaigns, holidays and outages, how each day is changed by them (1 is not at all), and a change of the tool."""
    felt, notes = np.ones(before + AFTER), []
    for _ in range(int(random.poisson(2.0))):
        start, length = int(random.integers(-before, AFTER - 10)), int(random.integers(1, 9))
        kind = str(random.choice(["campaign", "holiday", "outage"], p=[0.5, 0.3, 0.2]))
        length = length if kind == "campaign" else 1
        factor = {"campaign": random.uniform(1.2, 2.0), "holiday": random.uniform(0.5, 0.9), "outage": 0.2}[kind]
        felt[start + before : start + before + length] *= factor
        first = incident + timedelta(days=start)
        notes.append(Note(start=first, end=first + timedelta(days=length - 1), kind=kind, text=kind))
    if random.random() >= NEW_TOOL:
        return tuple(notes), felt, ("", 0, 0.0)
    name, day = str(random.choice(["mention_volume", "negative_share"])), int(random.integers(-before + 20, AFTER - 60))
    first = incident + timedelta(days=day)
    notes.append(Note(start=first, end=first, kind="measurement_change", text=f"new tool for {name}"))
    return tuple(notes), felt, (name, day, float(random.uniform(-3, 3)))


def _jump(world: World, name: str) -> np.ndarray:
    """What a new tool adds from its first day, in margins."""
    return np.where((world.days >= world.tool[1]) & (world.tool[0] == name), world.tool[2], 0.0)


def _mentions(world: World, effect: np.ndarray) -> np.ndarray:
    margin, level = 0.15, world.random.choice([20, 60] if world.small else [300, 3000])
    noise = world.pick((0.03, 0.09), (0.1, 0.2)) * world.noise()
    usual = level * np.exp(world.week(0.25) + world.year(0.05) + world.drift(margin) + noise)
    seen = usual * world.felt * (1 + margin * effect) * (1 + margin * _jump(world, "mention_volume"))
    return world.random.poisson(seen).astype(float)


def _negative(world: World, effect: np.ndarray) -> np.ndarray:
    margin, level = 0.03, world.random.uniform(0.05, 0.2)
    usual = (
        level * (1 + world.week(0.1)) + world.drift(margin) + world.pick((0.003, 0.01), (0.01, 0.02)) * world.noise()
    )
    mentions = int(world.pick((300, 3000), (30, 150)))
    share = usual + margin * (effect + _jump(world, "negative_share"))
    return world.random.binomial(mentions, np.clip(share, 0.001, 0.98)) / mentions


def _followers(world: World, effect: np.ndarray) -> np.ndarray:
    grown = world.random.uniform(0, 0.0006) * world.days + 0.0015 * world.noise()
    return np.round(world.random.uniform(5e3, 5e5) * np.exp(grown) * (1 - 0.01 * effect))


def _complaints(world: World, effect: np.ndarray) -> np.ndarray:
    margin, level = 0.2, world.random.choice([2, 5, 12] if world.small else [100, 200, 500])
    shape = world.random.uniform(60, 250)
    scatter = world.random.gamma(shape, 1 / shape, len(world.days))
    usual = level * np.exp(world.week(0.2) + world.drift(margin)) * scatter
    return world.random.poisson(usual * (1 + margin * effect)).astype(float)


def _sales(world: World, effect: np.ndarray) -> np.ndarray:
    margin, noise = 0.03, world.pick((0.004, 0.015), (0.015, 0.03)) * world.noise()
    usual = 100 * np.exp(world.week(0.2) + world.year(0.02) + world.drift(margin) + noise)
    return np.round(usual * (1 + (world.felt - 1) * 0.2) * (1 - margin * effect), 2)


NUMBERS: dict[str, Callable[[World, np.ndarray], np.ndarray]] = {
    "mention_volume": _mentions,
    "negative_share": _negative,
    "follower_count": _followers,
    "complaint_count": _complaints,
    "sales_index": _sales,
}


def _by_day(random: np.random.Generator, values: np.ndarray, days: np.ndarray, incident: date) -> dict[date, float]:
    missing = random.random(len(days)) < random.choice([0, 0, 0.02, 0.05])
    return {
        incident + timedelta(days=int(day)): float(value)
        for day, value, gone in zip(days, values, missing, strict=True)
        if not gone
    }


# --- methods --------------------------------------------------------------------------------------------------------


class Said(NamedTuple):
    """What a method says of a brand: the days of every "recovered" it says, and its status at the end."""

    recovered: tuple[int, ...]
    status: str


def ours(brand: Brand) -> Said:
    """``guard incident assess``, asked at the end; it says what it would have said at each look."""
    answer: Assessment = assess(brand.series, incident=brand.incident, notes=brand.notes, hold_days=HOLD)
    return Said(tuple((day - brand.incident).days for day in answer.recoveries), answer.status)


def knowing(brand: Brand) -> Said:
    """No method, but about how much the numbers can tell: the same test, asked once, at the end, and told the true day.

    It knows from which day on all is inside, looks at nothing but the days since, and so needs no care for many looks.
    """
    if brand.true_day is None:
        return Said((), "recovering")
    since = min(max(AFTER - brand.true_day, HOLD), LONGEST_HOLD)
    answer = assess(brand.series, incident=brand.incident, notes=brand.notes, hold_days=since, looks=(AFTER - 1,))
    return Said((AFTER - 1,) if answer.recoveries else (), answer.status)


def no_difference(brand: Brand) -> Said:
    """Naive: recovered once a t-test finds no difference between the last 28 days and the 28 before the incident."""
    return _weekly(brand, lambda before, after, _margin, _worse: abs(_t(before, after)) < 2.0)


def within(brand: Brand) -> Said:
    """Naive: recovered once the mean of the last seven days is inside the margin of the mean before the incident."""

    def fine(before: np.ndarray, after: np.ndarray, margin: float, worse: float) -> bool:
        return worse * (np.nanmean(after[-7:]) - np.nanmean(before)) < margin

    return _weekly(brand, fine)


def _t(before: np.ndarray, after: np.ndarray) -> float:
    before, after = before[np.isfinite(before)], after[np.isfinite(after)]
    error = np.sqrt(before.var(ddof=1) / len(before) + after.var(ddof=1) / len(after))
    return float((after.mean() - before.mean()) / max(error, 1e-12))


def _weekly(brand: Brand, fine: Callable[[np.ndarray, np.ndarray, float, float], bool]) -> Said:
    """Look every seventh day; the first day on which every number is fine is it."""
    tables = {name: _table(brand, name) for name in NAMES}
    for day in range(28, AFTER, 7):
        if all(_fine(tables[name], name, day, fine) for name in NAMES):
            return Said((day,), "recovered")
    return Said((), "recovering")


def _table(brand: Brand, name: str) -> np.ndarray:
    days = [brand.incident + timedelta(days=day) for day in range(-28, AFTER)]
    return np.array([brand.series[name].get(day, np.nan) for day in days])


def _fine(
    values: np.ndarray, name: str, day: int, fine: Callable[[np.ndarray, np.ndarray, float, float], bool]
) -> bool:
    margin, before = DEFAULTS[name], values[:28]
    size = margin.size * (np.nanmean(before) if margin.unit == "share" else 1)
    return fine(before, values[28 + day - 27 : 28 + day + 1], float(size), 1 if margin.worse == "up" else -1)


TOLD = "told the true day"
METHODS: dict[str, Callable[[Brand], Said]] = {
    "guard incident assess": ours,
    TOLD: knowing,
    "no significant difference": no_difference,
    "mean of a week inside": within,
}


# --- counting -------------------------------------------------------------------------------------------------------


class Outcome(NamedTuple):
    """A brand and what a method said of it."""

    brand: Brand
    said: Said

    @property
    def wrong(self) -> bool:
        """Whether it ever said "recovered" on a day on which something was outside."""
        return any(self.brand.wrong(day) for day in self.said.recovered)

    @property
    def findable(self) -> bool:
        """Whether the brand truly recovers with eight weeks to show it before the numbers end."""
        return self.brand.true_day is not None and self.brand.true_day <= AFTER - 56

    @property
    def delay(self) -> int | None:
        """Days from the true day to the first right "recovered" after it."""
        true = self.brand.true_day
        later = [day for day in self.said.recovered if true is not None and day >= true]
        return later[0] - true if later and true is not None else None


def figures(outcomes: list[Outcome]) -> dict[str, float]:
    """The figures of one method."""
    findable = [one for one in outcomes if one.findable]
    never = [one for one in outcomes if one.brand.true_day is None]
    delays = [one.delay for one in findable if one.delay is not None]
    return {
        "brands": len(outcomes),
        "wrong": sum(one.wrong for one in outcomes) / len(outcomes),
        "wrong where never back": sum(one.wrong for one in never) / max(len(never), 1),
        "missed": sum(one.delay is None for one in findable) / max(len(findable), 1),
        "median delay": float(np.median(delays)) if delays else float("nan"),
        "before the hold was over": sum(delay < HOLD for delay in delays) / max(len(delays), 1),
        "over a week before": sum(delay < HOLD - 7 for delay in delays) / max(len(delays), 1),
        "p90 delay": float(np.quantile(delays, 0.9)) if delays else float("nan"),
        "cannot tell": sum(one.said.status == "insufficient_data" for one in outcomes) / len(outcomes),
    }


def bar(total: int) -> Iterator[int]:
    """The numbers from 0, with a progress bar on standard error."""
    started = time.monotonic()
    for number in range(total):
        yield number
        if (number + 1) % max(total // 100, 1) == 0 or number + 1 == total:
            done = (number + 1) / total
            left = (time.monotonic() - started) / done * (1 - done)
            sys.stderr.write(f"\r[{'#' * int(40 * done):40}] {number + 1:,} of {total:,} brands, {left:4.0f} s left ")
    sys.stderr.write("\n")


def simulate(total: int, seed: int) -> dict[str, list[Outcome]]:
    """Ask every method about every brand."""
    outcomes: dict[str, list[Outcome]] = {name: [] for name in METHODS}
    for number in bar(total):
        brand = make(number, seed)
        for name, method in METHODS.items():
            outcomes[name].append(Outcome(brand._replace(series={}), method(brand)))
    return outcomes


# --- plots ----------------------------------------------------------------------------------------------------------

_COLOURS = ("#1f3b57", "#c0392b", "#d4a017")


def plot(outcomes: dict[str, list[Outcome]], folder: str, seed: int) -> None:
    """Write the plots of ``docs/recovered.md``: how often wrong, how late, and what a check-in looks like."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 4), layout="constrained")
    rates, delays = figure.subplots(1, 2)
    shown = {name: found for name, found in outcomes.items() if name != TOLD}
    steady = {name: [one for one in found if one.brand.size == "steady"] for name, found in shown.items()}
    for place, (name, found) in enumerate(steady.items()):
        told = figures(found)
        rates.bar(
            [place, place + 4],
            [100 * told["wrong where never back"], 100 * told["missed"]],
            color=_COLOURS[place],
            label=name,
        )
        late = sorted(one.delay if one.delay is not None else AFTER for one in found if one.findable)
        share = np.arange(len(late) + 1) / len(late)
        delays.step([0, *late], 100 * share, color=_COLOURS[place], where="post", label=name)
    rates.set_xticks([1, 5], ["said although it never came back", "true, but never said"])
    rates.set_ylabel("% of brands")
    rates.hlines([5, 15], [-0.5, 3.5], [2.5, 6.5], color="#444444", linestyle="--", linewidth=1)
    rates.legend(fontsize=8)
    delays.set(xlim=(0, 100), ylim=(0, 100), xlabel="days after the true day", ylabel="% of true recoveries found")
    delays.axvline(28, color="#444444", linestyle="--", linewidth=1)
    figure.suptitle(f"{len(outcomes['guard incident assess']):,} simulated brands, the steady ones", fontsize=11)
    figure.savefig(os.path.join(folder, "recovered-figures.png"), dpi=100, metadata={"Software": None})
    _example(folder, seed)


def _example(folder: str, seed: int) -> None:
    """The picture of the first steady brand that comes back and whose recovery is found."""
    from flows.assessment.picture import picture

    for number in range(100):
        brand = make(number, seed)
        if brand.story == "comes back" and brand.size == "steady" and brand.notes:
            answer = assess(brand.series, incident=brand.incident, notes=brand.notes)
            if answer.status == "recovered":
                break
    with open(os.path.join(folder, "recovered-example.png"), "wb") as file:
        file.write(picture(brand.series, answer, notes=brand.notes))


def main() -> None:
    """Print the figures; write the plots when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--brands", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--plots", metavar="FOLDER")
    options = parser.parse_args()
    outcomes = simulate(options.brands, options.seed)
    if options.plots:
        os.makedirs(options.plots, exist_ok=True)
        plot(outcomes, options.plots, options.seed)
    out = csv.writer(sys.stdout, delimiter="\t")
    out.writerow(["method", "group", *figures(outcomes["guard incident assess"])])
    for name, found in outcomes.items():
        for group in ("all", "steady", "small", *(STORIES if name == "guard incident assess" else ())):
            some = [one for one in found if group in {"all", one.brand.story, one.brand.size}]
            if some:
                out.writerow([name, group, *(f"{value:.3f}" for value in figures(some).values())])
    statuses = Counter((one.brand.story, one.said.status) for one in outcomes["guard incident assess"])
    for (story, status), count in sorted(statuses.items()):
        out.writerow([story, status, count])


if __name__ == "__main__":
    main()
