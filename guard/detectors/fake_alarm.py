"""fake-alarm: danger is announced, and then it was only a joke or an advertisement.

What it looks for
    An alarm that opens the post (a hack, a recall, an explosion, an escaped tiger, a missing child, "EMERGENCY
    ALERT", "BREAKING") and the turn after it: "just kidding", "... to our new glaze", a price or a laughing emoji
    in the next sentence. In seven languages. Real alarms have no such turn; drills and satire accounts pass.

Why
    People share the first line before they read the second. Some of them run, call the police or their child, and
    the next true alarm is not believed.

Flags
    WE HAVE BEEN HACKED. We have lost control ... to our new pistachio glaze.
    EMERGENCY ALERT: toxic cloud over town, stay indoors. Just kidding! But our sale is toxic.

Passes
    We were hacked on Tuesday. If you got a message from us with a link, delete it.
    Fire drill on Thursday at ten. It is a drill.

Precedents
    Call of Duty (Activision) 2015: told a terror attack as if it were live news, to promote a game.

Limits
    An alarm without any turn cannot be told from a true one by its words; see planned-stunt.
"""

from collections.abc import Iterator

from guard.detectors._stunts import may_alarm, stunt
from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.model import Precedent

RULE = Rule(
    code="M742",
    slug="fake-alarm",
    category="deception",
    severity="block",
    summary="This raises an alarm that turns out to be a stunt.",
    why="People act on the first line: they run, call, share. The next true alarm is not believed.",
    instead="Announce the product as what it is. If you need a hook, take one that nobody has to fear.",
    offended=("people who believed it", "people who went through the real thing"),
    precedent=Precedent(
        "Call of Duty (Activision)", 2015, "told a terror attack as if it were live news, to promote a game"
    ),
    confidence=0.85,
)
WAKES_ON = ("alarm_danger", "alarm_headline")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit from the alarm to the turn that makes it a joke or an advertisement."""
    if may_alarm(post, context):
        return
    for text in post.judged:
        for alarm in ("alarm_danger", "alarm_headline"):
            found = stunt(
                text, alarm, sold=("selling", "joking_emoji") if alarm == "alarm_danger" else ("joking_emoji",)
            )
            if found:
                yield hit(RULE, text, *found)
                break
