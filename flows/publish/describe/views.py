"""views.sql: the tables and some joins of them as views, for DuckDB."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.tables import Table

HEAD = """\
-- Views of dyad {version} for DuckDB. The files are found from the folder of the release:
--   cd releases/latest && duckdb -init views.sql
-- or, from elsewhere, after
--   SET file_search_path = 'releases/latest';

"""


@dataclass(frozen=True, slots=True)
class View:
    """A query that many will want."""

    name: str
    description: str
    tables: tuple[str, ...]
    """What it reads."""
    query: str


VIEWS = (
    View(
        "figures_told",
        "Each figure with the sentence that tells it and the title and date of its document.",
        ("figures", "sentences", "documents"),
        """\
SELECT f.*, s.text AS sentence, s.section, d.title, d.publisher, d.published
FROM figures f JOIN sentences s USING (sentence_id) JOIN documents d ON d.doc_id = f.doc_id""",
    ),
    View(
        "events_told",
        "Each event with the sentence that tells it and the title and date of its document.",
        ("events", "sentences", "documents"),
        """\
SELECT e.*, s.text AS sentence, s.section, d.title, d.publisher, d.published
FROM events e JOIN sentences s USING (sentence_id) JOIN documents d ON d.doc_id = e.doc_id""",
    ),
    View(
        "statements_told",
        "Each statement with the name of its speaker and the title and date of its document.",
        ("statements", "entities", "documents"),
        """\
SELECT st.*, n.name AS speaker_usual_name, n.type AS speaker_type, d.title, d.publisher, d.published
FROM statements st LEFT JOIN entities n ON n.entity_id = st.speaker JOIN documents d ON d.doc_id = st.doc_id""",
    ),
    View(
        "dyads",
        "Each event once for each pair of a source and a target, of what both do once a pair: the form that most event models want.",
        ("events",),
        """\
SELECT DISTINCT event_id, episode_id, doc_id, actor AS source, other AS target, "symmetric", event_type, quad_class, cameo_root, status,
  start_date, end_date, date_precision, confidence
FROM (
  SELECT e.*, unnest(CASE WHEN "symmetric" THEN list_concat(source, target) ELSE source END) AS actor
  FROM events e
) AS acted, unnest(CASE WHEN "symmetric" THEN list_concat(source, target) ELSE target END) AS towards (other)
WHERE CASE WHEN "symmetric" THEN actor < other ELSE actor <> other END""",
    ),
    View(
        "dyad_years",
        "What happened between two sides in a year: happenings and tellings by quad class, of what occurred or goes on.",
        ("events",),
        """\
SELECT source, target, "symmetric", year(start_date) AS year, quad_class, count(DISTINCT coalesce(episode_id, event_id)) AS n_happenings,
  count(*) AS n_tellings
FROM dyads
WHERE status IN ('occurred', 'ongoing') AND start_date IS NOT NULL
GROUP BY ALL ORDER BY ALL""",
    ),
    View(
        "trade_years",
        "Trade between two sides year by year, actual or expected, as the documents together tell it.",
        ("series",),
        """\
SELECT year(start_date) AS year, reporter, partner, measure, commodity, status, unit, value, value_min, value_max, n_documents,
  agreement, reference_value, reference_source
FROM series
WHERE measure IN ('trade_turnover', 'exports', 'imports', 'trade_balance') AND form = 'level'
  AND date_precision = 'year' AND partner IS NOT NULL
ORDER BY reporter, partner, measure, commodity NULLS FIRST, year, status""",
    ),
)
"""In an order in which each may read those before it."""


def views(version: str, declared: Mapping[str, Table]) -> str:
    """The SQL that makes a view a table, and those of VIEWS whose tables there are."""
    parts = [_sql(name, table.description, f"FROM read_parquet('{name}.parquet')") for name, table in declared.items()]
    parts += [_sql(v.name, v.description, v.query) for v in VIEWS if all(name in declared for name in v.tables)]
    return HEAD.format(version=version) + "\n".join(parts)


def _sql(name: str, description: str, query: str) -> str:
    return f"-- {description}\nCREATE OR REPLACE VIEW {name} AS\n{query};\n"
