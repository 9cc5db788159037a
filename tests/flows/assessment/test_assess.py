"""Have we recovered? Stories with a known end, and what must not fool the answer."""

import json
from datetime import date, timedelta

import numpy as np
import pytest

from flows.assessment import DEFAULTS, Note, assess
from flows.incident import MetricPoint
from guard.errors import InputError, UsageError

INCIDENT = date(2026, 5, 4)
LEVELS = {
    "mention_volume": 900.0,
    "negative_share": 0.1,
    "follower_count": 40_000.0,
    "complaint_count": 120.0,
    "sales_index": 100.0,
}
NOISE = {
    "mention_volume": 0.05,
    "negative_share": 0.06,
    "follower_count": 0.001,
    "complaint_count": 0.09,
    "sales_index": 0.008,
}


def day(number):
    return INCIDENT + timedelta(days=number)


def storm(days, *, peak=8.0, half=5.0, stays=0.0, at=0):
    """The effect of each day in margins: a storm from day ``at`` that halves every ``half`` days, and what remains."""
    since = np.arange(days) - at
    return np.where(since >= 0, peak * 0.5 ** (np.maximum(since, 0) / half) + stays, 0.0)


def numbers(effect, *, names=tuple(LEVELS), before=100, seed=1, weekday=True):
    """A brand's numbers with that effect (in margins) on the days from the incident."""
    random = np.random.default_rng(seed)
    days = np.arange(-before, len(effect))
    worse = np.concatenate([np.zeros(before), effect])
    week = 1 + weekday * 0.1 * np.sin(2 * np.pi * days / 7)
    series = {}
    for name in names:
        margin, level = DEFAULTS[name], LEVELS[name]
        noise = random.standard_normal(len(days)) * NOISE[name]
        noise[1:] = 0.4 * noise[:-1] + 0.9 * noise[1:]
        shape = week if name not in {"follower_count", "negative_share"} else 1.0
        sign = 1 if margin.worse == "up" else -1
        size = margin.size if margin.unit == "share" else margin.size / level
        values = level * shape * (1 + noise) * (1 + sign * size * worse)
        series[name] = {day(int(d)): float(v) for d, v in zip(days, values, strict=True)}
    return series


def changed(series, name, days, factor):
    """The numbers with ``name`` multiplied on some days."""
    values = {d: v * factor if (d - INCIDENT).days in days else v for d, v in series[name].items()}
    return {**series, name: values}


# --- stories --------------------------------------------------------------------------------------------------------


def test_a_storm_that_passes_is_recovered_after_the_hold_period():
    answer = assess(numbers(storm(90)), incident=INCIDENT)
    assert answer.status == "recovered"
    assert day(15 + 15) <= answer.recovered_on <= day(15 + 35)  # inside for good from day 15
    assert all(metric.equivalent for metric in answer.metrics)


def test_nothing_is_said_too_early():
    series = numbers(storm(90))
    for last in range(1, 30, 4):
        assert assess(series, incident=INCIDENT, as_of=day(last)).status in {"recovering", "insufficient_data"}
    assert assess(series, incident=INCIDENT, as_of=day(10)).status == "recovering"


def test_a_later_look_says_the_same_of_the_past():
    series = numbers(storm(120))
    first = assess(series, incident=INCIDENT).recovered_on
    for last in range(30, 120, 10):
        answer = assess(series, incident=INCIDENT, as_of=day(last))
        assert answer.recovered_on == (first if day(last) >= first else None)


@pytest.mark.parametrize("name", list(LEVELS))
def test_one_number_on_a_new_level_is_enough_for_not_recovered(name):
    well = numbers(storm(130))
    worse = numbers(storm(130, stays=2.5), names=(name,))
    answer = assess({**well, **worse}, incident=INCIDENT)
    assert answer.status == "not_recovered"
    found = {metric.name: metric for metric in answer.metrics}[name]
    assert not found.equivalent
    assert found.level_since is not None
    assert name in answer.reasons[0]


def test_a_new_level_is_not_called_so_before_three_months():
    assert assess(numbers(storm(60, stays=2.5)), incident=INCIDENT).status == "recovering"


def test_a_second_storm_is_a_relapse_and_can_be_recovered_from():
    effect = storm(200) + storm(200, at=80)
    series = numbers(effect)
    assert assess(series, incident=INCIDENT, as_of=day(78)).status == "recovered"
    relapsed = assess(series, incident=INCIDENT, as_of=day(95))
    assert (relapsed.status, relapsed.recovered_on) == ("relapsed", None)
    assert day(80) <= relapsed.relapsed_on <= day(90)
    again = assess(series, incident=INCIDENT, as_of=day(150))
    assert again.status == "recovered"
    assert again.recovered_on > day(80 + 21)
    assert len(again.recoveries) == 2


# --- cannot tell ----------------------------------------------------------------------------------------------------


def test_too_short_a_history_cannot_tell():
    answer = assess(numbers(storm(60), before=20), incident=INCIDENT)
    assert answer.status == "insufficient_data"
    assert "20 days with a value before the incident are too few" in answer.reasons[0]
    assert answer.as_json()["metrics"][0]["interval"] is None


def test_a_number_that_stopped_cannot_tell():
    series = numbers(storm(90))
    stopped = {d: v for d, v in series["sales_index"].items() if d < day(60)}
    answer = assess({**series, "sales_index": stopped}, incident=INCIDENT, as_of=day(89))
    assert answer.status != "relapsed"
    assert any("no value of the last 7 days" in metric.reason for metric in answer.metrics)


def test_rare_complaints_cannot_tell_soon():
    random = np.random.default_rng(5)
    rare = {day(d): float(random.poisson(0.4)) for d in range(-90, 60)}
    answer = assess({"complaint_count": rare}, incident=INCIDENT)
    assert answer.status == "insufficient_data"
    assert "scatters so much" in answer.reasons[0]


def test_where_more_days_will_tell_it_says_from_when_on():
    random = np.random.default_rng(5)
    few = {day(d): float(random.poisson(6)) for d in range(-180, 30)}
    answer = assess({"complaint_count": few}, incident=INCIDENT)
    assert answer.status == "insufficient_data"
    told = date.fromisoformat(answer.reasons[0].split("from about ")[1].split()[0])
    assert day(30) < told < day(120)
    later = {day(d): float(random.poisson(6)) for d in range(30, (told - INCIDENT).days + 1)}
    answer = assess({"complaint_count": few | later}, incident=INCIDENT)
    assert answer.status != "insufficient_data"


# --- what must not fool it ------------------------------------------------------------------------------------------


def test_gaps_are_bridged():
    series = numbers(storm(100))
    random = np.random.default_rng(3)
    with_gaps = {name: {d: v for d, v in values.items() if random.random() > 0.15} for name, values in series.items()}
    assert assess(with_gaps, incident=INCIDENT).status == "recovered"


def test_a_campaign_that_was_noted_is_no_relapse():
    series = changed(numbers(storm(110)), "mention_volume", range(80, 90), 1.8)
    note = Note(start=day(80), end=day(89), kind="campaign")
    assert assess(series, incident=INCIDENT, notes=(note,)).status == "recovered"
    assert assess(series, incident=INCIDENT).status == "relapsed"


def test_a_campaign_noted_on_its_first_day_only():
    series = changed(numbers(storm(110)), "mention_volume", range(80, 90), 1.8)
    note = Note(start=day(80), end=day(80), kind="campaign")
    assert assess(series, incident=INCIDENT, notes=(note,)).status == "recovered"


def test_an_outage_does_not_hide_that_it_is_still_bad():
    series = changed(numbers(storm(90, stays=1.6), names=("mention_volume",)), "mention_volume", range(60, 66), 0.05)
    assert assess(series, incident=INCIDENT).status != "recovered"


def test_a_new_tool_that_finds_less_is_no_recovery():
    series = changed(numbers(storm(140, stays=2.0), names=("mention_volume",)), "mention_volume", range(60, 140), 0.77)
    note = Note(start=day(60), end=day(60), kind="measurement_change", text="other search for mentions")
    assert assess(series, incident=INCIDENT, notes=(note,)).status != "recovered"
    assert assess(series, incident=INCIDENT).status == "recovered"  # without the note nobody can know


def test_a_new_tool_before_the_incident_is_no_worsening():
    series = changed(numbers(storm(100), names=("mention_volume",)), "mention_volume", range(-40, 100), 1.5)
    note = Note(start=day(-40), end=day(-40), kind="measurement_change")
    assert assess(series, incident=INCIDENT, notes=(note,)).status == "recovered"


def test_a_season_known_from_two_years_is_no_effect():
    days = np.arange(-760, 120)
    random = np.random.default_rng(2)
    wave = 0.25 * np.sin(2 * np.pi * (days + 60) / 365.25)
    effect = np.concatenate([np.zeros(760), 0.15 * storm(120)])
    values = 900 * np.exp(wave + 0.05 * random.standard_normal(len(days))) * (1 + effect)
    series = {"mention_volume": {day(int(d)): float(v) for d, v in zip(days, values, strict=True)}}
    assert assess(series, incident=INCIDENT).status == "recovered"


def test_followers_are_compared_with_the_growth_they_would_have_had():
    days = np.arange(-120, 120)
    random = np.random.default_rng(4)
    lost = np.concatenate([np.zeros(120), np.full(120, 0.03)])
    values = 40_000 * np.exp(0.0005 * days + 0.0005 * random.standard_normal(len(days))) * (1 - lost)
    series = {"follower_count": {day(int(d)): float(v) for d, v in zip(days, values, strict=True)}}
    answer = assess(series, incident=INCIDENT)
    assert answer.status == "not_recovered"  # although there are more of them than ever
    assert answer.metrics[0].effect == pytest.approx(-0.03, abs=0.01)


def test_a_share_in_per_cent_has_its_margin_in_per_cent():
    series = numbers(storm(90), names=("negative_share",))
    percent = {"negative_share": {d: v * 100 for d, v in series["negative_share"].items()}}
    one, other = (assess(each, incident=INCIDENT) for each in (series, percent))
    assert one.recovered_on == other.recovered_on
    assert other.metrics[0].percent
    assert other.metrics[0].effect == pytest.approx(one.metrics[0].effect * 100)


# --- half-life ------------------------------------------------------------------------------------------------------


def test_the_half_life_of_attention_comes_with_how_sure_it_is():
    answer = assess(numbers(storm(60, peak=25, half=6), names=("mention_volume",)), incident=INCIDENT)
    found = answer.metrics[0]
    low, high = found.half_life_interval
    assert low <= 6 <= high
    assert found.half_life_days == pytest.approx(6, rel=0.25)


def test_no_half_life_from_under_ten_days():
    series = numbers(storm(60, peak=25, half=6), names=("mention_volume",))
    assert assess(series, incident=INCIDENT, as_of=day(8)).metrics[0].half_life_days is None


def test_no_half_life_without_a_storm():
    series = numbers(np.zeros(60), names=("mention_volume",))
    assert assess(series, incident=INCIDENT).metrics[0].half_life_days is None


# --- the outside ----------------------------------------------------------------------------------------------------


def test_the_object_for_programs_is_as_agreed():
    answer = assess(numbers(storm(90)), incident=INCIDENT).as_json()
    assert json.loads(json.dumps(answer)) == answer
    assert list(answer) == ["status", "recovered_on", "as_of", "metrics", "method", "next_check_in"]
    assert list(answer["metrics"][0]) == [
        "name",
        "baseline",
        "now",
        "effect",
        "interval",
        "equivalent",
        "half_life_days",
    ]
    assert [metric["name"] for metric in answer["metrics"]] == list(LEVELS)
    assert all(metric["interval"][0] <= metric["effect"] <= metric["interval"][1] for metric in answer["metrics"])
    assert answer["next_check_in"] > answer["as_of"]


def test_points_of_the_casebook_say_the_same_as_tables():
    series = numbers(storm(60), names=("mention_volume",))
    points = [
        MetricPoint(account="main", metric="mention_volume", day=d, value=v, source="test")
        for d, v in series["mention_volume"].items()
    ]
    assert assess(points, incident=INCIDENT) == assess(series, incident=INCIDENT)


def test_what_was_not_known_yet_changes_nothing():
    long, short = numbers(storm(120), seed=9), numbers(storm(120), seed=9)
    short = {name: {d: v for d, v in values.items() if d <= day(50)} for name, values in short.items()}
    assert assess(long, incident=INCIDENT, as_of=day(50)) == assess(short, incident=INCIDENT)


@pytest.mark.parametrize(
    ("series", "given", "what"),
    [
        ({}, {}, "no number"),
        ({"mention_volume": {day(1): None}}, {}, "blank"),
        ({"mention_volume": {day(-9): 1.0}}, {}, "last day is"),
        ({"returns": {day(1): 1.0}}, {}, "--metric returns:up:10%"),
        ({"mention_volume": {day(1): 1.0}}, {"hold_days": 0}, "hold period"),
        ({"mention_volume": {day(1): 1.0}}, {"error_rate": 0.7}, "error rate"),
    ],
)
def test_what_makes_no_sense_is_refused(series, given, what):
    with pytest.raises((UsageError, InputError), match=what):
        assess(series, incident=INCIDENT, **given)


@pytest.mark.parametrize("value", [0.0, 5.0, 1e12])
def test_a_number_that_never_moves_breaks_nothing(value):
    series = {"mention_volume": {day(d): value for d in range(-60, 60)}}
    assert assess(series, incident=INCIDENT).status in {"recovered", "insufficient_data", "recovering"}
