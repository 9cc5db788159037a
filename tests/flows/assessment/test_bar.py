"""The bar: it grows with looks and noise that lasts, and holds what it promises."""

from datetime import date, timedelta

import numpy as np
import pytest

from flows.assessment import DEFAULTS, SCHEDULE
from flows.assessment.counterfactual import learn
from flows.assessment.design import measured
from flows.assessment.judging import Rules, follow
from flows.assessment.marks import believed
from flows.assessment.noise import GRID, whiten

INCIDENT = date(2026, 5, 4)


def series(random, *, before=90, after=120, effect=0.0, keep=0.4, size=0.015):
    """A negative share with noise that lasts; ``effect`` in margins from day 0 on."""
    days = np.arange(-before, after)
    noise = random.standard_normal(len(days))
    for day in range(1, len(days)):
        noise[day] = keep * noise[day - 1] + np.sqrt(1 - keep**2) * noise[day]
    values = 0.1 + size * noise + 0.03 * effect * (days >= 0)
    return {INCIDENT + timedelta(days=int(day)): float(value) for day, value in zip(days, values, strict=True)}


def followed(values, looks=SCHEDULE):
    rules = Rules(INCIDENT, max(values), 21, 0.05, tuple(looks))
    return follow("negative_share", values, DEFAULTS["negative_share"], (), rules)


def test_more_looks_need_a_higher_bar():
    values = series(np.random.default_rng(1))
    one, many = followed(values, looks=(60,)).trace.bar, followed(values).trace.bar
    assert 1.5 < one < many < 3.5


@pytest.mark.slow
def test_a_number_on_its_margin_is_seldom_called_recovered():
    random = np.random.default_rng(7)
    wrong = sum(followed(series(random, effect=1.0)).held.any() for _ in range(120))
    assert wrong <= 12  # 5 % are 6; more than 12 would be a chance of one in fifty


@pytest.mark.slow
def test_a_number_that_scatters_on_its_margin_is_seldom_called_recovered():
    random = np.random.default_rng(11)
    wrong = sum(followed(series(random, effect=1.0, size=0.06, after=200)).held.any() for _ in range(120))
    assert wrong <= 12


def test_only_stretches_that_can_tell_count():
    calm, restless = (followed(series(np.random.default_rng(2), size=size)).trace for size in (0.004, 0.06))
    there = np.isfinite([stretch.effect for stretch in calm.stretches])  # those that do not begin before the incident
    assert (calm.asked == there).all()
    assert calm.bar == calm.alarm
    assert 0 < restless.asked.sum() < there.sum()
    assert restless.bar < restless.alarm
    errors = np.array([stretch.error for stretch in restless.stretches])
    assert errors[restless.asked].max() <= errors[there & ~restless.asked].min()


def test_before_the_first_look_nothing_counts():
    trace = followed(series(np.random.default_rng(2), after=10)).trace
    assert not trace.asked.any()
    assert not trace.inside.any()


@pytest.mark.slow
def test_a_number_without_any_effect_is_nearly_always_called_recovered():
    random = np.random.default_rng(8)
    right = sum(followed(series(random, effect=0.0)).held.any() for _ in range(60))
    assert right >= 54


def test_noise_that_lasts_makes_the_error_larger():
    errors = []
    for keep in (0.0, 0.8):
        trace = followed(series(np.random.default_rng(3), keep=keep)).trace
        errors.append(trace.stretches[0].error[5])
    assert errors[1] > 1.5 * errors[0]


def test_the_filter_agrees_with_the_matrices():
    """For each idea the freed columns give the same products as the inverse of the whole covariance does."""
    days = np.array([-20, -19, -18, -14, -13, -9, -3, -2])
    columns = np.random.default_rng(1).standard_normal((len(days), 3))
    white = whiten(days, columns)
    for place, noise in enumerate(GRID):
        apart = np.abs(days[:, None] - days[None, :])
        matrix = (1 - noise.fresh) * noise.keep**apart + noise.fresh * np.eye(len(days))
        inverse = np.linalg.inv(matrix)
        begin = (1 - noise.fresh) * noise.keep ** (-days).astype(float)
        assert white.columns[place].T @ white.columns[place] == pytest.approx(columns.T @ inverse @ columns)
        assert white.log_size[place] == pytest.approx(np.linalg.slogdet(matrix)[1])
        assert white.begin[place] == pytest.approx(begin @ inverse @ columns, abs=1e-12)
        assert white.pull[place] == pytest.approx(begin @ inverse @ begin, abs=1e-12)


def test_an_unusual_day_before_the_incident_is_left_out():
    values = series(np.random.default_rng(5))
    values[INCIDENT - timedelta(days=30)] = 0.9
    number = measured(values, DEFAULTS["negative_share"], INCIDENT, max(values))
    past = learn(number, INCIDENT, skip=np.zeros(0, dtype=np.int64), steps=(), horizon=100)
    assert (past.used, past.unusual) == (89, 1)


@pytest.mark.parametrize(
    ("seen", "least", "most"),
    [(0.0, 0.0, 0.0), (0.5, 0.0, 0.3), (6.0, 5.0, 6.0)],
)
def test_a_jump_is_believed_as_far_as_it_shows(seen, least, most):
    mean, variance = believed(seen, 1.0, 9.0)
    assert least <= mean <= most
    assert variance > 0
