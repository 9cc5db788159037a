"""A Markdown file: fields in a front matter of YAML between two lines ``---``, then the post's text.

Values of the front matter stay text as they were typed (``lang: no`` is Norwegian, not false); only empty values,
``null`` and ``~`` mean "not given". ``place`` is the line where the text begins.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from guard.errors import InputError
from guard.inputs.fields import post_from
from guard.inputs.lines import whole
from guard.model import Post

if TYPE_CHECKING:
    from yaml import SafeLoader
    from yaml.nodes import MappingNode

_FENCE, _TOML_FENCE = "---", "+++"
_LONGEST_FRONT_MATTER = 20_000
_TAGS = tuple(f"tag:yaml.org,2002:{kind}" for kind in ("null", "str", "seq", "map"))
_MOST_BRACKETS = 200
"""More would be no front matter but an attack: the YAML parser's time grows with the square of the nesting."""


def posts(lines: Iterator[bytes], name: str) -> Iterator[Post]:
    """The one post of a Markdown file."""
    rows = whole(lines, name).split("\n")
    fields: dict[str, Any] = {}
    first = 0
    above = _blank_above(rows)
    if rows[above].rstrip() == _FENCE:
        first = _closing(rows, above, name)
        fields = _front_matter("\n" * above + "\n".join(rows[above + 1 : first]), name)
        first += 1
    elif rows[0].rstrip() == _TOML_FENCE and _TOML_FENCE in map(str.rstrip, rows[1:]):
        fix = "Write it between two lines of three hyphens: platform: linkedin"
        raise InputError("the front matter between +++ is TOML, which is not read.", where=f"{name}:1", fix=fix)
    while first < len(rows) and not rows[first].strip():
        first += 1
    if "text" in fields:
        raise InputError('"text" stands in the front matter.', where=name, fix="Write the text below the second ---.")
    yield post_from({**fields, "text": "\n".join(rows[first:]).rstrip("\r\n")}, name, min(first, len(rows) - 1) + 1)


def _blank_above(rows: list[str]) -> int:
    """How many blank lines stand above a front matter; none where what follows them is text."""
    first = next((number for number, row in enumerate(rows) if row.strip()), 0)
    fences = [row.rstrip() == _FENCE for row in rows]
    return first if fences[first] and any(fences[first + 1 :]) else 0


def _closing(rows: list[str], opening: int, name: str) -> int:
    for number, row in enumerate(rows[opening + 1 :], opening + 1):
        if row.rstrip() == _FENCE:
            return number
    fix = "Close it with a line of three hyphens, or begin the text with another line."
    raise InputError("the front matter that begins with --- does not end.", where=f"{name}:1", fix=fix)


def _front_matter(text: str, name: str) -> dict[str, Any]:
    from yaml import YAMLError, load

    if len(text) > _LONGEST_FRONT_MATTER or text.count("[") + text.count("{") > _MOST_BRACKETS:
        raise InputError(
            "the front matter is too long or nested too deeply.", where=f"{name}:1", fix="Make it shorter."
        )
    try:
        fields = load(text, _loader())  # noqa: S506 - a SafeLoader that makes texts of everything
    except YAMLError as error:
        raise _broken(error, name) from error
    except RecursionError as error:
        raise InputError("the front matter is nested too deeply.", where=f"{name}:1", fix="Make it flat.") from error
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        fix = "Write lines such as   platform: linkedin"
        raise InputError("the front matter does not consist of fields.", where=f"{name}:2", fix=fix)
    return {str(field): value for field, value in fields.items()}


def _broken(error: Exception, name: str) -> InputError:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    if "determine a constructor" in problem:
        problem = "a value with a tag (!!...) is not read"
    line = mark.line + 2 if mark else 1
    fix = "Put values with a colon, a hash or quotes inside into quotes."
    return InputError(f"the front matter is not valid YAML ({problem}).", where=f"{name}:{line}", fix=fix)


@cache
def _loader() -> "type[SafeLoader]":
    """PyYAML's safe loader without its guesses: no dates, numbers or truth values, and no field twice."""
    from yaml import SafeLoader
    from yaml.constructor import ConstructorError

    class Loader(SafeLoader):
        def construct_mapping(self, node: "MappingNode", deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
            seen: set[str] = set()
            for key, _ in node.value:
                if isinstance(key.value, str) and key.value in seen:
                    raise ConstructorError(None, None, f'"{key.value}" stands twice', key.start_mark)
                seen.add(str(key.value))
            return super().construct_mapping(node, deep)

    Loader.yaml_constructors = {
        tag: make for tag, make in SafeLoader.yaml_constructors.items() if tag in {None, *_TAGS}
    }  # a value with a tag of its own (!!int) could say anything, and fail in any way
    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null", ":merge"))]
        for first, resolvers in SafeLoader.yaml_implicit_resolvers.items()
    }
    return Loader
