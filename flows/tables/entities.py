"""Who and what the texts name: entities and their mentions."""

from flows.tables.codes import ENTITY_TYPES, FORMS_OF_MENTION
from flows.tables.column import CONFIDENCE, CORRECTED_BY, RULE, Column, Table, evidence_columns

entities = Table(
    name="entities",
    title="Entities",
    description="Each person, state, organisation, place and other named thing, once.",
    columns=(
        Column(
            "entity_id",
            "string",
            "`type:slug`; a state by its ISO 3166-1 alpha-3 code.",
            nullable=False,
            pattern=r"[a-z_]+:\S+",
        ),
        Column("name", "string", "Usual English name.", nullable=False),
        Column("type", "string", "Kind of thing.", nullable=False, enum=ENTITY_TYPES),
        Column(
            "country",
            "string",
            "State it belongs to, ISO 3166-1 alpha-3; null if none or not known.",
            pattern=r"[A-Z]{3}",
        ),
        Column("wikidata_id", "string", "Wikidata item; null if not known.", pattern=r"Q[1-9]\d*"),
        Column("aliases", "list", "Other names.", nullable=False),
        Column(
            "origin",
            "string",
            "From the knowledge tables, or found in the text.",
            nullable=False,
            enum=("knowledge", "discovered"),
            fixed=True,
        ),
        Column(
            "n_mentions",
            "int",
            "Mentions by name; 0 if the texts only mean it by a pronoun or a noun phrase.",
            nullable=False,
            unit="mentions",
            minimum=0,
            fixed=True,
        ),
        Column(
            "n_documents",
            "int",
            "Documents that mention it, by name or otherwise.",
            nullable=False,
            unit="documents",
            minimum=1,
            fixed=True,
        ),
        CORRECTED_BY,
    ),
    key=("entity_id",),
    sort=("entity_id",),
)

mentions = Table(
    name="mentions",
    title="Mentions",
    description="Each place where a text names an entity.",
    columns=(
        Column("mention_id", "string", "`doc_id#m` and the span.", nullable=False),
        Column("entity_id", "string", "Entity that is meant.", nullable=False, references="entities.entity_id"),
        *evidence_columns("the mention"),
        Column("text", "string", "The words of the mention.", nullable=False),
        Column(
            "form",
            "string",
            "How it is named; named forms are all but pronoun and nominal.",
            nullable=False,
            enum=FORMS_OF_MENTION,
        ),
        RULE,
        CONFIDENCE,
        CORRECTED_BY,
    ),
    key=("mention_id",),
    sort=("doc_id", "start_char", "end_char", "mention_id"),
    evidence=True,
    ordered=(("start_char", "end_char"),),
)
