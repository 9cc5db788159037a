"""What is known about host names: endings, shorteners, test machines, editors, file shares and well-known sites.

Tables only, read by ``guard.text.links`` and by the link detectors. No list of all endings is needed: an unknown ending
counts as an address only after ``http://`` or ``www.``.
"""

COUNTRY_ENDINGS = frozenset(
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by "
    "bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi "
    "fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gt gu gw gy hk hm hn hr ht hu id ie il im in "
    "io iq ir is it je jm jo jp ke kg kh ki km kn kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me "
    "mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf "
    "pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st sv "
    "sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws "
    "ye za zm zw".split()
)
"""Endings of countries (ISO 3166, with uk and eu)."""

COMMON_ENDINGS = frozenset(
    "com org net edu gov mil int info biz name pro mobi travel museum jobs coop aero cat tel asia app dev "
    "page web shop store blog site online tech cloud digital website space live news media agency studio "
    "design art film video tube music band theater tickets events party wedding photo photos gallery "
    "fashion beauty salon spa yoga fitness run bike fit football golf ski hockey rugby horse vet dental "
    "clinic health healthcare hospital care doctor law legal lawyer tax accountants bank finance financial "
    "money credit loan insurance capital fund exchange trading market shopping sale deals discount coupons "
    "promo gift gifts toys games game bet casino poker win vip club social community group team family love "
    "life world global international earth eco green energy solar water farm garden flowers pet pets dog "
    "food restaurant cafe bar pub beer wine vin pizza kitchen recipes cooking hotel hotels holiday villas "
    "cruises flights voyage tours taxi limo car cars auto parts repair tools build builders construction "
    "plumbing house homes properties property estate immo rent apartments school university college academy "
    "education training courses study science institute foundation charity ngo gives church bible faith "
    "army navy city town london berlin paris wien koeln hamburg bayern nyc amsterdam vlaanderen brussels "
    "gent cymru wales scot bzh quebec gal eus swiss africa top xyz icu buzz click link win rest work works "
    "support help email host hosting zone center guide tips wiki review reviews report company ltd inc llc "
    "gmbh sarl ventures partners consulting services solutions systems network software computer chat codes "
    "security example bio ink pub press post plus one today fun lol cool best expert fyi monster quest".split()
)
"""Endings that are not countries, as far as posts use them."""

WORDY_ENDINGS = frozenset(
    "am as at bar beer best bet blog by cafe car care cars chat city click club cool credit deals design do "
    "dog earth energy events expert family farm fashion film finance fit fitness flowers food football fun "
    "fund game games garden gift gifts green group guide health help holiday homes hotel house id in info "
    "ink international is law legal life link live lol love market me media money monster movie music my "
    "name network news no one online page parts party pet pets photo photos pizza plus pm post press pro "
    "pub quest recipes red rent report rest restaurant review reviews run sale school science services shop "
    "shopping so social solar space store studio study support team tech tel tips to today tools top tours "
    "town toys training travel us video water web website win wine work works world yoga zone".split()
)
"""Endings that are words as well: "see you there.so cute" is no address. They count with a path or www."""

SECOND_LEVELS = frozenset(
    "co com org net gov gob gouv govt ac edu or ne go gub nhs police sch ltd plc asso mil nom k12 nic".split()
)
"""Labels that stand between a country's ending and the registered name, as in co.uk and com.br."""

MISTYPED_ENDINGS = frozenset(
    "con cmo ocm comm coom vom xom cpm corn con.uk co.ukk co.ul co.uj cou.uk cco.uk ogr orgg og.uk og rog "
    "nte ner nett netl dee fe frr ess itt nll ptt ukk uk.co bre bomm gob.uk gv.uk".split()
)
"""Endings that nobody can register and that fingers make out of com, org, net and the like."""

CHEAP_ENDINGS = frozenset(
    "top xyz click icu buzz win rest support site online info live ru cfd sbs cyou monster quest work loan "
    "tk ml ga cf gq pw shop fun link help zip mov bond lol vip".split()
)
"""Endings that cost nearly nothing and are known from phishing; alone they prove nothing."""

PRIVATE_ENDINGS = frozenset(
    "local localdomain localhost internal intranet corp lan home private invalid test intern".split()
)
"""Endings that only a house's own network knows."""

TEST_LABELS = frozenset(
    "staging stage stg dev develop development test tests testing uat qa preview previews preprod "
    "preproduction pre demo-internal sandbox beta-internal acc acceptance int integration intranet intra "
    "internal corp vpn local localhost dev1 dev2 test1 test2 staging1 staging2 stage1 stage2 recette "
    "preprod1 abnahme entw entwicklung tst acceptatie homologacao hml teste pruebas collaudo".split()
)
"""Labels of machines that are meant for colleagues or for trying things out."""

ADMIN_LABELS = frozenset(
    "admin administrator wp-admin cms backend backoffice back-office beheer cpanel phpmyadmin kibana "
    "grafana jenkins".split()
)
"""Labels of consoles from which somebody runs the site."""

SHORTENERS = frozenset(
    "bit.ly tinyurl.com t.co goo.gl ow.ly is.gd buff.ly cutt.ly rebrand.ly t.ly shorturl.at tiny.cc rb.gy "
    "lnkd.in dlvr.it trib.al v.gd soo.gd bl.ink short.io s.id u.to qr.ae adf.ly".split()
)
"""Services behind whose links nobody sees where they lead."""

TUNNELS = tuple(
    "ngrok.io ngrok.app ngrok.dev ngrok-free.app ngrok-free.dev trycloudflare.com loca.lt serveo.net "
    "localhost.run lhr.life tunnelmole.net devtunnels.ms github.dev gitpod.io codesandbox.io "
    "webcontainer.io".split()
)
"""Addresses that vanish when somebody closes a laptop."""

FILE_SHARES = (
    "we.tl",
    "wetransfer.com",
    "transfer.sh",
    "filemail.com",
    "send-anywhere.com",
    "file.io",
    "smash.gg",
    "fromsmash.com",
)
"""Services whose links expire and are meant for one recipient."""

PREVIEW_HOSTS = (
    "netlify.app",
    "vercel.app",
    "herokuapp.com",
    "pages.dev",
    "azurewebsites.net",
    "web.app",
    "firebaseapp.com",
    "onrender.com",
    "surge.sh",
)
"""Hosts on which every branch of a site has an address of its own."""

MAIL_WRAPPERS = (
    "safelinks.protection.outlook.com",
    "urldefense.com",
    "urldefense.proofpoint.com",
    "list-manage.com",
    "campaign-archive.com",
    "mandrillapp.com",
)
"""Hosts that wrap the links of mails; such a link names the mail's recipient."""

PROGRAM_SCHEMES = frozenset(
    "chrome chrome-extension moz-extension edge about blob view-source content javascript data devtools "
    "resource".split()
)
"""Beginnings of addresses that work only inside one program."""

WELL_KNOWN = frozenset(
    "facebook.com fb.com fb.me instagram.com threads.net threads.com x.com twitter.com linkedin.com "
    "youtube.com youtu.be tiktok.com pinterest.com reddit.com snapchat.com discord.com discord.gg twitch.tv "
    "mastodon.social bsky.app bsky.social whatsapp.com wa.me telegram.org t.me spotify.com soundcloud.com "
    "bandcamp.com apple.com google.com goo.gl youtube-nocookie.com amazon.com amazon.co.uk amazon.de "
    "amzn.to netflix.com eventbrite.com eventbrite.co.uk ticketmaster.com ticketmaster.co.uk dice.fm "
    "ticketweb.com meetup.com zoom.us microsoft.com office.com linktr.ee beacons.ai linkin.bio campsite.bio "
    "justgiving.com gofundme.com crowdfunder.co.uk kickstarter.com indiegogo.com patreon.com ko-fi.com "
    "change.org wikipedia.org github.com github.io gitlab.com medium.com substack.com wordpress.com "
    "mailchimp.com mailchi.mp typeform.com surveymonkey.com surveymonkey.co.uk forms.gle calendly.com "
    "paypal.com paypal.me etsy.com ebay.com ebay.co.uk shopify.com myshopify.com booking.com airbnb.com "
    "tripadvisor.com tripadvisor.co.uk trustpilot.com opentable.com opentable.co.uk resy.com ubereats.com "
    "deliveroo.co.uk just-eat.co.uk doordash.com glassdoor.com indeed.com doi.org arxiv.org who.int "
    "bbc.co.uk bbc.com".split()
)
"""Sites that accounts link to whoever they are."""

DETOURS = frozenset(
    "translate.goog translate.google.com webcache.googleusercontent.com l.facebook.com lm.facebook.com "
    "l.instagram.com l.threads.com l.messenger.com out.reddit.com slack-redir.net steamcommunity.com/linkfilter "
    "away.vk.com vk.com/away.php youtube.com/redirect linkedin.com/redir google.com/url google.de/url google.fr/url "
    "google.es/url google.it/url google.nl/url google.pt/url google.co.uk/url google.ie/url google.com.br/url "
    "bing.com/ck/a bing.com/aclk google.com/aclk duckduckgo.com/l r.search.yahoo.com ecosia.org/url".split()
)
"""Hosts, some with the beginning of a path, through which a copied link leads before it reaches the page itself."""

FORWARDING = frozenset(
    "to url u q dest destination redirect redirect_url redirect_uri next target goto go link out r".split()
)
"""Parameters whose value is the address to which a page sends its visitors on."""
