"""Claims with no verb of saying: "Rey: the pact is dead", "the pact is dead: analysts", “The pact is dead.” — Ana Rey."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from flows.document import Block
from flows.extract.parse import Parsed
from flows.extract.statements.claim import Claim
from flows.extract.statements.quotation import Quotation
from flows.extract.statements.voice import Voices

LEAD = re.compile(r"[\"“”']?([^\W\d_][^:;!?\n]{1,60}):\s+(?=\S)")
TAIL = re.compile(r":\s+([^\W\d_][^:;!?\n\"“”]{2,40})[.\s]*$")
SIGNED = re.compile(r"[^\S\n]*(?:[―—–]|--)[^\S\n]*(?=[^\W\d_])([^\n\"“”;:!?―—–]{3,60})")
WORDS = 7
SHORT = 260
"""A paragraph of prose that is a heading in truth has no more characters."""
HEADINGS = frozenset({"title", "heading"})
STRICT = frozenset({"person", "organization", "publication"})
FINITE = ("VBD", "VBZ", "VBP", "MD")


def claims(parsed: Parsed, quotations: Sequence[Quotation], voices: Voices) -> Iterator[Claim]:
    """The claims of headlines, turns of an interview and signed quotations."""
    for block in parsed.document.blocks:
        if block.section in (*HEADINGS, "body") and block.end > block.start:
            yield from _led(parsed, block, voices)
            if block.section in HEADINGS:
                yield from _trailed(parsed, block, voices)
    for q in quotations:
        yield from _signed(parsed, q, voices)


def _led(parsed: Parsed, block: Block, voices: Voices) -> Iterator[Claim]:
    text = parsed.text[block.start : block.end]
    found = LEAD.match(text)
    if found is None or len(found.group(1).split()) > WORDS:
        return
    name = found.group(1)
    head = _head(parsed, block.start + found.end(1))
    turn = name.isupper() and len(name) > 3
    if head is None or not (
        (turn and head.pos_ == "PROPN")
        or (_is_source(head, voices) and (block.section in HEADINGS or len(text) <= SHORT))
    ):
        return
    start, end = block.start + found.end(), block.end
    if any(t.tag_ in FINITE for t in parsed.tokens(start, end) or ()) or turn:
        yield _claim(start, end, head, "turn" if turn else "headline")


def _trailed(parsed: Parsed, block: Block, voices: Voices) -> Iterator[Claim]:
    text = parsed.text[block.start : block.end]
    found = TAIL.search(text)
    if found is None or len(found.group(1).split()) > WORDS:
        return
    head = _head(parsed, block.start + len(found.group(1).rstrip()) + found.start(1))
    if head is not None and _is_source(head, voices):
        end = block.start + found.start()
        if any(t.tag_ in FINITE or t.lower_ == "to" for t in parsed.tokens(block.start, end) or ()):
            yield _claim(block.start, end, head, "headline")


def _signed(parsed: Parsed, q: Quotation, voices: Voices) -> Iterator[Claim]:
    found = SIGNED.match(parsed.text, q.end)
    if found is None or not q.closed or parsed.text[q.inner_end - 1 : q.inner_end].isalnum():
        return
    name = found.group(1).split(",")[0].rstrip().rstrip(".").rstrip()
    if not 1 < len(name.split()) <= WORDS or sum(w[0].isupper() for w in name.split()) < 2:
        return
    head = _head(parsed, found.start(1) + len(name))
    if head is not None:
        yield _claim(q.inner_start, q.inner_end, head, "signed")


def _is_source(head: Token, voices: Voices) -> bool:
    """Whether the words before a colon are those of somebody who speaks, not of what it is about."""
    return any(m.entity.type in STRICT and m.tokens[1] > head.i for m in voices.at.get(head.i, ())) or voices.is_noun(
        head
    )


def _head(parsed: Parsed, end: int) -> Token | None:
    """The last word before a code point."""
    span = parsed.tokens(max(end - 1, 0), end)
    return span[-1] if span is not None and len(span) else None


def _claim(start: int, end: int, head: Token, frame: str) -> Claim:
    return Claim(start, end, head, (), (head,), frame, "speech", None, f"statements:{frame}", frame == "signed")
