"""The code lists of the contract: every value that an enumerated column may hold."""

SECTIONS = ("title", "byline", "heading", "body", "note", "reference", "poll", "boilerplate")
ENTITY_TYPES = (
    "person",
    "state",
    "organization",
    "place",
    "infrastructure",
    "agreement",
    "named_event",
    "weapon_system",
    "publication",
)
FORMS_OF_MENTION = ("name", "demonym", "metonym", "acronym", "surname", "pronoun", "nominal")
PRECISIONS = ("day", "month", "quarter", "year", "decade", "range", "none")
DATE_SOURCES = ("explicit", "relative", "none")
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")

MEASURES = (
    "trade_turnover", "exports", "imports", "trade_balance", "contract_value", "investment", "loan", "aid",
    "delivery_volume", "capacity", "production", "consumption", "reserves", "price", "revenue", "gdp", "market_share",
    "arms_quantity", "military_spending", "headcount", "length", "distance_limit", "count", "survey_share", "other",
)  # fmt: skip
FIGURE_FORMS = ("level", "share", "change_relative", "change_absolute", "ratio")
APPROX = ("exact", "about", "over", "under", "nearly", "up_to", "range")
COMMODITIES = (
    "crude_oil", "natural_gas", "lng", "oil_products", "coal", "electricity", "nuclear", "arms", "machinery",
    "agriculture", "metals", "timber", "services", "other",
)  # fmt: skip
FIGURE_STATUS = ("actual", "forecast", "target", "agreed", "capacity", "hypothetical")
FLOWS = ("export", "import", "two_way")
RATES = ("total", "per_year", "per_month", "per_day", "per_unit")
DOMAINS = ("trade", "energy", "finance", "arms", "other")

EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
QUAD_CLASSES = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
EVENT_STATUS = ("occurred", "ongoing", "planned", "hypothetical", "denied")
ROLES = ("source", "target", "place", "instrument", "recipient", "observer")

STAGES = ("ingest", "extract", "correct", "reconcile", "validate")
CORRECTIONS = ("accept", "reject", "change")
CORRECTION_STATES = ("applied", "stale")

STANCES = ("supports", "opposes", "neutral", "mixed")
CITATION_KINDS = ("note", "source", "inline")

AGREEMENTS = ("agree", "compatible", "conflict")
STANDINGS = ("reconciled", "agrees", "compatible", "conflicts")
CONTRADICTIONS = ("levels", "share", "change")

CHANGES = (
    "table_added", "table_removed", "column_added", "column_removed", "column_renamed", "type_changed", "unit_changed",
    "nulls_allowed", "nulls_ended", "code_added", "code_removed", "code_redefined", "key_changed", "ids_changed",
    "description_changed",
    "row_added", "row_removed", "value_changed",
)  # fmt: skip
REASONS = (
    "new document", "document gone", "document changed", "metadata changed", "other documents", "rules changed",
    "correction", "correction withdrawn",
)  # fmt: skip
