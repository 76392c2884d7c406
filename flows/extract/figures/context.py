"""How near the words of a sentence are to a number, by the parse; and cue words looked up in it."""

import functools
import heapq
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc, Token

from flows.extract.parse import Parsed
from flows.extract.quantities import Quantity, tree
from flows.extract.quantities.tree import children
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
LIMIT = 9.0
NODES = 150


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
    queue: list[tuple[float, int]] = [(0.0, root.i)]
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
    return Context(parsed, quantity, root, {i: c + LINEAR * abs(i - root.i) for i, c in costs.items()})


def clauses(token: Token) -> list[int]:
    """The verbs at the head of the clauses that a word stands in, the innermost first."""
    out = []
    for node in [token, *islice(token.ancestors, 20)]:
        joined = node.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in children(node))
        if node.dep_ in ("relcl", "advcl", "ccomp", "parataxis", "ROOT") or (joined and node.pos_ in ("VERB", "AUX")):
            out.append(node.i)
    return out or [-1]


def _edge(token: Token) -> float:
    """The cost of the edge between a token and its head; joining two verbs costs more than joining two nouns."""
    cost = EDGES.get(token.dep_, OTHER_EDGE)
    if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX"):
        return cost + (2.5 if any(c.dep_ in ("nsubj", "nsubjpass") for c in children(token)) else 1.0)
    return cost


POS = {"noun": frozenset({"NOUN", "PROPN", "ADJ"}), "verb": frozenset({"VERB", "AUX"}), "aux": frozenset({"AUX", "VERB"}),
       "adj": frozenset({"ADJ", "VERB", "ADV", "NOUN"}), "adv": frozenset({"ADV", "ADP", "ADJ"})}  # fmt: skip
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
