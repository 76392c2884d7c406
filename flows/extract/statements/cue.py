"""The cues: words that attribute, and in which frames their content stands."""

import functools
from dataclasses import dataclass

from spacy.tokens import Token

from flows.extract.tree import children
from flows.knowledge import knowledge

POS = {"verb": ("VERB", "AUX"), "noun": ("NOUN", "PROPN"), "adj": ("ADJ", "VERB")}


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of the table."""

    words: tuple[str, ...]
    pos: str
    frames: frozenset[str]
    prepositions: frozenset[str]
    """Behind which its content stands."""
    object_prepositions: frozenset[str]
    """Behind which, after an object, its content ends."""
    kind: str
    stance: str | None
    rule: str


@functools.cache
def _index() -> dict[tuple[str, str], tuple[Cue, ...]]:
    """Cues by part of speech and first word, those of several words first."""
    out: dict[tuple[str, str], list[Cue]] = {}
    for row in knowledge("statement_cues"):
        frames = row["frames"].split()
        cue = Cue(
            tuple(row["words"].split()),
            row["pos"],
            frozenset(f for f in frames if ":" not in f),
            frozenset(f.partition(":")[2] for f in frames if f.startswith("prep:")),
            frozenset(f.partition(":")[2] for f in frames if f.startswith("object_prep:")),
            row["kind"],
            row["stance"] or None,
            row["_at"],
        )
        out.setdefault((row["pos"], cue.words[0]), []).append(cue)
    return {k: tuple(sorted(v, key=lambda c: -len(c.words))) for k, v in out.items()}


@functools.cache
def _heads() -> dict[str, str]:
    """The first words of all cues, and their regular forms: the lemma of "hopes" may be given as "hop"."""
    words = sorted({word for _, word in _index()})
    stems = {w: w[:-1] if w.endswith("e") else w for w in words}
    forms = {stem + end: w for w, stem in stems.items() for end in ("es", "ed", "ing")} | {f"{w}s": w for w in words}
    return forms | {w: w for w in words}


def match(token: Token) -> Cue | None:
    """The cue that a token is, with its particle if it has one."""
    word = _heads().get(token.lemma_.lower()) or _heads().get(token.lower_)
    if word is None:
        return None
    for pos, tags in POS.items():
        if token.pos_ in tags and (pos != "adj" or token.pos_ == "ADJ" or token.dep_ == "acomp"):
            for cue in _index().get((pos, word), ()):
                if len(cue.words) == 1 or particle(token, cue) is not None:
                    return cue
    return None


def particle(token: Token, cue: Cue) -> Token | None:
    """The second word of a cue of two, in the text: "out" of "pointed out"."""
    for child in children(token):
        if child.lower_ == cue.words[1] and 0 < child.i - token.i <= 4:
            return child
    after = token.i + 1
    return token.doc[after] if after < len(token.doc) and token.doc[after].lower_ == cue.words[1] else None
