"""Tell the endings of hosts that fingers make out of real ones: ``.con``, ``.co.ukk``, ``.nl.nl``."""

from guard.text.hosts import COMMON_ENDINGS, COUNTRY_ENDINGS, MISTYPED_ENDINGS

_TWICE = COUNTRY_ENDINGS | {"com", "org", "net", "info", "shop"}


def mistyped(host: str) -> bool:
    """Say whether the ending of ``host`` is one that fingers make out of a real one."""
    labels = host.lower().rstrip(".…").split(".")
    return (
        _doubled(labels)
        or labels[-1] in MISTYPED_ENDINGS
        or ".".join(labels[-2:]) in MISTYPED_ENDINGS
        or _nearly_com(labels[-1])
    )


def _nearly_com(ending: str) -> bool:
    """Three or four letters that hold com but for one slip, and are no ending themselves."""
    if len(ending) == 4:
        return ending.startswith("com") or ending.endswith("com")
    known = ending in COMMON_ENDINGS or ending in COUNTRY_ENDINGS or ending in {"cam", "bom", "dom"}
    return len(ending) == 3 and not known and sum(a == b for a, b in zip(ending, "com", strict=True)) == 2


def _doubled(labels: list[str]) -> bool:
    """The ending stands twice behind a name: ``salt.nl.nl``."""
    named = len(labels) - (labels[0] == "www")
    return named > 2 and labels[-1] == labels[-2] and labels[-1] in _TWICE
