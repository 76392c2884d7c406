"""Where the content of a cue stands: the frames of verbs, adjectives and nouns."""

from collections.abc import Iterator

from spacy.tokens import Token

from flows.extract.statements import clauses, extent
from flows.extract.statements.content import TIMES, Content
from flows.extract.statements.cue import Cue, match
from flows.extract.tree import children

NOMINAL = ("NOUN", "PROPN", "NUM", "ADJ")
EMPTY = frozenset(
    {
        "it",
        "this",
        "that",
        "them",
        "him",
        "her",
        "so",
        "these",
        "those",
        "something",
        "nothing",
        "which",
        "whom",
        "what",
        "who",
        "other",
        "itself",
        "themselves",
    }
)
"""Objects that hold no claim of their own."""
BELONGING = frozenset(
    {"of", "to", "for", "against", "over", "towards", "toward", "between", "from", "about", "on", "with"}
)
"""Prepositions that go with the object before them, even if the parse hangs them on the verb."""


def of_verb(token: Token, cue: Cue, passive: bool) -> list[Content]:
    """The contents of a verb or adjective; several where each clause has its own "that"."""
    kids = children(token)
    if any(
        c.lower_ == "as" and any(v.dep_ == "pcomp" and v.tag_ == "VBG" and match(v) for v in children(c)) for c in kids
    ):
        return []  # "quoted Peru as saying": the cue is "saying"
    if passive:
        return list(_passive(kids, cue, token))
    for frame in (clauses.of, _object_as, _predicate, _object_inf, _object_prep, _infinitive, _preposition, _object):
        found = list(frame(token, kids, cue))
        if found:
            return found
    return []


def _object_as(token: Token, kids: list[Token], cue: Cue) -> Iterator[Content]:
    if "object_as" not in cue.frames:
        return
    objects = [c for c in kids if c.dep_ in ("dobj", "nsubj") and c.i > token.i]
    links = [c for c in kids if c.lower_ == "as" and c.dep_ in ("prep", "mark") and c.i > token.i]
    links = [c for c in links if not any(m.lower_ in ("well", "such") for m in children(c))]
    links += [c for o in objects for c in children(o) if c.lower_ == "as" and c.dep_ == "prep" and c.i > token.i]
    compared = [
        c for c in kids if c.dep_ in ("advcl", "ccomp") and c.i > token.i and any(m.lower_ == "as" for m in children(c))
    ]
    late = [o for link in links for c in children(link) for o in children(c) if o.dep_ == "dobj"]
    if links and (objects or late or _relative_object(token)):
        objects = objects or late
        first, last = extent.reach(links[0])
        if objects:
            first, last = min(first, extent.reach(objects[0])[0]), max(last, extent.reach(objects[0])[1])
        yield "object_as", max(first, token.i + 1), last, objects[0] if objects else None
    elif compared:
        first, last = extent.reach(compared[0])
        if objects:
            first = min(first, extent.reach(objects[0])[0])
        yield "object_as", max(first, token.i + 1), last, objects[0] if objects else None


def _relative_object(token: Token) -> bool:
    """Whether the object is the noun that the cue's clause hangs on: "the state, which Peru views as"."""
    return token.dep_ == "relcl"


def _predicate(token: Token, kids: list[Token], cue: Cue) -> Iterator[Content]:
    if "object_predicate" not in cue.frames or any(clauses.wanted(c) for c in kids if c.dep_ == "ccomp"):
        return
    for c in kids:
        if c.dep_ in ("oprd", "ccomp") and c.i > token.i and not clauses.wanted(c):
            first, last = extent.reach(c)
            objects = [o for o in kids if o.dep_ in ("dobj", "nsubj") and token.i < o.i < c.i]
            inner = [o for o in children(c) if o.dep_ in ("nsubj", "dobj")]
            if objects:
                first = min(first, extent.reach(objects[0])[0])
            yield "object_predicate", max(first, token.i + 1), last, next(iter(objects + inner), None)
            return


def _object_inf(token: Token, kids: list[Token], cue: Cue) -> Iterator[Content]:
    listens = "listener_inf" in cue.frames
    if not listens and "object_inf" not in cue.frames:
        return
    for c in kids:
        if c.dep_ not in ("xcomp", "ccomp", "advcl") or c.i < token.i or not _to(c):
            continue
        objects = [o for o in (*kids, *children(c)) if o.dep_ in ("dobj", "nsubj", "dative") and token.i < o.i < c.i]
        objects += [
            o
            for p in kids
            if p.dep_ == "prep" and p.lower_ in ("on", "upon") and p.i < c.i
            for o in children(p)
            if o.dep_ == "pobj"
        ]
        if c.dep_ == "advcl" and not objects:
            continue
        first, last = extent.reach(c)
        if objects and not listens:
            first = min(first, extent.reach(objects[0])[0])
        elif listens and objects:
            first = min((m.i for m in children(c) if m.dep_ in ("aux", "neg")), default=first)
        yield "object_inf", max(first, token.i + 1), last, objects[0] if objects else None
        return


def _to(verb: Token) -> bool:
    return any(m.lower_ == "to" and m.dep_ == "aux" for m in children(verb))


def _object_prep(token: Token, kids: list[Token], cue: Cue) -> Iterator[Content]:
    if not cue.object_prepositions:
        return
    objects = [c for c in kids if c.dep_ == "dobj" and c.i > token.i]
    for o in objects:
        for p in (*kids, *children(o)):
            if p.dep_ == "prep" and p.lower_ in cue.object_prepositions and p.i > o.i and children(p):
                first, last = extent.reach(o)[0], max(extent.reach(p)[1], extent.reach(o)[1])
                yield "object_prep", max(first, token.i + 1), last, o
                return


def _infinitive(token: Token, kids: list[Token], cue: Cue) -> Iterator[Content]:
    if "inf" in cue.frames:
        for c in kids:
            if c.dep_ in ("xcomp", "ccomp") and c.i > token.i and _to(c):
                first, last = extent.reach(c)
                yield "inf", max(first, token.i + 1), last, None
                return


def _preposition(token: Token, kids: list[Token], cue: Cue) -> Iterator[Content]:
    if any(o.dep_ == "dobj" for o in kids):
        return  # "referred the question to a court"
    for p in kids:
        if p.dep_ in ("prep", "agent", "dative") and p.lower_ in cue.prepositions and p.i > token.i:
            for o in children(p):
                if o.dep_ in ("pobj", "pcomp") and o.i > p.i and o.lower_ not in EMPTY and o.ent_type_ not in TIMES:
                    first, last = extent.reach(o)
                    yield "prep", max(first, p.i + 1), last, o
                    return


def _object(token: Token, kids: list[Token], cue: Cue) -> Iterator[Content]:
    if "object" not in cue.frames:
        return
    for o in kids:
        if o.dep_ == "xcomp" and o.tag_ == "VBG" and o.i > token.i:  # "advocated joining"
            first, last = extent.reach(o)
            yield "object", max(first, token.i + 1), last, None
            return
        if (
            o.dep_ == "dobj"
            and o.i > token.i
            and o.lower_ not in EMPTY
            and o.ent_type_ not in TIMES
            and o.pos_ != "PRON"
            and not _taken_up(o)
        ):
            first, last = extent.reach(o)
            for other in kids:  # "opposed “bases” for Peru and “zones” at its borders": the second is hung on the verb
                if other.dep_ == "conj" and other.i >= last and other.pos_ in NOMINAL:
                    last = extent.reach(other)[1]
                if (
                    other.dep_ == "prep" and other.i == last and other.lower_ in BELONGING
                ):  # "condemned arms sales to Peru"
                    last = extent.reach(other)[1]
            yield "object", max(first, token.i + 1), last, o
            return


def _taken_up(noun: Token) -> bool:
    """Whether an object only takes up what was told before: "confirmed this"."""
    kids = children(noun)
    return len(kids) == 1 and kids[0].lower_ in ("this", "that", "these", "those", "it", "such")


def _passive(kids: list[Token], cue: Cue, token: Token) -> Iterator[Content]:
    """What is said to be so, of a verb in the passive: "the plan was condemned by Peru"."""
    if not cue.frames & {"object", "object_as", "object_predicate"}:
        return
    subjects = [c for c in kids if c.dep_ == "nsubjpass" and c.lower_ not in EMPTY and c.pos_ != "PRON"]
    if not subjects:
        return
    first, last = extent.reach(subjects[0])
    for c in kids:
        if c.i > token.i and ((c.lower_ == "as" and c.dep_ == "prep") or c.dep_ == "oprd"):
            first, last = extent.reach(c)
            break
    yield "passive", first, last, subjects[0]


def of_noun(token: Token, cue: Cue) -> list[Content]:
    """The content of a noun: "its claim that …", "calls for …"."""
    kids = children(token)
    if token.dep_ == "nsubj" and token.head.lemma_ == "be" and "clause" in cue.frames:  # "its view is that …"
        for c in children(token.head):
            if c.dep_ == "ccomp" and any(m.lower_ == "that" and m.dep_ == "mark" for m in children(c)):
                first, last = extent.reach(c)
                return [("noun_clause", max(first, token.head.i + 1), last, None)]
    for c in kids:
        if c.i < token.i or c.dep_ not in ("acl", "ccomp", "relcl", "appos", "dep"):
            continue
        marked = any(m.lower_ == "that" and m.dep_ == "mark" for m in children(c))
        if ("clause" in cue.frames and marked) or ("inf" in cue.frames and _to(c) and c.dep_ in ("acl", "relcl")):
            first, last = extent.reach(c)
            return [("noun_clause" if marked else "noun_inf", max(first, token.i + 1), last, None)]
    for p in kids:
        if p.dep_ == "prep" and p.lower_ in cue.prepositions and p.i > token.i:
            for o in children(p):
                if o.dep_ in ("pobj", "pcomp") and o.i > p.i and o.lower_ not in EMPTY:
                    first, last = extent.reach(o)
                    return [("noun_prep", max(first, p.i + 1), last, o)]
    return []
