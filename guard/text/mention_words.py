"""The words by which ``guard.text.mention`` tells a mention from a use, in the languages that the guard reads.

All are in reading form: lower case, straight apostrophes, accents kept.
"""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


PLACES = _set(
    "road street lane avenue park hill river lake beach bridge close drive square county town village island bay "
    "creek hall house farm inn arms festival march parade weg straße strasse platz rue calle plaza via piazza rua "
    "praça laan straat"
)
"""What follows the name of a place or an event: Dyke Road."""

NAME_PARTS = _set("van von de der den del della di da ter ten le la")
"""What stands inside a family name, after a first name."""

TITLES = _set("mr mrs ms dr sir lady lord saint st san santa captain professor aunt uncle councillor judge")
"""What stands before a name."""

DENIALS = _set(
    "not isn't aren't wasn't weren't don't doesn't didn't never no without nobody none nicht kein keine keinen "
    "nie pas jamais aucun aucune nunca ningún ninguna não non mai nessun nessuna niet geen nooit"
)
"""What turns the words after it round."""

STOPPING = _set(
    "stop instead avoid quit ban banned drop dropped dropping retire retired replace replaced rename renamed "
    "remove removed statt stoppt vermeide éviter évitez arrêtez evita eviten dejar evite evitare smettere vermijd"
)
"""Verbs by which people are asked to leave a word out."""

CALLING = _set(
    "called calling calls shouted shouting yelled screamed sprayed spraying painted daubed scrawled graffitied "
    "chanted chanting hurled heckled insulted nannte genannt beschimpfte beschimpft geschmiert schmierte gerufen "
    "rief traité traita traités crié tagué llamó llamaron gritó gritaron insultó pintado chamou chamaram gritou "
    "gritaram pichado xingou chiamò chiamato chiamata urlato urlò scritto noemde genoemd riep uitgescholden "
    "geroepen"
)
"""Verbs after which an insult is somebody else's."""

CALLED_AT_THE_END = _set("genannt beschimpft gerufen geschmiert genoemd uitgescholden geroepen")
"""The same where the verb closes the sentence."""

SELVES = _set("i we i'm we're i'll we'll i've we've you ich wir je nous on yo nosotros eu nós io noi ik wij")
"""Who speaks: "we call him ..." is no report of abuse."""

REPORTING = CALLING | _set(
    "said says say told tell tells wrote writes written asked asks heard hear commented comments comment reads "
    "read posted sagt sagte cris cri grida gesagt schrieb schreibt hieß heißt fragte gehört dit dites disait "
    "écrit écrivait demande demandait entendu entendue dijo dicen dice decía escribió escribía preguntó oyó disse "
    "dizem diz escreveu perguntou ouviu dicono scrivevano scrisse ha detto chiese sentito zei zegt zeggen schreef "
    "vroeg vraagt gehoord heckler caller customer sentence sentences advert adverts listing listings sign note "
    "satz"
)
"""Verbs and people by which a post passes on what others said."""

CONDEMNING = _set(
    "slur slurs graffiti swastika swastikas vandalised vandals racist racists racism sexist sexism misogyny "
    "misogynist homophobic homophobia biphobia transphobic transphobia antisemitic antisemitism islamophobic "
    "islamophobia ableist ableism xenophobia xenophobic fatphobia colourism colorism abuse abusive harassment "
    "discrimination discriminatory discriminates unlawful hateful bigot bigots bigotry misconduct barred reported "
    "apologised apologized apologise apologize apology offensive hurtful stereotype stereotypes cliché clichés "
    "cliche cliches bullying bullied scrubbed dehumanising dehumanizing outdated unacceptable schimpfwort "
    "beleidigung rassistisch rassismus rassistische diskriminierung diskriminierend sexistisch angezeigt "
    "ausgelistet insulte insultes raciste racistes racisme sexiste sexisme illégale plainte homophobe stéréotype "
    "insulto racista racismo machista machismo discriminación denunciar denuncia homófobo homofobia estereotipo "
    "xingamento discriminação denúncia estereótipo razzista razzisti razzismo sessista sessismo discriminazione "
    "omofobia stereotipo scheldwoord racistisch discriminatie seksisme seksistisch aangifte homofobie"
)
"""Words by which a post calls abuse by its name, or says what followed."""

TEACHING = _set(
    "diskutieren discuss debate debates history histories myth myths facts figures historical museum archive "
    "archives exhibition exhibit glossary dictionary etymology lexicon linguist term terminology word meaning "
    "diagnosis diagnosed disorder symptom symptoms charity research survey leaflet lecture documentary memoir "
    "memoirs century centuries decades novel essay geschichte ausstellung wörterbuch begriff wort diagnose archiv "
    "vortrag histoire musée exposition dictionnaire mot diagnostic historia museo exposición diccionario palabra "
    "diagnóstico charla história museu exposição palavra storia mostra dizionario parola diagnosi geschiedenis "
    "tentoonstelling woordenboek woord betekent"
)
"""Words of teaching, research and medicine."""

COMMUNITY_EVENTS = _set(
    "reclaim reclaimed reclaiming pride dykemarch marchers csd orgullo orgulho queer lgbt lgbtq lgbtqia lgbtq+ "
    "lesbians drag"
)
"""What a post is about when a community speaks of itself."""

LAUGHING = _set(
    "lol lmao haha hahaha hehe rofl jk mdr ptdr jaja jajaja kkk kkkk rsrs ahah ahaha banter "
    "😂 🤣 😆 😜 🤪 😝 💀 😏 🤡 🙄 😹"
)
"""Signs that the post laughs."""

WINKING = LAUGHING | _set("😉 😅 😬 🤭 😈 😘 👀 🤫 🤷 🙃 oops wink kidding joking")
"""Signs that the post wants to be funny."""
