"""The table of an apology's parts under the report of a draft."""

from guard.reports.apology import table

WHOLE = "We left 40 of you in the cold. It was our fault. We are sorry. Tickets are refunded by Friday; write to us."


def test_each_part_stands_with_its_quote_and_the_sum_is_shown() -> None:
    drawn = table(WHOLE)
    assert 'takes the blame   "We left 40 of you' in drawn
    assert 'says sorry        "We are sorry.' in drawn
    assert "changes something not found" in drawn
    assert "responsibility 3 + repair 2 + regret 1 + explanation 0 + change 0 = 6 of 8" in drawn


def test_a_part_that_is_missing_counts_nothing() -> None:
    assert "responsibility 0 + repair 0 + regret 1 + explanation 0 + change 0 = 1 of 8" in table("We regret it.")


def test_a_mere_slip_needs_no_table() -> None:
    assert "light honesty" in table("Wrong link in our last post, sorry!")


def test_quotes_hold_no_control_characters() -> None:
    assert "\x1b" not in table("We are sorry \x1b[31m for this.\nWe failed\x07 you.")
