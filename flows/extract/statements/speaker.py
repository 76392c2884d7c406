"""Who it is that says so: the words of a source made into a name, an entity and a country."""

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Token

from flows.extract.annotation import Entity, Mention
from flows.extract.statements import subject
from flows.extract.statements.voice import SPEAKING, Voices, kind
from flows.extract.tree import children

BODIES = frozenset(
    {
        "government",
        "administration",
        "regime",
        "leadership",
        "authority",
        "side",
        "state",
        "country",
        "nation",
        "republic",
        "power",
    }
)
ISSUED = frozenset({"in", "by", "from", "of"})
ARTICLES = frozenset({"a", "an", "the", "this", "that"})
BESIDE = ("det", "amod", "compound", "nummod", "nmod", "poss", "case", "quantmod", "advmod", "neg", "predet")
TAKEN_UP = frozenset({"the", "this", "that"})
ISSUING = frozenset({"issue", "sign", "release", "publish", "adopt", "make", "conclude"})
LOOK_BACK = 120
"""So many tokens before it a document may have been named."""
OFFICE_BACK = 300
"""So many tokens before it somebody may have been named with his office."""
LONGEST_NAME = 14
"""Most tokens of the words for somebody without a name."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says so."""

    name: str
    entities: tuple[Entity, ...] = ()
    country: str | None = None
    confidence: float = 1.0


def who(tokens: tuple[Token, ...], voices: Voices) -> Speaker:
    """The speaker that noun phrases with these heads name."""
    if len(tokens) > 1 and not voices.named(tokens[0]) and all(voices.named(t) for t in tokens[1:]):
        between = voices.doc[tokens[0].i + 1 : tokens[1].left_edge.i].text
        tokens = tokens[1:] if between == "," else tokens  # "two experts, Ana Rey and Jo Paz,"
    found = [_one(t, voices) for t in tokens]
    if len(found) == 1:
        return found[0]
    names = list(dict.fromkeys(f.name for f in found))
    entities = tuple(dict.fromkeys(e for f in found for e in f.entities)) if all(f.entities for f in found) else ()
    countries = {f.country for f in found}
    return Speaker(
        " and ".join(names),
        entities,
        countries.pop() if len(countries) == 1 else None,
        min(f.confidence for f in found),
    )


def _one(token: Token, voices: Voices) -> Speaker:
    token = _named_beside(token, voices)
    mentions = [m for m in voices.at.get(token.i, ()) if m.entity.type in SPEAKING]
    if mentions and not _group(token, mentions, voices):
        entities = tuple(dict.fromkeys(m.entity for m in mentions))
        countries = {e.actor for e in entities}
        return Speaker(
            " and ".join(e.name for e in entities),
            entities,
            countries.pop() if len(countries) == 1 else None,
            min(m.confidence for m in mentions),
        )
    if kind(token) in ("document", "medium", "act"):
        issuer = _issuer(token, voices)
        if issuer is not None:
            return issuer
    if kind(token) in ("document", "act"):
        issuer = _issued_before(token, voices)
        if issuer is not None:
            return issuer
    if token.tag_ == "NN":
        before = _named_before(token, voices) or _titled_before(token, voices)
        if before is not None:
            return before
    name = _words(token, voices)
    return Speaker(name, (), _country(token, voices), 0.9 if token.pos_ != "PRON" else 0.6)


def _named_beside(token: Token, voices: Voices) -> Token:
    """The name in apposition to a noun: "Li" of "the ambassador, Mr. Li,"."""
    if token.pos_ == "NOUN" or any(m.form == "nominal" for m in voices.at.get(token.i, ())) or not voices.named(token):
        for c in children(token):
            if (c.dep_ == "appos" or (c.dep_ in ("compound", "nmod", "flat") and c.i == token.i + 1)) and any(
                m.entity.type == "person" and m.form not in ("nominal", "pronoun") for m in voices.at.get(c.i, ())
            ):
                return c
    return token


def _group(token: Token, mentions: list[Mention], voices: Voices) -> bool:
    """Whether a mention only tells whose people are meant: "Chinese officials", "Russians"."""
    if any(m.entity.type != "state" for m in mentions):
        return token.tag_ == "NNPS" and all(token.text not in m.entity.name for m in mentions)  # "Republicans"
    if all(m.form == "nominal" for m in mentions):
        return token.pos_ == "NOUN" and token.lemma_.lower() not in BODIES
    return all(m.form == "demonym" for m in mentions) and not (
        token.i and token.nbor(-1).lower_ == "the" and token.tag_ != "NNPS"
    )


def _issuer(token: Token, voices: Voices) -> Speaker | None:
    """Who issued a document or owns a medium: "a Kremlin statement", "an article in Izvestia"."""
    kids = children(token)
    near = [c for c in kids if c.dep_ in ("poss", "compound", "nmod", "amod", "appos")]
    near += [o for p in kids if p.dep_ == "prep" and p.lower_ in ISSUED for o in children(p) if o.dep_ == "pobj"]
    near += [
        o
        for v in kids
        if v.dep_ == "acl"
        for p in children(v)
        if p.lower_ in ISSUED
        for o in children(p)
        if o.dep_ == "pobj"
    ]
    for other in near:
        mentions = [
            m for m in voices.at.get(other.i, ()) if m.entity.type in ("person", "organization", "publication", "state")
        ]
        if mentions and kind(token) == "medium" and mentions[0].entity.type == "state":
            continue
        if mentions and (mentions[0].entity.type != "state" or kind(token) == "act" or other.dep_ == "poss"):
            if mentions[0].entity.type == "state" and other.dep_ == "pobj" and other.head.lower_ in ("in", "of"):
                continue
            entities = tuple(dict.fromkeys(m.entity for m in mentions))
            return Speaker(
                " and ".join(e.name for e in entities),
                entities,
                entities[0].actor if len(entities) == 1 else None,
                0.85,
            )
    return None


def _titled_before(token: Token, voices: Voices) -> Speaker | None:
    """The person whose office a bare noun takes up: "the minister", after "Trade Minister Ana Rey"."""
    kids = children(token)
    if not voices.is_person(token) or len(kids) != 1 or kids[0].lower_ != "the":
        return None
    for i in range(token.i - 1, max(token.i - OFFICE_BACK, -1), -1):
        other = voices.doc[i]
        if other.lower_ != token.lower_:
            continue
        holder = other.head if other.dep_ in ("compound", "nmod", "appos", "amod") else _named_beside(other, voices)
        for m in voices.at.get(holder.i, ()):
            if m.entity.type == "person" and m.form not in ("nominal", "pronoun"):
                return Speaker(m.entity.name, (m.entity,), m.entity.actor, 0.7)
    return None


def _named_before(token: Token, voices: Voices) -> Speaker | None:
    """The body that a bare noun takes up: "the ministry", after "Peru's Foreign Ministry"."""
    kids = children(token)
    if len(kids) != 1 or kids[0].lower_ not in TAKEN_UP:
        return None
    at = bisect_right(voices.mentions, token.idx - 1, key=lambda m: m.start)
    for m in voices.mentions[max(at - LOOK_BACK, 0) : at][::-1]:
        if m.entity.type == "organization" and token.lower_ in m.text.lower().split():
            return Speaker(m.entity.name, (m.entity,), m.entity.actor, 0.8)
    return None


def _issued_before(token: Token, voices: Voices) -> Speaker | None:
    """Who issued the document that a bare noun takes up: "The statement", after "Peru and Chile issued a statement"."""
    first, last = _phrase(token)
    if last > token.i + 1 or not any(c.lower_ in TAKEN_UP for c in children(token)):
        return None
    word = token.lemma_.lower()
    for i in range(first - 1, max(first - LOOK_BACK, -1), -1):
        other = voices.doc[i]
        if other.lemma_.lower() != word or other.pos_ != "NOUN":
            continue
        issuer = _issuer(other, voices)
        if issuer is None and other.dep_ in ("dobj", "nsubjpass") and other.head.lemma_.lower() in ISSUING:
            doers = subject.sources(other.head) if other.dep_ == "dobj" else subject.agents(other.head)
            doers += [
                o
                for p in children(other.head)
                if p.dep_ == "prep" and p.lower_ == "with" and other.dep_ == "dobj"
                for o in children(p)
                if o.dep_ == "pobj"
            ]
            if doers and all(voices.named(d) for d in doers):
                issuer = who(tuple(doers), voices)
        if issuer is not None:
            return Speaker(issuer.name, issuer.entities, issuer.country, 0.7)
    return None


def _country(token: Token, voices: Voices) -> str | None:
    """The one state that the words for somebody name."""
    first, last = _phrase(token)
    near = [m.entity for i in range(first, last) for m in voices.at.get(i, ())]
    states = list(dict.fromkeys(c for e in near if (c := e.country if e.type == "place" else e.actor)))
    return states[0] if len(states) == 1 else None


def _words(token: Token, voices: Voices) -> str:
    """The words for somebody without a name, without the article."""
    first, last = _phrase(token)
    while first < token.i and (voices.doc[first].lower_ in ARTICLES or not voices.doc[first].text[0].isalnum()):
        first += 1
    owner = [m for m in voices.at.get(first, ()) if m.form == "pronoun"]
    if owner and voices.doc[first].tag_ == "PRP$" and first < token.i:
        whose = " and ".join(dict.fromkeys(m.entity.name for m in owner))
        return f"{whose}'s " + " ".join(
            voices.parsed.text[voices.doc[first + 1].idx : voices.doc[last - 1].idx + len(voices.doc[last - 1])].split()
        )
    return " ".join(
        voices.parsed.text[voices.doc[first].idx : voices.doc[last - 1].idx + len(voices.doc[last - 1])].split()
    )


def _phrase(token: Token) -> tuple[int, int]:
    """The noun phrase of a head, without relative clauses and what stands behind commas."""
    first, last = token.i, token.i + 1
    for c in children(token):
        if c.i < token.i and c.dep_ in BESIDE:
            first = min(first, c.left_edge.i)
        elif c.i > token.i and c.dep_ in ("prep", "nummod") and c.i <= last:
            last = max(last, c.right_edge.i + 1)
    first = max(first, token.i - LONGEST_NAME)
    doc = token.doc
    for i in range(token.i + 1, min(last, token.i + LONGEST_NAME)):
        if doc[i].text in (",", "(", ";", "—", "–", "“", '"') or doc[i].dep_ == "relcl":
            return first, i
    return first, min(last, token.i + LONGEST_NAME)
