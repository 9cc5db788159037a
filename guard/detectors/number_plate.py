"""number-plate: the post tells a car's number plate.

What it looks for
    A plate behind "number plate", "reg", "Kennzeichen", "plaque", "matrícula", "placa", "targa", "kenteken".

Why
    A plate leads to a person, and a crowd that knows it will find the car.

Flags
    To the driver of the white van, reg LM19 KTO: learn to park!
    Der weiße Kombi, Kennzeichen MU-ST 4711, steht schon wieder im Weg

Passes
    No, we don't publish the number plates of badly parked cars.
    Plates by our potter, mugs by her son.

Limits
    A plate without a word for it is seen only where the post speaks of the driver or the owner of a car.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit

RULE = Rule(
    code="M434",
    slug="number-plate",
    category="personal_data",
    severity="review",
    summary="This shows a car's number plate.",
    why="A plate leads to a person, and a crowd will find the car.",
    instead="Take the plate out. Describe the car, or call the owner through the police.",
    offended=("the driver",),
    confidence=0.8,
)
WAKES_ON = ("plate_words", "driver_hunted")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every plate that is named as one."""
    for text in post.judged:
        if text.has("plate_words"):
            for found in _plate().finditer(text.raw):
                if any(c.isdigit() for c in found["plate"]):
                    yield hit(RULE, text, *found.span())
        if text.has("driver_hunted"):
            for found in _bare_plate().finditer(text.raw):
                yield hit(RULE, text, *found.span())


@cache
def _bare_plate() -> re.Pattern[str]:
    """The plates of Britain, Germany, France, Spain, Italy and the Netherlands, without a word for them."""
    return re.compile(
        r"\b(?:[A-Z]{2}\d{2} ?[A-Z]{3}|[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2} \d{1,4}|[A-Z]{2}-\d{3}-[A-Z]{2}|\d{4} ?[BCDFGHJ-NPR-TV-Z]{3}|[A-Z]{2} ?\d{3} ?[A-Z]{2}"
        r"|[A-Z]{1,2}-\d{2,3}-[A-Z]{1,2}|\d{1,2}-[A-Z]{2,3}-\d{1,2}|\d{2}-[A-Z]{2}-[A-Z]{2})\b"
    )


@cache
def _plate() -> re.Pattern[str]:
    return re.compile(
        r"\b(?i:number ?plate|licen[cs]e plate|registration|reg|plate|kennzeichen|plaque|immatriculation|matr[íi]cula|placas?|targa|kenteken)"
        r"(?i: (?:no|number|is|ist|nr|est|es|è)\.?)?[ :]{1,2}(?P<plate>[A-ZÄÖÜ]{1,4}[ -]?[A-Z0-9]{1,4}[ -]?[A-Z0-9]{1,4}|\d{1,4}[ -]?[A-Z]{2,3}(?:[ -]?\d{1,3})?)\b"
    )
