"""Claims in quotation marks: a quotation with its cue before, behind or between its parts, run on over sentences and paragraphs."""

from collections.abc import Sequence
from dataclasses import replace

from flows.extract.parse import Parsed
from flows.extract.statements import frames
from flows.extract.statements.beside import CLAUSE, NEAR, beginning, cue_after, speaker, token_at
from flows.extract.statements.claim import Claim
from flows.extract.statements.cue import match
from flows.extract.statements.quotation import Quotation
from flows.extract.statements.voice import Voices
from flows.extract.tree import children

LEAST = 3
"""A quotation of fewer words is looked at by the grammar only."""


def claims(parsed: Parsed, quotations: Sequence[Quotation], voices: Voices) -> list[Claim]:
    """The claims whose content is a quotation that stands by itself, in order."""
    found: list[Claim] = []
    last: Claim | None = None
    for n, q in enumerate(quotations):
        if len(parsed.text[q.inner_start : q.inner_end].split()) < LEAST and not _clipped(parsed, q):
            continue
        if last is not None and _continues(parsed, last, quotations[n - 1] if n else None, q):
            last = found[-1] = _longer(last, q)
            continue
        claim = _after(q, voices) or _before(q, voices)
        if claim is None and last is not None and _stands_alone(parsed, q) and _next_paragraph(parsed, last, q):
            claim = _carried(last, q)
        if claim is not None:
            if found and found[-1].anchor.i == claim.anchor.i and not claim.continued:
                claim = _longer(found[-1], q)
                found.pop()
            found.append(claim)
            last = claim
    return found


def _clipped(parsed: Parsed, q: Quotation) -> bool:
    """Whether a short quotation is a remark of its own: "No," he said."""
    return (
        q.inner_end > q.inner_start and parsed.text[q.inner_end - 1] in ",!?." and parsed.text[q.inner_start].isupper()
    )


def _stands_alone(parsed: Parsed, q: Quotation) -> bool:
    """Whether the quotation is all of its paragraph."""
    block = parsed.document.blocks[parsed.sentence_at(q.start).block]
    return parsed.text[block.start : q.start].strip() == "" and parsed.text[q.end : block.end].strip(" .") == ""


def _next_paragraph(parsed: Parsed, last: Claim, q: Quotation) -> bool:
    """Whether the statement before stands in the same paragraph or the one before."""
    return 0 <= parsed.sentence_at(q.start).block - parsed.sentence_at(max(last.end, last.anchor.idx)).block <= 1


def _continues(parsed: Parsed, last: Claim, previous: Quotation | None, q: Quotation) -> bool:
    """Whether a quotation goes on with the one before: nothing but its cue's clause stands between them."""
    if (
        previous is not None
        and previous.runs_on
        and previous.end <= q.start
        and not parsed.text[previous.end : q.start].strip()
    ):
        return last.end >= previous.inner_end - 1
    if last.frame != "after" or previous is None or not last.start <= previous.inner_start < last.end:
        return False
    between = parsed.text[previous.end : q.start]
    if len(between) > 300 or "\n\n" in between:
        return False
    sentence = parsed.sentence_at(last.anchor.idx)
    rest = parsed.text[max(sentence.end, previous.end) : q.start] if q.start >= sentence.end else ""
    if rest.strip(" \n.,"):
        return False
    head = parsed.text[previous.end : min(sentence.end, q.start)].rstrip()
    if q.start < sentence.end and not head.endswith((".", "?", "!")):  # the cue is put into one sentence
        return head.endswith((",", ":", "—", "–", "-", ";", "that")) or not head
    return cue_after(parsed, q) is None


def _longer(last: Claim, q: Quotation) -> Claim:
    return replace(last, start=min(last.start, q.inner_start), end=max(last.end, q.inner_end), direct=True, topic=None)


def _carried(last: Claim, q: Quotation) -> Claim:
    return replace(
        last,
        start=q.inner_start,
        end=q.inner_end,
        frame="carried",
        stance=None,
        direct=True,
        topic=None,
        continued=True,
    )


def _after(q: Quotation, voices: Voices) -> Claim | None:
    """The claim whose cue follows the quotation."""
    found = cue_after(voices.parsed, q)
    if found is None:
        return None
    token, cue = found
    source = speaker(token, q, voices)
    if not source or any(voices.nobody(s) or not voices.may_speak(s) for s in source):
        return None
    start = beginning(q, voices)
    if start < q.start and (
        start < 0
        or any(c.dep_ in ("ccomp", "dobj", "xcomp") and c.i > token.i for c in children(token))
        or any(first > token.i for _, first, _, _ in frames.of_verb(token, cue, False)[:1])
    ):
        return None
    return Claim(
        start if start < q.start else q.inner_start,
        q.inner_end,
        token,
        (token.i,),
        tuple(source),
        "after",
        cue.kind,
        cue.stance,
        cue.rule,
        True,
    )


def _before(q: Quotation, voices: Voices) -> Claim | None:
    """The cue that leads to a quotation: 'he said: "…"'."""
    parsed = voices.parsed
    doc, at = parsed.doc, token_at(parsed, q.start)
    lead = parsed.text[max(q.start - 3, 0) : q.start].rstrip()
    block = parsed.sentence_at(q.start).block
    blocks = parsed.document.blocks
    if (
        block
        and blocks[block].start == q.start
        and parsed.text[blocks[block - 1].start : blocks[block - 1].end].rstrip().endswith(":")
    ):
        block, lead = block - 1, ":"
    for i in range(at - 1, max(at - NEAR, -1), -1):
        token = doc[i]
        if token.idx + len(token) > q.start:
            continue
        if token.is_space or (lead == ":" and token.text == ":"):
            continue
        if voices.quoted(token.idx) or parsed.sentence_at(token.idx).block != block:
            return None
        if token.text in (".", "?", "!", ";"):
            return None
        if token.pos_ in CLAUSE or (token.pos_ == "NOUN" and i == at - 2):
            cue = match(token)
            if cue is not None and cue.pos == "verb" and cue.frames & {"quote"}:
                if lead[-1:] not in (",", ":", "—", "–", "-") and i < at - 2:
                    return None
                if any(
                    c.dep_ == "ccomp" and token.i < c.i < at - 1 and not voices.quoted(c.idx) for c in children(token)
                ):
                    return None
                source = speaker(token, q, voices)
                if not source or any(voices.nobody(s) or not voices.may_speak(s) for s in source):
                    return None
                return Claim(
                    q.inner_start,
                    q.inner_end,
                    token,
                    (token.i,),
                    tuple(source),
                    "before",
                    cue.kind,
                    cue.stance,
                    cue.rule,
                    True,
                )
            if token.pos_ == "VERB" and lead[-1:] != ":":
                return None
    return None
