"""What people complain about: texts that share words are put together, and each heap is named by its own phrases.

TF-IDF, a few latent dimensions, k-means (scikit-learn). Words that every storm holds ("disgusting", "delete") are left
out, because they say that people are angry and not about what. The same texts always give the same themes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from string import ascii_lowercase
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from flows.audience.labels import Labels, plain, stop_words

SEED = 2011
FITTED = 20_000
"""Texts that the themes are made from, spread evenly; all others are only sorted into them."""
FEWEST = 8
"""Fewer texts have no themes that could be told from chance."""
MOST_THEMES = 12
DIMENSIONS = 50
MOST_FEATURES = 20_000
CLOSE = 0.3
"""How much a text must have in common with its theme (cosine)."""
SAME = 0.75
"""Themes whose middles are so close (cosine) are one."""
SMALLEST_SHARE = 0.02
LABELLED_FROM = 1500
"""Texts of a theme that its label is sought in."""
KEYWORDS, EXAMPLES = 6, 5
FREQUENT, LETTERS = 400, 4
"""So many of the most frequent words of so many letters are counted, so that a later look can compare."""

_WORD = r"(?u)[^\W\d_]+(?:'(?:t|s|re|ll|ve|m|d))?"


class Theme(Struct, frozen=True):
    """One theme: a label of a few words that people used, words that mark it, and its texts, the most typical first."""

    label: str
    keywords: tuple[str, ...]
    members: tuple[int, ...]


def themes(texts: Sequence[str]) -> list[Theme]:
    """The themes of ``texts``, largest first; ``members`` are places in ``texts``. Some texts belong to none."""
    if len(texts) < FEWEST:
        return []
    spread = [*range(0, len(texts), -(-len(texts) // FITTED))]
    model = _Model([texts[at] for at in spread])
    if not model.fitted:
        return []
    numbers, closeness = model.sort(texts)
    smallest = max(3, round(SMALLEST_SHARE * len(texts)))
    found = []
    for number in sorted({*numbers.tolist()} - {-1}):
        places = np.flatnonzero(numbers == number)
        if len(places) >= smallest:
            order = places[np.argsort(-closeness[places], kind="stable")]
            found.append((number, tuple(order.tolist())))
    found.sort(key=lambda one: (-len(one[1]), one[0]))
    return _labelled(found, texts, model)


def frequent(texts: Iterable[str]) -> dict[str, int]:
    """In how many of these texts the words that say what they are about stand, the ``FREQUENT`` most frequent.

    Handles and links are no such words, and neither is what a single person writes.
    """
    stop, word = stop_words(), re.compile(_WORD)
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({*word.findall(_said(text))})
    several = ((name, count) for name, count in counts.items() if count > 1)
    kept = ((name, count) for name, count in several if len(name) >= LETTERS and name not in stop)
    return dict(sorted(kept, key=lambda one: (-one[1], one[0]))[:FREQUENT])


def _said(text: str) -> str:
    return plain(text).lower()


class _Model:
    """TF-IDF, latent dimensions and middles, fitted on some texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.fitted = False
        self._vectorizer = TfidfVectorizer(
            preprocessor=_said,
            token_pattern=_WORD,
            stop_words=sorted({*ascii_lowercase, *(part for word in stop_words() for part in re.findall(_WORD, word))}),
            ngram_range=(1, 2),
            min_df=2 if len(texts) < 2000 else max(3, len(texts) // 2000),
            max_df=0.5,
            max_features=MOST_FEATURES,
            sublinear_tf=True,
            dtype=np.float32,
        )
        try:
            weights = self._vectorizer.fit_transform(texts)
        except ValueError:  # no word stands in two of the texts
            return
        self.names: list[str] = self._vectorizer.get_feature_names_out().tolist()
        self._svd = self._fitted_svd(weights)
        points = self._points(weights)
        self._middles = _middles(points[np.abs(points).sum(axis=1) > 0])
        self.fitted = len(self._middles) > 0

    def _fitted_svd(self, weights: Any) -> Any:
        from sklearn.decomposition import TruncatedSVD

        size = min(DIMENSIONS, min(weights.shape) - 1)
        return TruncatedSVD(size, random_state=SEED).fit(weights) if size >= 2 else None

    def _points(self, weights: Any) -> NDArray[Any]:
        points = weights.toarray() if self._svd is None else self._svd.transform(weights)
        lengths = np.linalg.norm(points, axis=1, keepdims=True)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(lengths > 1e-6, points / lengths, 0.0)

    def sort(self, texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[Any]]:
        """The theme of each text (-1: none) and how close it is."""
        numbers, closeness = [], []
        for at in range(0, len(texts), FITTED):
            weights = self._vectorizer.transform(texts[at : at + FITTED])
            near = self._points(weights) @ self._middles.T
            best = near.argmax(axis=1)
            value = near[np.arange(len(best)), best]
            numbers.append(np.where(value >= CLOSE, best, -1))
            closeness.append(value)
        return np.concatenate(numbers), np.concatenate(closeness)

    def keywords(self, texts: Sequence[str], rest: Sequence[str]) -> tuple[str, ...]:
        """The words that these texts hold more of than the others."""
        mine = np.asarray(self._vectorizer.transform(texts).mean(axis=0)).ravel()
        others = np.asarray(self._vectorizer.transform(rest).mean(axis=0)).ravel() if len(rest) else 0 * mine
        best = np.argsort(-(mine - 0.5 * others), kind="stable")[: 3 * KEYWORDS]
        return _distinct([self.names[at] for at in best if mine[at] > 0])


def _middles(points: NDArray[Any]) -> NDArray[Any]:
    """The middles of the heaps, of length one; heaps that are hardly apart are made one."""
    from sklearn.cluster import MiniBatchKMeans

    if len(points) < FEWEST:
        return np.empty((0, 0))
    heaps = min(MOST_THEMES, max(2, round(len(points) ** 0.5 / 2)), len(points) // 3)
    means = MiniBatchKMeans(heaps, random_state=SEED, n_init=3, batch_size=2048, max_iter=50).fit(points)
    middles = means.cluster_centers_ / np.maximum(np.linalg.norm(means.cluster_centers_, axis=1, keepdims=True), 1e-9)
    kept: list[NDArray[Any]] = []
    for at in np.argsort(-np.bincount(means.labels_, minlength=heaps), kind="stable"):
        if all(float(middles[at] @ other) < SAME for other in kept):
            kept.append(middles[at])
    return np.array(kept)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Without words that a longer keyword before them holds already."""
    kept: list[str] = []
    for name in names:
        if not any(set(name.split()) & set(other.split()) for other in kept):
            kept.append(name)
    return tuple(kept[:KEYWORDS])


def _labelled(found: list[tuple[int, tuple[int, ...]]], texts: Sequence[str], model: _Model) -> list[Theme]:
    samples = [[texts[place] for place in members[:LABELLED_FROM]] for _, members in found]
    labels = Labels(samples)
    made, taken = [], set[str]()
    for at, (_, members) in enumerate(found):
        rest = [text for other, sample in enumerate(samples) if other != at for text in sample[:300]]
        keywords = model.keywords(samples[at], rest)
        label = labels.of(at, keywords, taken)
        taken.add(label)
        made.append(Theme(label=label, keywords=keywords, members=members))
    return [theme for theme in made if theme.keywords]
