"""Work for several items at once: results in order, never more at work than there are places, failures raised."""

import threading
import time

import pytest

from guard.side_by_side import side_by_side


@pytest.mark.parametrize("places", [2, 3, 16])
def test_results_keep_the_order_of_the_items(places):
    def work(number):
        time.sleep(0.001 * (number % 5))
        return number * 2

    assert list(side_by_side(work, range(40), places)) == [number * 2 for number in range(40)]


def test_no_more_are_at_work_than_there_are_places():
    now = most = 0
    lock = threading.Lock()

    def work(_):
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.005)
        with lock:
            now -= 1

    list(side_by_side(work, range(30), 4))
    assert 2 <= most <= 4


def test_what_the_work_raises_is_raised_where_its_result_belongs():
    def work(number):
        if number == 3:
            raise KeyError("three")
        return number

    results = side_by_side(work, range(6), 2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(KeyError, match="three"):
        next(results)


def test_items_are_drawn_as_they_are_needed_and_in_the_callers_thread():
    drawn = []

    def items():
        for number in range(1000):
            drawn.append(threading.current_thread())
            yield number

    results = side_by_side(str, items(), 2)
    assert next(results) == "0"
    assert len(drawn) < 20
    assert set(drawn) == {threading.current_thread()}
    results.close()
