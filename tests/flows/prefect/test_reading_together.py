"""Replies that many workers read: the same is found on threads, on Dask and on Ray, and by one program alone."""

import importlib.util
import json
import os
import sys
import warnings

import pytest

from flows.audience import MAKER, analyse, together
from flows.audience.batch import Texts, read
from flows.audience.together import Crew, RunnerMissing, analyse_together

POST = "Feeling trapped? Dig yourself out with 30% off!"
FEW, MANY = 1000, 200_000
WORKERS = 2


@pytest.fixture(scope="module")
def storms():
    here = os.path.dirname(os.path.abspath(__file__))
    path = os.path.join(here, "..", "..", "benchmarks", "storms.py")
    spec = importlib.util.spec_from_file_location("storms_read_together", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr("flows.audience.analysis.BATCH", 200)


def everything(found):
    return json.dumps(found.as_json()), found.readings, found.suspects, found.traces


def which_process(post):
    """Makes a reader whose name says nothing, and whose every judgement says in which process it was made."""
    reader = MAKER(post)

    class Marked:
        name = reader.name

        def read(self, texts):
            with open(
                os.path.join(os.environ["MISHAP_TEST_FOLDER"], str(os.getpid())), "a", encoding="utf-8"
            ) as stream:
                stream.write("x")
            return reader.read(texts)

    return Marked()


@pytest.mark.slow
@pytest.mark.usefixtures("prefect_server", "small_batches")
def test_threads_find_what_one_program_finds(storms):
    replies = storms.storm(FEW, seed=5).replies
    crew = Crew("threads", MAKER, workers=WORKERS)
    assert everything(analyse_together(iter(replies), crew, post=POST)) == everything(analyse(replies, post=POST))


@pytest.mark.heavy
@pytest.mark.usefixtures("prefect_server")  # or Prefect starts one that is gone when the next test has events for it
@pytest.mark.parametrize("runner", ["threads", "dask", "ray"])
def test_every_runner_finds_the_same_in_200_000_replies(storms, runner, whole_storm, tmp_path, monkeypatch):
    if runner != "threads":
        pytest.importorskip(f"prefect_{runner}")
    monkeypatch.setenv("MISHAP_TEST_FOLDER", str(tmp_path))
    replies, alone = whole_storm
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # their own, on the way up and down
        found = analyse_together(iter(replies), Crew(runner, which_process, workers=WORKERS), post=POST)
    assert everything(found) == alone
    readers = {int(name) for name in os.listdir(tmp_path)} - {os.getpid()}
    assert len(readers) >= (0 if runner == "threads" else WORKERS)


@pytest.fixture(scope="module")
def whole_storm(storms):
    replies = storms.storm(int(os.environ.get("MISHAP_STORM", MANY)), seed=5).replies
    return replies, everything(analyse(replies, post=POST))


def test_only_a_few_batches_are_out_at_a_time(storms):
    out, most = set(), 0

    class Future:
        def __init__(self, texts):
            nonlocal most
            self.texts = texts
            out.add(texts.texts)
            most = max(most, len(out))

        def result(self):
            out.discard(self.texts.texts)
            return self.texts

    source = ([reply] for reply in storms.storm(60, seed=1).replies[:50])
    given = [batch[0].id for batch, _ in together._in_order(source, Future, 4)]
    assert given == [f"r{n}" for n in range(50)]
    assert most <= 4


def test_a_batch_reads_the_same_every_time():
    texts = Texts(("As a miner I am appalled", "Great ad, love it", ""))
    assert read(texts, MAKER, POST).judged == read(texts, MAKER, POST).judged


@pytest.mark.parametrize("runner", ["dask", "ray"])
def test_a_missing_extra_is_named_with_its_command(monkeypatch, runner):
    monkeypatch.setitem(sys.modules, f"prefect_{runner}", None)
    with pytest.raises(RunnerMissing, match=rf"pip install 'prefect-mishap\[{runner}\]'"):
        analyse_together([], Crew(runner, MAKER), post=POST)


def test_clusters_of_ones_own(monkeypatch):
    made = {}

    class Module:
        @staticmethod
        def DaskTaskRunner(**told):  # noqa: N802
            made["dask"] = told

        @staticmethod
        def RayTaskRunner(**told):  # noqa: N802
            made["ray"] = told

    monkeypatch.setattr(together, "import_module", lambda _: Module)
    together._dask(2, {"DASK_SCHEDULER_ADDRESS": "tcp://big:8786"})
    together._ray(2, {"RAY_ADDRESS": "ray://big:10001"})
    assert made == {"dask": {"address": "tcp://big:8786"}, "ray": {"address": "ray://big:10001"}}
