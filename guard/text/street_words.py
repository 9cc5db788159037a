"""The words by which a street is known, in seven languages: cheap enough to be asked of every post with a number."""

ENGLISH_WORDS = frozenset(
    "street st road rd lane ln avenue ave close drive dr court walk garden gardens terrace mews crescent "
    "place way row hill square grove park boulevard blvd rise green quay view "
    "parade villa villas cottage cottages buildings "
    "wharf yard vale parkway circle gate heights meadow meadows esplanade fold path".split()
)
OTHER_WORDS = frozenset(
    "rue avenue boulevard chemin allée place impasse quai sráid calle avenida avda paseo rua travessa "
    "alameda via viale corso vicolo".split()
)
_ENDINGS = "straße strasse str gasse allee platz damm ufer straat laan gracht plein kade dijk steeg singel weg"
STREET_ENDINGS = tuple(_ENDINGS.split())
OTHER_ENDINGS = tuple(f"{ending} " for ending in (*STREET_ENDINGS, "str."))
STREET_WORDS = ENGLISH_WORDS | OTHER_WORDS
