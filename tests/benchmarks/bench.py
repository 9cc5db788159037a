"""Measures what a post costs: the cold start of one check, and the speed of many, beside other tools (`make bench`).

Only ratios within one run mean anything: the same machine, the same minute, every command in turn. CPU seconds are
those of the whole process and its children, and each figure is the median of its runs. Memory is the peak; it never reads
below what this script itself takes, which is about 13 MB.
"""

import json
import os
import statistics
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

RUNS, BULK_RUNS = 11, 3
FEW, MANY = 5_000, 25_000
COLD_TARGET, MEMORY_TARGET, BULK_TARGET, LINEAR_TARGET, GROWTH_TARGET = 2.0, 45, 5_000, 1.25, 8
COLD_MODEL_TARGET, MEMORY_MODEL_TARGET, BULK_MODEL_TARGET, JOBS_TARGET = 2.2, 150, 250, 1.7
MODEL_COUNTS = (800, 4_000)

POST = "Fresh bread from six o'clock, and the first strawberry cakes of the year. See you at the corner!"
TEXTS = (
    "Good morning from the bakery, batch {n} is out of the oven.",
    "We are hiring: baker, {n} hours a week, early birds welcome. Write to jobs@example.com",
    "Thank you all for {n} signatures for the playground! #OurStreet #Together",
    "Our shop closes at 5 pm today. Back tomorrow with batch {n}.",
    "New in: rye rolls, {n} grams each, made with flour from the mill next door https://example.com/rolls",
    "@neighbour{n} sorry that the cake was gone, shall we keep one for you on Friday?",
    "Strawberry cake is back, 20% off until Sunday with code CAKE{n}",
    "Who remembers the summer of {n}? Show us your pictures from back then \N{SMILING FACE WITH SUNGLASSES}",
)
LOOP = "import json\nfor line in open({path!r}, encoding='utf-8'): {judge}(json.loads(line)['text'])"


class Tool(NamedTuple):
    """Another tool: how it is imported, the function that judges one text, and how many posts it is measured on."""

    load: str
    judge: str
    few: int
    many: int

    def once(self) -> list[str]:
        """The command that judges one post."""
        return python(f"{self.load}\n{self.judge}({POST!r})")

    def file(self, path: str) -> list[str]:
        """The command that judges every post of a file."""
        return python(f"{self.load}\n{LOOP.format(path=path, judge=self.judge)}")


PEERS = {
    "safetype": Tool("import safetype", "safetype.moderate", FEW, MANY),
    "better-profanity": Tool("from better_profanity import profanity", "profanity.contains_profanity", 100, 500),
}


class Cost(NamedTuple):
    """What one process cost: CPU seconds and megabytes at its peak."""

    seconds: float
    megabytes: float


def run(command: list[str]) -> Cost:
    """Run one command to its end, unseen, and say what it cost. Exit codes up to 3 are verdicts."""
    child = os.posix_spawn(command[0], command, os.environ, file_actions=_unseen())
    _, status, usage = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in {0, 1, 3}:
        sys.exit(f"bench: {' '.join(command)[:120]} ended with {code}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _unseen() -> list[tuple[int, int, str, int, int]]:
    return [(os.POSIX_SPAWN_OPEN, out, os.devnull, os.O_WRONLY, 0) for out in (1, 2)]


def python(code: str) -> list[str]:
    """The command that runs ``code``."""
    return [sys.executable, "-c", code]


def guard(*arguments: str) -> list[str]:
    """The command as people call it, from the same environment."""
    return [os.path.join(sysconfig.get_path("scripts"), "guard"), *arguments]


def medians(commands: dict[str, list[str]], runs: int) -> dict[str, Cost]:
    """The median cost of each command; they run in turn, so that a busy moment hits all of them."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            cost = run(command)
            if turn:  # the first turn fills the caches
                costs[name].append(cost)
    return {name: Cost(*map(statistics.median, zip(*found, strict=True))) for name, found in costs.items()}


def cold(folder: str) -> Iterator[str]:
    """One post in a new process."""
    path = one_post(folder)
    commands = {
        "python -c pass": python("pass"),
        "import click": python("import click"),
        "guard check --no-model post.txt": guard("check", "--no-model", path),
        **{name: peer.once() for name, peer in PEERS.items()},
    }
    costs = medians(commands, RUNS)
    click = costs["import click"].seconds
    yield "One short post in a new process          CPU ms   x click       MB"
    for name, cost in costs.items():
        yield f"  {name:36} {cost.seconds * 1000:8.1f} {cost.seconds / click:9.2f} {cost.megabytes:8.1f}"
    ours = costs["guard check --no-model post.txt"]
    yield verdict("cold start, times `import click`", ours.seconds / click, COLD_TARGET)
    yield verdict("memory of one check, MB", ours.megabytes, MEMORY_TARGET)


def bulk(folder: str) -> Iterator[str]:
    """Many posts in one process. The speed is that between few and many posts, without the start."""
    ours = many_and_few(
        folder, lambda path: guard("check", "--no-model", path, "-o", path + ".verdicts.jsonl"), FEW, MANY
    )
    yield "\nMany short posts in one process        posts per CPU s   MB few  MB many"
    yield bulk_row("guard check --no-model", ours)
    for name, peer in PEERS.items():
        yield bulk_row(name, many_and_few(folder, peer.file, peer.few, peer.many))
    yield verdict("posts per CPU second", ours.speed, BULK_TARGET, at_least=True)
    yield verdict("CPU of one post among many, times one among few", ours.slowing, LINEAR_TARGET)
    yield verdict(f"more memory for {MANY:,} posts than for {FEW:,}, MB", ours.growth, GROWTH_TARGET)


def with_model(folder: str) -> Iterator[str]:
    """The same with the guard's own model, beside what runs it."""
    path = one_post(folder)
    costs = medians(
        {"import onnxruntime": python("import onnxruntime"), "guard check post.txt": guard("check", path)}, RUNS
    )
    runtime, ours = costs["import onnxruntime"], costs["guard check post.txt"]
    yield "\nWith the guard's own model               CPU ms   x onnxruntime       MB"
    for name, cost in costs.items():
        yield f"  {name:36} {cost.seconds * 1000:8.1f} {cost.seconds / runtime.seconds:15.2f} {cost.megabytes:8.1f}"
    many = many_and_few(folder, lambda path: guard("check", path, "-o", path + ".verdicts.jsonl"), *MODEL_COUNTS)
    yield bulk_row("guard check, posts per CPU s, MB", many)
    yield verdict("cold start, times `import onnxruntime`", ours.seconds / runtime.seconds, COLD_MODEL_TARGET)
    yield verdict("posts per CPU second", many.speed, BULK_MODEL_TARGET, at_least=True)
    yield verdict("memory, MB", many.many.megabytes, MEMORY_MODEL_TARGET)
    yield verdict("speed of two processes, times one", _two_processes(folder), JOBS_TARGET, at_least=True)


def _two_processes(folder: str) -> float:
    """How much sooner two processes are done; both with their start taken off, as it is with few posts."""
    few, many = (write_posts(folder, count) for count in MODEL_COUNTS)

    def took(*options: str) -> float:
        return elapsed(guard("check", many, *options)) - elapsed(guard("check", few, *options))

    return took() / took("--jobs", "2")


def elapsed(command: list[str]) -> float:
    """Seconds by the clock until the command has ended."""
    start = time.monotonic()
    run(command)
    return time.monotonic() - start


class Bulk(NamedTuple):
    """What few and many posts cost."""

    counts: tuple[int, int]
    few: Cost
    many: Cost

    @property
    def speed(self) -> float:
        """Posts per CPU second."""
        return (self.counts[1] - self.counts[0]) / (self.many.seconds - self.few.seconds)

    @property
    def slowing(self) -> float:
        """How much more a post costs when there are many; 1 is linear."""
        return (self.many.seconds / self.counts[1]) / (self.few.seconds / self.counts[0])

    @property
    def growth(self) -> float:
        """How many more megabytes many posts take."""
        return self.many.megabytes - self.few.megabytes


def many_and_few(folder: str, command: Callable[[str], list[str]], few: int, many: int) -> Bulk:
    """Measure one tool on a small and on a large file."""
    costs = medians({str(count): command(write_posts(folder, count)) for count in (few, many)}, BULK_RUNS)
    return Bulk((few, many), costs[str(few)], costs[str(many)])


def bulk_row(name: str, bulk: Bulk) -> str:
    """One line of the table."""
    return f"  {name:36} {bulk.speed:15,.0f} {bulk.few.megabytes:8.1f} {bulk.many.megabytes:8.1f}"


def one_post(folder: str) -> str:
    """A file with one post."""
    path = os.path.join(folder, "post.txt")
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(POST)
    return path


def write_posts(folder: str, count: int) -> str:
    """A file of invented posts, all different, some of which the guard stops."""
    path = os.path.join(folder, f"{count}.jsonl")
    with open(path, "w", encoding="utf-8") as stream:
        stream.writelines(
            json.dumps({"id": str(n), "text": TEXTS[n % len(TEXTS)].format(n=n)}) + "\n" for n in range(count)
        )
    return path


def verdict(what: str, value: float, target: float, *, at_least: bool = False) -> str:
    """One line: the figure, the target, and whether it is met."""
    met = value >= target if at_least else value <= target
    wanted = "at least" if at_least else "at most"
    return f"  -> {what}: {value:,.2f} ({wanted} {target:,}: {'met' if met else 'MISSED'})"


def main() -> None:
    """Print the three tables."""
    with tempfile.TemporaryDirectory() as folder:
        for part in (cold, bulk, with_model):
            for line in part(folder):
                sys.stdout.write(line + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
