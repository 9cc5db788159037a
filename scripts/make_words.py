"""Write ``guard/text/words.z``: the words that hashtags are cut into, with how frequent each is.

Sources: which words exist comes from SCOWL (the lists of Debian's ``wamerican`` and ``wbritish``; free to use, copy and
sell with its notice, see guard/text/SOURCES.md); how frequent they are is counted in the posts written for this project
and in openly licensed collections (Apache-2.0, MIT, CC0: GoEmotions, Davidson, EDOS, implicit hate, toxic spans, online
misogyny, ToxiGen's human seeds). Counts are facts; no text of them is kept.

::

    apt-get install wamerican wbritish
    python scripts/make_words.py ../shared/data
"""

import gzip
import json
import math
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from guard.text.fold import fold
from guard.text.language import SMALL_WORDS

TARGET = Path(__file__).parent.parent / "guard" / "text" / "words.z"
LISTS = ("/usr/share/dict/american-english", "/usr/share/dict/british-english")
OUR_POSTS_COUNT = 8
"""Our posts are those of organisations, as hashtags are; the collections are talk, much of it angry."""

SHORT = set(
    "a i ad af ai am an as at be bs by dj do eu go he hi hr id if in is it la le ma me mr ms mt my no nz ny of oh ok "
    "on or os pa pc pm pr st so to tv uk un up us vs we xo ya yo".split()
)
"""The only words of one and two letters: others would cut every hashtag into rubble."""

LATER = ("de", "fr", "es", "pt", "it", "nl")
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


def main(data: str) -> int:
    """Count, choose and pack."""
    ours = Counter(_words(Path(data, "mission_train.jsonl.gz")))
    counts = Counter(_words(Path(data, "public_train.jsonl.gz")))
    for word, count in ours.items():
        counts[word] += OUR_POSTS_COUNT * count
    chosen = {w: c for w, c in counts.items() if _belongs(w, c, ours[w])}
    TARGET.write_bytes(zlib.compress(_packed(chosen).encode("ascii"), 9))
    return 0


def _words(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            if not row.get("licence", "").startswith("CC-BY"):
                yield from (w.replace("'", "") for w in WORD.findall(fold(row["text"]).text))


def _known() -> tuple[set[str], set[str]]:
    words = {w.strip() for path in LISTS for w in Path(path).read_text(encoding="utf-8").splitlines()}
    low = {w for w in words if w.islower()}
    return low, {w.lower() for w in words} - low


COMMON, NAMES = _known()
SMALL = {w for language in LATER for w in SMALL_WORDS[language].split() if w.isascii() and len(w) > 2}


def _belongs(word: str, count: int, ours: int) -> bool:
    if len(word) < 3:
        return word in SHORT
    if word in COMMON or word in SMALL:
        return len(word) > 3 or count > 2
    if word in NAMES:
        return len(word) > 3
    return ours >= 4 or count >= 60


def _packed(chosen: dict[str, int]) -> str:
    """One line a class of frequency (how many bits of surprise), most frequent first; words by alphabet."""
    total = sum(chosen.values())
    classes: dict[int, list[str]] = {}
    for word, count in chosen.items():
        classes.setdefault(round(math.log2(total / count)), []).append(word)
    return "\n".join(f"{bits} {' '.join(sorted(words))}" for bits, words in sorted(classes.items()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))
