"""A parsed document while its entities are being found: which characters are taken, and how a span becomes a mention."""

import re
from bisect import bisect_left, bisect_right

from flows.extract.annotation import Entity, Mention
from flows.extract.parse import Parsed, Sentence

TAIL = re.compile(r"(?:(?<=[a-z]{3})\.)?[\[(]?\d*[^\w.]*\Z")
"""What does not belong to a name at its end."""
MONEY = frozenset("$£€¥₽₹%")
"""Signs that make letters before them a currency: US$."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
HEADLINE = 0.3
"""A sentence with fewer of its longer words in small letters than this is written like a headline."""


class Page:
    """The mentions found so far in a document."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.text = parsed.text
        self.mentions: list[Mention] = []
        self._starts = [t.idx for t in parsed.doc]
        self._taken = bytearray(len(parsed.text))
        self._headlines: dict[int, bool] = {}

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """First token of a span of characters and the one after its last."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        return first, max(bisect_left(self._starts, end), first + 1)

    def add(self, start: int, end: int, entity: Entity, form: str, rule: str, confidence: float) -> None:
        """A further mention, unless the span is torn by the end of a sentence: evidence lies within one."""
        first, last = self.tokens(start, end)
        sentence = self.parsed.sentence_of(first)
        if start < sentence.start or end > sentence.end:
            return
        self.mentions.append(
            Mention(entity, sentence, start, end, self.text[start:end], form, rule, confidence, (first, last))
        )
        self._taken[start:end] = b"\1" * (end - start)

    def drop(self, gone: list[Mention]) -> None:
        """Takes mentions back."""
        ids = {id(m) for m in gone}
        self.mentions = [m for m in self.mentions if id(m) not in ids]
        for m in gone:
            self._taken[m.start : m.end] = bytes(m.end - m.start)

    def free(self, start: int, end: int) -> bool:
        """Whether no mention touches a span."""
        return not any(self._taken[start:end])

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that touch a span, in order."""
        if self.free(start, end):
            return []
        return sorted((m for m in self.mentions if m.start < end and start < m.end), key=lambda m: m.start)

    @staticmethod
    def clean(name: str) -> str:
        """A name without what a missing space glued to its end, a note mark or a bracket; "" if white space breaks it or it is money."""
        return "" if "  " in name or name[-1:] in MONEY else TAIL.sub("", name)

    def headline(self, sentence: Sentence) -> bool:
        """Whether most words of a sentence have capitals, and no clause shows through, so that a capital says nothing."""
        if sentence.ordinal not in self._headlines:
            span = self.parsed.span(sentence)
            words = [t.text for t in span if t.is_alpha and len(t) > 3]
            small = sum(w[0].islower() for w in words)
            clause = any(t.dep_ in SUBJECTS and t.head.is_lower and t.head.pos_ in ("VERB", "AUX") for t in span)
            self._headlines[sentence.ordinal] = len(words) > 2 and small < HEADLINE * len(words) and not clause
        return self._headlines[sentence.ordinal]
