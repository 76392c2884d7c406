-- Views of dyad 0.2.0 for DuckDB. The files are found from the folder of the release:
--   cd releases/latest && duckdb -init views.sql
-- or, from elsewhere, after
--   SET file_search_path = 'releases/latest';

-- Each text that was read, with its source, its date, its rights and its measure.
CREATE OR REPLACE VIEW documents AS
FROM read_parquet('documents.parquet');

-- Every sentence of every document, with the section it stands in. `text` is the evidence of the rows that point here.
CREATE OR REPLACE VIEW sentences AS
FROM read_parquet('sentences.parquet');

-- Each person, state, organisation, place and other named thing, once.
CREATE OR REPLACE VIEW entities AS
FROM read_parquet('entities.parquet');

-- Each place where a text names an entity.
CREATE OR REPLACE VIEW mentions AS
FROM read_parquet('mentions.parquet');

-- Each expression of time, with its ISO-TimeML value and the interval it means.
CREATE OR REPLACE VIEW times AS
FROM read_parquet('times.parquet');

-- Each number that measures something: value, unit, period, who to whom, which commodity, actual or expected.
CREATE OR REPLACE VIEW figures AS
FROM read_parquet('figures.parquet');

-- Each telling of an act between political actors, coded in PLOVER.
CREATE OR REPLACE VIEW events AS
FROM read_parquet('events.parquet');

-- Who and what takes part in an event, with the mention that says so.
CREATE OR REPLACE VIEW event_participants AS
FROM read_parquet('event_participants.parquet');

-- Each happening once, however often and in however many documents it is told.
CREATE OR REPLACE VIEW episodes AS
FROM read_parquet('episodes.parquet');

-- Each claim, quotation or position that the text attributes to somebody.
CREATE OR REPLACE VIEW statements AS
FROM read_parquet('statements.parquet');

-- Each work that a text names as its source, in a note, a source line or the running text.
CREATE OR REPLACE VIEW citations AS
FROM read_parquet('citations.parquet');

-- Each quantity and period once, with what all documents say of it: one value, or a conflict.
CREATE OR REPLACE VIEW series AS
FROM read_parquet('series.parquet');

-- Figures that a text implies without telling them, with the arithmetic.
CREATE OR REPLACE VIEW derived_figures AS
FROM read_parquet('derived_figures.parquet');

-- Which figures, told or derived, make up a series, each in the unit of the series, and how it stands to the value.
CREATE OR REPLACE VIEW series_figures AS
FROM read_parquet('series_figures.parquet');

-- What was expected, aimed at or agreed, set beside what came.
CREATE OR REPLACE VIEW outcomes AS
FROM read_parquet('outcomes.parquet');

-- Figures of one document that cannot all hold.
CREATE OR REPLACE VIEW contradictions AS
FROM read_parquet('contradictions.parquet');

-- Each correction by hand: a row that was accepted or rejected, or a value that was changed, and why. Rows that were rejected stand in `rejects`.
CREATE OR REPLACE VIEW corrections AS
FROM read_parquet('corrections.parquet');

-- What did not get in, and why: files that are no documents, documents that failed, rows that broke a check.
CREATE OR REPLACE VIEW rejects AS
FROM read_parquet('rejects.parquet');

-- What is different from the version before: the declarations first of all, then each row added or removed and each value changed.
CREATE OR REPLACE VIEW changes AS
FROM read_parquet('changes.parquet');

-- Each figure with the sentence that tells it and the title and date of its document.
CREATE OR REPLACE VIEW figures_told AS
SELECT f.*, s.text AS sentence, s.section, d.title, d.publisher, d.published
FROM figures f JOIN sentences s USING (sentence_id) JOIN documents d ON d.doc_id = f.doc_id;

-- Each event with the sentence that tells it and the title and date of its document.
CREATE OR REPLACE VIEW events_told AS
SELECT e.*, s.text AS sentence, s.section, d.title, d.publisher, d.published
FROM events e JOIN sentences s USING (sentence_id) JOIN documents d ON d.doc_id = e.doc_id;

-- Each statement with the name of its speaker and the title and date of its document.
CREATE OR REPLACE VIEW statements_told AS
SELECT st.*, n.name AS speaker_usual_name, n.type AS speaker_type, d.title, d.publisher, d.published
FROM statements st LEFT JOIN entities n ON n.entity_id = st.speaker JOIN documents d ON d.doc_id = st.doc_id;

-- Each event once for each pair of a source and a target, of what both do once a pair: the form that most event models want.
CREATE OR REPLACE VIEW dyads AS
SELECT DISTINCT event_id, episode_id, doc_id, actor AS source, other AS target, "symmetric", event_type, quad_class, cameo_root, status,
  start_date, end_date, date_precision, confidence
FROM (
  SELECT e.*, unnest(CASE WHEN "symmetric" THEN list_concat(source, target) ELSE source END) AS actor
  FROM events e
) AS acted, unnest(CASE WHEN "symmetric" THEN list_concat(source, target) ELSE target END) AS towards (other)
WHERE CASE WHEN "symmetric" THEN actor < other ELSE actor <> other END;

-- What happened between two sides in a year: happenings and tellings by quad class, of what occurred or goes on.
CREATE OR REPLACE VIEW dyad_years AS
SELECT source, target, "symmetric", year(start_date) AS year, quad_class, count(DISTINCT coalesce(episode_id, event_id)) AS n_happenings,
  count(*) AS n_tellings
FROM dyads
WHERE status IN ('occurred', 'ongoing') AND start_date IS NOT NULL
GROUP BY ALL ORDER BY ALL;

-- Trade between two sides year by year, actual or expected, as the documents together tell it.
CREATE OR REPLACE VIEW trade_years AS
SELECT year(start_date) AS year, reporter, partner, measure, commodity, status, unit, value, value_min, value_max, n_documents,
  agreement, reference_value, reference_source
FROM series
WHERE measure IN ('trade_turnover', 'exports', 'imports', 'trade_balance') AND form = 'level'
  AND date_precision = 'year' AND partner IS NOT NULL
ORDER BY reporter, partner, measure, commodity NULLS FIRST, year, status;
