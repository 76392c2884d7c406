"""Names that a number directly belongs to: `Iraq (24 percent)`, `Russia's 26%`, `A and B … respectively 19 and 16 percent`."""

from collections.abc import Sequence

from flows.extract.figures.context import Context
from flows.extract.figures.roles import Party
from flows.extract.parse import Parsed

LEADS = frozenset(
    {
        "",
        "with",
        "about",
        "around",
        "roughly",
        "nearly",
        "almost",
        "over",
        "at",
        "some",
        "more than",
        "up to",
        "at least",
        "an estimated",
        "less than",
    }
)
GAPPED = frozenset(
    {"another", "a further", "by", "to", "at", "with", "by about", "by around", "by nearly", "by almost"}
)
"""What stands between a name and its number where the verb is left out."""


def anchors(parsed: Parsed, contexts: Sequence[Context], named: Sequence[Party]) -> list[Party | None]:
    """For each quantity of a sentence the actor that it directly belongs to, None where there is none."""
    found = [_beside(parsed, c, named) or (_after(parsed, c, named) if k else None) for k, c in enumerate(contexts)]
    for run, actors in _respective(parsed, contexts, named):
        for k, actor in zip(run, actors, strict=True):
            found[k] = actor
    return found


def _beside(parsed: Parsed, context: Context, named: Sequence[Party]) -> Party | None:
    if context.quantity.dimension not in ("share", "money", "mass", "volume"):
        return None
    start = context.quantity.start
    for p in reversed(named):
        if p.mention.end > start:
            continue
        gap = parsed.text[p.mention.end : start].strip().lower()
        opened = gap.startswith("(") and gap[1:].strip() in LEADS
        owned = gap in ("'s", "’s", "'", "’") or (gap in ("a", "an") and context.quantity.dimension == "share")
        listed = (
            context.quantity.dimension == "share" and gap in ("", ",", "with") and p.mention.tokens[1] <= context.root.i
        )
        gapped = (gap in GAPPED or gap.lstrip(", ") in LEADS) and _gapping(parsed, context, p)
        return p if opened or owned or gapped or (listed and _free(parsed, p, gap)) else None
    return None


def _gapping(parsed: Parsed, context: Context, party: Party) -> bool:
    """True if the name starts a clause without its verb: and Germany by 13 percent; or compares: with China at 13 billion."""
    first = party.mention.tokens[0]
    before = parsed.doc[first - 1].lower_ if first > context.quantity.sentence.first else ""
    if (
        before in ("with", "for", "in")
        and parsed.text[party.mention.end : context.quantity.start].strip().lower() == "at"
    ):
        return True
    return before in ("and", ",", ";", "while", "but") and _free(parsed, party, "")


def _after(parsed: Parsed, context: Context, named: Sequence[Party]) -> Party | None:
    """The actor named right after a number: against 24 percent for the United States."""
    if context.quantity.dimension not in ("share", "money", "mass", "volume"):
        return None
    end = context.quantity.end
    for p in named:
        if p.mention.start > end:
            return p if parsed.text[end : p.mention.start].split() in (["for"], ["for", "the"]) else None
    return None


def _free(parsed: Parsed, party: Party, gap: str) -> bool:
    """True if the name before the number is a noun of its own, not an adjective or a phrase that ends there."""
    last = parsed.doc[party.mention.tokens[1] - 1]
    return last.pos_ in ("PROPN", "NOUN") and (gap != "," or last.dep_ in ("nsubj", "conj", "appos", "ROOT"))


def _respective(
    parsed: Parsed, contexts: Sequence[Context], named: Sequence[Party]
) -> list[tuple[list[int], list[Party]]]:
    """Runs of quantities, each with as many actors, where the sentence says `respective` or `respectively`."""
    if not contexts:
        return []
    sentence = parsed.span(contexts[0].quantity.sentence)
    if not any(t.lower_ in ("respective", "respectively") for t in sentence):
        return []
    spans = [(c.quantity.start, c.quantity.end, c.quantity.dimension) for c in contexts]
    runs: list[list[int]] = []
    for k, (start, _, dimension) in enumerate(spans):
        if k and spans[k - 1][2] == dimension and _joined(parsed.text[spans[k - 1][1] : start]):
            runs[-1].append(k)
        else:
            runs.append([k])
    lists: list[list[Party]] = []
    for p in named:
        if lists and _joined(parsed.text[lists[-1][-1].mention.end : p.mention.start]):
            lists[-1].append(p)
        else:
            lists.append([p])
    out = []
    for run in runs:
        fitting = [x for x in lists if len(x) == len(run) > 1 and x[-1].mention.end <= spans[run[0]][0]]
        if fitting:
            out.append((run, fitting[-1]))
    return out


def distributed(parsed: Parsed, named: Sequence[Party], actor: str | None, before: int) -> list[str]:
    """The other actors of the last list before a number that `actor` stands in: Oman and Qatar 3 percent each."""
    found: list[str] = []
    run: list[Party] = []
    for p in named:
        if p.mention.end > before:
            break
        close = bool(run) and p.mention.start <= run[-1].mention.end + 3
        run = [*run, p] if close or (run and _joined(parsed.text[run[-1].mention.end : p.mention.start])) else [p]
        actors = list(dict.fromkeys(q.actor for q in run))
        found = actors if actor in actors and len(actors) > 1 else found
    return [a for a in found if a != actor]


def _joined(gap: str) -> bool:
    """True if only a comma, `and` or an article stands between two members of a list."""
    words = gap.replace(",", " ").split()
    return len(gap) < 15 and bool(gap.strip()) and all(w in ("and", "the", "'s", "’s") for w in words)
