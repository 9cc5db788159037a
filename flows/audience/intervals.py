"""How sure a share is: Wilson's interval, which stays honest for few replies and for shares near nothing or all."""

from math import sqrt

CONFIDENT = 1.959964
"""Standard deviations of a 95 % interval."""


VERY_CONFIDENT = 2.575829
"""... and of a 99 % interval, for where dozens of shares are compared at once."""


def wilson(hits: int, of: int, confident: float = CONFIDENT) -> tuple[float, float]:
    """The interval of the share ``hits`` of ``of`` (Wilson 1927), of 95 %; nothing is known of no replies: 0 to 1."""
    if not of:
        return 0.0, 1.0
    share, z2 = hits / of, confident**2
    middle = share + z2 / (2 * of)
    spread = confident * sqrt(share * (1 - share) / of + z2 / (4 * of**2))
    whole = 1 + z2 / of
    low, high = (middle - spread) / whole, (middle + spread) / whole
    return round(max(0.0, low), 4), round(min(1.0, high), 4)


def share(hits: int, of: int) -> float:
    """``hits`` of ``of``, to four places."""
    return round(hits / of, 4) if of else 0.0
