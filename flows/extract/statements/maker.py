"""Claims made into statements: who says so, when, how sure."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from flows.extract import times as clock
from flows.extract.annotation import Time
from flows.extract.parse import Parsed
from flows.extract.statements import stance
from flows.extract.statements.citing import Cited, Notes, day_of
from flows.extract.statements.claim import Claim
from flows.extract.statements.speaker import Speaker, who
from flows.extract.statements.statement import Statement
from flows.extract.statements.voice import Voices

SIGNS = {"headline": ":", "turn": ":", "signed": "—"}
"""What stands for the cue where no word does."""
PERSONAL = frozenset({"he", "she", "him", "his", "her"})
IMPERSONAL = frozenset({"it", "its"})
NEAR = 2
"""So many sentences on, a pronoun may mean the last speaker."""
CONFIDENCE = {
    "after": 0.95, "before": 0.92, "clause": 0.9, "phrase": 0.88, "inserted": 0.85, "carried": 0.6, "object_as": 0.85, "object_predicate": 0.8,
    "object_inf": 0.8, "object_prep": 0.8, "inf": 0.75, "prep": 0.75, "object": 0.7, "passive": 0.65, "noun_clause": 0.8, "noun_inf": 0.6, "noun_prep": 0.6,
    "headline": 0.7, "turn": 0.9, "signed": 0.9, "colon": 0.75, "mixed": 0.75,
}  # fmt: skip


class Heard:
    """Who spoke last, for a pronoun that the entities leave open."""

    def __init__(self) -> None:
        self.last: tuple[Speaker, frozenset[str], int] | None = None

    def add(self, claim: Claim, speaker: Speaker, voices: Voices) -> None:
        """Remembers one that is named by words alone: "a Lima professor"; names are the business of the mentions."""
        one = len(claim.source) == 1 and not speaker.entities
        if one and (voices.is_person(claim.source[0]) or voices.is_body(claim.source[0])):
            words = PERSONAL if voices.is_person(claim.source[0]) else IMPERSONAL
            self.last = speaker, words, voices.parsed.sentence_of(claim.anchor).ordinal
        elif claim.source and claim.source[0].pos_ != "PRON":
            self.last = None

    def meant(self, pronoun: Token, parsed: Parsed) -> Speaker | None:
        """Whom a pronoun means, if it fits the last to speak, in this sentence or shortly before."""
        if self.last is None or pronoun.lower_ not in self.last[1]:
            return None
        speaker, _, where = self.last
        if parsed.sentence_of(pronoun).ordinal - where > NEAR:
            return None
        return Speaker(speaker.name, (), speaker.country, 0.6)


MOST_WORDS = 7
"""Words shown of a speaker without a name."""


def made(claims: Sequence[Claim], voices: Voices, times: Sequence[Time], citations: Sequence[Cited]) -> list[Statement]:
    """The statements of the claims, in the same order."""
    out, heard, notes = [], Heard(), Notes(citations, voices.parsed.text)
    told: dict[int, list[Claim]] = {}
    for claim in claims:
        told.setdefault(voices.parsed.sentence_of(claim.anchor).ordinal, []).append(claim)
    for claim in sorted(claims, key=lambda c: (c.anchor.i, c.start)):
        speaker = who(claim.source, voices)
        if len(claim.source) == 1 and not speaker.entities and claim.source[0].pos_ == "PRON":
            speaker = heard.meant(claim.source[0], voices.parsed) or speaker
        heard.add(claim, speaker, voices)
        speaker = replace(speaker, name=_shown(speaker, claim.source))
        beside = told[voices.parsed.sentence_of(claim.anchor).ordinal]
        out.append(_made(claim, speaker, voices, _time(claim, beside, voices, times), times, notes))
    return sorted(out, key=lambda s: (s.start, s.end, s.rule))


def _shown(speaker: Speaker, source: tuple[Token, ...]) -> str:
    """The name of a speaker; where the text has a pronoun only, with that: "Ana Rey (she)".

    The words for one without a name are cut after a few, since they are published even where the text may not be.
    """
    words = speaker.name.split()
    if not speaker.entities and len(words) > MOST_WORDS:
        return " ".join(words[:MOST_WORDS]) + " …"
    pronoun = source[0].lower_ if len(source) == 1 and source[0].tag_ in ("PRP", "PRP$") else ""
    return f"{speaker.name} ({pronoun})" if pronoun and speaker.name.lower() != pronoun else speaker.name


def _time(claim: Claim, beside: Sequence[Claim], voices: Voices, times: Sequence[Time]) -> Time | None:
    """When it was said: the time of the cue's clause, unless that is part of what is said."""
    time = clock.attached(voices.parsed, times, claim.anchor)
    if time is None or time.timex_type in ("SET", "DURATION"):
        return None
    at = claim.anchor.idx
    within = any(c.start <= time.start < c.end and (c is claim or not c.start <= at < c.end) for c in beside)
    return None if within else time


def _made(
    claim: Claim, speaker: Speaker, voices: Voices, time: Time | None, times: Sequence[Time], notes: Notes
) -> Statement:
    parsed = voices.parsed
    start, end, precision = clock.period(parsed, time, times) if time else (None, None, "none")
    if start and end and start > end:
        start = end = None
    cited = notes.at(claim.end, claim.anchor.idx + len(claim.anchor))
    words, source = (time.text, time.date_source) if time and (start or end) else (None, "none")
    if words is None and (noted := day_of(cited)) is not None:  # what a dated report in the press is cited for
        start, end, precision, words = noted
        source = "explicit"
    position, towards = stance.of(claim, speaker, voices)
    return Statement(
        sentence=parsed.sentence_at(claim.start), start=claim.start, end=claim.end,
        speaker=speaker.entities[0] if len(speaker.entities) == 1 else None, speaker_name=speaker.name, speaker_country=speaker.country,
        cue=" … ".join(_runs(claim.cue, voices)) or SIGNS[claim.frame], direct=claim.direct, stance=position, stance_towards=towards.entity_id if towards else None,
        start_date=start, end_date=end, date_precision=precision if words else "none",
        date_text=words, date_source=source,
        citation_ids=tuple(c.citation_id for c in cited), possible_sources=tuple(dict.fromkeys(a for c in cited for a in c.authors)), rule=claim.rule, confidence=round(CONFIDENCE[claim.frame] * (0.7 + 0.3 * speaker.confidence), 2),
    )  # fmt: skip


def _runs(tokens: tuple[int, ...], voices: Voices) -> list[str]:
    """The words of the cue, those that stand together as one piece."""
    doc, out, last = voices.doc, [], None
    for i in tokens:
        if last is not None and i == last + 1:
            out[-1] += (" " if doc[last].whitespace_ else "") + doc[i].text
        else:
            out.append(doc[i].text)
        last = i
    return out
