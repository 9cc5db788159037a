"""Requests of the press are no complaints, who tells of own dead or own illness is heard, and a phone that died is none."""

import pytest

from flows.audience.phrase_reader import PhraseReader
from flows.audience.trained import TrainedReader

POST = "Our summer sale is on fire! Everything must go this weekend."
BEREAVED, ILL = "people who have lost someone", "people with cancer and their families"

PRESS = """
I'm a reporter with the Valley Times, could you explain who approved this post?
Hi, journalist at Harbour Radio here. Could someone call me about this before five?
I'm writing a piece for The Coast Herald on the reaction to your ad. Do you have a comment?
Producer with Channel 9 News. We'd like to interview your head of marketing today, please DM.
Hello, Sara Lind from the Evening Gazette. Are you aware of the calls to boycott, and do you have a statement?
We are covering this for the morning show and would like a statement from your company.
I report for the Northside Tribune. Who can I contact about this post? My deadline is 4pm.
Press enquiry: can you send me your spokesperson's email? I write for a trade magazine.
Freelance journalist here, working on a story about offensive adverts. Would you be willing to talk?
Good morning, I'm a news editor at Lakeside FM. Will you apologise, and may we have a comment for our 8 o'clock bulletin?
As a reporter for the Daily Ledger I'd like to ask whether the post was planned. Please get in touch.
This is Tom from Riverbend TV news, can we get a comment on why the post was deleted?
Soy periodista del Diario del Valle, ¿podrían explicarme quién aprobó la publicación?
Hola, trabajo para Radio Costa y me gustaría pedirles una declaración.
Je suis journaliste au Courrier du Val, qui puis-je contacter pour une interview ?
Bonjour, je prépare un article pour La Gazette, pouvez-vous commenter cette publication ?
Ich bin Reporterin beim Talboten, wer kann mir ein Statement dazu geben?
Hallo, ich schreibe für die Küstenzeitung. Können Sie erklären, wer den Beitrag freigegeben hat?
Sou jornalista do Diário do Vale, podem explicar quem aprovou esta publicação?
Olá, escrevo para um jornal e gostaria de uma entrevista com o vosso responsável.
Sono una giornalista del Corriere della Valle, potete spiegare chi ha approvato il post?
Buongiorno, lavoro per Radio Costa, a chi posso chiedere un commento?
Hey, Mia from Channel 4 here - any chance you can tell us how this got published? On air at six.
I'm on the news desk at the Argus and would love to hear why this was posted. DMs open.
We're putting together a segment for tonight's show about brand posts that go wrong. Would anyone from your side join us?
Local reporter here: who made this decision and when will you take it down? Need a line for tomorrow's paper.
BBC Radio producer. Who could join us for an interview?
I host a podcast on advertising, could I invite your marketing lead to explain the thinking?
I cover retail for The Globe. Will you fire the agency? A quick comment would help.
Hi! I'm a student journalist at the campus paper. May I quote your reply?
Periodista de La Voz aquí, ¿van a pedir disculpas? Necesito una declaración para mañana.
Somos de Canal 8, ¿podemos hablar con el responsable de la campaña?
Journaliste pour Le Matin, pouvez-vous me dire qui a validé cette publicité ?
Nous préparons un sujet pour le JT, qui peut nous répondre ?
Freie Journalistin, ich arbeite an einem Artikel über diese Werbung. Wie erreiche ich Ihre Pressestelle?
Redaktion Abendblatt hier, wer hat das freigegeben? Bitte um Rückruf.
Repórter da Rádio Norte, vão retirar o anúncio? Precisamos de uma declaração.
Lavoro al quotidiano La Voce, mi potete dire chi ha deciso? Serve una dichiarazione.
Good afternoon. Lena Fisk, The Morning Star. Would you be able to comment on the post?
I'm with NPR and we're reporting on this. Who is the right person to speak to?
Hello there, I work on the consumer desk of a national newspaper. Do you have five minutes to explain how it was approved?
Documentary researcher here. Please could you follow back so we can talk about this post?
Soy reportera de un periódico local, ¿me pueden explicar qué pasó? ¿Despedirán a alguien?
Bonjour, journaliste indépendante, pourriez-vous m'expliquer comment ce tweet a été publié ?
Guten Tag, ich bin vom Lokalradio. Werden Sie sich entschuldigen? Wir bitten um eine Stellungnahme.
Bom dia, sou da TV Litoral. Podemos falar com alguém da empresa?
Salve, sono un giornalista freelance, vorrei capire perché il post è stato pubblicato. Mi rispondete?
Our newsroom would like to know whether you plan to apologise. Please call us.
"""

HURT = """
I am a reporter and I lost my house in that fire
As a journalist I am disgusted
I'm a reporter and my mother was in that house. I want a statement from your CEO, not a coupon.
As a journalist I am ashamed for you. Explain who approved this.
Journalist here. This is vile, and I'd like an interview with whoever wrote it.
I'm not a reporter, just a widow. Explain who approved this.
Every reporter in town should ask you who approved this disgrace
Soy periodista y esto me da asco, expliquen quién lo aprobó
Ich bin Journalistin und finde das widerlich. Erklärt euch.
Je suis journaliste et j'ai perdu mon frère dans cet incendie, honte à vous
You made a statement to the Valley Times and not one word to us. Shame on you.
Came here from Channel 4. Who approved this?
Why is nobody from the press asking who approved this?
My husband is a journalist and even he is speechless. Explain yourselves.
Call the BBC, call the Times, tell them. No comment from you, of course?
I write for a living and I have never seen anything so cruel. Answer us.
I'm a journalist, but today I'm just a daughter whose dad burned in that fire. Talk to us.
Local reporter here, I stood in front of those houses. You should be ashamed. Answer the families.
I'm a news producer and this made me cry. Who wrote it?
I used to be a reporter and I have covered fires. You have no heart. Explain this.
As a reporter who has stood at too many graves: take it down.
The Times will love this one. Who signed this off?
I'm calling every newspaper in town until you explain yourselves
Give us a statement! We lost everything in that fire.
Press office: answer the families!
My sister works for Channel 9 and was crying on air because of you.
I write for the Echo and I grew up on that street. How dare you. Comment on that.
Ich arbeite beim Radio und schäme mich für euch. Wer hat das freigegeben?
Je travaille dans la presse et j'ai honte. Expliquez-vous.
"""

OF_THE_DEAD = """
My daughter did not come home on Friday
Dad's funeral is on Thursday
My mum was in that house. They found her this morning
We buried our little boy last week.
My husband went to work that morning and never came back.
It has been nine days without my sister.
I was planning my brother's funeral when I saw this.
They pulled my uncle out of the water on Sunday.
My best friend was on that train. She was twenty.
I still have my mum's voicemail from that night. She is gone.
Mi hija no volvió a casa el viernes
El funeral de mi padre es el jueves
Ma fille n'est pas rentrée vendredi
L'enterrement de papa est jeudi
Meine Tochter ist am Freitag nicht nach Hause gekommen
Papas Beerdigung ist am Donnerstag
A minha filha não voltou para casa na sexta
O funeral do meu pai é na quinta
Mia figlia non è tornata a casa venerdì
Il funerale di papà è giovedì
I buried my wife in March.
My brother died in a fire like that
Our son never made it to the hospital.
Mum passed away two days ago and this is the first thing I see.
They identified my cousin by her ring.
My sister was on the third floor. She didn't make it.
Still waiting for my brother's body.
I am writing my dad's obituary and you sell lighters.
My baby girl was four. I will never hold her again.
Mi hermano murió en un incendio así.
Mañana entierro a mi abuela.
Mon père est mort dans cet immeuble.
On enterre mon frère demain.
Mein Bruder ist in so einem Feuer gestorben.
Wir haben am Montag meine Oma beerdigt.
O meu irmão morreu num incêndio assim.
Mio fratello è morto così.
Domani seppelliamo mio nonno.
My nephew was nine. He never woke up.
Two years ago today I lost my mum.
My fiancé died in that blaze and you make a pun.
I have to choose a headstone this week. Then I open my phone and see you.
I scattered my dad's ashes on Saturday.
My parents were found in the hallway, holding hands.
I held my son's hand while he died.
Perdimos a nuestra abuela en el incendio.
Mon frère n'est jamais revenu.
Unsere Tochter kam nicht mehr nach Hause.
Perdi a minha mãe naquele incêndio.
Abbiamo perso nostra sorella in quell'incendio.
"""

OF_ILLNESS = """
I have stage four
Third round of chemo for me
I start radiotherapy on Monday.
My tumour is back. And then I see this.
I was told last week that it has spread to my bones.
Mi tercera quimio es mañana
Ma troisième chimio est demain
Morgen habe ich meine dritte Chemo
Amanhã faço a minha terceira quimio
Domani ho la mia terza chemio
Chemo day for me again.
The cancer is in my liver now
On my way to radiation right now.
Diagnosed with breast cancer on Tuesday, and then your ad.
Estoy en tratamiento de cáncer y leo esto.
J'ai un cancer du sein, voilà.
Ich habe Krebs im Endstadium.
Tenho cancro da mama.
Ho un tumore al polmone.
Stage three here.
I had my second mastectomy in May
They found it in my lymph nodes last week.
My chemo starts tomorrow and this is what I get to read
Mañana empiezo la quimio.
Je commence la chimio lundi.
Am Montag beginnt meine Chemo.
Começo a quimio na segunda.
Lunedì inizio la chemio.
"""

TRAPS = """
My phone died on Friday, what did I miss?
My plants died
this joke died
My laptop died halfway through, can someone send me the link?
I have stage four tickets for the festival, which gate is it?
Third round of drinks for me
Dad's birthday is on Thursday, do you deliver?
My mum was in that shop. They found her size this morning, thank you!
our wifi died, is the stream still up?
The battery died after three days, how do I return it?
My car died outside your shop, are you open till six?
my basil died again lol
Dad's birthday cake is sorted, thanks!
My boy came home with a huge grin, thank you!
my sister went home happy
This meme is dead
I'm dead 😂😂
Stage four of the tour starts in Lyon, are you a sponsor?
My brother didn't get the mail, can you resend the voucher?
He is twenty and already owns the whole range
J'ai perdu mon ticket, comment faire ?
Ich habe meine Karte verloren, an wen wende ich mich?
Phone died, can someone sum up what happened?
My orchid died because of your soil, can I get another?
The chat died
my speaker died after a week, is there a warranty?
My mum loved this one, is it still available?
Mi móvil murió, ¿qué pasó?
Mon téléphone est mort, qu'est-ce que j'ai raté ?
Mein Handy ist tot, was hab ich verpasst?
Il mio telefono è morto, cosa mi sono perso?
I'm dying, this is gold 😂
Bury me in these shoes 😍
Paper or plastic?
I read the Times every day, do you ship abroad?
"""

NOBODYS = """
My son did not come home with the right milk, do you still have the two litre one?
The show's funeral scene is on Thursday
My daughter never wore hers, can I return it?
We lost the match but what a night
"""


@pytest.fixture(scope="module", params=[PhraseReader, TrainedReader])
def read(request):
    reader = request.param(POST)
    return lambda text: reader.read([text])[0]


def lines(block):
    return pytest.mark.parametrize("text", block.strip().split("\n"))


@lines(PRESS)
def test_a_request_of_the_press_is_no_complaint(read, text):
    found = read(text)
    assert found.stance == ("question" if "?" in text else "neutral")
    assert (found.demand, found.group, found.strength) == (None, None, 0.0)


@lines(HURT)
def test_who_is_hurt_is_heard_whatever_the_trade(text):
    assert TrainedReader(POST).read([text])[0].stance == "offended"
    assert not PhraseReader(POST).hear(text).signs.press


@lines(OF_THE_DEAD)
def test_own_dead(text):
    found = TrainedReader(POST).read([text])[0]
    assert (found.stance, found.group) == ("offended", BEREAVED)


@lines(OF_ILLNESS)
def test_own_grave_illness(text):
    found = TrainedReader(POST).read([text])[0]
    assert (found.stance, found.group) == ("offended", ILL)


@pytest.mark.parametrize("text", ["The doctors say I have a year.", "Terminal patient here, thanks for nothing."])
def test_an_own_terminal_illness(text):
    assert TrainedReader(POST).read([text])[0].group == "people with a terminal illness"


def test_a_request_names_no_group_of_the_offended(read):
    found = read("As a journalist covering advertising I'd be interested in hearing your side. DM me?")
    assert (found.stance, found.group, found.demand) == ("question", None, None)


def test_who_sells_is_no_press(read):
    text = "Forbes journalist here, get featured! DM me on telegram, earn 900 dollars https://win.example/x 💰"
    assert read(text).stance == "spam"


@lines(TRAPS)
def test_nobody_died(read, text):
    found = read(text)
    assert found.stance != "offended"
    assert found.group is None


@lines(NOBODYS)
def test_no_group_is_made_of_it(read, text):
    assert read(text).group is None
