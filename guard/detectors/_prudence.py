"""What the rules about sex share: where frank words are at home, and how strong a finding is for an account."""

from collections.abc import Iterator

from guard.detectors.kit import Context, Detect, Hit, Rule, Text, View, hit_at
from guard.model import Severity
from guard.text.mention import is_condemned, is_named, is_quoted, reports


def is_frank(post: View) -> bool:
    """Say whether the account is one of which nobody expects prudence: condoms, lingerie, sex education."""
    return post.about.has("adult_trade")


def educates(text: Text) -> bool:
    """Say whether the text speaks of sex as health, education, art, law or help."""
    return text.has("sex_education")


def expected(post: View, context: Context) -> Severity:
    """How severe innuendo is: readers of a public office or of an account for children forgive none."""
    formal = (
        context.account.kind == "public-body" or post.about.has("young_audience") or post.text.has("young_audience")
    )
    return "block" if formal else "review"


def innuendo_in(rule: Rule, *lists: str) -> Detect:
    """A detector that reports the rows of these lists unless the account is frank or the text educates."""

    def detect(post: View, context: Context) -> Iterator[Hit]:
        for text in post.judged:
            for match in text.matches(*lists):
                if is_frank(post) or educates(text):
                    return
                if not _is_others(text, match.start, match.end, match.first, match.last):
                    yield hit_at(rule, text, match, severity=expected(post, context))

    return detect


def _is_others(text: Text, start: int, end: int, first: int, last: int) -> bool:
    """Say whether the words are a name or somebody else's."""
    return is_named(text, first, last) or is_condemned(text, first) or (is_quoted(text, start, end) and reports(text))
