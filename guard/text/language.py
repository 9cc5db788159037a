"""Which language a post is in, guessed from its small words and its letters.

Made for short posts: a table look-up a word, a few microseconds a post. ``languages`` says how likely each language is
and says nothing when there is too little to go by. Seven languages are those of the lexicons; the others are here
so that their words are not taken for English or German ones (Swedish ``slut``, Danish ``fart``).
"""

from collections.abc import Sequence
from functools import cache

ENOUGH = 1.0
"""Evidence that is needed before anything is said: about one word that only one language has."""

SMALL_WORDS = {
    "en": (
        "the of and to is you that it was for are with his they be at this have from or one had by but not what "
        "all were we when your can said there an each which she how their if will up other about out many then "
        "them these some her would make like into has look two more write see way could people my than been who "
        "its now find long down did get come may our us just today new here only it's we're don't that's i'm "
        "you're let's we've can't it'll you'll there's what's every because where why off free open please thank "
        "thanks happy love best week weekend tomorrow tonight shop between"
    ),
    "de": (
        "der die das und ist nicht ein eine einen einem einer eines ich du er wir ihr sie es mit auf für von dem "
        "den des zu im am an auch aber als wie wenn bei aus nach nur noch so oder vom zum zur über unter vor bis "
        "sich sind war waren hat haben wird werden kann können muss müssen mehr sehr jetzt heute morgen schon "
        "hier dann doch mal kein keine keinen euch uns unser unsere unseren eure euer mein meine dein deine dich "
        "mich dir mir alle alles immer wieder was wer wo warum weil dass ab uhr neu neue neuen ohne gegen durch "
        "ganz gibt ihre seine ihm ihn bin bist seid freitag samstag"
    ),
    "fr": (
        "le la les de des du un une et est en que qui dans pour pas sur avec ce cette ces il elle nous vous ils "
        "elles je tu on ne se sa son ses mon ma mes ton ta tes notre votre nos vos leur leurs au aux par plus "
        "mais ou où donc car si tout tous toute toutes être avoir fait faire sont ont était c'est l qu y a à très "
        "bien aussi même encore jusqu chez sans sous entre depuis pendant quand comme comment pourquoi "
        "aujourd'hui aujourd hui demain voici voilà merci bonjour jour jours ça cela quelle quel lundi mardi "
        "mercredi jeudi vendredi samedi dimanche"
    ),
    "es": (
        "el la los las de del y que en un una unos unas es por para con no se su sus lo al como más pero o este "
        "esta estos estas esto eso esa ese si sí ya muy también me mi mis te tu tus nos os nuestro nuestra "
        "nuestros nuestras vuestro vuestra le les son está están ser hay fue ha han hoy mañana ayer todo todos "
        "toda todas cada cuando donde dónde qué quién porque sin sobre entre hasta desde así aquí ahora siempre "
        "nunca gracias hola días lunes martes miércoles jueves viernes sábado domingo va vamos hacer tiene "
        "tenemos estamos otra otro muchas mucho"
    ),
    "pt": (
        "o a os as de do da dos das e que em um uma uns umas é por para com não se seu sua seus suas no na nos "
        "nas ao aos à às como mais mas ou este esta isto isso essa esse já muito também me meu minha meus minhas "
        "te teu tua nosso nossa nossos nossas você vocês a gente pra pro são está estão ser há foi hoje amanhã "
        "ontem todo todos toda todas cada quando onde quem porque sem sobre entre até desde assim aqui agora "
        "sempre nunca obrigado obrigada olá dia dias segunda terça quarta quinta sexta sábado domingo vai vamos "
        "fazer tem temos estamos pela pelo num numa"
    ),
    "it": (
        "il lo la l i gli le di del della dei degli delle dello e che in un una uno è per con non si suo sua suoi "
        "sue al alla ai agli alle allo da dal dalla dai nel nella nei nelle sul sulla sui come più ma o questo "
        "questa questi queste quello quella se sì già molto anche mi mio mia miei mie ti tuo tua ci vi nostro "
        "nostra nostri nostre vostro vostra sono siamo siete sei hai ho ha hanno essere fare c'è oggi domani ieri "
        "tutto tutti tutta tutte ogni quando dove chi cosa perché senza su tra fra fino così qui ora sempre mai "
        "grazie ciao giorno giorni lunedì martedì mercoledì giovedì venerdì sabato domenica"
    ),
    "nl": (
        "de het een en van ik te dat die in is niet op aan met als voor er maar om hem dan zijn was of we wij je "
        "jij jullie ze zij hij hun ons onze mijn jouw uw u naar bij ook nog wel geen door over uit tot zo heeft "
        "hebben heb kan kunnen moet wordt worden meer veel nu vandaag morgen gisteren hier daar waar wat wie hoe "
        "waarom omdat als alle alles altijd nooit graag bedankt vanaf tussen zonder zaterdag zondag vrijdag "
        "maandag deze dit komt weer want"
    ),
    "da": (
        "og i det at en et den til er som på de med han af for ikke der var mig sig men har om vi min havde ham "
        "hun nu over da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle vil blev kunne når "
        "være jeg jer vores efter"
    ),
    "sv": (
        "och i att det som en på är av för med den till inte har de om ett han men var jag sig från vi så kan när "
        "år säger hon under också efter eller nu sin där vid mot ska skulle kommer ut får finns vara hade alla "
        "andra mycket än här då sedan över bara blir upp även vill två vårt vår våra ni er mer idag"
    ),
    "no": (
        "og i det er på som en for med av til har at ikke den de et om å vi han var fra så kan seg skal men også "
        "vil etter du jeg hun mer ut blir når være opp nå over ble hadde bare der nok dere oss vår våre hva hvor"
    ),
    "pl": (
        "i w na z do nie się że to jest o jak ale po co tak za od jego już dla tylko czy był przez ma tym być mi "
        "są przy było lub oraz nasz nasza nasze dziś jutro teraz bardzo wszystko jej ich może który która które "
        "dzień"
    ),
    "tr": (
        "ve bir bu da de için çok ile ama ne gibi daha var en kadar sonra olarak ben sen biz siz mi mı değil olan "
        "her şey yok bugün yarın yeni olduğu ki iyi diye şimdi bizim sizin"
    ),
    "cy": ("yr yn mae ar gan ei eu ein eich fod wedi hefyd bydd oedd dydd diolch bore heno chi ni"),
    "id": (
        "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena kita ada bisa kami anda sudah"
    ),
    "hi": ("hai mein ka ki ke nahi aur ko kya bhi hain toh hum aap yeh woh kar ho se par tak sab koi apne"),
    "fi": (
        "ja on ei se että hän oli mutta niin kun tai myös vain kuin ovat sen nyt tämä jos sinä minä me te meidän teidän"
    ),
}
"""The words that make up half of any text in a language, and a few that posts are full of."""

LETTERS = {
    "ß": ("de",),
    "ä": ("de", "sv", "fi"),
    "ö": ("de", "sv", "tr", "fi"),
    "ü": ("de", "tr", "es"),
    "ñ": ("es",),
    "¿": ("es",),
    "¡": ("es",),
    "ã": ("pt",),
    "õ": ("pt",),
    "ç": ("fr", "pt", "tr"),
    "ê": ("fr", "pt"),
    "œ": ("fr",),
    "è": ("fr", "it"),
    "ò": ("it",),
    "ù": ("fr", "it"),
    "ì": ("it",),
    "ø": ("da", "no"),
    "å": ("sv", "da", "no"),
    "æ": ("da", "no"),
    "ł": ("pl",),
    "ż": ("pl",),
    "ś": ("pl",),
    "ę": ("pl",),
    "ą": ("pl",),
    "ğ": ("tr",),
    "ı": ("tr",),
    "ş": ("tr",),
    "ŵ": ("cy",),
    "ŷ": ("cy",),
}
"""Letters that few languages have; each says less than a word does (``café`` is English too)."""

LETTER_WEIGHT = 0.5
MOST_LETTERS = 3


@cache
def _words() -> dict[str, tuple[tuple[str, ...], float]]:
    """The languages of each small word, and the share of the word that each gets."""
    table: dict[str, tuple[str, ...]] = {}
    for language, words in SMALL_WORDS.items():
        for word in set(words.split()):
            table[word] = (*table.get(word, ()), language)
    return {word: (languages, 1.0 / len(languages)) for word, languages in table.items()}


def languages(words: Sequence[str]) -> dict[str, float]:
    """How likely ``words`` (reading form) are in each language, ISO 639-1, most likely first; empty: nobody can tell.

    The shares add up to one. A post in two languages has two large shares.
    """
    scores: dict[str, float] = {}
    for found, share in filter(None, map(_words().get, words)):
        for language in found:
            scores[language] = scores.get(language, 0.0) + share
    text = "".join(words)
    if not text.isascii():
        _weigh_letters(text, scores)
    return _shares(scores) if scores else {}


def _weigh_letters(text: str, scores: dict[str, float]) -> None:
    for letter in set(text).intersection(LETTERS):
        found = LETTERS[letter]
        weight = LETTER_WEIGHT * min(text.count(letter), MOST_LETTERS) / len(found)
        for language in found:
            scores[language] = scores.get(language, 0.0) + weight


def _shares(scores: dict[str, float]) -> dict[str, float]:
    best = max(scores.values())
    if best < ENOUGH:
        return {}
    likely = [(-score, language) for language, score in scores.items() if score >= best / 4]
    if len(likely) == 1:
        return {likely[0][1]: 1.0}
    likely.sort()
    total = sum(score for score, _ in likely)
    return {language: round(score / total, 3) for score, language in likely}
