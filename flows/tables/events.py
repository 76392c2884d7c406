"""Who did what to whom: events, their participants, and the happenings they tell."""

from flows.tables.codes import DATE_SOURCES, EVENT_STATUS, EVENT_TYPES, QUAD_CLASSES, ROLES
from flows.tables.column import CONFIDENCE, CORRECTED_BY, RULE, Column, Table, evidence_columns, time_columns

events = Table(
    name="events",
    title="Events",
    description="Each telling of an act between political actors, coded in PLOVER.",
    columns=(
        Column("event_id", "string", "`doc_id#e` and the span of the trigger.", nullable=False),
        Column(
            "episode_id",
            "string",
            "The happening that it tells; null for what is denied or only thought of.",
            references="episodes.episode_id",
            fixed=True,
        ),
        *evidence_columns("the trigger"),
        Column("text", "string", "The trigger.", nullable=False),
        Column("event_type", "string", "PLOVER event type.", nullable=False, enum=EVENT_TYPES),
        Column("mode", "string", "PLOVER mode, where the type has modes and the text tells it."),
        Column("contexts", "list", "PLOVER contexts.", nullable=False),
        Column("cameo_root", "string", "CAMEO root code of the type.", nullable=False, pattern=r"\d\d"),
        Column(
            "quad_class", "string", "Verbal or material, cooperation or conflict.", nullable=False, enum=QUAD_CLASSES
        ),
        Column("source", "list", "Who acts: ISO 3166-1 alpha-3 or short names.", nullable=False),
        Column("target", "list", "Towards whom; empty if nobody is named.", nullable=False),
        Column("symmetric", "bool", "True where both sides do it together.", nullable=False),
        Column(
            "status", "string", "Occurred, ongoing, planned, hypothetical or denied.", nullable=False, enum=EVENT_STATUS
        ),
        *time_columns("of the act"),
        Column("date_text", "string", "What the text says of the date."),
        Column("date_source", "string", "Where the date comes from.", nullable=False, enum=DATE_SOURCES),
        Column("place", "string", "Where it happened.", references="entities.entity_id"),
        Column(
            "attributed_to",
            "string",
            "Who says so, where the text only reports a claim.",
            references="entities.entity_id",
        ),
        RULE,
        CONFIDENCE,
        CORRECTED_BY,
    ),
    key=("event_id",),
    sort=("doc_id", "start_char", "end_char", "event_id"),
    evidence=True,
    ordered=(("start_char", "end_char"), ("start_date", "end_date")),
)

event_participants = Table(
    name="event_participants",
    title="Event participants",
    description="Who and what takes part in an event, with the mention that says so.",
    columns=(
        Column("event_id", "string", "Event.", nullable=False, references="events.event_id"),
        Column("entity_id", "string", "Participant.", nullable=False, references="entities.entity_id"),
        Column("role", "string", "Part it plays.", nullable=False, enum=ROLES),
        Column("mention_id", "string", "Mention that names it.", nullable=False, references="mentions.mention_id"),
        CORRECTED_BY,
    ),
    key=("event_id", "entity_id", "role", "mention_id"),
    sort=("event_id", "role", "entity_id", "mention_id"),
)

episodes = Table(
    name="episodes",
    title="Episodes",
    description="Each happening once, however often and in however many documents it is told.",
    columns=(
        Column("episode_id", "string", "Type, parties and date of the happening.", nullable=False),
        Column("event_type", "string", "PLOVER event type.", nullable=False, enum=EVENT_TYPES),
        Column("source", "list", "Who acts: ISO 3166-1 alpha-3 or short names.", nullable=False),
        Column("target", "list", "Towards whom; empty if nobody is named.", nullable=False),
        Column("symmetric", "bool", "True where both sides do it together.", nullable=False),
        *time_columns("of the happening, as the most precise telling gives it"),
        Column("place", "string", "Where it happened.", references="entities.entity_id"),
        Column(
            "status", "string", "Occurred, ongoing, planned, hypothetical or denied.", nullable=False, enum=EVENT_STATUS
        ),
        Column("label", "string", "One readable line.", nullable=False),
        Column(
            "disagreement",
            "list",
            "What the tellings do not agree on: a column, and its values with the number of tellings of each.",
            nullable=False,
        ),
        Column("n_events", "int", "Tellings.", nullable=False, unit="events", minimum=1),
        Column("n_documents", "int", "Documents that tell it.", nullable=False, unit="documents", minimum=1),
    ),
    key=("episode_id",),
    sort=("start_date", "episode_id"),
    ordered=(("start_date", "end_date"), ("n_documents", "n_events")),
)
