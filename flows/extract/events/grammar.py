"""The grammar of a clause: who is subject and object of a verb, whatever the form it stands in."""

from collections.abc import Iterator

from spacy.tokens import Token

from flows.extract.events import groups, prepositions
from flows.extract.events.cues import cues

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
OBJECTS = ("dobj", "attr", "oprd")
RELATIVES = ("which", "that", "who", "whom")
NOUNS = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")
JUNIOR = ("jr.", "jr", "sr.", "sr", "ii", "iii")
"""What may stand behind a name without being another."""
LISTED = 250
"""Most members of a list that are looked at."""
SHARING = 4
"""Two verbs that share an object stand this close."""
_DEPTH = 12


def conjuncts(token: Token) -> Iterator[Token]:
    """The token and what is coordinated with it ("China, India and Russia"), in order; of endless lists the first `LISTED`."""
    waiting, left = [token], LISTED
    while waiting and left:
        noun, left = waiting.pop(), left - 1
        yield noun
        if noun.dep_ == "pobj" and not _joined(noun):
            continue  # "to Tokyo, the minister": what follows the comma is no second place
        beside = noun.head.children if noun.dep_ == "nsubj" else ()
        more: list[Token] = []
        for child in (*noun.children, *(c for c in beside if noun.i < c.i < noun.head.i and c.dep_ == "prep")):
            if child.dep_ == "conj" and child.i > noun.i:
                more.append(child)
            elif child.dep_ == "prep" and child.i > noun.i:  # "Peru, along with Chile,"
                more += _companions(child)
        waiting += reversed(more)


def _companions(preposition: Token) -> list[Token]:
    """ "Peru" of "Chile, along with Peru," and "together with Peru"."""
    place = preposition
    if preposition.lower_ == "along":
        place = next((c for c in preposition.children if c.lower_ == "with"), preposition)
    elif preposition.lower_ != "with" or not any(c.lower_ in ("along", "together") for c in preposition.children):
        return []
    return [c for c in place.children if c.dep_ == "pobj"] if place.lower_ == "with" else []


def _joined(token: Token) -> bool:
    """Whether a chain of coordination holds an "and" or "or"."""
    waiting, left = [token], LISTED
    while waiting and left:
        noun, left = waiting.pop(), left - 1
        for child in noun.children:
            if child.dep_ == "cc":
                return True
            if child.dep_ == "conj":
                waiting.append(child)
    return False


def is_passive(verb: Token) -> bool:
    """Whether the subject of the verb undergoes the act: "was invited", "the deal signed by both"."""
    if any(c.dep_ in ("nsubjpass", "auxpass", "csubjpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and any(c.lower_ in ("for", "on") for c in verb.children):
        return any(c.dep_ == "agent" for c in verb.children)  # "a report called for sanctions"
    if verb.dep_ in ("acl", "relcl", "advcl") and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return not any(c.dep_ == "dobj" for c in verb.children) or any(c.dep_ == "agent" for c in verb.children)
    if verb.dep_ == "conj" and not any(c.dep_ in (*SUBJECTS, "aux") for c in verb.children):
        return verb.head.tag_ == "VBN" and is_passive(verb.head)
    return False


def related(verb: Token, deps: tuple[str, ...]) -> list[Token]:
    """The children of a verb that stand in one of the relations."""
    return [c for c in verb.children if c.dep_ in deps]


def _antecedents(verb: Token, found: list[Token]) -> list[Token]:
    """Relative pronouns replaced by the noun that they stand for."""
    clause = verb
    if (
        verb.dep_ == "ccomp" and verb.head.lemma_ == "be" and any(t.lower_ in RELATIVES for t in found)
    ):  # "it was X that"
        return related(verb.head, ("attr",)) or found
    for _ in range(_DEPTH):
        if clause.dep_ == "relcl":
            break
        if clause.dep_ not in ("conj", "xcomp", "ccomp"):
            return found
        clause = clause.head
    return [clause.head if t.lower_ in RELATIVES and t.tag_ in ("WDT", "WP", "IN", "DT") else t for t in found]


def surface_subjects(verb: Token, depth: int = _DEPTH) -> list[Token]:
    """The nouns that stand as subject of the verb, found through coordination, control and participles; [] if there is none."""
    own = related(verb, SUBJECTS)
    if own and own[-1].lemma_.lower() == "time":  # "Peru has 40 times broken the truce"
        own = own[:-1] or [s for c in verb.children if c.dep_ == "aux" for s in related(c, SUBJECTS)]
    if len(own) > 1 and own[0].dep_ == own[-1].dep_ == "nsubj" and own[-1].i < verb.i and own[-1].lower_ not in JUNIOR:
        own = own[-1:]  # "Peru, the largest of them, it views as a rival": the first is the object
    if own and own[0].lemma_.lower() == "photo":  # "in this photo, Garcia meets"
        own = [c for c in own[0].children if c.dep_ == "appos"] or own
    if own:
        return [*groups.listed_before(own[0]), *_antecedents(verb, own)]
    if not depth:
        return []
    if is_finite(verb) and verb.dep_ in ("ROOT", "ccomp", "advcl") and (lost := _swallowed(verb)):
        return lost
    head = verb.head
    if verb.dep_ == "conj":
        if verb.tag_ == "VBD" and head.dep_ == "pcomp" and head.head.head.pos_ == "VERB":
            head = head.head.head  # "accused Peru of lying and expelled": what is coordinated is the finite verb
        return surface_subjects(head, depth - 1) if head.pos_ in ("VERB", "AUX") else []
    if verb.dep_ == "acl" or (verb.dep_ == "relcl" and _to(verb)):
        if verb.tag_ == "VB":
            return deciders(head) or governor_subjects(head, depth)
        if verb.tag_ == "VBG" and head.lemma_.lower() in cues("written"):  # "issued a report accusing Peru"
            return (
                possessors(head) or prepositions.phrases(head).get("by", []) or governor_subjects(head, depth) or [head]
            )
        return [head]
    if verb.dep_ == "relcl":
        return [head] if not related(verb, ("dobj",)) else []
    if verb.dep_ in ("xcomp", "ccomp") and head.pos_ in ("VERB", "AUX", "ADJ"):
        if head.lemma_.lower() in cues("object_control") and verb.dep_ == "xcomp":
            objects = related(head, ("dobj", "dative")) or (
                [] if not is_passive(head) else surface_subjects(head, depth - 1)
            )
            if objects:
                return objects
        return surface_subjects(head if head.pos_ != "ADJ" else head.head, depth - 1)
    if verb.dep_ == "advcl" and head.pos_ in ("VERB", "AUX"):
        return surface_subjects(head, depth - 1)
    if verb.dep_ == "pcomp" or (verb.dep_ == "pobj" and verb.tag_ == "VBG"):
        governor = head.head
        if governor.pos_ in ("VERB", "AUX"):
            objects = related(governor, ("dobj",)) if head.lower_ in ("of", "for", "from") else []
            return objects or surface_subjects(governor, depth - 1)
        return possessors(governor) or governor_subjects(governor, depth)
    return []


def _swallowed(verb: Token) -> list[Token]:
    """The subject that the parse has put into the phrase before it: "in a note on trade, Peru and Chile called"."""
    for child in verb.children:  # "NATO announced": the parse takes capitals for an adverb
        if child.dep_ == "advmod" and child.is_upper and len(child) > 1 and child.i < verb.i:
            return [child]
    for child in verb.children:  # "in the same period Clinton allowed"
        for noun in child.children if child.dep_ == "prep" and child.i < verb.i else ():
            if noun.dep_ == "pobj" and noun.pos_ == "PROPN" and any(_timely(c) for c in noun.children):
                return [noun]
            for name in noun.children if noun.ent_type_ == "DATE" else ():  # "in May 2010 Peru agreed"
                if name.dep_ == "appos" and name.pos_ == "PROPN" and name.ent_type_ != "DATE":
                    return [name, *(c for p in verb.children if p.dep_ == "prep" for c in _companions(p))]
    last = verb
    while last.i > verb.sent.start and (last.i == verb.i or last.dep_ in ("aux", "advmod", "neg")):
        last = last.nbor(-1)
    if last.lower_ == "," and last.head.pos_ == "PROPN" and last.head.i < last.i:
        last = last.head  # "on a visit to Lima, Garcia, the minister, said"
    while last.dep_ == "conj" and last.pos_ in ("PROPN", "NOUN", "PRON"):
        first = last.left_edge
        if first.i > verb.sent.start and first.nbor(-1).lower_ == "," and not _joined_by(last.head, first.i):
            return [last]
        last = last.head
    return []


def _timely(token: Token) -> bool:
    """Whether a word of time stands where a modifier of a name would: "period" in "in that period Clinton"."""
    return token.dep_ in ("compound", "nmod", "npadvmod") and (
        token.ent_type_ == "DATE" or token.lower_ in ("period", "year", "month", "week", "day", "time", "decade")
    )


def _joined_by(noun: Token, before: int) -> bool:
    return any(c.dep_ == "cc" and c.i < before for c in noun.children)


def governor_subjects(noun: Token, depth: int = _DEPTH) -> list[Token]:
    """The subject of the verb that a noun depends on: in "made a promise to sign" the one who promised signs."""
    token = noun
    for _ in range(_DEPTH):
        if token.dep_ in ("dobj", "pobj", "prep", "conj", "attr", "appos", "compound"):
            token = token.head
        else:
            break
    if token is not noun and token.dep_ in SUBJECTS:  # "the minister, on a visit to Paris, said"
        return [token]
    return surface_subjects(token, depth - 1) if token is not noun and token.pos_ in ("VERB", "AUX") else []


def possessors(noun: Token) -> list[Token]:
    """ "China" of "China's decision", "their" of "their decision"."""
    return [c for c in noun.children if c.dep_ == "poss"]


def deciders(noun: Token) -> list[Token]:
    """Whose decision it is: "Peru's decision to", "the decision of Peru to", "the Peruvian decision to"."""
    behind = prepositions.phrases(noun)
    return (
        possessors(noun)
        or [*behind.get("of", []), *behind.get("by", [])]
        or [
            c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.ent_type_ in ("NORP", "GPE", "ORG")
        ]
    )


def agents(verb: Token) -> list[Token]:
    """The nouns behind "by" of a passive."""
    found = [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    if found or verb.dep_ != "conj":
        return found
    return []


def subjects(verb: Token) -> list[Token]:
    """Who does it: the subject of the active, the agent of the passive; coordinated ones by their first."""
    return agents(verb) if is_passive(verb) else surface_subjects(verb)


def objects(verb: Token) -> list[Token]:
    """Whom or what it is done to: the object of the active, the subject of the passive."""
    if is_passive(verb):
        return surface_subjects(verb) + related(verb, ("oprd", "dobj"))
    found = related(verb, OBJECTS)
    if not found:  # "visited Turkey": the parse takes a name right behind the verb for an adverb
        near = [c for c in related(verb, ("npadvmod",)) if c.pos_ == "PROPN" and c.ent_type_ not in ("DATE", "TIME")]
        found = [c for c in near if c.left_edge.i == verb.i + 1]
    if not found:  # "takes in people fleeing the war", "found Peru guilty": the parse makes a clause of it
        inner = [
            c for c in related(verb, ("ccomp",)) if (c.tag_ == "VBG" or c.pos_ == "ADJ" or _to(c)) and c.i > verb.i
        ]
        found = [s for c in inner for s in related(c, ("nsubj",)) if s.i > verb.i]
    if not found:
        own = related(verb, ("nsubj",))
        found = own[:1] if len(own) > 1 and own[-1].i < verb.i else []
    if found:
        return _antecedents(verb, found)
    if (
        verb.dep_ == "relcl"
        and related(verb, ("nsubj",))
        and all(t.lower_ not in RELATIVES for t in related(verb, ("nsubj",)))
    ):
        return [verb.head]
    for child in verb.children:  # "sign and implement an accord": the object stands with the last verb
        if related(verb, ("ccomp", "xcomp")):
            break
        near = child.i - verb.i <= SHARING and child.tag_ == verb.tag_
        if child.dep_ == "conj" and child.pos_ == "VERB" and near and not related(child, SUBJECTS):
            return related(child, ("dobj",))
    return []


def _to(verb: Token) -> bool:
    """Whether a verb stands in the infinitive with "to"."""
    return verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def datives(verb: Token) -> list[Token]:
    """The indirect object: "gave Kyiv a loan", "gave a loan to Kyiv"."""
    found = []
    for child in verb.children:
        if child.dep_ == "dative":
            found += [c for c in child.children if c.dep_ == "pobj"] or ([child] if child.pos_ in NOUNS else [])
    return found


def complements(verb: Token) -> list[Token]:
    """The verbs that depend on this one: infinitive, participle or clause; with those coordinated with them."""
    found = []
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp") and child.pos_ in ("VERB", "AUX"):
            found.append(child)
        elif child.dep_ == "prep":
            found += [c for c in child.children if c.dep_ == "pcomp"]
        elif child.dep_ == "advcl" and child.tag_ == "VB" and verb.lemma_.lower() in cues("object_control") | {"be"}:
            found.append(child)
    return found


def is_finite(verb: Token) -> bool:
    """Whether the verb heads a clause of its own with a tense, rather than an infinitive or participle."""
    return verb.tag_ in ("VBD", "VBP", "VBZ", "MD") or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBP", "VBZ", "MD") for c in verb.children
    )
