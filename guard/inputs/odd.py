"""What means nothing to the guard and was probably meant: misspelt fields, platforms that it does not know."""

from collections.abc import Iterator

from guard.config import PLATFORMS
from guard.inputs.fields import KNOWN, shortened
from guard.model import Post

LIKE = 0.75
"""How alike two names must be, from 0 to 1, to be taken for a slip."""


def oddities(post: Post, told: set[str]) -> Iterator[str]:
    """A sentence for everything in ``post`` that is odd; ``told`` remembers: one slip in a thousand posts is one."""
    for name in post.extra:
        if _is_new(f"field {name}", told) and (meant := _nearest(name, KNOWN)):
            yield f'{post.place}: the field "{shortened(name)}" was not used. Did you mean "{meant}"?'
    platform = post.platform
    if platform and platform not in PLATFORMS and _is_new(f"platform {platform}", told):
        known = ", ".join(PLATFORMS)
        what = f'the platform "{shortened(platform)}" is not known; its limits were not checked'
        yield f"{post.place}: {what}. Known: {known}."


def _is_new(name: str, told: set[str]) -> bool:
    new = name not in told
    told.add(name)
    return new


def _nearest(name: str, known: frozenset[str]) -> str | None:
    from difflib import get_close_matches

    near = get_close_matches(name.lower().replace("-", "_").replace(" ", "_")[:60], sorted(known), 1, LIKE)
    return near[0] if near else None
