"""One quantity with all its figures: series, what was expected against what came, and what cannot all hold."""

from flows.tables.codes import (
    AGREEMENTS,
    APPROX,
    COMMODITIES,
    CONTRADICTIONS,
    FIGURE_FORMS,
    FIGURE_STATUS,
    FLOWS,
    MEASURES,
    PRECISIONS,
    RATES,
    STANDINGS,
)
from flows.tables.column import Column, Table


def _quantity() -> tuple[Column, ...]:
    """What has to be the same for figures to be about one quantity, and the period."""
    return (
        Column("measure", "string", "What is measured.", nullable=False, enum=MEASURES),
        Column("form", "string", "Level, share, change or ratio.", nullable=False, enum=FIGURE_FORMS),
        Column("commodity", "string", "What is traded or produced; null for all goods.", enum=COMMODITIES),
        Column("reporter", "string", "State or short name: exporter, seller, owner, or the one whose figure it is."),
        Column(
            "partner", "string", "State or short name of the other side; of two-way trade the later in the alphabet."
        ),
        Column("flow", "string", "Direction seen from the reporter.", enum=FLOWS),
        Column("rate", "string", "Per what the number counts.", nullable=False, enum=RATES),
        Column("start_date", "date", "First day of the period.", nullable=False),
        Column("end_date", "date", "Last day of the period.", nullable=False),
        Column("date_precision", "string", "How precisely the period is known.", nullable=False, enum=PRECISIONS),
    )


series = Table(
    name="series",
    title="Series",
    description="Each quantity and period once, with what all documents say of it: one value, or a conflict.",
    columns=(
        Column("series_id", "string", "The quantity and the period.", nullable=False),
        *_quantity(),
        Column("entity_id", "string", "Project, firm or agreement that it is about.", references="entities.entity_id"),
        Column("status", "string", "Actual, or what kind of expectation.", nullable=False, enum=FIGURE_STATUS),
        Column("unit", "string", "Unit of all values here, UCUM style; money by ISO 4217.", nullable=False),
        Column(
            "value",
            "float",
            "The reconciled value: of the largest group of figures that agree, the most precisely worded one; null in a conflict "
            "without a majority.",
            unit="see unit",
        ),
        Column("value_min", "float", "Smallest value told.", nullable=False, unit="see unit"),
        Column("value_max", "float", "Largest value told.", nullable=False, unit="see unit"),
        Column("n_figures", "int", "Figures, derived ones left out.", nullable=False, unit="figures", minimum=0),
        Column("n_documents", "int", "Documents that tell it.", nullable=False, unit="documents", minimum=1),
        Column(
            "agreement",
            "string",
            "Agree: all wordings allow one value to the digits told; compatible: only because a wording is loose; else conflict.",
            nullable=False,
            enum=AGREEMENTS,
        ),
        Column("reference_value", "float", "Official value, where a reference series has one.", unit="see unit"),
        Column("reference_source", "string", "Who publishes the official value."),
        Column(
            "deviation",
            "float",
            "`value` by `reference_value`, less 1, where that is more than the wording and usual statistical differences "
            "(flows/knowledge/series_measures.csv) allow.",
            unit="1",
        ),
    ),
    key=("series_id",),
    sort=("measure", "reporter", "partner", "start_date", "series_id"),
    ordered=(("start_date", "end_date"), ("value_min", "value_max"), ("value_min", "value"), ("value", "value_max")),
)

derived_figures = Table(
    name="derived_figures",
    title="Derived figures",
    description="Figures that a text implies without telling them, with the arithmetic.",
    columns=(
        Column("derived_id", "string", "`figure_id` of the figure that implies it, and the period.", nullable=False),
        Column("doc_id", "string", "Document.", nullable=False, references="documents.doc_id"),
        Column("figure_ids", "list", "Figures that it follows from.", nullable=False, references="figures.figure_id"),
        *_quantity(),
        Column("entity_id", "string", "Project, firm or agreement that it is about.", references="entities.entity_id"),
        Column("status", "string", "Actual, or what kind of expectation.", nullable=False, enum=FIGURE_STATUS),
        Column("unit", "string", "Unit, UCUM style; money by ISO 4217.", nullable=False),
        Column("value", "float", "The value that follows.", nullable=False, unit="see unit"),
        Column("value_low", "float", "Lowest value that the wordings allow.", unit="see unit"),
        Column("value_high", "float", "Highest value that the wordings allow.", unit="see unit"),
        Column("approx", "string", "How exact the value is.", nullable=False, enum=APPROX),
        Column("arithmetic", "string", "How it follows, with the numbers.", nullable=False),
    ),
    key=("derived_id",),
    sort=("doc_id", "derived_id"),
    ordered=(("start_date", "end_date"), ("value_low", "value"), ("value", "value_high")),
)

series_figures = Table(
    name="series_figures",
    title="Figures of the series",
    description="Which figures, told or derived, make up a series, each in the unit of the series, and how it stands to the value.",
    columns=(
        Column("series_id", "string", "Series.", nullable=False, references="series.series_id"),
        Column("member_id", "string", "`figure_id` or `derived_id`.", nullable=False),
        Column("figure_id", "string", "Figure told; null for a derived one.", references="figures.figure_id"),
        Column("derived_id", "string", "Derived figure; null for one told.", references="derived_figures.derived_id"),
        Column("value", "float", "Value in the unit of the series.", nullable=False, unit="see series.unit"),
        Column("value_low", "float", "Lowest value that the wording allows.", unit="see series.unit"),
        Column("value_high", "float", "Highest value that the wording allows.", unit="see series.unit"),
        Column(
            "conversion",
            "string",
            "How the told value was brought to the unit: factor, and for money the rate and its source; null if it was not.",
        ),
        Column("standing", "string", "How it stands to the reconciled value.", nullable=False, enum=STANDINGS),
        Column("deviation", "float", "As in `series`, of this figure.", unit="1"),
    ),
    key=("series_id", "member_id"),
    sort=("series_id", "member_id"),
    ordered=(("value_low", "value"), ("value", "value_high")),
)

outcomes = Table(
    name="outcomes",
    title="Outcomes",
    description="What was expected, aimed at or agreed, set beside what came.",
    columns=(
        Column(
            "outcome_id",
            "string",
            "`figure_id` of the expectation, and where the actual value comes from: corpus or official.",
            nullable=False,
        ),
        Column("figure_id", "string", "Forecast, target or promise.", nullable=False, references="figures.figure_id"),
        Column("measure", "string", "What is measured.", nullable=False, enum=MEASURES),
        Column("commodity", "string", "What is traded or produced; null for all goods.", enum=COMMODITIES),
        Column("reporter", "string", "State or short name."),
        Column("partner", "string", "State or short name of the other side."),
        Column("start_date", "date", "First day of the period.", nullable=False),
        Column("end_date", "date", "Last day of the period.", nullable=False),
        Column("unit", "string", "Unit of both values.", nullable=False),
        Column("made_on", "date", "When the expectation was told: date of the statement, else of publication."),
        Column("horizon_years", "float", "Years from made_on to the end of the period.", unit="a"),
        Column("expected_value", "float", "What was expected.", nullable=False, unit="see unit"),
        Column("actual_value", "float", "What came.", nullable=False, unit="see unit"),
        Column("actual_source", "string", "`series_id`, or name of the reference series.", nullable=False),
        Column("difference", "float", "`actual_value` less `expected_value`.", nullable=False, unit="see unit"),
        Column("ratio", "float", "`actual_value` by `expected_value`; null where that is 0.", unit="1"),
    ),
    key=("outcome_id",),
    sort=("figure_id", "outcome_id"),
    ordered=(("start_date", "end_date"),),
)

contradictions = Table(
    name="contradictions",
    title="Contradictions",
    description="Figures of one document that cannot all hold.",
    columns=(
        Column("contradiction_id", "string", "Kind and first figure.", nullable=False),
        Column("doc_id", "string", "Document.", nullable=False, references="documents.doc_id"),
        Column("kind", "string", "Levels, a share or a change that does not fit.", nullable=False, enum=CONTRADICTIONS),
        Column("figure_ids", "list", "The figures.", nullable=False, references="figures.figure_id"),
        Column("note", "string", "What does not fit, with the arithmetic.", nullable=False),
    ),
    key=("contradiction_id",),
    sort=("doc_id", "contradiction_id"),
)
