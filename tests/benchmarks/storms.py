"""Synthetic storms: replies to an invented post, written by rule, each with the truth about it. Nothing here was ever said.

The sentences are made of parts that were written for this generator and not taken from the phrases that the analysis
looks for; they are still far more regular than people are. Figures measured on them are development figures.

    storm(5000, seed=7)                 replies, truth, and when the news and the raid came
    python tests/benchmarks/storms.py 100000 storm.jsonl truth.jsonl
"""

import json
import random
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from flows.platforms.base import Reply

POST = "Feeling trapped at work like a miner underground? Dig yourself out with 30% off all headlamps this weekend!"
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOURS, NEWS_AT, RAID_AT = 72, 26, 47


class Truth(NamedTuple):
    """What is so about one reply. ``wave`` is the wave that it came with: first, news or raid."""

    id: str
    stance: str
    group: str | None
    demand: str | None
    bot: bool
    wave: str
    copy: bool = False


class Storm(NamedTuple):
    """Replies in order of time, the truth about each, and when the news and the raid began."""

    replies: list[Reply]
    truth: list[Truth]
    news: datetime
    raid: datetime


SLOTS: dict[str, list[str]] = {
    "place": [
        "Kettlewick",
        "our valley",
        "Brannock",
        "the pit villages",
        "Lower Aske",
        "Tarn Hollow",
        "my town",
        "the north",
    ],
    "when": [
        "last spring",
        "in 1998",
        "three years ago",
        "when I was nine",
        "before Christmas",
        "in March",
        "not even a year ago",
        "back in '06",
    ],
    "kin": ["grandad", "father", "uncle", "big brother", "cousin", "husband", "stepdad", "best friend"],
    "you": ["you", "you lot", "your company", "this shop", "your marketing people", "@brightlamp", "a lamp shop"],
    "noun": ["post", "tweet", "ad", "caption", "so-called joke", "slogan", "campaign", "pun"],
    "harm": [
        "men buried alive",
        "a collapsed shaft",
        "eleven funerals",
        "people suffocating in the dark",
        "a mining disaster",
        "somebody's last hours",
        "widows waiting at a gate",
        "children growing up without a dad",
    ],
    "sell": [
        "flog torches",
        "shift some headlamps",
        "push a discount",
        "sell more lamps",
        "get a few clicks",
        "move stock",
    ],
    "anger": [
        "I feel ill reading this",
        "this is so wrong on every level",
        "you really thought that was okay",
        "what a rotten thing to put out there",
        "there is nothing amusing about it",
        "zero sensitivity from {you}",
        "this turned my stomach",
        "I have rarely seen anything so callous",
        "unbelievably cruel",
        "you ought to be mortified",
        "that is a vile comparison",
        "I'm fuming",
        "honestly appalling stuff from {you}",
        "how heartless can {you} be",
        "you lost all my respect today",
        "it's grotesque to use {harm} to {sell}",
        "beyond tasteless",
        "{harm} is not material for your {noun}",
        "you made a gag out of {harm}",
        "I cannot get over how insulting this {noun} is",
        "nobody in {place} is laughing",
        "people lost their lives and you {sell}",
        "shameful, just shameful",
        "an ugly, ugly {noun}",
        "do you have any idea how this reads in {place}",
        "turning {harm} into a sales pitch is obscene",
        "I'm honestly shaking with anger",
    ],
    "sarcasm": [
        "oh brilliant, {harm} as a sales hook, truly inspired 🙄",
        "nothing screams buy a lamp like {harm}",
        "lovely stuff, can't wait for your earthquake special 🙄",
        "ah yes because {harm} is exactly what I think of when I need a torch",
        "give that copywriter a bonus, what a classy way to {sell}",
        "well done team, only {harm} could make me want a headlamp /s",
        "slow handclap for whoever typed this 👏 🙄",
        "wow. stunning work. mining deaths, but make it 30% off",
    ],
    "loyal": [
        "I don't get the fuss, it made me smile",
        "everyone needs to calm down, it is a pun",
        "still my favourite lamp shop, love you guys",
        "people will find something to moan about every day",
        "bought two of these, brilliant kit",
        "good on you for having a sense of humour",
        "cracking ad, keep them coming",
        "please don't give in to the professional complainers",
        "it's a bit of fun about lamps, relax everyone",
        "I thought it was clever to be honest",
        "you do great work, ignore the noise",
        "ten years a customer and I'm staying",
        "my whole family loves your headlamps",
        "lads it's only a joke about mondays",
        "nothing offensive here at all, carry on",
        "thank you for the discount, just ordered three ❤️",
        "great offer, great lamps, thanks",
        "honest mistake, you handled it well",
        "I'm with you on this one, folks are too touchy",
        "not offended in the slightest and I work {when}",
    ],
    "fun": [
        "the intern typing this with confidence 💀",
        "me pulling up a chair with popcorn 🍿🍿",
        "somebody in marketing is having a long monday 😂",
        "my toaster has better judgement than this account lol",
        "this thread is the best thing on the internet today 🤣",
        "pov you are the social media manager on holiday",
        "plot twist: the lamp wrote it 😂😂",
        "hahaha the replies are gold",
        "brb telling my headlamp it's famous",
        "rip your mentions 💀",
        "canary in the coal mine: deceased lol",
        "whoever has the login better run 😂",
        "lmao imagine explaining this in the meeting",
        "local lamp shop discovers the word no 🤣",
        "dig yourself out of THIS one 😂",
        "lol",
    ],
    "facts": [
        "Brightlamp posted this at nine this morning.",
        "The sale runs until Sunday according to the site.",
        "Screenshot for later.",
        "It has been up for two hours now.",
        "They make lamps in {place}.",
        "There is a longer piece about the company in the local archive.",
        "Adding this to the list.",
        "The comments are sorted by newest.",
        "I work {when} shifts.",
        "Thread from their old agency below.",
        "Their last campaign was about bicycles.",
        "I use the older model for camping.",
        "Noted.",
        "Second post of theirs today.",
        "The headlamps are 30% off, the torches are not.",
    ],
    "ask": [
        "is this account real?",
        "does the discount work in store as well?",
        "what happened here?",
        "when does the sale end?",
        "has anyone got the original picture?",
        "how bright is the small one?",
        "can somebody tell me what this is about?",
        "do you ship to Ireland?",
        "which mine are people talking about?",
        "is it still up or was it taken down?",
        "are the batteries included?",
        "wait, was this written by a person or scheduled months ago?",
        "why is everyone talking about lamps today?",
        "do you have these in red?",
    ],
    "spam": [
        "Earn 900 dollars a week from home, message me 💰",
        "DM me for promo of your page 🚀",
        "Check out my new channel, link in bio",
        "Lost money to a scam? Recovery expert, text him on whatsapp now",
        "Free gift cards here https://win.example/x 🎁",
        "I made 4k with forex signals, ask me how https://fx.example/join",
        "Cheap followers and likes https://boost.example",
        "Hot deals, use my code LAMP4U https://shop.example",
        "Best crypto presale of the year, join the telegram https://coin.example",
    ],
    "press": [
        "read about this in the Morning Courier and had to come and look.",
        "the evening news just showed this.",
        "saw it on Channel Nine.",
        "my mum sent me the newspaper article.",
        "heard it on the radio on the way home.",
        "came here from the Guardian Weekly piece.",
        "so this is what the headlines are about.",
    ],
}

GROUPS: dict[str, list[str]] = {
    "miners": [
        "As a miner I go down there every day",
        "I'm a retired miner",
        "my {kin} is a miner",
        "We miners bury our friends",
        "twenty years underground, proud miner here",
        "you are mocking miners and their families",
        "miners deserve more than your {noun}",
        "I am a miner's daughter",
        "this is how you treat miners",
    ],
    "bereaved": [
        "I lost my {kin} {when}",
        "we buried my {kin} {when}",
        "my {kin} died in {place} {when}",
        "my late {kin} would have wept",
        "as a widow I read this twice",
        "grieving families follow you",
    ],
    "rescuers": [
        "as a firefighter I pulled people out of {place}",
        "my {kin} is a firefighter",
        "I'm a paramedic and I was on call that night",
        "first responders still have nightmares",
        "we rescuers carry this for life",
    ],
    "mental": [
        "I live with PTSD since {when}",
        "as someone with panic attacks this is not a game",
        "my {kin} has depression and feels trapped every day",
        "being trapped is what depression feels like",
        "people with claustrophobia and PTSD see this too",
    ],
    "nurses": ["nurse here", "as a nurse I sat with them", "I'm a nurse in {place}", "my {kin} works as a nurse"],
    "veterans": [
        "as a veteran I know what being buried means",
        "my {kin} is a veteran",
        "we veterans don't joke about this",
    ],
}

DEMANDS: dict[str, list[str]] = {
    "apology": [
        "say you're sorry and mean it",
        "we are waiting for an apology",
        "you owe {place} an apology",
        "the least you can do is apologise",
        "I want to hear a proper apology",
        "apologise to the families",
        "is an apology coming or not",
    ],
    "remove": [
        "take this down",
        "delete it today",
        "please remove this {noun}",
        "get this {noun} off my timeline",
        "why is it still online",
        "pull the {noun} now",
        "this has to come down",
    ],
    "refund": [
        "I want my money back",
        "refund my order",
        "please cancel my order and refund me",
        "how do I get a refund for the lamp I bought",
    ],
    "fire": [
        "whoever wrote it should lose their job",
        "sack the person responsible",
        "fire your agency",
        "the manager needs to resign",
        "someone has to be fired for this",
    ],
    "donate": [
        "give the profits to the miners' fund",
        "donate every penny of this sale to the families",
        "make a donation to the rescue service",
        "the money from this should go to charity",
    ],
    "policy": [
        "train your staff",
        "get somebody from {place} to check your posts before they go out",
        "tell us what you will change so this never happens again",
        "you need a better approval process",
        "review how you write these things",
    ],
    "boycott": [
        "I will never buy from you again",
        "boycott them",
        "that was my last order here",
        "taking my money somewhere else",
        "don't buy anything from this shop",
        "you just lost a customer",
    ],
    "explain": [
        "who signed this off",
        "explain yourselves",
        "how did this ever get approved",
        "what on earth were you thinking",
        "I'd like to know why you published this",
        "we deserve an explanation",
    ],
}

ABROAD: list[tuple[str, str | None, str | None, str]] = [
    ("offended", "miners", "remove", "Mi abuelo era minero, esto es una falta de respeto. Bórrenlo ya"),
    ("offended", None, "apology", "Qué vergüenza, pidan disculpas a las familias de {place}"),
    ("offended", "bereaved", None, "J'ai perdu mon frère à {place}, c'est honteux de rire de ça"),
    ("offended", None, "remove", "Supprimez cette pub, c'est indécent"),
    ("offended", "miners", None, "Mein Vater ist Bergmann, ich finde das widerlich"),
    ("offended", None, "boycott", "Geschmacklos. Ich kaufe nie wieder bei euch"),
    ("offended", None, "apology", "Que falta de respeito, peçam desculpas"),
    ("offended", None, "explain", "Che vergogna, chi ha approvato questa pubblicità?"),
    ("supportive", None, None, "Me encanta, la gente se ofende por todo"),
    ("supportive", None, None, "C'est juste de l'humour, bravo pour la pub"),
    ("question", None, None, "Wann ist der Sale vorbei?"),
    ("joke", None, None, "jajaja el becario está sudando 😂"),
]

FIRST = "anna ben carla dev ella farid gwen hugo iris jonas kemi leo mara nils olga priya quinn rosa sam tess umar vera will yara zoe".split()
LAST = "archer baker costa dunn evans fox green hill ito jones khan lopez moss nowak owen park reed shaw tran vogel webb young".split()
FILLERS = (
    "honestly,|look,|sorry but|ok so|right,|hey @brightlamp|@brightlamp|mate,|to be fair|good grief,|||||||".split("|")
)
TAILS = ["", "", "", "!", "!!", ".", "...", " 😡", " 💔", " smh", " #brightlamp", " 😢", "."]


class _Pen:
    """Writes sentences out of the parts above."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - a storm is no secret

    def say(self, text: str) -> str:
        """``text`` with its gaps filled."""
        while gap := re.search(r"\{(\w+)\}", text):
            text = text[: gap.start()] + self.chance.choice(SLOTS[gap[1]]) + text[gap.end() :]
        return text

    def some(self, slot: str) -> str:
        return self.say(self.chance.choice(SLOTS[slot]))

    def smudge(self, text: str) -> str:
        """Now and then a slip of the pen, capitals, drawn-out letters."""
        dice = self.chance.random()
        if dice < 0.08 and len(text) > 30:
            at = self.chance.randrange(8, len(text) - 2)
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :] if text[at : at + 2].isalpha() else text
        if dice < 0.13:
            return text.upper()
        if dice < 0.17:
            return re.sub(r"([aeo])(\w)", r"\1\1\1\1\2", text, count=1)
        return text[:1].upper() + text[1:] if dice < 0.6 else text


def _offended(pen: _Pen) -> tuple[str, str | None, str | None]:
    chance = pen.chance
    if chance.random() < 0.08:
        return pen.some("sarcasm"), None, None
    group = chance.choice([*GROUPS, "miners", "bereaved"]) if chance.random() < 0.45 else None
    demand = chance.choice([*DEMANDS, "apology", "remove", "boycott"]) if chance.random() < 0.5 else None
    parts = [pen.some("anger")] if chance.random() < 0.9 or not (group or demand) else []
    if group:
        parts.insert(chance.randrange(len(parts) + 1), pen.say(chance.choice(GROUPS[group])))
    if demand:
        parts.append(pen.say(chance.choice(DEMANDS[demand])))
    if chance.random() < 0.05:
        parts.insert(0, f'"{POST[:46]}"')
    text = chance.choice([". ", ", ", " - ", ". "]).join(parts)
    return f"{chance.choice(FILLERS)} {text}".strip() + chance.choice(TAILS), group, demand


_KINDS = {"supportive": "loyal", "joke": "fun", "neutral": "facts", "question": "ask", "spam": "spam"}


def _reply(pen: _Pen) -> tuple[str, str, str | None, str | None]:
    """A stance, a text, a group and a demand."""
    chance = pen.chance
    if chance.random() < 0.06:
        stance, group, demand, text = chance.choice(ABROAD)
        return stance, pen.say(text), group, demand
    stance = chance.choices(["offended", *_KINDS], [52, 14, 10, 12, 8, 4])[0]
    if stance == "offended":
        text, group, demand = _offended(pen)
        return stance, pen.smudge(text), group, demand
    text = pen.some(_KINDS[stance])
    if stance == "supportive" and chance.random() < 0.3:
        text = f"{text}. {pen.some('loyal')}"
    return stance, pen.smudge(text), None, None


def _name(pen: _Pen) -> str:
    chance = pen.chance
    first, last = chance.choice(FIRST), chance.choice(LAST)
    return chance.choice(
        [
            f"{first}_{last}{chance.randrange(100)}",
            f"{first}{last}",
            f"{first}.{last}.{chance.randrange(2030)}",
            f"the{last}{chance.choice(FIRST)}",
        ]
    )


def _moment(pen: _Pen, wave: str, begins: float = 0.0) -> float:
    """Hours after the post: a quick rise and a slow decline for people, minutes for a raid."""
    chance = pen.chance
    if wave == "raid":
        return begins + chance.random() * 0.7
    if wave == "news":
        return min(begins + 0.3 + chance.expovariate(1 / 5), HOURS - 0.01)
    return min(chance.gammavariate(1.5, 4.5), HOURS - 0.01)


def storm(
    size: int,
    seed: int = 1,
    *,
    news: float = 0.3,
    raid: float = 0.12,
    news_at: float = NEWS_AT,
    raid_at: float = RAID_AT,
) -> Storm:
    """A storm of about ``size`` replies; ``news`` and ``raid`` are the shares that came with these, from which hour."""
    pen = _Pen(seed)
    chance = pen.chance
    pool = [_name(pen) for _ in range(max(3, size))]
    made: list[tuple[float, str, str, Truth]] = []
    for number in range(size):
        wave = chance.choices(["first", "news", "raid"], [1 - news - raid, news, raid])[0]
        if wave == "raid":
            continue
        stance, text, group, demand = _reply(pen)
        if wave == "news" and chance.random() < 0.25:
            text = f"{pen.some('press')} {text}"
        made.append(
            (
                _moment(pen, wave, news_at),
                chance.choice(pool),
                text,
                Truth(str(number), stance, group, demand, bot=False, wave=wave),
            )
        )
    made += _petition(pen, pool, size)
    made += _raid(pen, round(size * raid), raid_at)
    made.sort(key=lambda one: one[0])
    replies, truth = [], []
    for number, (hours, author, text, true) in enumerate(made):
        at = START + timedelta(seconds=round(hours * 3600))
        replies.append(
            Reply(id=f"r{number}", author=author, created_at=at, text=text, likes=int(chance.paretovariate(1.2)) - 1)
        )
        truth.append(true._replace(id=f"r{number}"))
    return Storm(replies, truth, START + timedelta(hours=news_at), START + timedelta(hours=raid_at))


def _petition(pen: _Pen, pool: Sequence[str], size: int) -> list[tuple[float, str, str, Truth]]:
    """People who paste a text that somebody wrote for all: a campaign, but no programs."""
    text = "We, the families of {}, ask Brightlamp to apologise for this advert and to give the weekend's takings to the miners' fund."
    count = max(6, size // 200)
    return [
        (
            pen.chance.random() * HOURS,
            pen.chance.choice(pool),
            text.format(pen.some("place")),
            Truth("", "offended", "miners", "apology", bot=False, wave="first", copy=True),
        )
        for _ in range(count)
    ]


def _raid(pen: _Pen, size: int, begins: float) -> list[tuple[float, str, str, Truth]]:
    """Programs that post variations of few texts within minutes, most under made-up names."""
    chance = pen.chance
    texts = [
        "Brightlamp hates working people, everybody share this and tell your friends to stay away {}",
        "Total disgrace, this company must go bankrupt, never forget what they did {} share before they hide it",
        "Hands off Brightlamp, the media invented this whole scandal to destroy a good company {} wake up people",
    ]
    stances = ["offended", "offended", "supportive"]
    names = [
        f"{chance.choice(FIRST)}{chance.randrange(10**5, 10**8)}" if chance.random() < 0.85 else _name(pen)
        for _ in range(max(1, size // 3))
    ]
    made = []
    for _ in range(size):
        kind = chance.randrange(3)
        text = texts[kind].format(chance.choice(["now", "today", "please", "!!", "friends", "again"]))
        made.append(
            (
                _moment(pen, "raid", begins),
                chance.choice(names),
                text,
                Truth("", stances[kind], None, None, bot=True, wave="raid", copy=True),
            )
        )
    return made


def main(size: str, replies: str, truth: str = "", seed: str = "1") -> None:
    """Write a storm as files of JSON lines, each line marked as synthetic."""
    made = storm(int(size), int(seed))
    with open(replies, "w", encoding="utf-8") as stream:
        stream.writelines(
            json.dumps({**reply.model_dump(mode="json"), "synthetic": True}, ensure_ascii=False) + "\n"
            for reply in made.replies
        )
    if truth:
        with open(truth, "w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(one._asdict()) + "\n" for one in made.truth)


if __name__ == "__main__":
    main(*sys.argv[1:])
