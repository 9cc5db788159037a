"""How headlines and disaster feeds speak: the words by which an entry's kind and places are told."""

from guard.events.store import EventKind

CODES: dict[str, EventKind] = {
    "eq": "earthquake",
    "earthquake": "earthquake",
    "tc": "storm",
    "fl": "flood",
    "wf": "fire",
    "vo": "disaster",
    "dr": "disaster",
    "ts": "disaster",
}
"""What disaster feeds call a kind."""

KINDS: dict[EventKind, str] = {
    "earthquake": """
        earthquake quake aftershock erdbeben séisme seisme terremoto sismo tremor deprem gempa aardbeving
        jordbävning""",
    "storm": """
        hurricane typhoon cyclone tornado storm sturm orkan ouragan tempête huracán tormenta furacão tempestade
        uragano""",
    "flood": """
        flood floods flooding hochwasser überschwemmung inondation inondations inundación inundaciones enchente
        alluvione banjir""",
    "attack": """
        attack attacks shooting gunman bombing stabbing massacre hostages anschlag attentat fusillade atentado
        tiroteo ataque tiroteio attentato""",
    "conflict": """war airstrike airstrikes missile missiles invasion shelling krieg guerre guerra ofensiva""",
    "fire": """
        wildfire wildfires bushfire bushfires fire blaze waldbrand brand brandkatastrophe incendie incendies
        incendio incendios incêndio""",
    "accident": """
        crash crashes collision derailment derails capsizes capsized collapse collapses explosion blast stampede
        absturz unglück unfall naufrage accidente naufragio choque acidente incidente crollo""",
    "epidemic": """outbreak epidemic pandemic ebola cholera measles ausbruch épidémie epidemia surto""",
    "disaster": """
        tsunami volcano eruption landslide mudslide avalanche drought famine heatwave disaster vulkan erdrutsch
        lawine volcan éruption volcán erupción deslave desastre vulcão deslizamento frana catastrophe katastrophe""",
    "protest": """
        protest protests riot riots unrest uprising unruhen émeutes protestas disturbios protestos proteste""",
    "death": """
        dead dies died death deaths killed victims tote tot gestorben morts mort décès muertos muere muerte mortos
        morre morte morti morto""",
}
"""Words of headlines, in the order in which they decide: three dead in an earthquake is an earthquake."""

NOT_MEANT = frozenset("stock stocks market markets shares crypto bitcoin sale film movie game season review".split())
"""Beside these words a crash or a storm is none."""

STORMS = ("hurricane", "typhoon", "cyclone", "storm", "orkan", "tormenta", "huracán", "ouragan", "furacão")
"""Kinds of storm before which or after which a name of its own stands."""

BEFORE_PLACES = (
    "in near at off from across hits hit strikes struck rocks over outside of bei nahe vor à en au aux dans près de em "
    "no na nel nella cerca"
).split()
ARTICLES = r"(?:the|der|den|dem|la|le|les|los|las|el|il|lo)"
IN_PLACES = r"(?:de|da|do|del|della|la|le|el|al|of|the|sur|am|upon)"

NOT_IN_PLACES = frozenset(
    """after amid and are as at before but by dead dies for from has have he her his is it its january february march
    april may june july august september october november december killed kills leaves live monday tuesday wednesday
    thursday friday saturday sunday more new on over police president prime minister rescuers says she than that they
    this to today tonight update updates was were while who why with""".split()
)
"""Words at which the name of a place has ended: headlines may capitalise everything."""

NOT_ALONE = NOT_IN_PLACES | frozenset(
    """north south east west northern southern eastern western bath nice reading orange mobile split cork hull sale
    deal battle""".split()
)
"""No place by themselves: parts of the sky, and places whose names are everyday words."""

USUAL = {
    "us": "united states",
    "usa": "united states",
    "united states of america": "united states",
    "uk": "united kingdom",
    "uae": "united arab emirates",
    "viet nam": "vietnam",
    "russian federation": "russia",
    "türkiye": "turkey",
    "syrian arab republic": "syria",
    "lao people's democratic republic": "laos",
}
"""Names that nobody writes in a post, or that are everyday words in lower case, and the usual ones."""
