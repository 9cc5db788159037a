"""slur: the post uses a word that insults people for who they are.

What it looks for
    Slurs for race, origin, religion, caste, orientation and gender identity, in English, German, French, Spanish,
    Portuguese, Italian, Dutch and some others, each with the harmless senses that it also has (a chink in the armour,
    faggots and peas, the dyke that held, kaffir lime's old name). A post that reports, condemns, quotes or explains the
    word passes; so does a community that uses its own word of itself.

Why
    A slur tells a whole group that they are less. There is no context of a brand's post that carries it, and screenshots
    outlive every apology.

Flags
    The lady with the chinky eyes is waiting for her pizza
    Lads, tell that faggot on the door we are on the list
    Gyppos on the common again. Lock up your sheds!
    Bei uns arbeiten keine Kanaken, nur Fachleute.

Passes
    Chinks of light came through the blinds at seven and the whole office cheered.
    Faggots, mushy peas and gravy, every Thursday, £7.
    A guest called our waiter a chink last night. She has been barred.
    The dyke held all night. Thank you to everyone who carried sand.

Precedents
    Papa John's 2012: "lady chinky eyes" stood as the customer's name on a receipt; apologies on Facebook and Twitter.

Limits
    Words that are slurs in one country and names in another are only read as slurs where nothing points to the name.
"""

from guard.detectors._people import said
from guard.detectors.kit import Rule
from guard.model import Precedent

RULE = Rule(
    code="M301",
    slug="slur",
    category="hate_or_slur",
    severity="block",
    summary="This word is a slur.",
    why="It insults people for who they are. Those who are meant will read it as hate, whatever the joke was.",
    instead="Take the word out. Name people the way they name themselves, or do not mention their group at all.",
    offended=("the people whom the word insults", "their families and friends"),
    precedent=Precedent(
        "Papa John's (New York franchise)",
        2012,
        "a racial slur stood as the customer's name on a receipt; the employee was dismissed and the company apologised",
    ),
    confidence=0.95,
)
WAKES_ON = ("slurs",)

detect = said(RULE, "slurs")
