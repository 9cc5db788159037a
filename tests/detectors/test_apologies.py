"""The goals of the apology checker on the drafts that were written by hand."""

import pytest

from tests.benchmarks.apologies import figures, judged


def test_flawed_drafts_are_stopped_and_good_ones_pass() -> None:
    seen = figures(judged(held_out=False))
    assert seen.flawed_stopped >= 0.9
    assert seen.good_stopped <= 0.1


@pytest.mark.parametrize("flaw", figures(judged(held_out=False)).flaws)
def test_each_named_flaw_is_found(flaw: str) -> None:
    hits, named = figures(judged(held_out=False)).flaws[flaw]
    assert hits >= 0.8 * named


def test_held_out_drafts_are_judged_almost_as_well() -> None:
    seen = figures(judged(held_out=True))
    assert seen.flawed_stopped >= 0.9
    assert seen.good_stopped <= 0.1
    assert seen.found >= 0.8
