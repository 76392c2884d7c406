"""The two sides of a figure, and what they are told from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Token

from flows.extract import tree
from flows.extract.figures.context import Context
from flows.extract.figures.measure import Meaning
from flows.extract.figures.roles import Party

FLOWS = frozenset({"exports", "imports", "delivery_volume", "contract_value", "loan", "aid", "arms_quantity", "price"})
"""Measures of what one side gives and the other takes."""
PAIRS = frozenset({"trade_turnover", "trade_balance"})
"""Measures of what goes both ways."""
FAR = 6.0
"""Cost beyond which an actor of the sentence has nothing to do with a number."""


class Sides(NamedTuple):
    """Reporter, partner and flow of a figure."""

    reporter: str | None
    partner: str | None
    flow: str | None


@dataclass(frozen=True, slots=True)
class Scene:
    """A number with everything that may tell whose it is."""

    context: Context
    meaning: Meaning
    named: Sequence[Party]
    """The actors of its sentence that belong to no other number."""
    before: Sequence[Party]
    """Those of the sentences before it in the paragraph, the nearest last."""
    last: Sides | None
    """The sides of the figure before it in the paragraph."""
    dyad: tuple[str, str] | None
    """The two actors that the document is about."""
    usual: dict[str, str]
    """Who gives and who takes in this document."""
    anchor: Party | None
    """The actor that the number directly belongs to."""
    parallel: str | None
    """The part (source, dest) that the actor of the number before it in a list plays."""
    rivals: Sequence[Token]
    """The words that govern the other numbers of the sentence."""
    pact: Sequence[str]
    """The two sides of the agreement that is told of."""
    last_measure: str | None
    """What the figure before it measures."""
    mutual: bool
    """True if the sentence speaks of `the two countries`."""

    recent: Sequence[str | None]
    """The sides of the last figure that has two and is no share, in whatever paragraph."""

    @property
    def there(self) -> bool:
        """True if `there` stands for the partner."""
        (first, last), doc = self.context.quantity.tokens, self.context.parsed.doc
        return any(t.lower_ == "there" and t.dep_ == "advmod" for t in doc[max(first - 6, 0) : last + 6])

    @property
    def returned(self) -> bool:
        """True if the number is what is given in return for the one before it."""
        first, doc = self.context.quantity.tokens[0], self.context.parsed.doc
        words = [t.lower_ for t in doc[max(first - 8, self.context.quantity.sentence.first) : first]]
        return any(a == "in" and b in ("return", "exchange") for a, b in pairwise(words))


def distinct(actors: Iterable[str]) -> list[str]:
    """The actors without repetition, in order."""
    return list(dict.fromkeys(actors))


def listed(scene: Scene, first: Party, second: Party) -> bool:
    """True if two names are members of one list, and so play one part: Russia, France and China."""
    doc = scene.context.parsed.doc
    return _head(tree.root(doc, *first.mention.tokens)) == _head(tree.root(doc, *second.mention.tokens))


def _head(node: Token) -> int:
    """The first member of the list that a word stands in."""
    for _ in range(20):
        if node.dep_ not in ("conj", "appos") or node.head.i >= node.i:
            break
        node = node.head
    return node.i


def of_share(scene: Scene, party: Party) -> bool:
    """True for whose share it is."""
    return party.governor is not None and scene.context.parsed.doc[party.governor].lemma_ == "share"
