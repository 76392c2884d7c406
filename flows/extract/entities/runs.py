"""Unknown names by form: runs of capitalised words with a head word that says what they are ("Institute of Oceanology")."""

from spacy.tokens import Span, Token

from flows.extract.entities import bodies
from flows.extract.entities.kinds import generic, is_head, kind, not_names, titles
from flows.extract.entities.page import Page

CONNECTORS = frozenset({"of", "for", "and", "&", "the", "on", "-", "–", "de", "la", "del", "du", "des"})
SMALL_HEADS = frozenset({"pipeline"})
"""Head words that end a name though they have a small letter."""
OPENERS = frozenset({"DET", "ADP", "PRON", "ADV", "VERB", "AUX", "SCONJ", "CCONJ", "PART", "INTJ", "PUNCT"})
"""Parts of speech that do not open a name."""
MOST_WORDS = 10
"""Most words of one name."""
FENCES = frozenset({",", ";", ":", "(", ")", ".", "“", "”", "[", "]", "–", "—", "-", "/"})
NOT_DEMONYM_ONLY = frozenset({"place", "publication", "named_event", "agreement"})
"""Types that a demonym and a head word do not make: "Chinese Province"."""


def capital(token: Token) -> bool:
    """Whether a token begins with a capital letter."""
    return token.text[0].isupper()


def runs(span: Span) -> list[Span]:
    """Runs of capitalised words, joined by small words like "of", that may be one name."""
    doc, found, i = span.doc, [], span.start
    while i < span.end:
        if not capital(doc[i]):
            i += 1
            continue
        last = j = i + 1
        while j < span.end and (capital(doc[j]) or doc[j].text in CONNECTORS or doc[j].text in SMALL_HEADS):
            if doc[j].text == "and" and not _may_join(doc[i:j], doc[j + 1 : span.end]):
                break
            if capital(doc[j]) or doc[j].text in SMALL_HEADS:
                last = j + 1
            elif j - last >= 2:
                break
            j += 1
        found.append(_short(_cut(doc[i:last])))
        i = max(j, last)
    return found


def _short(run: Span) -> Span:
    """The run up to the last small word before it gets longer than a name: offices within offices are named one by one."""
    if len(run) <= MOST_WORDS:
        return run
    joints = [t.i for t in run[2:MOST_WORDS] if t.text in ("of", "for", "and", "&", "on")]
    return run.doc[run.start : joints[-1] if joints else run.start + MOST_WORDS]


def _cut(run: Span) -> Span:
    """The run from the first head word's side on: "Ivan Petrov of the Institute of Oceanology" begins with the institute."""
    for token in run:
        if is_head(token.text):
            return run
        if token.text in ("of", "for", "on") and any(is_head(t.text) for t in run.doc[token.i + 1 : run.end]):
            return _cut(run.doc[token.i + 1 : run.end])
    return run


def _may_join(left: Span, right: Span) -> bool:
    """Whether "and" goes on inside a name: "Institute of History and Archaeology", not "Foreign Ministry and Gazprom"."""
    opened = any(is_head(t.text) and t.i + 1 < left.end and left.doc[t.i + 1].text in ("of", "for", "on") for t in left)
    joined = any(
        t.text in ("Analysis", "Research", "Strategic", "Trade", "Science", "Oil", "Security") for t in left[-1:]
    )
    following = [t for t in right[:3] if capital(t)]
    acronym = bool(following) and len(following[0]) > 1 and following[0].is_upper
    if not following or following[0].pos_ == "PRON" or acronym:
        return False
    return joined or (opened and not any(is_head(t.text) for t in following))


def trim(span: Span) -> Span:
    """The span without titles, articles and sentence-opening small words at its edges."""
    doc, first, last = span.doc, span.start, span.end
    while first < last and (
        doc[first].lower_ in titles() or (doc[first].pos_ in OPENERS and not is_head(doc[first].text))
    ):
        first += 1
    while last > first and (doc[last - 1].text in CONNECTORS or doc[last - 1].text in {"'s", "’s", "'", "’"}):
        last -= 1
    return doc[first:last]


def named_kind(page: Page, name: Span, headline: bool) -> str | None:
    """The type of a run by its head word; None if it is no name, or lies inside a known one."""
    words = [t.text for t in name]
    if sum(capital(t) for t in name) < 2 or not (found := kind(words)):
        return None
    if words[-1] in not_names() or name.text in bodies.names() or (headline and not _fenced(name, found)):
        return None
    start = name.start_char
    end = start + len(page.clean(name.text))
    inside = page.within(start, end)
    if any((m.start <= start and end <= m.end) or m.start < start or m.end > end for m in inside):
        return None
    if any(m.entity.type not in ("state", "place", "person") and is_head(m.text.split()[-1]) for m in inside):
        return None
    specific = [w for w in words if w[0].isupper() and not is_head(w) and w not in generic()]
    if not specific and (found not in ("organization", "infrastructure") or len(words) < 3):
        return None
    only_demonyms = bool(inside) and all(m.form == "demonym" for m in inside) and len(specific) <= len(inside)
    return None if only_demonyms and found in NOT_DEMONYM_ONLY else found


def _fenced(name: Span, found: str) -> bool:
    """Whether a name stands between commas or the like, as in a note: "Ivan Petrov, Institute of Oceanology, 2012"."""
    doc = name.doc
    before = doc[name.start - 1].text if name.start else ","
    after = doc[name.end].text if name.end < len(doc) else ","
    opened = before in FENCES or name[0].is_sent_start or before.lower() in ("of", "the", "at", "by", "in")
    closed = after in FENCES or after[:1] in ".[("
    return opened and closed and found in ("organization", "publication")
