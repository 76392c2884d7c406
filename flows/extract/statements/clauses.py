"""Clauses as contents: "said that …", each with a "that" of its own apart."""

from collections.abc import Iterator

from spacy.tokens import Token

from flows.extract.statements import extent
from flows.extract.statements.content import TIMES, Content
from flows.extract.statements.cue import Cue, match, particle
from flows.extract.tree import children


def of(token: Token, kids: list[Token], cue: Cue) -> Iterator[Content]:
    """The clauses that a verb or adjective has for its content; `kids` are its children."""
    if "clause" not in cue.frames:
        return
    if any(c.dep_ == "ccomp" and wanted(c) and c.i > token.i for c in kids):
        return
    clauses = [c for c in kids if (c.dep_ == "ccomp" and _is_clause(c)) or (c.dep_ == "xcomp" and _modal(c))]
    behind = [c for c in clauses if c.i > token.i]
    for clause in behind or clauses[:1]:
        for frame, first, last, topic in _split(clause, token):
            second = particle(token, cue) if len(cue.words) > 1 else None
            yield (
                frame,
                max(first, second.i + 1) if second is not None and second.i < clause.right_edge.i else first,
                last,
                topic,
            )
    if not clauses:
        yield from _loose_clause(token)


def _loose_clause(token: Token) -> Iterator[Content]:
    """The clause with "that" which the parse has hung on something else near the cue."""
    doc, end = token.doc, token.sent.end
    for i in range(token.i + 1, min(token.i + 8, end)):
        word = doc[i]
        if (
            word.lower_ in ("that", "whether")
            and word.dep_ == "mark"
            and word.head.i > i
            and not word.head.is_ancestor(token)
        ):
            if word.head.dep_ in ("advcl", "acl", "ccomp", "conj", "dep", "relcl") and match(doc[i - 1]) is None:
                first, last = extent.reach(word.head)
                yield "clause", max(first, i), last, None
            return
        if word.pos_ in ("VERB", "AUX") or word.is_punct:
            return


def _is_clause(word: Token) -> bool:
    """Whether a word heads a clause: it is a verb, has a subject or follows "that"."""
    return word.pos_ in ("VERB", "AUX") or any(c.dep_ in ("nsubj", "nsubjpass", "expl", "mark") for c in children(word))


def _modal(clause: Token) -> bool:
    """Whether a clause whose subject stands before the cue is finite: "arms that Peru warned could spread"."""
    return any(c.tag_ == "MD" and c.dep_ == "aux" for c in children(clause)) or clause.tag_ in ("VBD", "VBZ", "VBP")


def wanted(clause: Token) -> bool:
    """Whether a clause is an infinitive with a subject of its own: "wants Peru to sign"."""
    return clause.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in children(clause))


def _split(clause: Token, token: Token) -> Iterator[Content]:
    """The clause, and apart from it those coordinated with it that have a "that" of their own."""
    apart = [
        c
        for c in children(clause)
        if c.dep_ == "conj" and any(m.lower_ == "that" and m.dep_ == "mark" for m in children(c))
    ]
    apart += [c for c in children(clause) if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i > clause.i and _adds(c)]
    first, last = extent.reach(clause, frozenset({token.i, *(c.i for c in apart)}))
    if clause.i > token.i:
        first = _behind_time(clause, max(first, token.i + 1), token)
        last = min([last, *(c.left_edge.i for c in apart)])
        if token.dep_ == "ccomp" and token.head.i >= last and token.doc[token.i + 1].lower_ == "that":
            last = max(last, extent.reach(token.head)[1])  # "said that had it rained, the dam would have held"
    else:
        last = min(last, token.i)
    yield "clause", first, last, None
    for other in (c for c in apart if c.dep_ == "conj"):
        first, last = extent.reach(other)
        mark = next(m.i for m in children(other) if m.lower_ == "that" and m.dep_ == "mark")
        yield "clause", max(first, mark), last, None


def _adds(participle: Token) -> bool:
    """Whether a participle behind a comma is a cue of its own: "…, adding that"."""
    cue = match(participle)
    return cue is not None and "clause" in cue.frames and participle.nbor(-1).text == ","


def _behind_time(clause: Token, first: int, token: Token) -> int:
    """Where a clause begins that opens with the time at which it was said: "said on Monday it was late"."""
    doc = clause.doc
    subjects = [c.left_edge.i for c in children(clause) if c.dep_ in ("nsubj", "nsubjpass", "expl")]
    if first != token.i + 1 or not subjects or subjects[0] <= first:
        return first
    opening = doc[first : subjects[0]]
    timed = opening[0].ent_type_ in TIMES or (
        opening[0].pos_ == "ADP" and len(opening) > 1 and opening[1].ent_type_ in TIMES
    )
    return subjects[0] if timed and all(t.ent_type_ in TIMES or t.pos_ in ("ADP", "DET") for t in opening) else first
