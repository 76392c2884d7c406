"""Whether the text asserts an act, and as what: occurred, ongoing, planned or denied; None where it only imagines it."""

from dataclasses import dataclass

from spacy.tokens import Token

from flows.extract.events import grammar
from flows.extract.events.actors import Cast
from flows.extract.events.cues import cues
from flows.extract.events.match import lemma, match
from flows.extract.events.negation import NEGATORS, auxiliaries, is_question, negated, outdone

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
FIRST = frozenset({"first", "second", "third", "last", "only", "latest"})
FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_DEPTH = 10


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


def _tense(verb: Token, event_type: str, reported: bool) -> Reading | None:
    aux = auxiliaries(verb)
    modal = next((a for a in aux if a.tag_ == "MD"), None)
    no = negated(verb)
    if modal is not None:
        if modal.lower_ in FUTURE or (modal.lower_ in ("would", "'d") and reported):
            return Reading("planned", refused=no)
        return None
    words = {a.lower_ for a in aux}
    if no:
        return None if outdone(verb) else Reading("denied")
    if verb.tag_ == "VBG":
        if words & {"is", "are", "am", "'s", "'re", "been"} or (verb.dep_ == "ROOT" and not words):
            return Reading("ongoing")
        return Reading("occurred")
    if verb.tag_ in ("VBZ", "VBP") and event_type in STATES and lemma(verb) not in cues("punctual"):
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
    if event_type == "REQUEST" and any(is_question(c) for c in verb.children):
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
        if (begun := _undertaken(verb)) is not None:
            return of_verb(begun, event_type, cast, depth - 1)
        return Reading("planned") if grammar.is_passive(verb) else _intended(head)
    if infinitive and dep == "ROOT" and grammar.related(verb, grammar.SUBJECTS):
        return Reading("planned", refused=negated(verb))  # a headline: "Peru to expel envoy"
    if infinitive and (begun := _undertaken(verb)) is not None:
        return of_verb(begun, event_type, cast, depth - 1)
    if infinitive and dep == "advcl" and head.pos_ == "VERB" and head.i < verb.i and lemma(head) in cues("going"):
        above = of_verb(head, event_type, cast, depth - 1)  # "will travel to Lima to sign the treaty"
        return above if above and above.status == "planned" and not above.refused else None
    if infinitive or (dep in ("csubj", "csubjpass") and not grammar.is_finite(verb)):
        return None
    if dep == "acl" and grammar.is_finite(verb) and any(c.lower_ == "no" for c in head.children):
        return None  # "there is no sign that they support it"
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


def _undertaken(verb: Token) -> Token | None:
    """The verb by which a purpose is already acted upon: "took steps to restrict", "launched an operation to seize"."""
    noun = verb.head if verb.dep_ in ("acl", "relcl") else None
    clause = noun.head if noun is not None and noun.dep_ == "dobj" else verb.head if verb.dep_ == "advcl" else None
    if clause is None or clause.pos_ != "VERB":
        return None
    efforts = [noun] if noun is not None else grammar.related(clause, ("dobj",))
    return clause if any(lemma(n) in cues("effort") for n in efforts) and lemma(clause) in cues("exert") else None


def _intended(noun: Token) -> Reading | None:
    """What "the decision to" and "the plan to" say of the act behind them."""
    first = any(c.lower_ in FIRST for c in noun.children) or noun.lower_ in FIRST
    if lemma(noun) in cues("decided") or first:  # "was the first state to recognise Peru"
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
        if any(
            w.lower_ in FIRST for c in head.children if c.dep_ in ("attr", "prep") for w in c.subtree if w.i < verb.i
        ):
            return Reading("occurred")  # "was among the first to sign"
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
    row = match(matrix, cast)
    if row is not None and row.event_type == "ACCUSE":
        return None  # "claimed that they shelter rebels": the act is the accusation
    if word not in cues("report"):
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
    if noun.dep_ == "pobj" and noun.head.lower_ == "at" and lemma(noun) in cues("occasion"):
        return None  # "at the invitation of the king he arrived"
    modifiers = {c.lower_ for c in noun.children if c.dep_ in ("amod", "det", "compound", "advmod", "predet")}
    if modifiers & NEGATORS or modifiers & {"any"}:
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
            if token.dep_ == "prep" and token.lower_ == "without":
                return None
            token = token.head
        else:
            break
        if token.pos_ in ("VERB", "AUX"):
            break
    if token.pos_ in ("VERB", "AUX"):
        if lemma(token) in cues("desire") and noun.dep_ in ("dobj", "pobj", "conj"):
            return None
        apart = noun.dep_ == "pobj" and noun.head.lower_ in WHEN and noun.head.head.i == token.i
        if negated(token) and noun.dep_ in ("dobj", "pobj") and not apart:
            return None
        if lemma(token) == "be" and _after(noun, token):  # "is after their support"
            return None
        aux = {a.lower_ for a in auxiliaries(token) if a.tag_ == "MD"}
        if aux - FUTURE and noun.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
            return None
        if aux & FUTURE and noun.dep_ in ("attr", "dobj", "nsubjpass"):
            return Reading("planned")
        if aux & FUTURE and noun.dep_ == "pobj" and noun.head.lower_ in ("for", "on") and noun.head.head.i == token.i:
            return Reading("planned")  # "will arrive on a state visit"
        if any(c.dep_ == "mark" and c.lower_ in CONDITIONAL for c in token.children):
            return None
    return Reading("ongoing" if modifiers & {"ongoing", "continuing", "current"} else "occurred")
