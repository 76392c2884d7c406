"""The one parse: a document through the language model, once, block by block."""

import functools
import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from flows import MODEL
from flows.document import Document

ORNAMENT = re.compile(r"(?:[^\w\s]|_){64,}")
"""A run of marks that no sentence needs; the tokenizer's time grows with the square of its length."""


LONGEST = 5_000
"""Tokens of the longest sentence that is read as prose."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `text[start:end]` of the document, tokens `doc[first:last]` of the parse."""

    sentence_id: str
    ordinal: int
    start: int
    end: int
    section: str
    block: int
    """Index of the block (paragraph) that it stands in."""
    first: int
    last: int

    @property
    def prose(self) -> bool:
        """Whether it is short enough to be told by somebody: what is longer is a list or garbage, and would cost its square."""
        return self.last - self.first <= LONGEST


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with its parse. Character offsets of `doc` are those of `document.text`.

    Newlines, tabs and long runs of marks (rulers, garbage) are spaces in it.
    """

    document: Document
    doc: Doc
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]
    """`first` of every sentence, for look-up."""

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def sentence_of(self, token: Token | int) -> Sentence:
        """The sentence of a token, or of the token at an index."""
        i = token if isinstance(token, int) else token.i
        return self.sentences[max(bisect_right(self.starts, i) - 1, 0)]

    def sentence_at(self, char: int) -> Sentence:
        """The sentence that holds, or else comes before, a character offset."""
        return self.sentences[max(bisect_right(self.sentences, char, key=lambda s: s.start) - 1, 0)]

    def span(self, sentence: Sentence) -> Span:
        """The tokens of a sentence."""
        return self.doc[sentence.first : sentence.last]

    def tokens(self, start: int, end: int) -> Span | None:
        """The tokens that touch `text[start:end]`, or None if there are none."""
        return self.doc.char_span(start, end, alignment_mode="expand")


@functools.cache
def load_model(name: str = MODEL) -> Language:
    """The language model, by package name. Raises OSError if it is not installed."""
    nlp = spacy.load(name)
    nlp.max_length = 2**31
    return nlp


def describe(name: str = MODEL) -> dict[str, str]:
    """Name and version of the language model."""
    meta = load_model(name).meta
    return {"package": name, "name": f"{meta['lang']}_{meta['name']}", "version": meta["version"]}


def parse(document: Document, nlp: Language) -> Parsed:
    """Parse a document. What comes out depends on the document and the model only."""
    flat = ORNAMENT.sub(lambda run: " " * len(run[0]), document.text.replace("\n", " ").replace("\t", " "))
    edges = [0, *(b.start for b in document.blocks[1:]), len(flat)]
    docs = list(nlp.pipe((flat[a:b] for a, b in pairwise(edges)), batch_size=64))
    doc = Doc.from_docs(docs, ensure_whitespace=False) if len(docs) > 1 else docs[0]
    sentences, first = [], 0
    for block, part in enumerate(docs):
        for span in part.sents:
            words = [t for t in span if not t.is_space]
            if words:
                start = edges[block] + words[0].idx
                end = edges[block] + words[-1].idx + len(words[-1])
                sentences.append(
                    Sentence(
                        f"{document.doc_id}#{len(sentences)}", len(sentences), start, end,
                        document.blocks[block].section, block, first + span.start, first + span.end,
                    )
                )  # fmt: skip
        first += len(part)
    return Parsed(document, doc, tuple(sentences), tuple(s.first for s in sentences))
