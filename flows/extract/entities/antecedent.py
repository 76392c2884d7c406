"""Which mention a pronoun or noun phrase takes up: by the grammar of its sentence first, then by the subject of the one before."""

import functools
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from flows.extract.annotation import Mention
from flows.extract.entities.kinds import titles
from flows.extract.parse import Parsed
from flows.knowledge import knowledge

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
MODIFIERS = frozenset({"amod", "compound", "nmod"})
OWNERS = frozenset({"poss", "amod", "compound", "nmod"})
REASONS = frozenset({"over", "for"})
"""Prepositions before the deed that somebody is answered for: "criticised Peru over its raid"."""
AGAINST = frozenset({"against", "on", "upon"})
COMPLAIN = frozenset({"protest", "complain", "object"})
CLAUSE = frozenset({"VERB", "AUX"})
PLURAL = frozenset({"NNS", "NNPS"})
REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves"})
DEPTH = 12
"""Most steps up the tree."""


@functools.cache
def _human() -> frozenset[str]:
    return titles() | {row["noun"] for row in knowledge("agents")} | {"country", "nation", "bloc", "alliance"}


def top(doc: Doc, m: Mention) -> Token:
    """The token that tells a mention's place in its sentence: its root, or what that stands in apposition to."""
    token = doc[m.tokens[0] : m.tokens[1]].root
    for _ in range(DEPTH):
        if token.dep_ != "appos":
            break
        token = token.head
    return token


def antecedent(parsed: Parsed, token: Token, here: list[Mention], kinds: tuple[str, ...], back: int) -> Mention | None:
    """The mention that a pronoun, or the noun phrase that begins at `token`, takes up; None if that is not clear.

    `here`: the mentions before it, in order. `kinds`: types of entity it can mean. `back`: how many sentences back to look.
    "it" and "its" mean no mention where the subject they would take up is a thing ("the pact").
    """
    doc, ordinal = parsed.doc, parsed.sentence_of(token).ordinal
    thing = token.lower_ in ("it", "its", "itself")
    named = [m for m in here if m.entity.type in kinds and m.form != "demonym" and m.sentence.ordinal >= ordinal - back]
    named = [m for m in named if not _joined(top(doc, m))]
    barred = _barred(token)
    everyone = [m for m in here if m.entity.type in kinds]
    if "state" in kinds:
        named = [m for m in named if m.form != "nominal" or top(doc, m).tag_ not in PLURAL]
    same = [m for m in named if m.sentence.ordinal == ordinal and top(doc, m).i not in barred]
    if thing and token.dep_ == "poss" and (blamed := _answered(token, same)):
        return blamed
    chained = _chained(doc, token, same) if thing else None
    above = False
    for clause in _clauses(token):
        for subject in _subjects(clause):
            if subject.i in barred or subject.i >= token.i or _holds(subject, clause, token):
                continue
            among = everyone if subject.dep_ in OWNERS else same
            if hit := next((m for m in among if top(doc, m).i == subject.i), None):
                return chained if chained and hit.start < chained.start else hit
            if thing and _is_thing(subject):
                return _owner(subject, same)
            above = above or subject.pos_ != "PRON"
    if chained:
        return chained
    if subjects := [m for m in same if top(doc, m).dep_ in SUBJECTS]:
        return subjects[-1]
    if same and token.dep_ == "poss":
        return same[-1]
    if thing and (above or token.dep_ not in ("nsubj", "poss")):
        return None
    for n in range(1, min(back, ordinal) + 1):
        sentence = parsed.sentences[ordinal - n]
        main = next((s for s in _subjects(parsed.span(sentence).root)), None)
        subjects = [m for m in named if m.sentence is sentence and top(doc, m).dep_ in SUBJECTS]
        first = next((m for m in subjects if main is not None and top(doc, m).i == main.i), None)
        if thing and not first and main is not None and (_is_thing(main) or main.pos_ == "PRON"):
            return None
        if subjects:
            return first or subjects[-1]
        if thing and main is not None and main.tag_ in PLURAL and (owner := _owner(main, named)):
            return owner
    return None


def plural(parsed: Parsed, token: Token, here: list[Mention]) -> Mention | None:
    """The people that "they" at `token` takes up, if the nearest subject in the plural is a mention: "rebels", "the Turks"."""
    doc, ordinal, barred = parsed.doc, parsed.sentence_of(token).ordinal, _barred(token)
    many = {top(doc, m).i: m for m in here if m.entity.type == "state" and top(doc, m).tag_ in PLURAL}
    for m in here:  # Turkish troops, Pentagon officials
        root = doc[m.tokens[0] : m.tokens[1]].root
        head = root.head
        if m.entity.country and root.dep_ in MODIFIERS and head.tag_ in PLURAL and head.lemma_.lower() in _human():
            many[head.i] = m
    for clause in _clauses(token):
        for subject in _subjects(clause):
            if subject.i in barred or subject.i >= token.i or _holds(subject, clause, token):
                continue
            if subject.i in many or subject.tag_ in PLURAL or any(c.dep_ == "conj" for c in subject.children):
                return many.get(subject.i)
    if not ordinal:
        return None
    main = next(iter(_subjects(parsed.span(parsed.sentences[ordinal - 1]).root)), None)
    return many.get(main.i) if main is not None else None


def possessor(parsed: Parsed, token: Token, here: list[Mention], back: int) -> Mention | None:
    """Whose country "the country" at `token` is: the state whose people or things are a subject before it, or the person who is."""
    doc, ordinal, barred = parsed.doc, parsed.sentence_of(token).ordinal, _barred(token)
    for n in range(back + 1):
        near = [m for m in here if m.sentence.ordinal == ordinal - n and m.entity.country]
        states = [m for m in near if m.entity.type == "state" and top(doc, m).i not in barred]
        states = [m for m in states if top(doc, m).dep_ not in MODIFIERS]
        if not n and len({m.entity.entity_id for m in states}) == 1:
            return states[0]
        fit = [m for m in near if _leads(doc, m) and _head(doc, m).i not in barred]
        if fit:
            return fit[-1]
    return None


def _leads(doc: Doc, m: Mention) -> bool:
    """Whether a person is a subject, or a state belongs to one: "Peru's envoy said", "Peruvian officials said"."""
    root = doc[m.tokens[0] : m.tokens[1]].root
    if m.entity.type == "person":
        return top(doc, m).dep_ in SUBJECTS
    return m.entity.type == "state" and root.dep_ in OWNERS and _head(doc, m).dep_ in SUBJECTS


def _joined(token: Token) -> bool:
    """Whether a subject is one of several, so that no pronoun in the singular can mean it."""
    first = token.head if token.dep_ == "conj" else token
    return first.dep_ in SUBJECTS and any(c.dep_ == "conj" for c in first.children)


def _head(doc: Doc, m: Mention) -> Token:
    token = doc[m.tokens[0] : m.tokens[1]].root
    return token if m.entity.type == "person" else token.head


def _clauses(token: Token) -> Iterator[Token]:
    """The verbs above a token, from the inside out."""
    for _ in range(DEPTH):
        if token.pos_ in CLAUSE and token.dep_ not in ("aux", "auxpass"):
            yield token
        if token.head.i == token.i:
            return
        token = token.head


def _subjects(clause: Token) -> list[Token]:
    """The subjects of a clause; of a relative clause what it belongs to ("Peru, which"); of an infinitive, the party
    that the verb or noun above makes do it ("urged Peru to sign", "Peru's decision to sign")."""
    own = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")]
    if clause.dep_ == "relcl" and any(c.tag_ in ("WDT", "WP") for c in own):
        return [clause.head]
    if not own and clause.dep_ == "xcomp":
        told = [c for p in clause.head.children if p.lower_ in ("on", "upon") and p.dep_ == "prep" for c in p.children]
        told += [c for c in clause.head.children if c.dep_ == "dobj"]
        own = [c for c in told if c.i < clause.i and not _is_thing(c)]
    if not own and clause.dep_ == "acl" and clause.tag_ == "VB":
        own = [c for c in clause.head.children if c.dep_ in OWNERS and c.ent_type_ in ("GPE", "NORP", "ORG")]
    return own


def _holds(subject: Token, clause: Token, token: Token) -> bool:
    """Whether a pronoun stands inside the subject itself, and so does not mean it; a relative clause belongs to one."""
    return clause.dep_ != "relcl" and subject.is_ancestor(token)


def _barred(token: Token) -> set[int]:
    """Subjects that the grammar keeps a pronoun or "the country" from meaning: "Peru told it", "Peru is its ally"."""
    noun = token.head if token.pos_ == "DET" else token
    if noun.dep_ in SUBJECTS or token.lower_ in REFLEXIVE:
        return set()
    if token.pos_ == "PRON" and token.dep_ == "poss":
        return {s.i for s in _subjects(token.head.head)} if token.head.dep_ == "attr" else set()
    for clause in _clauses(noun):
        if found := _subjects(clause):
            return {s.i for s in found}
        if clause.dep_ not in ("xcomp", "advcl", "conj", "pcomp"):
            break
    return set()


def _answered(token: Token, same: list[Mention]) -> Mention | None:
    """Whose deed gives the reason: of "sanctions against Peru over its raid" Peru."""
    reason = token.head.head
    if token.head.dep_ != "pobj" or reason.lower_ not in REASONS:
        return None
    before = [m for m in same if m.tokens[1] <= reason.i and _struck(top(token.doc, m))]
    return before[-1] if before else None


def _struck(token: Token) -> bool:
    """Whether somebody is the one that an act is done to: "fined Peru", "sanctions against Peru"."""
    if token.dep_ != "pobj":
        return token.dep_ == "dobj"
    return token.head.lower_ in AGAINST or (token.head.lower_ == "to" and token.head.head.lemma_ in COMPLAIN)


def _chained(doc: Doc, token: Token, same: list[Mention]) -> Mention | None:
    """What "it" or "its" meant earlier in the sentence, if no other subject has come in between."""
    last = next((m for m in reversed(same) if m.form == "pronoun" and m.text.lower() in ("it", "its")), None)
    if last is None or any(top(doc, m).dep_ in SUBJECTS for m in same if m.start > last.start):
        return None
    return last


def _is_thing(subject: Token) -> bool:
    """Whether a subject is a single thing that "it" may mean: no person, no name."""
    return subject.tag_ == "NN" and subject.lemma_.lower() not in _human()


def _owner(subject: Token, same: list[Mention]) -> Mention | None:
    """The state whose doing the subject is: "Peru's move to defend its waters"."""
    owners = {c.i for c in subject.children if c.dep_ == "poss"}
    return next((m for m in same if top(subject.doc, m).i in owners), None)
