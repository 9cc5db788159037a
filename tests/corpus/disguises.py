"""Twenty disguises of twelve swear words in six languages, and a hundred and twenty innocents that look like them.

``table()`` gives every disguised post with the disguise's name, the word, and the piece of the post that a reader sees
as the swear word. A disguise that does not apply to a word (no letter to replace) is left out.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

WORDS = {
    "fuck": "Well, {} this, the kettle is broken again",
    "shit": "That was {} and we know it, sorry all",
    "bullshit": "Inhale the good stuff, exhale the {} from Monday",
    "asshole": "Do not be that {} at the till today",
    "scheisse": "So eine {} und das am Montag, der Ofen ist aus",
    "arschloch": "Wer hier parkt ist ein {} und das bleibt er auch",
    "putain": "Encore une panne, {} de machine, on revient à midi",
    "connard": "Le {} qui a pris notre échelle peut la rendre",
    "mierda": "Otra vez sin luz, qué {} de mañana para todos",
    "gilipollas": "El {} que aparcó en la puerta, que venga ya",
    "caralho": "Acabou o pão, {} para a chuva, hoje não há mais",
    "stronzo": "Lo {} che ha preso la bici la riporti, per favore",
}
"""Each word with the post it stands in."""

VOWELS = "aeiou"
LOOKS = {"a": "а", "c": "с", "e": "е", "o": "о", "p": "р", "i": "і", "s": "ѕ", "h": "һ", "u": "υ", "r": "г", "t": "т"}
DIGITS = {"i": "1", "a": "4", "o": "0", "e": "3", "s": "5", "u": "v"}
SIGNS = {"a": "@", "s": "$", "i": "!", "o": "0", "e": "€"}


class Disguised(NamedTuple):
    """One disguised post."""

    disguise: str
    word: str
    text: str
    piece: str


def _vowel(word: str, sign: str) -> str:
    """The first vowel after the first letter replaced."""
    place = next(i for i, c in enumerate(word) if i and c in VOWELS)
    return word[:place] + sign + word[place + 1 :]


def _first_replaced(word: str, table: dict[str, str]) -> str:
    place = next((i for i, c in enumerate(word) if i and c in table), -1)
    return word if place < 0 else word[:place] + table[word[place]] + word[place + 1 :]


def _all_replaced(word: str, table: dict[str, str]) -> str:
    return "".join(table.get(c, c) if i else c for i, c in enumerate(word))


def _circled(word: str) -> str:
    return "".join(chr(0x24D0 + ord(c) - 97) for c in word)


def _bold(word: str) -> str:
    return "".join(chr(0x1D41A + ord(c) - 97) for c in word)


DISGUISES: dict[str, Callable[[str], str]] = {
    "digit for a letter": lambda w: _first_replaced(w, {k: v for k, v in DIGITS.items() if k != "u"}),
    "digits for letters": lambda w: _all_replaced(w, {k: v for k, v in DIGITS.items() if k in "aoe"}),
    "sign for a letter": lambda w: _first_replaced(w, SIGNS),
    "star for a vowel": lambda w: _vowel(w, "*"),
    "stars for the middle": lambda w: w[:2] + "*" * (len(w) - 3) + w[-1],
    "stars after the first letter": lambda w: w[0] + "*" * (len(w) - 1),
    "dash for a vowel": lambda w: _vowel(w, "—"),
    "hyphen for a vowel": lambda w: _vowel(w, "-"),
    "low line for a vowel": lambda w: _vowel(w, "_"),
    "hash for a vowel": lambda w: _vowel(w, "#"),
    "dot for a vowel": lambda w: _vowel(w, "."),
    "spaces between": " ".join,
    "dots between": ".".join,
    "hyphens between": lambda w: "-".join(w.upper()),
    "drawn out": lambda w: _vowel(w, next(c for i, c in enumerate(w) if i and c in VOWELS) * 4),
    "invisible between": "\u200b".join,
    "look-alike letters": lambda w: _all_replaced(w, LOOKS),
    "bold letters": _bold,
    "circled letters": _circled,
    "emoji inside": lambda w: _vowel(w, "🔥"),
    "hashtag": lambda w: {"scheisse": "#sogeht" + w, "mierda": "#vaya" + w}.get(w, "#this" + w),
    "line break": lambda w: w[:2] + "\n" + w[2:],
}


def table() -> Iterator[Disguised]:
    """Every disguised post."""
    for name, disguise in DISGUISES.items():
        for word, post in WORDS.items():
            piece = disguise(word)
            if piece != word:
                yield Disguised(name, word, post.format(piece), piece)


INNOCENTS = (
    # a bad word inside a good one
    "Carols in Scunthorpe and Penistone on the 12th",
    "Fresh shiitake from the forest, £4 a punnet",
    "The assassin bug is in the glass case on your left",
    "A tour of the cockpit, and a photo with the captain",
    "Class assembles at nine, assessments at ten",
    "Our therapist has free appointments on Thursday",
    "Cockerels at dawn: earplugs are free at reception",
    "The Arsenal of Venice, a talk with slides",
    "Mr Hancock and Mrs Cockburn judge the marrows",
    "Basement bass lessons with Bassey, bring your bass",
    "Passion fruit passata, an embarrassment of riches",
    "Analysis and analytics for canal boats",
    "Grapefruit and raspberry scrapings, no crap puns please",
    "Titanic tits and tittle-tattle: the museum of gossip",
    "The Shittu family has run this bakery since 1988",
    "Matsushita and Yamashita play the final",
    "Shuttlecocks, stopcocks and weathercocks: aisle four",
    "Dickens, Dickinson and Dixon: a reading in the library",
    "Wankdorf stadium is sold out, the tram runs late",
    "The Clitheroe choir and the Lightwater brass band",
    "Mishit drives and push it pulls: the golf clinic",
    "Peacocks and hancocks in the Cockermouth show ring",
    "Saturday's assorted assignments: sass and grass",
    "Phuket and Fukuoka: flights from £399",
    "The Fuchs family of Fuchsberg grows fuchsias",
    # a good sense of a bad word
    "Dick Van Dyke dances on the roof, matinee on Sunday",
    "A great tit and three blue tits at the feeder",
    "She finished summa cum laude, we could not be prouder",
    "Spotted dick and custard, £5.50",
    "Our oldest ass, Percival, is 41 and likes ginger biscuits",
    "The bitch and her nine puppies are doing well",
    "Bastard toadflax flowers on the chalk in June",
    "Bloody Mary with horseradish, two for one on Sunday",
    "Prick the dough with a fork, then rest it",
    "Turn the knob to the left and wait for the click",
    "Brass balls and door knobs, polished while you wait",
    "Sod roof houses of Iceland, an illustrated talk",
    "Git push, git pull, git rebase: a workshop for beginners",
    "The cock crows at five. So does the baker.",
    "Cox's orange pippins and other apples of the world",
    "Hell is a village in Norway. It froze over on Tuesday.",
    "Damn: the beavers have built a dam",
    "The ass and the ox arrive at the stable on the 24th",
    "A load of old balls: the tennis club sells its stock",
    "Chicken breasts, thighs and rump steak at the counter",
    "Pussy willow is out, and the catkins are early",
    "Cracks and nuts and bolts in every size",
    "The Bastard Kings of Leinster, a history in four parts",
    "Slag heaps and cinder tracks: a walk for families",
    "Hooker and prop, that is what the scrum needs on Saturday",
    # other languages
    "Slut på rean, vi ses igen på måndag och tisdag",
    "Med stor fart ned ad bakken, og så kakao til alle",
    "Der Schal ist dick, die Wolle weich und der Kaffee heiß",
    "Auf der Fahrt nach Fucking, das jetzt Fugging heißt, liegt Schnee",
    "Der Mist liegt auf dem Feld, es riecht nach Frühling",
    "Es ist hell draußen, wir gehen in die Pfalz",
    "Ich bin kein Arzt, aber der Tee hilft. Gute Besserung!",
    "Le cône de chèvre, la mer de Glace et le petit bassin",
    "Il a pu tailler la haie, puis il a pris un bain de pieds",
    "Le phoque et la loutre: les bébés du zoo sont arrivés",
    "La bite d'amarrage du port est repeinte en rouge",
    "La douche est réparée, merci pour votre patience",
    "Le concombre, le citron et la conserve: la recette du samedi",
    "El cono de vainilla y el helado negro de regaliz",
    "La computadora se disputa, se imputa y se reputa: gramática",
    "Una polla de agua y dos patos viven en el estanque del parque",
    "El negro es el color de la temporada en nuestra tienda",
    "Con pan y con vino se anda el camino, dice el refrán",
    "El diputado y la computadora, una comedia sobre la reputación",
    "Feliz Ano Novo a todos, o forno reabre no dia 2",
    "O cacau da Bahia e a pica-pau da mata: oficina para crianças",
    "Os putos do bairro jogam à bola na rua até ao jantar",
    "Il cono gelato alla nocciola costa due euro",
    "Benvenuti a Troia, il rosone ha undici raggi e la torta è buona",
    "Il figlio della cuoca studia, la zuppa è quasi pronta",
    "Spazzole e scope: oggi si pulisce la piazza con tutti",
    "Een kunt u afhalen, twee kunt u laten bezorgen",
    "Wij fokken Brandrode runderen en dat is een mooi vak",
    "De kok kookt, de bakker bakt en het brood is klaar",
    "Het vak van de loodgieter: een kraan, een buis en een pik-ploeg",
    "Türkçe: yarın şık bir sık sorulan sorular sayfası var",
    "Kochani, dziś w menu pyszne pierogi i kompot",
    "Croeso i bawb, mae'r siop ar agor tan bump o'r gloch",
    "Hän on kuusi vuotta ja pitää isosta suklaakakusta",
    "Mandag er der kage til alle, og fri kaffe på fartøjet",
    # signs, numbers, tags and names
    "Three for $5, five for $8, see www.push.it/offers",
    "Write to me@stard.example or to b.itch@example.org",
    "S.H.I.E.L.D. night, doors at 7 p.m., tickets a.s.a.p.",
    "A55 closed near A&E, use the A5 instead",
    "*Everything* must go, **really**, 50% off*",
    "We put* it in writing. *See our terms",
    "Sizes XS* S* M* L*, prices from £4**",
    "BO$$ boots and CA$H prizes at the fair",
    "#robinhood #FarmersHitGold #amputationprevention #computador",
    "#essexgardens #plantsofinstagram #classof2026",
    "C# and F# developers, R&D, B&B and M&S nearby",
    "Who're we? The folks who've fixed your boilers since 1970",
    "Ring 0800 5417 2000 or 5417-5417 and ask for Ash",
    "Model 5H17 replaces 5H16, order code F0CK-22-A",
    "He11o W0rld: our robot club starts on Monday",
    "f(x) = 2x, u = 3, c = 4, k = 5: maths night",
    "W I N T E R S A L E, starts at nine",
    "Y M C A dancing, then U B 40 on the record player",
    "F U N and C A K E for the little ones",
    "A - B - C - D, said the duck, and the class sang",
    "Whoooo! Sooo good. Yesss! Puuurfect weather.",
    "Brrrr, it is cooold. Sooooup!",
    "ʕ•ᴥ•ʔ and (╯°□°)╯ are our favourite faces",
    "Love❤you, sun☀day and pizza🍕time: the sticker set",
    "naïve café, über jalapeño: accents are free today",
    "СКИДКИ сегодня, Привет from our Moscow-born baker",
    "Καλημέρα from Athens, the ouzo is cold",
    "Shop\nHelp\nInvite\nParty",
    "Find\nUs\nCosy\nTonight",
    "snake_case, kebab-case and camelCase explained",
    "@shittu_bakes and @dick_cheeseman join the panel",
    "https://example.com/sh1t-happens-a-history is a dead link now",
    "Read “A Short History of Swearing”, no bleeps, over 16s",
    "Wish it, push it, finish it, then dish it out",
    "The grass it sits on, as hit songs play, smells of summer",
)
"""Posts that say nothing bad."""
