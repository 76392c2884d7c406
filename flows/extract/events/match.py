"""Which trigger a word is, if it is one: phrases and conditions of the table held against the parse."""

from itertools import islice

from spacy.tokens import Token

from flows.extract.events import grammar, prepositions
from flows.extract.events.actors import Cast
from flows.extract.events.anaphora import meant_by
from flows.extract.events.cues import cues
from flows.extract.events.trigger import NAMED, Condition, Trigger, classes_of, index, plover

PARTS = ("prt", "prep", "advmod", "dobj", "dative", "agent", "acomp", "attr", "oprd", "nsubjpass", "pobj", "intj")
MODIFIERS = ("amod", "compound", "nmod", "advmod")
ANCHORS = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})
NESTED = frozenset({"by", "to", "with", "against"})
"""Prepositions that the parse often hangs on the noun behind "of" instead of on the act."""
LONGEST = 80
"""So many words below a trigger are looked at."""
_COPULAS = frozenset(["be", "become", "remain", "stay", "seem", "get"])
_DEPTH = 4


_MARKS = ".,;:!?'\"”’)]"
ANAPHORS = frozenset({"it", "one", "them"})
"""Words that may stand for a thing told of in the same sentence: "they founded a union and raised it to an alliance"."""
_LEMMAS = {"stag": "stage"}
"""Base forms that the model gets wrong."""


def lemma(token: Token) -> str:
    """Base form in lower case, without the mark of a note that stands close behind it ("proposal.2")."""
    word = token.lemma_.lower()
    if word[-1:].isdigit():
        word = word.rstrip("0123456789").rstrip(_MARKS) or word
    return _LEMMAS.get(word, word)


def pos(token: Token) -> str | None:
    """The part of speech under which the table holds a word, None if it holds none of this."""
    if token.pos_ in ("VERB", "AUX"):
        return "verb"
    if token.pos_ in ("NOUN", "PROPN"):
        return "noun"
    return "adj" if token.pos_ == "ADJ" else None


def match(token: Token, cast: Cast, depth: int = _DEPTH) -> Trigger | None:
    """The row that fits a word best, None if there is none or if the best says that it is no act."""
    kind = pos(token)
    rows = index().get((kind, lemma(token))) if kind else None
    if (
        not rows
        or token.dep_ == "amod"
        or (kind == "adj" and not (token.dep_ == "acomp" and lemma(token.head) in _COPULAS))
    ):
        return None
    for row in rows:
        if fits(row, token, cast, depth):
            return row if row.event_type != "none" else None
    return None


def fits(row: Trigger, token: Token, cast: Cast, depth: int = _DEPTH) -> bool:
    """Whether the words and conditions of a row are there."""
    if len(row.words) > 1 and not _phrase(row, token):
        return False
    return all(_holds(c, token, row.pos, cast, depth) != c.negated for c in row.conditions)


def _phrase(row: Trigger, token: Token) -> bool:
    if row.pos == "noun":
        before = _modifiers(token)
        return all(w in before for w in row.words[:-1])
    found: set[str] = set()
    for child in token.children:
        if child.dep_ in PARTS and not (child.dep_ == "prep" and _temporal(child)):
            found |= {lemma(child), child.lower_}
            if child.dep_ in ("prep", "advmod", "prt"):
                found |= {x for c in child.children if c.dep_ in ("pobj", "prep") for x in (lemma(c), c.lower_)}
    return all(w in found for w in row.words[1:])


def _temporal(preposition: Token) -> bool:
    return any(c.ent_type_ in ("DATE", "TIME") for c in preposition.children if c.dep_ == "pobj")


def dates(noun: Token) -> list[Token]:
    """The words of time right beside or behind a noun: "the June summit", "the statement of 2001"."""
    beside = [c for c in noun.children if c.dep_ in (*MODIFIERS, "nummod", "poss", "npadvmod")]
    behind = [
        p
        for c in noun.children
        if c.dep_ == "prep" and c.lower_ in ("in", "of", "on")
        for p in c.children
        if p.dep_ == "pobj"
    ]
    return [t for t in (*beside, *behind) if t.ent_type_ == "DATE"]


def slot(name: str, token: Token, kind: str) -> list[Token]:
    """The nouns in a slot of a trigger: obj, subj, dat, poss, or a preposition."""
    verb = kind != "noun"
    match name:
        case "subj":
            return grammar.subjects(token) if verb else []
        case "obj":
            return grammar.objects(token) if verb else []
        case "dat":
            return grammar.datives(token) if verb else []
        case "oprd":
            small = [c for c in token.children if c.dep_ == "ccomp" and c.pos_ == "ADJ"]
            return [c for c in token.children if c.dep_ in ("oprd", "acomp", "attr")] + small
        case "poss":
            return [c for c in token.children if c.dep_ in ("poss", "amod", "compound", "nmod")]
        case "advmod":
            return [c for c in token.children if c.dep_ == "advmod"]
        case "time":
            return dates(token)
        case "mutual":
            return mutual(token)
    hosts = [token]
    if not verb and name in NESTED:  # "the visit of the president to Peru", "the arrest of two pilots by Peru"
        hosts += prepositions.phrases(token).get("of", [])
    if verb:
        hosts += [c for c in token.children if c.dep_ == "prt"] + grammar.objects(token)
    return prepositions.phrases(*hosts).get(name, [])


def mutual(token: Token) -> list[Token]:
    """The words below a trigger, and in its object, by which the parties do it to each other."""
    return [
        t
        for t in islice(token.subtree, LONGEST)
        if (t.lower_ == "mutual" and t.head.i == token.i)
        or (t.lower_ in ("other", "other's") and t.i and t.nbor(-1).lower_ == "each")
        or (t.lower_ == "another" and t.i and t.nbor(-1).lower_ == "one")
    ]


def _holds(condition: Condition, token: Token, kind: str, cast: Cast, depth: int) -> bool:
    for name in condition.slots:
        if name == "comp":
            if _complement(condition.values, token, cast, depth):
                return True
        elif name == "mod":
            if any({lemma(c), c.lower_} & condition.values for c in token.children if c.dep_ in MODIFIERS):
                return True
        elif name == "poss" and "BOTH" in condition.values:
            if len({cast.actor(n) for n in cast.modifiers(token)}) > 1:
                return True
        else:
            for noun in slot(name, token, kind):
                if any(_is(word, condition.values, cast) for word in grammar.conjuncts(noun)):
                    return True
    return False


def _is(noun: Token, values: frozenset[str], cast: Cast) -> bool:
    words = {lemma(noun), noun.lower_}
    for value in values:
        modifier, plus, head = value.partition("+")
        if plus and modifier in _modifiers(noun) and _is(noun, frozenset({head}), cast):
            return True
    if "BOTH" in values and len({cast.actor(n) for n in cast.of(noun)}) > 1:
        return True
    if "*" in values or words & values:
        return True
    kinds = classes_of(lemma(noun)) | classes_of(noun.lower_)
    if noun.lower_ in ANAPHORS and (meant := meant_by(noun)) is not None:
        kinds |= classes_of(lemma(meant))
    if lemma(noun) in cues("hollow"):
        kinds |= {k for c in noun.children if c.dep_ == "compound" for k in classes_of(lemma(c))}
    if kinds & values or ("ACT" in values and _is_act(noun, cast)):
        return True
    if "PERSON" in values and noun.lower_ in ("he", "she", "who"):
        return True
    if any(what in NAMED and cast.named(noun, what) for what in values):
        return True
    if "ACTOR" in values and noun.pos_ in ("NOUN", "PROPN", "PRON") and cast.of(noun, True):
        return True
    # "millions of dollars", "dozens of people": the amount stands for what it counts
    if noun.pos_ in ("NOUN", "NUM"):
        for child in noun.children:
            if (
                child.dep_ == "prep"
                and child.lower_ == "of"
                and (noun.pos_ == "NUM" or "AMOUNT" in classes_of(lemma(noun)))
            ):
                return any(_is(p, values, cast) for p in child.children if p.dep_ == "pobj")
    return False


def _modifiers(noun: Token) -> set[str]:
    near = [t for c in noun.children if c.dep_ in MODIFIERS for t in grammar.conjuncts(c)]
    return {lemma(t) for t in near} | {t.lower_ for t in near}


def _is_act(noun: Token, cast: Cast) -> bool:
    rows = index().get(("noun", lemma(noun)), ())
    return any(len(r.words) == 1 or _phrase(r, noun) for r in rows if r.event_type != "none")


def named_act(noun: Token, cast: Cast) -> Trigger | None:
    """The row of the act that a noun names as the object of a verb that only says that it happens; conditions are waived."""
    best = None
    for row in index().get(("noun", lemma(noun)), ()):
        if len(row.words) > 1 and not _phrase(row, noun):
            continue
        if all(_holds(c, noun, "noun", cast, 1) != c.negated for c in row.conditions):
            return row if row.event_type != "none" else None
        best = best or (row if row.event_type != "none" else None)
    return best


def _complement(values: frozenset[str], token: Token, cast: Cast, depth: int) -> bool:
    found = grammar.complements(token)
    if not found or not depth:
        return False
    if "any" in values:
        return any(not grammar.is_finite(v) for v in found)
    if "clause" in values:
        return any(grammar.is_finite(v) or v.tag_ == "VB" for v in found if v.dep_ == "ccomp")
    if "other" in values:
        return any(c.dep_ in grammar.SUBJECTS for v in found for c in v.children)
    for verb in found:
        if {lemma(verb), verb.lower_} & values:
            return True
        if values & {"coop", "conf"}:
            row = match(verb, cast, depth - 1)
            while row and row.event_type == "@complement" and depth:
                inner = grammar.complements(verb)
                verb, depth = (inner[0] if inner else verb), depth - 1
                row = match(verb, cast, depth - 1) if inner else None
            if polarity(row, verb, cast) in values:
                return True
    return False


def polarity(row: Trigger | None, token: Token, cast: Cast) -> str:
    """ "coop" or "conf": whether an act is of cooperation or of conflict; what is not known counts as cooperation."""
    if row is not None and row.event_type == "@object":
        acts = [named_act(o, cast) for o in grammar.objects(token)]
        row = next((a for a in acts if a), None)
    if row is None or row.event_type not in plover():
        return "coop"
    return "coop" if plover()[row.event_type]["quad_class"].endswith("cooperation") else "conf"
