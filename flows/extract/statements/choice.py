"""Which of the claims found become statements, and how far each reaches."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from flows.extract.parse import Parsed
from flows.extract.statements.claim import Claim
from flows.extract.statements.marker import Breaks
from flows.extract.statements.quotation import Quotation

MOST = 3000
"""A content is no longer, in code points, unless it is a quotation."""
DATELINE = re.compile(
    r"[A-Z][A-Z'’.]{2,}[A-Z .,/'’]{0,40}(?:,? [A-Z][a-z.]{2,8} \d{1,2})?(?: \([\w/ ]{2,30}\))?\s?[-–—]{1,2}\s+"
)
"""Place and agency before the first sentence of a report."""
SAME = 0.8
"""Contents that share so much of their length are one."""
TELLING = 3
"""A quotation of fewer words may be one in scare quotes, unless the content ends in it or is about it."""
CLOSE = ".,"
PICKED = ("object_as", "object_predicate", "object_prep", "object", "prep", "mixed", "passive")
OUTRANKED = ("after", "before", "carried", "turn", "headline", "signed")


def chosen(claims: Sequence[Claim], marks: Sequence[Quotation], parsed: Parsed) -> list[Claim]:
    """The claims to keep, in order: quotations whole, each content once for one speaker."""
    kept: list[Claim] = []
    by_anchor: dict[int, list[Claim]] = {}
    breaks = Breaks(parsed.text)
    whole = [w for c in claims if (w := _within(_whole(c, marks, parsed), breaks, parsed)) is not None]
    for claim in sorted(whole, key=lambda c: (c.frame not in OUTRANKED, c.start, -c.end)):
        if claim.end <= claim.start or (claim.end - claim.start > MOST and not claim.direct):
            continue
        rivals = by_anchor.setdefault(claim.anchor.i, [])
        if claim.frame == "object" and any(r.frame == "phrase" for r in rivals):
            continue
        joined = next(
            (r for r in rivals if _share(r, claim) > 0 and (r.direct != claim.direct or r.frame in OUTRANKED)), None
        )
        if joined is not None:
            wider = replace(joined, start=min(joined.start, claim.start), end=max(joined.end, claim.end))
            if wider.start <= wider.anchor.idx < wider.end and joined.frame != "after":
                wider = joined
            rivals[rivals.index(joined)] = wider
            kept[kept.index(joined)] = wider
            continue
        rivals.append(claim)
        kept.append(claim)
    kept = _lighter(kept)
    return _single(sorted(kept, key=lambda c: (c.start, -c.end, c.anchor.i)))


def _lighter(claims: list[Claim]) -> list[Claim]:
    """Of a verb and its object, both cues, one: the clause of the noun ("voiced hope that …"), else the object of the verb."""
    topics = {c.topic.i: c for c in claims if c.topic is not None and c.frame == "object"}
    dropped = []
    for claim in claims:
        outer = topics.get(claim.anchor.i)
        if outer is not None and claim.frame.startswith("noun"):
            dropped.append(outer if claim.frame == "noun_clause" else claim)
    return [c for c in claims if c not in dropped]


def _within(claim: Claim, breaks: Breaks, parsed: Parsed) -> Claim | None:
    """The claim up to the next note marker; None where one stands between it and its cue."""
    if claim.frame in OUTRANKED:
        return claim
    start, end = breaks.cut(claim.start, claim.end, parsed.text)
    if start > claim.anchor.idx and breaks.between(claim.anchor.idx, start):
        return None
    line = DATELINE.match(parsed.text, start, end)
    return replace(claim, start=line.end() if line else start, end=end)


def _share(one: Claim, other: Claim) -> float:
    inter = min(one.end, other.end) - max(one.start, other.start)
    return inter / max(one.end - one.start, other.end - other.start) if inter > 0 else 0.0


def _single(claims: list[Claim]) -> list[Claim]:
    """Of claims with nearly the same content and source only one."""
    out: list[Claim] = []
    for claim in claims:
        twin = next(
            (o for o in out[-4:] if _share(o, claim) >= SAME and {s.i for s in o.source} & {s.i for s in claim.source}),
            None,
        )
        if twin is None:
            out.append(claim)
        elif (claim.direct, -(claim.end - claim.start)) > (twin.direct, -(twin.end - twin.start)):
            out[out.index(twin)] = claim
    return out


def _whole(claim: Claim, marks: Sequence[Quotation], parsed: Parsed) -> Claim:
    """The claim with the quotations that it begins or ends in, whole; `direct` if it holds one."""
    if claim.frame in OUTRANKED:
        return claim
    lo = bisect_left(marks, claim.start, key=lambda q: q.end)
    hi = bisect_right(marks, claim.end, key=lambda q: q.start)
    start, end, direct = claim.start, claim.end, False
    for q in marks[lo:hi]:
        if q.start <= claim.anchor.idx < q.end:
            continue
        if q.inner_start < claim.end and claim.start < q.inner_end:
            if q.start <= start < q.end:
                start = q.start
            if q.start < end <= q.end:
                end = q.end
            words = parsed.text[q.inner_start : q.inner_end].split()
            telling = len(words) >= TELLING or end - q.end <= len(CLOSE) or claim.frame in PICKED
            direct = direct or (telling and q.start >= start and q.end <= end)
    if start <= claim.anchor.idx < end and claim.frame != "inserted":
        start, end = claim.start, claim.end
    inner = next((q for q in marks[lo:hi] if q.start == start and q.end == end), None)
    if inner is not None:
        start, end = inner.inner_start, inner.inner_end
    return replace(claim, start=start, end=end, direct=direct)
