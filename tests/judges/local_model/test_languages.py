"""The model says of which posts it knows too little to judge."""

import pytest

from guard.judges.local_model.languages import reads
from guard.view import Text


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("Our bakery opens at seven on Monday, come and have a coffee with us.", True),
        ("Am Montag öffnet unsere Bäckerei um sieben, kommt vorbei und trinkt einen Kaffee mit uns.", True),
        ("Le lundi, notre boulangerie ouvre à sept heures, venez prendre un café avec nous.", True),
        ("El lunes abrimos a las siete, ven a tomar un café con nosotros.", True),
        ("Na segunda-feira abrimos às sete, venha tomar um café com a gente.", True),
        ("Lunedì apriamo alle sette, venite a prendere un caffè con noi.", True),
        ("Op maandag gaan we om zeven uur open, kom een koffie met ons drinken.", True),
        ("Наша пекарня открывается в понедельник в семь часов.", False),
        ("Το φούρνο μας ανοίγει τη Δευτέρα στις επτά.", False),
        ("يفتح مخبزنا يوم الاثنين في الساعة السابعة", False),
        ("私たちのパン屋は月曜日の七時に開きます。", False),
        ("Vårt bageri öppnar klockan sju på måndag, kom och drick en kaffe med oss.", False),
        ("W poniedziałek nasza piekarnia jest otwarta od siódmej, przyjdź na kawę i ciasto, które upiekliśmy.", False),
        ("Ok!", True),
        ("🎉🎉🎉", True),
        ("", True),
    ],
)
def test_reads(text: str, *, is_read: bool) -> None:
    assert reads(Text(text)) is is_read
