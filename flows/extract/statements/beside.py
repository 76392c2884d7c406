"""The words beside a quotation: its cue, its speaker, and where the clause around it begins."""

from spacy.tokens import Token

from flows.extract.parse import Parsed
from flows.extract.statements import subject
from flows.extract.statements.cue import Cue, match
from flows.extract.statements.outer import voices_of
from flows.extract.statements.quotation import Quotation
from flows.extract.statements.voice import Voices
from flows.extract.tree import children

NEAR = 30
"""Most tokens between a quotation and its cue."""
CLOSERS = ",!?—–-"
CLAUSE = ("VERB", "AUX")


def cue_after(parsed: Parsed, q: Quotation) -> tuple[Token, Cue] | None:
    """The cue that follows a quotation in the same breath."""
    if not (q.closed and q.inner_end > q.inner_start):
        return None
    ending = parsed.text[q.inner_end - 1]
    tail = parsed.text[q.end : q.end + 2].lstrip()
    if ending not in CLOSERS and tail[:1] not in (",", "—", "–", "-"):
        return None
    doc, at = parsed.doc, token_at(parsed, q.end)
    for i in range(at, min(at + NEAR, len(doc))):
        token = doc[i]
        if token.text in (".", ";", "?", "!", "“", '"', "«") or (
            token.idx >= q.end and parsed.text[q.end : token.idx].count("\n\n")
        ):
            return None
        if token.pos_ in CLAUSE:
            cue = match(token)
            if cue is not None and cue.pos == "verb" and "quote" in cue.frames:
                return token, cue
            relayed = _relayed(token)
            if relayed is not None:
                return relayed
            if (
                token.pos_ == "VERB"
                and token.text[0].islower()
                and token.tag_ not in ("VBG", "VBN")
                and token.dep_ != "relcl"
                and not _aside(token)
            ):
                return None
    return None


def _relayed(verb: Token) -> tuple[Token, Cue] | None:
    """The cue of "quoted the envoy as saying"."""
    if verb.lemma_.lower() not in subject.RELAYED:
        return None
    for link in children(verb):
        for token in children(link) if link.lower_ == "as" else ():
            cue = match(token) if token.dep_ == "pcomp" else None
            if cue is not None and "quote" in cue.frames:
                return token, cue
    return None


def _aside(verb: Token) -> bool:
    return any(c.lower_ in ("who", "which", "that") and c.dep_ in subject.SUBJECTS for c in verb.children)


def beginning(q: Quotation, voices: Voices) -> int:
    """Where the clause begins of which the quotation is the end: "With 40 votes, “nothing is lost,” she said"; -1 if words of cue stand there."""
    parsed = voices.parsed
    sentence = parsed.sentence_at(q.start)
    lead = parsed.text[sentence.start : q.start]
    if not lead.strip() or sentence.start >= q.start:
        return q.start
    at = token_at(parsed, sentence.start)
    while at < len(parsed.doc) and parsed.doc[at].idx < q.start:
        token = parsed.doc[at]
        cue = match(token) if token.pos_ in CLAUSE else None
        if voices.quoted(token.idx) or token.text in (":", ";"):
            return q.start
        if cue is not None and "quote" in cue.frames:
            return -1
        at += 1
    return sentence.start


def speaker(token: Token, q: Quotation, voices: Voices) -> list[Token]:
    """Whoever says a quotation: the subject of its cue, not a word of the quotation itself."""
    found = [s for s in voices_of(token, voices) if not voices.quoted(s.idx)]
    if found:
        return found
    doc = token.doc
    for i in (*range(token.i - 1, max(token.i - 4, -1), -1), *range(token.i + 1, min(token.i + 5, len(doc)))):
        word = doc[i]
        if i < token.i and q.start <= word.idx < q.end:
            continue
        if word.pos_ in ("PROPN", "PRON", "NOUN") and not voices.quoted(word.idx):
            head = word
            while (
                head.dep_ in ("compound", "poss", "nmod", "pobj", "prep", "appos")
                and head.head.pos_ in ("PROPN", "NOUN", "ADP")
                and abs(head.head.i - i) < 14
            ):
                head = head.head
            return [] if voices.quoted(head.idx) else [head]
    return []


def token_at(parsed: Parsed, char: int) -> int:
    """Index of the first token that begins at or behind a code point."""
    doc = parsed.doc
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx < char:
            low = middle + 1
        else:
            high = middle
    return low
