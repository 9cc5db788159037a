"""Measures what reading many replies costs (`make bench-audience`): seconds, CPU seconds and memory, and the runners.

The replies are synthetic storms (see storms.py): written by rule, never said by anybody. Each row is a fresh process that
reads one file from start to end, as `guard audience` does. CPU seconds are those of the process and of all that it has
started; memory is the peak of the process, and of the largest one that it has started.

    python tests/benchmarks/audience_scale.py                    10,000, 100,000 and 1,000,000 replies
    python tests/benchmarks/audience_scale.py 10000 --runners none
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT)

COUNTS = (10_000, 100_000, 1_000_000)
SHARED = 100_000
"""Replies that the runners share."""
SECONDS_TARGET, MEMORY_TARGET, LINEAR_TARGET = 60, 1500, 1.5
ASKED = 100_000
"""Replies for which time and memory are asked; a reply of the most may cost LINEAR_TARGET times one of the fewest."""
RUNNERS = ("threads", "dask", "ray")
SEED = 11
BLOCK = 50_000
"""Replies that are written at a time, so that writing them takes no memory."""
TICK = os.sysconf("SC_CLK_TCK")
EVERY = 0.2
"""Seconds between two looks at the processes that were started."""
QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "ERROR",
}


class Cost(NamedTuple):
    """What one run has cost. ``largest`` is the peak of the largest process that it started, ``result`` what it found."""

    seconds: float
    cpu: float
    megabytes: float
    largest: float
    result: str


def write_storm(path: str, count: int) -> None:
    """A file of ``count`` synthetic replies: storms one after the other, a block at a time."""
    from storms import storm

    written = 0
    with open(path, "w", encoding="utf-8") as stream:
        for block in range(-(-count // BLOCK)):
            for reply in storm(min(BLOCK, count), seed=SEED + block).replies[: count - written]:
                line = {**reply.model_dump(mode="json"), "id": f"{block}-{reply.id}", "synthetic": True}
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
                written += 1


def measured(path: str, post: str, runner: str) -> Cost:
    """Run `guard audience` in a session of its own and look at all processes in it until it has ended."""
    options = [] if runner == "alone" else ["--runner", runner]
    guard = os.path.join(os.path.dirname(sys.executable), "guard")
    command = [guard, "audience", path, "--post", post, "--format", "json", *options]
    start = time.monotonic()
    with tempfile.TemporaryFile() as out:
        run = subprocess.Popen(
            command, stdout=out, stderr=subprocess.PIPE, start_new_session=True, env=os.environ | QUIET
        )
        watch = _Watch(run.pid)
        _, said = run.communicate()
        seconds = time.monotonic() - start
        watch.end()
        if run.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {run.returncode}:\n{said.decode(errors='replace')}")
        out.seek(0)
        found = out.read()
    return Cost(seconds, watch.cpu, watch.own, watch.largest, found.decode())


class _Watch:
    """Looks at a process and all that belong to its session or descend from it, again and again until `end`."""

    def __init__(self, process: int) -> None:
        self._process, self._over = process, threading.Event()
        self._cpu: dict[int, float] = {}
        self.own = self.largest = 0.0
        self._before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop looking. ``cpu`` is then what the system says about the process itself and those it has waited for, and
        what was last seen of the others.
        """
        self._over.set()
        self._thread.join()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        own = after.ru_utime + after.ru_stime - self._before.ru_utime - self._before.ru_stime
        self.cpu = max(own, sum(self._cpu.values()))

    def _look(self) -> None:
        while not self._over.wait(EVERY):
            for process in _family(self._process):
                self._cpu[process] = max(self._cpu.get(process, 0.0), _cpu(process))
                peak = _peak(process)
                if process == self._process:
                    self.own = max(self.own, peak)
                else:
                    self.largest = max(self.largest, peak)


def _family(process: int) -> list[int]:
    """The process and all that descend from it, or were started in its session."""
    parents = {int(name): _fields(int(name)) for name in filter(str.isdigit, os.listdir("/proc"))}
    found = [process]
    for each in found:
        found += [child for child, fields in parents.items() if fields and int(fields[1]) == each]
    session = [one for one, fields in parents.items() if fields and int(fields[3]) == process]
    return list(dict.fromkeys([*found, *session]))


def _fields(process: int) -> list[str]:
    """What the kernel says about a process, from its state on; nothing of one that is gone."""
    try:
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as stream:
            return stream.read().rpartition(")")[2].split()
    except OSError:
        return []


def _cpu(process: int) -> float:
    fields = _fields(process)
    return sum(map(int, fields[11:13])) / TICK if fields else 0.0


def _peak(process: int) -> float:
    try:
        with open(f"/proc/{process}/status", encoding="ascii", errors="replace") as stream:
            peak = next((line.split()[1] for line in stream if line.startswith("VmHWM")), "0")
    except OSError:
        return 0.0
    return int(peak) / 1024


# --- the tables -------------------------------------------------------------------------------------------------------


def sizes(folder: str, post: str, counts: Sequence[int]) -> Iterator[str]:
    """One process alone, for more and more replies."""
    yield "Synthetic replies, one process          seconds   CPU s   CPU us each       MB"
    costs = {}
    for count in counts:
        cost = costs[count] = measured(_stored(folder, count), post, "alone")
        each = 1e6 * cost.cpu / count
        yield f"  {count:<36,} {cost.seconds:8.1f} {cost.cpu:7.1f} {each:13.0f} {cost.megabytes:8.0f}"
    if ASKED in costs:
        yield verdict(f"seconds for {ASKED:,} replies", costs[ASKED].seconds, SECONDS_TARGET)
        yield verdict(f"MB for {ASKED:,} replies", costs[ASKED].megabytes, MEMORY_TARGET)
    if len(costs) > 1:
        few, many = min(costs), max(costs)
        ratio = (costs[many].cpu / many) / (costs[few].cpu / few)
        yield verdict(f"CPU of one reply among {many:,}, times one among {few:,}", ratio, LINEAR_TARGET)


def runners(folder: str, post: str, count: int, names: Sequence[str]) -> Iterator[str]:
    """The same replies, shared among workers."""
    yield f"\n{count:,} synthetic replies, shared        seconds   CPU s     MB itself   MB largest worker   the same?"
    alone = None
    for name in ("alone", *names):
        cost = measured(_stored(folder, count), post, name)
        alone = alone or cost.result
        same = "yes" if cost.result == alone else "NO"
        yield (
            f"  {name:<36} {cost.seconds:8.1f} {cost.cpu:7.1f} {cost.megabytes:13.0f} {cost.largest:19.0f} {same:>11}"
        )


def _stored(folder: str, count: int) -> str:
    path = os.path.join(folder, f"{count}.jsonl")
    if not os.path.exists(path):
        # in a process of its own: what one row has cost must not hang on what was written before it
        subprocess.run([sys.executable, __file__, "--write", path, str(count)], check=True)
    return path


def verdict(what: str, value: float, target: float) -> str:
    """One line: the figure, the target, and whether it is met."""
    return f"  -> {what}: {value:,.2f} (at most {target:,}: {'met' if value <= target else 'MISSED'})"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", type=int, nargs="*", default=COUNTS, help="numbers of replies")
    parser.add_argument("--runners", default=",".join(RUNNERS), help="which of them, or none")
    parser.add_argument("--shared", type=int, default=SHARED, help="replies that the runners share")
    parser.add_argument("--write", metavar="FILE", help="only write so many replies there")
    told = parser.parse_args()
    if told.write:
        sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
        write_storm(told.write, told.counts[0])
        return
    names = [] if told.runners == "none" else told.runners.split(",")
    with tempfile.TemporaryDirectory() as folder:
        post = os.path.join(folder, "post.txt")
        with open(post, "w", encoding="utf-8") as stream:
            stream.write(
                "Feeling trapped at work like a miner underground? Dig yourself out with 30% off all headlamps!"
            )
        parts = [sizes(folder, post, told.counts), *([runners(folder, post, told.shared, names)] if names else [])]
        for line in (line for part in parts for line in part):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
