"""Whether the text asserts an act, and as what: occurred, ongoing, planned or denied; None where it only imagines it."""

from dataclasses import dataclass

from spacy.tokens import Token

from flows.extract.events import grammar
from flows.extract.events.actors import Cast
from flows.extract.events.cues import cues
from flows.extract.events.match import lemma, match

STATES = frozenset({"SUPPORT", "COOPERATE", "REJECT", "AID", "MOBILIZE", "COERCE", "SANCTION", "ASSAULT"})
"""In the present tense these go on ("supports"); the others have just happened ("accuses", "meets")."""
CONDITIONAL = frozenset({"if", "unless", "whether", "lest"})
MANNER = frozenset(
    {"by", "after", "through", "since", "before", "upon", "when", "while", "in", "via", "following", "with"}
)
WHEN = frozenset(
    {"in", "during", "at", "on", "after", "before", "since", "amid", "under", "despite", "until", "following"}
)
"""Before an act that only sets the scene for what the clause denies."""
FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_DEPTH = 10
_NEGATORS = frozenset({"no", "neither", "nor", "never", "none"})


@dataclass(frozen=True, slots=True)
class Reading:
    """How the text puts an act."""

    status: str
    refused: bool = False
    """Somebody says that it will not be done: a refusal."""
    speakers: tuple[Token, ...] = ()
    """Who says so, where the text only reports it."""


def reports(verb: Token) -> bool:
    """Whether a verb introduces what somebody says."""
    return lemma(verb) in cues("report")


def imagined(verb: Token) -> bool:
    """Whether the clause stands below a verb of thought, hope or forecast, or below a condition."""
    token = verb
    for _ in range(_DEPTH):
        if token.dep_ in ("relcl", "ROOT", "parataxis") or (token.dep_ == "advcl" and grammar.is_finite(token)):
            return False
        head = token.head
        thought = token.dep_ in ("ccomp", "xcomp") and lemma(head) in cues("opinion") and token.i > head.i
        if thought and not (token.dep_ == "xcomp" and grammar.is_passive(head)):  # but "is expected to visit"
            return True
        if any(c.dep_ == "mark" and c.lower_ in CONDITIONAL for c in head.children) and token.dep_ in (
            "xcomp",
            "ccomp",
            "conj",
        ):
            return True
        token = head
    return False


def _auxiliaries(verb: Token) -> list[Token]:
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if not own and verb.dep_ == "conj" and verb.head.tag_ == verb.tag_ and not grammar.related(verb, grammar.SUBJECTS):
        return _auxiliaries(verb.head)
    return own


def _negator(word: Token) -> bool:
    if word.lower_ == "longer":
        return word.i > 0 and word.nbor(-1).lower_ == "no"
    bound = word.lower_ == "no" and word.i + 2 < len(word.doc) and word.nbor(2).lower_ == "than"
    return word.lower_ in _NEGATORS and not bound  # "no more than" bounds a number


def negated(verb: Token) -> bool:
    """Whether the verb, its subject or its object is negated: "did not sign", "neither signed", "signed no accord"."""
    if any(c.dep_ == "neg" or (_negator(c) and c.dep_ in ("preconj", "advmod", "cc")) for c in verb.children):
        return True
    nouns = [c for c in verb.children if c.dep_ in ("dobj", *grammar.SUBJECTS)]
    if any(
        d.lower_ == "neither"
        for c in verb.children
        if c.dep_ == "prep"
        for p in c.children
        if p.dep_ == "pobj"
        for d in p.children
    ):
        return True  # "sided with neither of them"
    if any(_negator(d) and d.dep_ in ("det", "preconj") for n in nouns for d in n.children):
        return True
    if (
        verb.dep_ == "conj"
        and not grammar.related(verb, grammar.SUBJECTS)
        and verb.tag_ == "VB"
        and not _has_own_aux(verb)
    ):
        return any(c.dep_ == "neg" for c in verb.head.children)
    return False


def _is_question(clause: Token) -> bool:
    """Whether a clause is what somebody asks about: "asked whether they would come"."""
    marks = [c for c in clause.children if c.dep_ in ("mark", "advmod", "nsubj", "dobj", "attr")]
    return (
        clause.dep_ in ("ccomp", "advcl")
        and any(m.lower_ in ("whether", "if") or (m.tag_ in ("WP", "WRB") and clause.dep_ == "ccomp") for m in marks)
        and lemma(clause.head) == "ask"
    )


def _outdone(verb: Token) -> bool:
    """ "Never signed a bigger deal", "no closer partner": it was done, only no more so."""
    return any(m.tag_ in ("JJR", "RBR") for o in grammar.related(verb, grammar.OBJECTS) for m in o.children)


def _has_own_aux(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") for c in verb.children)


def _tense(verb: Token, event_type: str, reported: bool) -> Reading | None:
    aux = _auxiliaries(verb)
    modal = next((a for a in aux if a.tag_ == "MD"), None)
    no = negated(verb)
    if modal is not None:
        if modal.lower_ in FUTURE or (modal.lower_ in ("would", "'d") and reported):
            return Reading("planned", refused=no)
        return None
    words = {a.lower_ for a in aux}
    if no:
        return None if _outdone(verb) else Reading("denied")
    if verb.tag_ == "VBG":
        if words & {"is", "are", "am", "'s", "'re", "been"} or (verb.dep_ == "ROOT" and not words):
            return Reading("ongoing")
        return Reading("occurred")
    if verb.tag_ in ("VBZ", "VBP") and event_type in STATES:
        return Reading("ongoing")
    if (
        verb.tag_ == "VBN"
        and words & {"is", "are"}
        and not words & {"has", "have", "had", "been"}
        and event_type in STATES
    ):
        return Reading("ongoing")
    if verb.tag_ == "VB" and verb.dep_ == "conj" and not words and verb.head.tag_ in ("VBG", "VBZ", "VBP"):
        return None  # "to build a grid, create jobs and deliver power": a list of aims that the parse has hung on the verb above
    if verb.tag_ == "VB" and not words & {"do", "does", "did", "to"} and verb.dep_ not in ("xcomp", "ccomp", "conj"):
        return None
    return Reading("occurred")


def _with(
    reading: Reading, status: str | None = None, speakers: tuple[Token, ...] = (), refused: bool = False
) -> Reading:
    return Reading(status or reading.status, reading.refused or refused, reading.speakers or speakers)


def of_verb(verb: Token, event_type: str, cast: Cast, depth: int = _DEPTH) -> Reading | None:
    """The reading of the act that a verb tells; None if the text does not assert it."""
    if not depth:
        return None
    dep, head = verb.dep_, verb.head
    if depth == _DEPTH and imagined(verb):
        return None
    if any(c.dep_ == "mark" and c.lower_ in CONDITIONAL for c in verb.children):
        return None
    if event_type == "REQUEST" and any(_is_question(c) for c in verb.children):
        return None
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    shared = dep == "conj" and not grammar.is_finite(verb) and head.pos_ in ("VERB", "AUX", "ADJ")
    if shared and (infinitive or head.tag_ == verb.tag_ or verb.tag_ == "VBG"):
        above = of_verb(head, event_type, cast, depth - 1) if not match_matrix(head, cast) else None
        return above and _with(above, "denied" if negated(verb) and not negated(head) else None)
    if dep == "xcomp" or (infinitive and dep in ("ccomp", "advcl") and lemma(head) in cues("object_control")):
        return _embedded(verb, event_type, cast, depth)
    if dep == "ccomp" and verb.i < head.i and grammar.is_finite(verb) and not reports(head):
        return _tense(verb, event_type, False)  # "they signed: nothing more is known"
    if dep == "ccomp" or (dep == "conj" and head.dep_ == "ccomp" and grammar.is_finite(verb)):
        matrix = head if dep == "ccomp" else head.head
        return _reported(verb, matrix, event_type, cast, depth)
    if infinitive and dep in ("acl", "relcl"):  # "a summit to be held" is to come
        return Reading("planned") if grammar.is_passive(verb) else _intended(head) if dep == "acl" else None
    if infinitive or dep in ("csubj", "csubjpass"):
        return None
    if dep == "pcomp" and grammar.is_finite(verb):  # "a study of how they failed"
        return _tense(verb, event_type, False)
    if dep == "pcomp":
        if head.lower_ not in MANNER or head.head.pos_ not in ("VERB", "AUX"):
            return None
        above = of_verb(head.head, event_type, cast, depth - 1)
        return above and (_with(above, "occurred") if above.status == "denied" else above)
    if dep == "advcl" and not grammar.is_finite(verb):
        above = of_verb(head, event_type, cast, depth - 1) if head.pos_ in ("VERB", "AUX") else Reading("occurred")
        if above is None or negated(verb):
            return None if above is None else _with(above, "denied")
        return _with(above, "occurred") if verb.tag_ == "VBN" or above.status == "denied" else above
    return _tense(verb, event_type, False)


def _intended(noun: Token) -> Reading | None:
    """What "the decision to" and "the plan to" say of the act behind them."""
    if lemma(noun) in cues("decided"):
        return Reading("occurred")
    return Reading("planned") if lemma(noun) in cues("intended") else None


def match_matrix(head: Token, cast: Cast) -> bool:
    """Whether a verb is itself an act that swallows what depends on it ("agreed to", "urged to", "threatened to")."""
    row = match(head, cast)
    return row is not None and row.event_type not in ("@complement", "@object") and bool(grammar.complements(head))


def _embedded(verb: Token, event_type: str, cast: Cast, depth: int) -> Reading | None:
    head = verb.head
    row = match(head, cast)
    if row is not None and row.event_type == "@complement":
        above = of_verb(head, event_type, cast, depth - 1)
        if above is None:
            return None
        status = row.status if above.status not in ("denied",) else None
        return _with(above, status, refused=above.status == "denied" and row.status == "planned")
    if lemma(head) == "be" and (
        verb.tag_ == "VB" or (verb.tag_ == "VBN" and grammar.is_passive(verb))
    ):  # "the two are to meet", but not "the aim is to meet"
        if any(lemma(s) in cues("aim") or s.lower_ in ("it", "this", "that") for s in grammar.surface_subjects(head)):
            return None
        return Reading("planned", refused=negated(head))
    if lemma(head) == "go" and head.tag_ == "VBG" and verb.tag_ == "VB":
        return Reading("planned", refused=negated(head))
    if verb.tag_ == "VBG" and head.pos_ == "VERB" and row is None and lemma(head) not in cues("opinion"):
        return of_verb(head, event_type, cast, depth - 1)
    return None


def _reported(verb: Token, matrix: Token, event_type: str, cast: Cast, depth: int) -> Reading | None:
    word = lemma(matrix)
    if word in cues("opinion") or any(c.dep_ == "mark" and c.lower_ in CONDITIONAL for c in matrix.children):
        return None
    if word not in cues("report"):
        row = match(matrix, cast)
        if row is not None or matrix.pos_ not in ("VERB", "AUX"):
            return None if row is None or row.event_type != "@complement" else _embedded(verb, event_type, cast, depth)
        if lemma(matrix) not in ("be", "happen", "occur", "know", "remember"):
            return None
    if matrix.dep_ == "xcomp" and of_verb(matrix, event_type, cast, depth - 1) is None:
        return None
    inner = _tense(verb, event_type, True)
    return inner and _with(inner, None, tuple(grammar.subjects(matrix)))


def _after(noun: Token, verb: Token) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ == "after" and noun.head.head.i == verb.i


def of_noun(noun: Token, event_type: str, cast: Cast) -> Reading | None:
    """The reading of the act that a noun names by itself."""
    modifiers = {c.lower_ for c in noun.children if c.dep_ in ("amod", "det", "compound", "advmod", "predet")}
    if modifiers & _NEGATORS or modifiers & {"any"}:
        return None
    if modifiers & cues("irrealis"):
        return None
    if modifiers & cues("prospective"):
        return Reading("planned")
    token = noun
    for _ in range(_DEPTH):
        if token.dep_ in (
            "pobj",
            "dobj",
            "prep",
            "nsubj",
            "nsubjpass",
            "conj",
            "appos",
            "attr",
            "compound",
            "poss",
            "pcomp",
            "agent",
        ):
            if (
                token.dep_ == "prep"
                and token.lower_ in ("for", "without", "about", "against", "toward", "towards")
                and token.head.pos_ != "VERB"
            ):
                return None
            token = token.head
        else:
            break
        if token.pos_ in ("VERB", "AUX"):
            break
    if token.pos_ in ("VERB", "AUX"):
        if lemma(token) in cues("desire") and noun.dep_ in ("dobj", "pobj", "conj"):
            return None
        if negated(token) and (noun.dep_ == "dobj" or (noun.dep_ == "pobj" and noun.head.lower_ not in WHEN)):
            return None
        if lemma(token) == "be" and _after(noun, token):  # "is after their support"
            return None
        aux = {a.lower_ for a in _auxiliaries(token) if a.tag_ == "MD"}
        if aux - FUTURE and noun.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
            return None
        if aux & FUTURE and noun.dep_ in ("attr", "dobj", "nsubjpass"):
            return Reading("planned")
        if any(c.dep_ == "mark" and c.lower_ in CONDITIONAL for c in token.children):
            return None
    return Reading("ongoing" if modifiers & {"ongoing", "continuing", "current"} else "occurred")
