"""Whether a number is a fact or an expectation, by the verbs and nouns that govern it."""

from spacy.tokens import Token

from flows.extract.figures.context import Context, describes
from flows.extract.figures.measure import Cue, Meaning
from flows.extract.tree import children

PROMISED = frozenset({"delivery_volume", "exports", "imports", "contract_value", "investment", "loan", "aid", "arms_quantity", "production", "price"})  # fmt: skip
HANDLE = frozenset({"carry", "transport", "handle", "process", "pump", "move", "produce", "refine", "generate", "transmit", "store", "deliver", "supply", "transfer", "hold", "make", "pipe", "ship", "export"})  # fmt: skip
"""What a plant or line can do."""
MEANT = frozenset({"mean", "design", "suppose", "schedule", "slate", "intend"})
FORESEE = frozenset({"envisage", "foresee", "envision", "stipulate", "specify"})
"""Verbs that tell what an agreement lays down."""
ABLE = frozenset({"delivery_volume", "production", "capacity", "exports"})
HOPS = 14


def status(context: Context, meaning: Meaning, cues: list[Cue], agreement: bool) -> tuple[str, str]:
    """The status of a quantity, and the rule that told it. `agreement`: the sentence or the one before it tells of one."""
    rows: dict[int, list[dict[str, str]]] = {}
    for _, i, row in cues:
        rows.setdefault(i, []).append(row)
    if meaning.measure == "capacity":
        return "capacity", "measure"
    noun = _noun(context, rows, meaning)
    if noun:
        return noun
    modal: tuple[str, str] | None = None
    told = False
    node, previous = context.root, None
    for _ in range(HOPS):
        if node.pos_ in ("VERB", "AUX") or any(c.dep_ == "aux" for c in children(node)):
            found = _verb(node, previous, rows, meaning)
            if agreement and previous is not None and _laid_down(node, previous) and meaning.measure in PROMISED:
                return "agreed", "laid down"
            if found and found[1] == "modal":
                modal = modal or (None if told else found)
            elif found:
                return found
        elif (
            node.pos_ == "NOUN"
            and previous is not None
            and previous.dep_ in ("prep", "acl")
            and (previous.dep_ == "acl" or previous.lower_ == "of")
        ):
            for row in rows.get(node.i, ()):
                if row["pos"] == "noun" and not (
                    row["status"] == "agreed" and meaning.measure in ("count", "trade_turnover")
                ):
                    return row["status"], row["_at"]
            if previous.dep_ == "acl" and _agreed(node, rows):
                return _agreed(node, rows)
        elif node.pos_ == "ADJ" and previous is not None and previous.dep_ == "xcomp":
            for row in rows.get(node.i, ()):
                if row["pos"] == "adj":
                    return row["status"], row["_at"]
        if node.head.i == node.i or describes(node):
            break
        if node.dep_ == "conj" and node.pos_ in ("VERB", "AUX") and _own_clause(node):
            break
        if node.dep_ in ("advcl", "relcl", "parataxis") and modal is None and not _nonfinite(node):
            break
        told = told or (node.dep_ == "ccomp" and node.head.pos_ in ("VERB", "AUX"))
        previous, node = node, node.head
    if modal:
        kind = modal[0]
        if kind == "forecast" and agreement and meaning.measure in PROMISED:
            return "agreed", "promised"
        return kind, "modal"
    worth = meaning.hub is not None and context.parsed.doc[meaning.hub].lower_ in ("worth", "valued", "value")
    bought = meaning.hub is not None and context.parsed.doc[meaning.hub].tag_ in ("VBD", "VBN", "VBZ", "VBP")
    if (meaning.measure == "contract_value" and (agreement or not (worth or bought))) or (
        meaning.measure == "arms_quantity" and agreement
    ):
        return "agreed", "measure"
    return "actual", "default"


def _agreed(noun: Token, rows: dict[int, list[dict[str, str]]]) -> tuple[str, str] | None:
    """What a participle before a noun says of it: the contracted volumes."""
    found = (r for c in children(noun) if c.dep_ == "amod" for r in rows.get(c.i, ()) if r["pos"] == "part")
    row = next(found, None)
    return (row["status"], row["_at"]) if row else None


def _conceding(mark: Token) -> bool:
    """True for `even if` and `as if`, after which a fact may stand."""
    return mark.i > 0 and mark.doc[mark.i - 1].lower_ in ("even", "as")


def _laid_down(verb: Token, below: Token) -> bool:
    """True if a verb tells what an agreement lays down: envisages, provides for."""
    return verb.lemma_ in FORESEE or (verb.lemma_ in ("provide", "call") and below.lower_ == "for")


def _to_come(verb: Token) -> bool:
    """True for `are to be sent`."""
    return any(
        c.dep_ == "xcomp" and any(g.lower_ == "to" for g in children(c))
        for c in children(verb)
        if c.pos_ in ("VERB", "AUX")
    )


def _own_clause(node: Token) -> bool:
    """True if a conjoined verb stands by its own: with subject or auxiliary."""
    return any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in children(node))


def _nonfinite(node: Token) -> bool:
    """True for participles and infinitives without subject: their modality is that of the verb above."""
    return node.tag_ in ("VBG", "VBN", "VB") and not any(c.dep_ in ("nsubj", "nsubjpass") for c in children(node))


def _noun(context: Context, rows: dict[int, list[dict[str, str]]], meaning: Meaning) -> tuple[str, str] | None:
    """A noun of expectation that the number belongs to: goal of $30 billion, $2 billion deal, the 134,000 limit."""
    node = context.root
    for _ in range(5):
        for row in rows.get(node.i, ()):
            if row["pos"] == "noun" and node.pos_ in ("NOUN", "PROPN") and node.i != context.root.i:
                if row["status"] == "agreed" and meaning.measure in ("count", "trade_turnover"):
                    continue
                return row["status"], row["_at"]
        if node.pos_ == "NOUN" and node.i != context.root.i and _agreed(node, rows):
            return _agreed(node, rows)
        if node.dep_ == "pobj" and node.head.lower_ == "for" and node.head.head.lemma_ == "be":
            for subject in children(node.head.head):  # the contract is for 2 bcm a year
                for row in rows.get(subject.i, ()) if subject.dep_ == "nsubj" else ():
                    if row["pos"] == "noun":
                        return row["status"], row["_at"]
        if node.dep_ in ("compound", "nummod", "amod", "nmod", "quantmod", "npadvmod"):
            node = node.head
        elif (
            node.dep_ == "pobj" and node.head.lower_ in ("of", "at", "for") and node.head.head.pos_ in ("NOUN", "PROPN")
        ):
            node = node.head.head
        else:
            return None
    return None


def _verb(
    verb: Token, below: Token | None, rows: dict[int, list[dict[str, str]]], meaning: Meaning
) -> tuple[str, str] | None:
    """What a verb over the number says of it, with its auxiliaries."""
    below_verb = children(verb)
    auxiliaries = [c for c in below_verb if c.dep_ == "aux"]
    modals = [c for c in auxiliaries if any(r["pos"] == "aux" for r in rows.get(c.i, ()))]
    if modals and any(c.lemma_ == "have" for c in auxiliaries) and verb.tag_ in ("VBN", "VBD"):
        return "hypothetical", "counterfactual"
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless") and not _conceding(c) for c in below_verb):
        return "hypothetical", "condition"
    for row in rows.get(verb.i, ()):
        if row["pos"] != "verb":
            continue
        if row["status"] == "agreed" and (meaning.measure == "count" or below is None):
            continue
        if row["status"] == "agreed" and meaning.measure == "headcount" and below.dep_ not in ("xcomp", "prep"):
            continue
        if (
            below is not None
            and below.dep_ in ("nsubj", "nsubjpass")
            and below.pos_ not in ("VERB", "AUX")
            and row["status"] == "agreed"
        ):
            continue
        if verb.lemma_ in ("project", "plan", "aim", "target", "set") and below is None:
            continue
        if (
            row["status"] in ("forecast", "target")
            and verb.lemma_ in ("hope", "want", "expect", "plan", "try", "urge")
            and verb.tag_ == "VBG"
        ):
            return row["status"], row["_at"]
        return row["status"], row["_at"]
    if verb.lemma_ == "design" and below is not None and below.dep_ == "xcomp" and below.lemma_ in HANDLE:
        return "capacity", "designed to"
    if verb.lemma_ in MEANT and verb.tag_ == "VBN" and below is not None and below.dep_ == "xcomp":
        return "target", "meant to"
    if below is not None and below.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ == "be" and _to_come(verb):
        return "forecast", "modal"
    if verb.lemma_ == "set" and below is not None and below.dep_ == "xcomp":
        return "forecast", "set to"
    if modals:
        if any(c.lower_ in ("if",) for c in below_verb):
            return "hypothetical", "modal"
        if modals[0].lower_ == "can" and verb.lemma_ in HANDLE and meaning.measure in ABLE:
            return "capacity", "modal"
        return "forecast", "modal"
    if (
        verb.lemma_ in ("be", "go")
        and below is not None
        and below.dep_ == "xcomp"
        and any(c.lower_ == "to" for c in children(below))
    ):
        return "forecast", "modal"
    return None
