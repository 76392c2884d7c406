"""Encodings told by their foreign words: the one in which all of them make words of one script.

In an English text a few names or marks are all that is not ASCII: too little for statistics over the whole text.
"""

import re
from collections.abc import Callable
from itertools import pairwise

WORDS = re.compile(r"[^\W\d_]+")
MARKS = re.compile(
    r"[\s\u200b\u2600-\u27bf\ufe0f\U0001f300-\U0001faff‐‑“”‘’„‚–—―…·•°§©®™€£¥±×½¼¾«»′″→■□●○★※、。，．；：？！（）《》〈〉「」『』【】〔〕～％＄￥－／]"
)
"""Characters beside words that texts hold, in whatever script."""
ENOUGH = 8
"""Hangul syllables that tell Korean from Chinese, whose bytes are alike."""
COMMON_SHARE = 0.6
"""Least share of characters, in an East Asian text, that the encoding has among its most frequent."""


def fitting(data: bytes) -> str | None:
    """The encoding in which every foreign word of the bytes fits, the likeliest first; None if there is none."""
    for name, fits in ENCODINGS:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        words = [word for word in WORDS.findall(text) if not word.isascii()]
        rest = MARKS.sub("", WORDS.sub("", text))
        if all(c.isascii() or c.isdigit() for c in rest) and fits(words):
            return name
    return None


def _latin(words: list[str]) -> bool:
    """Letters of Latin script, with an ASCII letter among them, and no accented capital after a small letter."""
    return all(
        max(word) < "\u0250"
        and any(c.isascii() for c in word)
        and not any(a.islower() and b.isupper() and not b.isascii() for a, b in pairwise(word))
        for word in words
    )


def _cyrillic(words: list[str]) -> bool:
    """Words wholly of Cyrillic letters, small, capital or capitalised."""
    return all(
        all("\u0400" <= c <= "\u04ff" for c in word) and (word.islower() or word.istitle() or word.isupper())
        for word in words
    )


def _east(charset: str, first: int, last: int, least: int = 0) -> Callable[[list[str]], bool]:
    """Words wholly of East Asian characters, mostly frequent ones: those with a lead byte from first to last."""

    def fits(words: list[str]) -> bool:
        codes = [char.encode(charset, "ignore") for word in words for char in word]
        if any(char < "\u3040" for word in words for char in word) or len(codes) < least:
            return False
        common = sum(len(code) == 2 and first <= code[0] <= last for code in codes)
        return common >= (1.0 if least else COMMON_SHARE) * len(codes)

    return fits


ENCODINGS: tuple[tuple[str, Callable[[list[str]], bool]], ...] = (
    ("cp1252", _latin),
    ("cp949", _east("euc_kr", 0xB0, 0xC8, ENOUGH)),
    ("gb18030", _east("gb2312", 0xB0, 0xD7)),
    ("big5", _east("big5", 0xA4, 0xC6)),
    ("cp932", _east("shift_jis", 0x82, 0x97)),
    ("cp1251", _cyrillic),
    ("koi8-r", _cyrillic),
    ("cp1250", _latin),
    ("mac-roman", _latin),
)
"""The encodings that texts are found in beside UTF-8, the likeliest first."""
