"""Is the text English? A look at its head, robust for short texts and for English that quotes other languages."""

import functools
import re

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLE = 2000
"""Characters that are looked at."""
FUNCTION_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "that",
        "with",
        "for",
        "from",
        "by",
        "as",
        "at",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "this",
        "these",
        "their",
        "they",
        "its",
        "it",
        "not",
        "which",
        "who",
        "will",
        "would",
        "can",
        "could",
        "said",
        "between",
        "after",
        "about",
        "into",
        "than",
    ]
)
TELLING = frozenset({"the", "of", "and"})
"""Of these, English running text has at least one."""
ENGLISH = frozenset({"en", "pcm", "sco"})
"""English, and its closest kin, for which short English texts are taken."""
WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")


def other_language(text: str) -> str | None:
    """None if the text is English, or too short to tell; else what it looks like, for the detail of a reject."""
    head = text[:SAMPLE]
    finding = _judge(head)
    if finding and len(text) > 2 * SAMPLE:
        middle = len(text) // 2
        if _judge(text[middle : middle + SAMPLE]) is None:
            return None
    return finding


def _judge(sample: str) -> str | None:
    """What the sample looks like if it is not English."""
    letters = sum(map(str.isalpha, sample))
    if letters == 0:
        return None
    words = [w.lower() for w in WORD.findall(sample)]
    latin = sum(map(len, words)) / letters
    function_words = [w for w in words if w in FUNCTION_WORDS]
    kinds = set(function_words)
    if kinds & TELLING and len(kinds) >= 3 and len(function_words) >= 0.12 * len(words) and latin >= 0.3:
        return None
    ranked = dict(_identifier().rank(sample))
    language, confidence = next(iter(ranked.items()))
    english = sum(ranked.get(code, 0.0) for code in ENGLISH)
    unsure = confidence < 0.5 and (english > 0.05 or len(words) < 20)
    if language in ENGLISH or (unsure and latin >= 0.5):
        return None
    return f"looks like {language} (ISO 639), probability {confidence:.2f}; only English is read"


@functools.cache
def _identifier() -> LanguageIdentifier:
    """The language identifier, loaded once."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
