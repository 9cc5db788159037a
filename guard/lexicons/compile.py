"""Turn the lexicons (YAML, for people) into one JSON file (for the cold start).

Reads every ``*.yaml`` beside this file and the ``WAKES_ON`` line of every detector, writes ``_compiled.json``: the word
sets, the rows, and for each word that can wake a row the numbers of these rows. ``guard check`` reads thousands of
phrases from it in a few milliseconds, each row only when a post wakes it. Needs PyYAML, and nothing of ``guard`` but
the phrase language.

A lexicon file::

    list: sexism                 # the name that detectors wake on
    about: one line for people
    lang: en                     # default for the rows; leave out for any language
    sets: {women: [women, girls]}
    rows:
      - belong* .. in the kitchen
      - match: <women> drivers
        unless: [myth]           # patterns that void the row when the text holds them
        note: why it hurts, for people
        instead: what to write
        source: where the row comes from
"""

import ast
import json
import os
import sys
import types
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(HERE, "_compiled.json")
PIECES = ".pieces"
"""What the second file is called: it holds the pieces that are read only when a post needs them."""
ROW_KEYS = {
    "match",
    "unless",
    "lang",
    "note",
    "instead",
    "source",
    "severity",
    "offended",
    "why",
    "tags",
    "confidence",
    "message",
}
FILE_KEYS = {"list", "about", "lang", "sets", "rows", "source", "licence"}
STEM_KEY = 3

Row = tuple[str, str, dict[str, Any] | None]
"""The list, the pattern, and what else the row says; in the file also the elements that wake it, see ``_anchor``."""

CHUNK = 8
"""Rows that are read together when one of them is needed."""
BEGINNING = 2
"""Letters by which the words are put into tables."""
NO_SECOND = -1
"""For rows without a second element of whole words."""

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader, in C where it is there."""


class RowError(Exception):
    """A lexicon file or row that cannot be compiled; the message names both."""


def _files() -> list[str]:
    return sorted(name for name in os.listdir(HERE) if name.endswith(".yaml"))


def _load(name: str) -> dict[str, Any]:
    with open(os.path.join(HERE, name), encoding="utf-8") as stream:
        data = yaml.load(stream, Loader=LOADER) or {}  # noqa: S506 - it is a safe loader, see above
    if unknown := set(data) - FILE_KEYS:
        raise RowError(f"{name}: unknown keys {sorted(unknown)}; known: {sorted(FILE_KEYS)}")
    return data


def _as_list(value: Any) -> list[str]:
    values = [] if value is None else [value] if isinstance(value, str) else list(value)
    if any(isinstance(one, bool) for one in values):
        raise RowError(f"YAML reads on, off, yes and no as true and false: put them in quotes in {values}")
    return [str(one) for one in values]


def _rows(name: str, data: dict[str, Any]) -> Iterator[Row]:
    for number, row in enumerate(data.get("rows") or (), 1):
        fields = {"match": row} if isinstance(row, str) else dict(row)
        where = f"{name}: row {number}"
        if unknown := set(fields) - ROW_KEYS:
            raise RowError(f"{where}: unknown keys {sorted(unknown)}; known: {sorted(ROW_KEYS)}")
        lang = _as_list(fields.pop("lang", data.get("lang")))
        for key in ("unless", "offended", "tags"):
            if key in fields:
                fields[key] = tuple(_as_list(fields[key]))
        if lang:
            fields["lang"] = tuple(lang)
        fields.pop("source", None)
        if "unless" in fields:
            fields["unless"] = tuple(_spelled_out(fields["unless"], where))
        for pattern in _spelled_out(_as_list(fields.pop("match")), where):
            yield data["list"], pattern, fields or None


def _spelled_out(phrases: Iterable[str], where: str) -> Iterator[str]:
    """The patterns that the phrases stand for."""
    for phrase in phrases:
        yield from _module("spelling").spelled_out(phrase, where)


def _sets(files: dict[str, dict[str, Any]], problems: list[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, data in files.items():
        for key, members in (data.get("sets") or {}).items():
            try:
                words = _members(key, members)
            except RowError as error:
                problems.append(f"{name}: {error}")
                continue
            if found.setdefault(key, words) != words:
                problems.append(f"{name}: the set <{key}> exists already")
    return found


def _members(key: str, members: Any) -> tuple[str, ...]:
    """The members of one word set; those of hashtags (``tag_``) are letters without blanks."""
    words = tuple(_as_list(members))
    long = [] if key.startswith("tag_") else [word for word in words if len(_spelled(word, key)) > 1]
    if long:
        raise RowError(f"the set <{key}> holds {long}, which are more than one word")
    return words


def _spelled(word: str, key: str) -> list[str]:
    """The words that a member of a word set is read as."""
    return [part for pattern in _spelled_out([word], f"the set <{key}>") for part in pattern.split()]


@cache
def _module(name: str) -> types.ModuleType:
    """A module of the guard, also while the package is being built and ``guard`` is not installed yet."""
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
    try:
        return import_module(f"guard.{name}")
    finally:
        sys.path.pop(0)


def _index(
    rows: list[Row], sets: dict[str, tuple[str, ...]], problems: list[str]
) -> tuple[dict[str, Any], dict[str, Any], list[tuple[int, int]]]:
    """Which word or beginning wakes which rows, by which element; rows that cannot be read go to ``problems``."""
    phrases = _module("phrases")
    phrases.use_sets(sets)
    exact: dict[str, list[int]] = {}
    stems: dict[str, list[tuple[str, int]]] = {}
    anchors: list[tuple[int, int]] = []
    for number, (name, pattern, fields) in enumerate(rows):
        anchors.append((0, NO_SECOND))
        try:
            anchors[-1], anchor = _anchor(phrases, name, pattern, fields or {})
        except (phrases.LexiconError, RowError) as error:
            problems.append(str(error))
            continue
        for word in sorted(anchor.words):
            exact.setdefault(word, []).append(number)
        for stem in anchor.stems:
            stems.setdefault(stem[:STEM_KEY], []).append((stem, number))
    return {k: tuple(v) for k, v in exact.items()}, {k: tuple(v) for k, v in stems.items()}, anchors


def _anchor(phrases: types.ModuleType, name: str, pattern: str, fields: dict[str, Any]) -> tuple[tuple[int, int], Any]:
    """The required element of the pattern that fewest posts hold, which wakes it, and the one that is next rarest."""
    for exception in fields.get("unless", ()):
        phrases.parse(exception, f"list {name}, unless of {pattern!r}")
    elements = phrases.parse(pattern, f"list {name}").elements
    wakes = [index for index, element in enumerate(elements) if not element.optional and not element.number]
    if not wakes:
        raise RowError(f"list {name}: {pattern!r} needs a word that must be there, besides the number")
    rarest, *others = sorted(wakes, key=lambda index: (_module("lexicons.rarity").share(elements[index]), index))
    second = next((index for index in others if not elements[index].stems), NO_SECOND)
    return (rarest, second), elements[rarest]


def _wakes() -> dict[str, tuple[int, ...]]:
    """For each list or shape, the places in the registry of the detectors that it wakes."""
    folder = os.path.join(os.path.dirname(HERE), "detectors")
    wakes: dict[str, list[int]] = {}
    for place, module in enumerate(_literal(os.path.join(folder, "__init__.py"), "REGISTRY")):
        for name in _literal(os.path.join(folder, f"{module}.py"), "WAKES_ON"):
            wakes.setdefault(name, []).append(place)
    return {name: tuple(places) for name, places in sorted(wakes.items())}


def _literal(path: str, name: str) -> tuple[str, ...]:
    with open(path, encoding="utf-8") as stream:
        tree = ast.parse(stream.read())
    for node in tree.body:
        target = (
            node.target
            if isinstance(node, ast.AnnAssign)
            else node.targets[0]
            if isinstance(node, ast.Assign)
            else None
        )
        if (
            isinstance(target, ast.Name)
            and target.id == name
            and isinstance(node, ast.Assign | ast.AnnAssign)
            and node.value
        ):
            return tuple(ast.literal_eval(node.value))
    raise RowError(f"{path}: there is no line {name} = (...)")


def compiled_source(problems: list[str]) -> tuple[str, str]:
    """The texts of ``_compiled.json`` and of its pieces as they should be now.

    What cannot be read is left out and told in ``problems``.
    """
    files: dict[str, dict[str, Any]] = {}
    rows: list[Row] = []
    for name in _files():
        try:
            files[name] = _load(name)
            rows += _rows(name, files[name])
        except (RowError, _module("phrases").LexiconError, KeyError, TypeError, yaml.YAMLError) as error:
            problems.append(f"{name}: {error}")
    sets = _sets(files, problems)
    exact, stems, anchors = _index(rows, sets, problems)
    said = list({_module("lexicons.pieces").as_json(fields): None for _, _, fields in rows})
    places = {text: place for place, text in enumerate(said)}
    whole = [
        (name, pattern, places[_module("lexicons.pieces").as_json(fields)], *anchor)
        for (name, pattern, fields), anchor in zip(rows, anchors, strict=True)
    ]
    parts = {
        "lists": _ranges([name for name, _, _ in rows]),
        "wakes": _wakes(),
    }
    pieces = _module("lexicons.pieces").Pieces()
    parts["sets"] = {name: pieces.add(members) for name, members in sets.items()}
    parts["fields"] = pieces.add_all([json.loads(text) for text in said])
    parts["rows"] = pieces.add_all([whole[start : start + CHUNK] for start in range(0, len(whole), CHUNK)])
    parts["stems"] = {beginning: pieces.add(table) for beginning, table in _by_beginning(stems).items()}
    parts["exact"] = {beginning: pieces.add(table) for beginning, table in _by_beginning(exact).items()}
    return _module("lexicons.pieces").as_json(parts) + "\n", pieces.text


def _ranges(names: list[str]) -> dict[str, list[list[int]]]:
    """Where the rows of each list stand: the first, and the one after the last, of each piece."""
    ranges: dict[str, list[list[int]]] = {}
    for place, name in enumerate(names):
        pieces = ranges.setdefault(name, [])
        if pieces and pieces[-1][1] == place:
            pieces[-1][1] = place + 1
        else:
            pieces.append([place, place + 1])
    return ranges


def _by_beginning(exact: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The words in small tables that are read one at a time."""
    tables: dict[str, dict[str, Any]] = {}
    for word, numbers in exact.items():
        tables.setdefault(word[:BEGINNING], {})[word] = numbers
    return tables


def main(*options: str) -> int:
    """Write ``_compiled.json`` when it is not what it should be.

    Rows that cannot be read are all told, and nothing is written; with ``--keep-going`` the other rows are.
    """
    problems: list[str] = []
    source, pieces = compiled_source(problems)
    for problem in problems:
        sys.stderr.write(f"lexicons: {problem}\n")
    if not problems or "--keep-going" in options:
        _write(TARGET + PIECES, pieces)
        _write(TARGET, source)
    return 1 if problems else 0


def _write(path: str, text: str) -> None:
    if os.path.exists(path):
        with open(path, encoding="utf-8") as stream:
            if stream.read() == text:
                return
    draft = f"{path}.{os.getpid()}"
    with open(draft, "w", encoding="utf-8") as stream:
        stream.write(text)
    os.replace(draft, path)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
