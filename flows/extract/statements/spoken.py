"""Claims that the grammar of a sentence attributes: by verbs, adjectives and nouns of the cue table."""

from collections.abc import Iterator

from spacy.tokens import Token

from flows.extract.statements import extent, frames, subject
from flows.extract.statements.claim import Claim
from flows.extract.statements.cue import Cue, match, particle
from flows.extract.statements.outer import voices_of
from flows.extract.statements.voice import Voices
from flows.extract.tree import children

ANYBODY = frozenset({"clause", "quote"})
"""Frames in which a word of speech or writing attributes whoever its subject is."""
UTTERED = frozenset({"speech", "writing"})
FINITE = ("VBD", "VBZ", "VBP", "MD")
QUOTES = ('"', "“", "''", "«", "‘")
FAR = 25
"""Most tokens between a cue and a colon or quotation."""
NONE = frozenset({"no", "neither"})
"""Before nobody: "neither side said"."""
HOLLOW = frozenset({"be", "go", "seem", "appear", "stand", "remain", "make", "take", "come"})
"""Verbs of a clause whose "it" stands for nothing."""
WHOLE = 5
"""A quotation of fewer tokens, marks among them, may be a mere word."""
WITHHOLDING = frozenset({"refuse", "decline", "fail", "avoid", "stop", "cease", "hesitate", "neglect"})
"""What depends on such a verb is not said."""
SUPPOSED = frozenset({"if", "unless", "should"})
"""What makes a cue a mere supposition."""
INSERTED = frozenset({"as", "so"})


def claims(first: int, last: int, voices: Voices) -> Iterator[Claim]:
    """The claims of the cues among tokens `first` to `last`."""
    doc = voices.doc
    for i in range(first, last):
        token = doc[i]
        cue = match(token) if token.dep_ != "amod" else None
        if cue is not None:
            yield from (_of_noun if cue.pos == "noun" else _of_verb)(token, cue, voices)


def _of_verb(token: Token, cue: Cue, voices: Voices) -> Iterator[Claim]:
    kids = children(token)
    if any(c.dep_ == "mark" and c.lower_ in SUPPOSED for c in kids):
        return
    if cue.kind in UTTERED and any(c.dep_ == "neg" for c in kids):
        return  # "did not say whether": nothing is said
    if token.dep_ == "xcomp" and token.head.lemma_.lower() in WITHHOLDING:
        return
    passive = cue.pos == "verb" and subject.passive(token)
    source = (subject.agents(token) or _where(token, cue, voices)) if passive else voices_of(token, voices)
    if token.tag_ == "VBG" and token.dep_ == "advcl" and cue.prepositions and match(token.head) is not None:
        return  # "referring to the talks, he said": what he speaks of, not what he says
    if not source or any(_empty(s, token) or any(c.lower_ in NONE for c in children(s)) for s in source):
        return
    contents = frames.of_verb(token, cue, passive)
    if not contents and not passive and cue.frames & {"clause", "quote", "object_as", "object_predicate"}:
        contents = list(_inserted(token)) or list(_colon(token)) or list(_mixed(token, cue, voices))
    if (
        not passive
        and cue.kind in UTTERED
        and cue.frames & ANYBODY
        and (whole := list(_parenthetical(token, source, voices)))
    ):
        contents = whole
    if any(
        f in ("prep", "object") and last < len(voices.doc) and voices.doc[last].text == ":"
        for f, _, last, _ in contents
    ):
        contents = list(_colon(token)) or contents  # "pointed to one thing: Peru is leaving"
    outer = match(token.head) if token.dep_ == "xcomp" else None
    if outer is not None and "inf" in outer.frames:  # "hopes to speak of": the hope holds it
        contents = [c for c in contents if c[0] not in ("object", "prep")]
    yield from _claims(token, cue, source, contents, voices)


def _where(token: Token, cue: Cue, voices: Voices) -> list[Token]:
    """The state in which something is seen so: "is viewed in Lima as a threat"."""
    if cue.kind != "belief" and "object_as" not in cue.frames:
        return []
    return [
        o
        for p in children(token)
        if p.dep_ == "prep" and p.lower_ == "in"
        for o in children(p)
        if o.dep_ == "pobj" and any(m.entity.type == "state" for m in voices.at.get(o.i, ()))
    ]


def _empty(source: Token, token: Token) -> bool:
    """Whether "it" stands for nothing: "it is fair to say that"."""
    own = (token.i, token.head.i) if token.dep_ == "acomp" else (token.i,)
    return source.lower_ == "it" and source.head.i not in own and source.head.lemma_ in HOLLOW


def _of_noun(token: Token, cue: Cue, voices: Voices) -> Iterator[Claim]:
    contents = frames.of_noun(token, cue)
    if not contents and token.dep_ in ("nsubj", "dobj", "pobj") and "clause" in cue.frames:
        contents = list(_colon(token, quoted=True))
    if contents:
        yield from _claims(token, cue, _owners(token, voices), contents, voices)


def _claims(
    token: Token, cue: Cue, source: list[Token], contents: list[frames.Content], voices: Voices
) -> Iterator[Claim]:
    if not contents or not source or any(voices.nobody(s) for s in source):
        return
    for frame, first, last, topic in contents:
        free = cue.kind in UTTERED and frame in ("clause", "inserted", "mixed")
        if not (all(voices.able(s) for s in source) if not free else all(voices.may_speak(s) for s in source)):
            continue
        if frame != "inserted" and token.i < first and any(first <= s.i < last for s in source):
            continue
        span = extent.trimmed(voices.doc, first, last)
        if span is None or (first <= token.i < last and frame != "inserted"):
            continue
        start, end = extent.chars(voices.doc, *span)
        words = [token.i]
        if len(cue.words) > 1 and (p := particle(token, cue)) is not None:
            words.append(p.i)
        words += [c.i for c in children(token) if c.dep_ == "neg"]
        words += [span[0] - 1] if frame in ("prep", "noun_prep") else []
        yield Claim(
            start, end, token, tuple(sorted(words)), tuple(source), frame, cue.kind, cue.stance, cue.rule, topic=topic
        )


def _inserted(token: Token) -> Iterator[frames.Content]:
    """The clause into which a cue is put: "the deal, Peru said, is dead", "as Peru said, the deal is dead"."""
    head = token.head
    if head.i == token.i or head.pos_ not in ("VERB", "AUX"):
        return
    behind = any(
        c.lower_ in INSERTED and c.dep_ in ("mark", "advmod", "prep") and c.i < token.i for c in children(token)
    )
    if token.dep_ == "parataxis" or (token.dep_ in ("advcl", "ccomp") and behind):
        first, last = extent.reach(head, frozenset({token.i}))
        own = extent.reach(token)
        if not _set_off(token, own):
            return
        if own[0] <= first:
            first = max(first, own[1])
        elif own[1] >= last:
            last = min(last, own[0])
        if first < last:
            yield "inserted", first, last, None


def _set_off(token: Token, own: tuple[int, int]) -> bool:
    """Whether a clause is cut off by commas, not "came as a poll showed most of them agreed"."""
    doc = token.doc
    before = doc[own[0] - 1] if own[0] > 0 else None
    opens = (
        before is None
        or own[0] == token.sent.start
        or before.is_punct
        or (before.pos_ == "CCONJ" and own[1] < len(doc))
    )
    return opens and not any(c.dep_ == "dobj" and c.lower_ != "it" for c in children(token))


def _parenthetical(token: Token, source: list[Token], voices: Voices) -> Iterator[frames.Content]:
    """The sentence into which a cue is put between commas, where the parse hangs the sentence on the cue."""
    sentence = voices.parsed.sentence_of(token)
    doc, first, last = voices.doc, sentence.first, sentence.last
    left = min([token.i, *(extent.reach(s)[0] for s in source if s.i < token.i)])
    if left <= first + 1 or doc[left - 1].text != "," or any(voices.quoted(doc[i].idx) for i in (left - 2, token.i)):
        return
    right = token.i + 1
    while right < last and right <= token.i + 10 and doc[right].text != ",":
        if (
            doc[right].pos_ in ("VERB", "AUX", "SCONJ")
            or doc[right].dep_ in (*subject.SUBJECTS, "dobj", "mark")
            or voices.quoted(doc[right].idx)
        ):
            return
        right += 1
    if right >= last - 2 or doc[right].text != "," or not any(t.tag_ in FINITE for t in doc[right:last]):
        return
    if doc[right + 1].tag_ in ("VBG", "VBN", "WDT", "WP", "CC"):
        return
    yield "inserted", first, last, None


def _colon(token: Token, quoted: bool = False) -> Iterator[frames.Content]:
    """The clause behind a colon: "pointed to one thing: Peru is leaving"."""
    doc, end = token.doc, token.sent.end
    colon = next((i for i in range(token.i + 1, min(token.i + FAR, end)) if doc[i].text == ":"), None)
    if colon is None or any(doc[i].dep_ in subject.SUBJECTS for i in range(token.i + 1, colon)):
        return
    if any(doc[i].tag_ in FINITE for i in range(colon + 1, end)) and (quoted or doc[colon + 1].text not in QUOTES):
        yield "colon", colon + 1, end, None


def _mixed(token: Token, cue: Cue, voices: Voices) -> Iterator[frames.Content]:
    """The quotation that stands with a cue in a way that the parse did not see."""
    if not cue.frames & {"quote", "object_as", "object_predicate"}:
        return
    doc, sentence = voices.doc, voices.parsed.sentence_of(token)
    q = voices.quotation_after(token.idx)
    if q is None or q.start >= sentence.end:
        return
    span = voices.parsed.tokens(q.start, q.end)
    if (
        span is None
        or span.start - token.i > FAR
        or any(_apart(doc[i], len(span) < WHOLE) for i in range(token.i + 1, span.start))
    ):
        return
    objects = [c for c in children(token) if c.dep_ == "dobj" and token.i < c.i < span.start]
    first = extent.reach(objects[0])[0] if objects and cue.frames & {"object_as", "object_predicate"} else span.start
    yield "mixed", max(first, token.i + 1), span.end, None


def _apart(word: Token, short: bool) -> bool:
    """Whether a word between a cue and a quotation, a short one, shows that they do not belong together."""
    return (
        word.pos_ in ("VERB", "SCONJ") or (short and word.pos_ == "ADP" and word.lower_ != "as") or word.text in ".;:"
    )


def _owners(noun: Token, voices: Voices) -> list[Token]:
    """Whose a claim named by a noun is."""
    kids = children(noun)
    found = [c for c in kids if c.dep_ == "poss"]
    found = found or [
        o
        for p in kids
        if p.dep_ == "prep" and p.lower_ in ("by", "from", "of", "among")
        for o in children(p)
        if o.dep_ == "pobj" and voices.able(o)
    ]
    found = found or [c for c in kids if c.dep_ in ("amod", "compound", "nmod") and voices.named(c)]
    found = found or [n for v in kids if v.dep_ == "acl" for n in subject.agents(v)]
    if not found and noun.dep_ in ("dobj", "attr", "pobj", "conj"):
        verb = noun.head
        for _ in range(3):
            if verb.pos_ in ("VERB", "AUX"):
                break
            verb = verb.head
        if verb.pos_ in ("VERB", "AUX") and not subject.passive(verb):
            found = subject.sources(verb)
        elif verb.pos_ in ("VERB", "AUX"):
            found = subject.agents(verb)
    return [n for f in found for n in subject.conjuncts(f)]
