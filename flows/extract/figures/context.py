"""How near the words of a sentence are to a number, by the parse; and cue words looked up in it."""

import functools
import heapq
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from spacy.tokens import Doc, Token

from flows.extract import tree
from flows.extract.parse import Parsed
from flows.extract.quantities import Quantity
from flows.extract.tree import below, children
from flows.knowledge import knowledge

EDGES = {
    "compound": 0.4, "nummod": 0.4, "amod": 0.4, "nmod": 0.4, "poss": 0.6, "quantmod": 0.4, "det": 0.4, "case": 0.4,
    "pobj": 0.4, "prep": 0.6, "pcomp": 1.0, "dobj": 0.8, "obj": 0.8, "nsubj": 0.8, "nsubjpass": 0.8, "attr": 0.8, "acomp": 0.8,
    "oprd": 0.8, "npadvmod": 0.8, "advmod": 0.8, "dative": 0.8, "agent": 0.8, "aux": 0.5, "auxpass": 0.5, "neg": 0.5,
    "appos": 0.8, "conj": 1.2, "xcomp": 1.0, "acl": 1.2, "relcl": 1.2, "ccomp": 1.6, "advcl": 1.8, "parataxis": 2.2,
}  # fmt: skip
"""What a step along an edge of the parse costs, in either direction."""
OTHER_EDGE = 1.4
LINEAR = 0.03
"""What each word between costs beside the steps: of two cues equally near in the parse the nearer in the text wins."""
FRAGMENT = 0.12
"""The same where no verb holds the words together, as in headings, lists and the cells of tables."""
FOREIGN = 3.0
"""How much farther words are that belong to another number: a quarter of its trade with China."""
BEYOND = 2.0
"""How much farther words are, where no verb holds them together, that stand on the other side of another number."""
WITHIN = 0.3
LIMIT = 9.0
NODES = 150
JOINED = frozenset({"conj", "pcomp", "acl", "dep", "xcomp"})
"""Edges to verbs that head a clause of their own where they have a subject: with India taking a third."""
HOLDING = frozenset({"of", "in", "from", "with", "to", "for"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a number."""

    parsed: Parsed
    quantity: Quantity
    root: Token
    costs: dict[int, float]
    """Cost of reaching each token of the sentence that is near enough."""

    def near(self, lo: int, hi: int) -> float | None:
        """The least cost of reaching one of tokens `lo` to `hi`, None if out of reach."""
        found = [self.costs[i] for i in range(lo, min(hi, lo + 12)) if i in self.costs]
        return min(found) if found else None


def context(parsed: Parsed, quantity: Quantity) -> Context:
    """The context of a quantity: walks the parse outward from it, the nearest words first."""
    doc, (first, last) = parsed.doc, quantity.tokens
    root = tree.root(doc, first, last)
    if quantity.dimension == "count" and quantity.noun is not None and first <= quantity.noun < last:
        root = doc[quantity.noun]
    costs: dict[int, float] = {}
    queue = [(0.0, root.i), *((WITHIN, i) for i in range(first, min(last, first + 6)) if i != root.i)]
    heapq.heapify(queue)
    while queue and len(costs) < NODES:
        cost, i = heapq.heappop(queue)
        if i in costs:
            continue
        costs[i] = cost
        token = doc[i]
        steps = [(c.i, _edge(c)) for c in children(token)]
        if token.head.i != i:
            steps.append((token.head.i, _edge(token)))
        for j, step in steps:
            if j not in costs and cost + step <= LIMIT:
                heapq.heappush(queue, (cost + step, j))
    linear = LINEAR if verbal(parsed, quantity) else FRAGMENT
    return Context(parsed, quantity, root, {i: c + linear * abs(i - root.i) for i, c in costs.items()})


def contexts(parsed: Parsed, quantities: Sequence[Quantity]) -> list[Context]:
    """The contexts of the quantities of a sentence: words that belong to one of them are far from the others."""
    found = [context(parsed, q) for q in quantities]
    if len(found) < 2:
        return found
    held = [_held(c) for c in found]
    held_together = verbal(parsed, quantities[0])
    return [_apart(k, found, held, held_together) for k in range(len(found))]


def _apart(k: int, found: list[Context], held: list[set[int]], verbal: bool) -> Context:
    """A context with the costs of what belongs to other numbers raised."""
    c, costs = found[k], found[k].costs
    far: dict[int, float] = {}
    doc, own = c.parsed.doc, clauses(c.root)
    for j in range(max(k - 8, 0), min(k + 9, len(found))):
        other = found[j]
        if j == k or c.root.i in held[j] or other.root.i == c.root.i:
            continue
        hub = other.root.head.head if other.root.dep_ == "pobj" and other.root.head.lower_ == "of" else None
        if hub is not None and hub.dep_ == "conj" and hub not in c.root.ancestors:
            far[hub.i] = FOREIGN  # reserves of nine billion and an output of one million
        clause = clauses(other.root)[0]
        if clause >= 0 and doc[clause].dep_ == "relcl" and clause not in own:
            far |= {t.i: FOREIGN for t in below(doc[clause])}  # imports were 4 billion, which widened the deficit to 2
        if held[k] or other.quantity.dimension != c.quantity.dimension:
            far |= dict.fromkeys(held[j] - held[k], FOREIGN)
        if not verbal:
            edge = other.quantity.tokens[0]
            far |= {i: BEYOND for i in costs if (i < edge) == (j < k) and i not in held[k]}
    return replace(c, costs={i: cost + far.get(i, 0.0) for i, cost in costs.items()}) if far else c


def _held(c: Context) -> set[int]:
    """The words that a number governs by a preposition: 20 percent of its trade with China, 5 billion in exports."""
    first, last = c.quantity.tokens
    return {
        t.i
        for kid in children(c.root)
        if kid.dep_ == "prep" and kid.lower_ in HOLDING and kid.i >= last
        for t in below(kid)
        if not first <= t.i < last
    }


def verbal(parsed: Parsed, quantity: Quantity) -> bool:
    """True if the sentence has a verb that can hold it together."""
    return _has_verb(parsed.doc, quantity.sentence.first, min(quantity.sentence.last, quantity.sentence.first + 300))


@functools.lru_cache(maxsize=64)
def _has_verb(doc: Doc, first: int, last: int) -> bool:
    return any(t.tag_ in FINITE or (t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX")) for t in doc[first:last])


def describes(node: Token) -> bool:
    """True for what only describes the subject: X, a producer with reserves of 9 billion barrels, is expected to grow."""
    subject = node.head
    beside = node.i < subject.head.i or subject.head.i < subject.i  # not across the verb
    return node.dep_ == "appos" and beside and subject.pos_ == "PROPN" and subject.dep_ in ("nsubj", "nsubjpass")


def clauses(token: Token) -> list[int]:
    """The verbs at the head of the clauses that a word stands in, the innermost first."""
    return list(_clauses(token.doc, token.i))


@functools.lru_cache(maxsize=4096)
def _clauses(doc: Doc, i: int) -> tuple[int, ...]:
    token, out = doc[i], []
    for node in [token, *islice(token.ancestors, 20)]:
        joined = node.dep_ in JOINED and any(c.dep_ in ("nsubj", "nsubjpass") for c in children(node))
        if node.dep_ in ("relcl", "advcl", "ccomp", "parataxis", "ROOT") or (joined and node.pos_ in ("VERB", "AUX")):
            out.append(node.i)
    return tuple(out) or (-1,)


def _edge(token: Token) -> float:
    """The cost of the edge between a token and its head; joining two verbs costs more than joining two nouns."""
    cost = EDGES.get(token.dep_, OTHER_EDGE)
    if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX"):
        return cost + (2.5 if any(c.dep_ in ("nsubj", "nsubjpass") for c in children(token)) else 1.0)
    return cost


POS = {"noun": frozenset({"NOUN", "PROPN", "ADJ"}), "verb": frozenset({"VERB", "AUX"}), "aux": frozenset({"AUX", "VERB"}),
       "adj": frozenset({"ADJ", "VERB", "ADV", "NOUN"}), "adv": frozenset({"ADV", "ADP", "ADJ"}),
       "part": frozenset({"VERB", "ADJ"}), "prep": frozenset({"ADP", "SCONJ"})}  # fmt: skip
Row = dict[str, str]


@functools.cache
def _index(name: str) -> dict[str, tuple[tuple[tuple[str, ...], Row], ...]]:
    """Cues of a knowledge table by the last word, the longest first."""
    out: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
    for r in knowledge(name):
        for phrase in r["words"].split("|"):
            words = tuple(phrase.replace("-", " - ").split())
            out.setdefault(words[-1], []).append((words, r))
    return {k: tuple(sorted(v, key=lambda e: -len(e[0]))) for k, v in out.items()}


def cues(doc: Doc, name: str, first: int, last: int) -> list[tuple[int, int, Row]]:
    """The cues of a knowledge table (columns `words`, `pos`) in tokens `first` to `last`: first token, head token, row.

    One word may be several cues; of phrases that end in one word only the longest of each part of speech counts.
    """
    index, out = _index(name), []
    for i in range(first, last):
        token = doc[i]
        entries = index.get(token.lemma_.lower()) or index.get(token.lower_)
        if not entries:
            continue
        longest = 0
        for words, row in entries:
            if len(words) < longest:
                break
            pos = row.get("pos", "any")
            if pos != "any" and "pos" in row and token.pos_ not in POS[pos]:
                continue
            start = i - len(words) + 1
            if start >= first and all(
                w in (doc[start + k].lemma_.lower(), doc[start + k].lower_) for k, w in enumerate(words[:-1])
            ):
                longest = len(words)
                out.append((start, i, row))
    return out
