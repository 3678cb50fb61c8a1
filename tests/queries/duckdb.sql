-- The register of many returns, in DuckDB: decides which returns count and adds them up, by the
-- rules of the app's own register (src/returns). Set the files and query the results:
--
--   duckdb -c "SET VARIABLE files = 'returns/*.json'" \
--          -c ".read tests/queries/duckdb.sql" -c "FROM totals"
--
-- Variables to set before reading this file:
--   files     which files: a pattern, or a list of patterns. A file is one return, or a register
--             saved by the app, which has a return on each line (.ndjson).
--   briefing  the id of the briefing whose returns count; the default is below.
--   today     the day on which an action is overdue or not; the current date by default. It can be
--             set again at any time; for other files or another briefing, read this file again.
--
-- Results:
--   totals           all numbers in one row
--   by_organisation  the same by organisation
--   by_month         how many of the returns that count were last changed in which month
--   by_topic         how many returns have a learning point about each recommendation or finding
--   counting         the returns that count, a row each
--   learning_points  their learning points, a row each, without blank rows of the form
--   actions          their actions, a row each, without blank rows of the form
--   evidence         the evidence of those actions, a row each
--   came_in          every file that was read, and what became of it, in the column `list`:
--                    counting, superseded, same, conflict, other briefing, unreadable, or
--                    beside (files that an operating system puts into folders by itself)
--
-- A file that is not a return changes nothing else: it is in the list `unreadable`, by its name.
-- So are archives, emails and standalone copies (.html), which only the app can open: open them
-- there, and save the register.
--
-- Where the results may differ from the app's:
--   The queries use the ISO dates that the app wrote into the file. The app itself works the dates
--   out again from the parts as typed, so the two differ if somebody edited the file by hand.
--   The app writes names of organisations in lower case letter by letter. DuckDB's `lower` differs
--   for the Turkish İ, and Spark's for the Σ at the end of a Greek word. Only the column `key`
--   shows it.

SET VARIABLE briefing = coalesce(getvariable('briefing'), 'tscp-case-reviews-2017-2020');
SET VARIABLE today = coalesce(getvariable('today')::DATE, current_date);

-- Trims what Unicode calls white space off the ends of a text, as the app does.
CREATE OR REPLACE TEMP MACRO trimmed(words) AS
  regexp_replace(words, '^[\t-\r\x{85}\p{Z}]+|[\t-\r\x{85}\p{Z}]+$', '', 'g');

CREATE OR REPLACE TEMP MACRO is_blank(words) AS trimmed(words) = '';

-- The key of an organisation: its name without differences in spacing and capitals.
CREATE OR REPLACE TEMP MACRO organisation_key(organisation) AS
  lower(regexp_replace(trimmed(organisation), '[\t-\r\x{85}\p{Z}]+', ' ', 'g'));

CREATE OR REPLACE TEMP MACRO as_typed(parts) AS
  array_to_string(
    [trimmed(it) FOR it IN [parts.day, parts.month, parts.year] IF NOT is_blank(it)], ' ');

CREATE OR REPLACE TEMP MACRO is_moment(words) AS
  regexp_full_match(words, '\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ')
  AND try_cast(words[:10] AS DATE) IS NOT NULL;

-- Removes the byte order mark that some editors put before a text.
CREATE OR REPLACE TEMP MACRO without_mark(words) AS regexp_replace(words, '^\x{FEFF}', '');

-- All types are given, so that no odd file changes the type of a column.
CREATE OR REPLACE TEMP MACRO as_record(document) AS from_json_strict(document, '{
  "format": "VARCHAR", "version": "UINTEGER", "id": "VARCHAR", "revision": "UINTEGER",
  "created_at": "VARCHAR", "changed_at": "VARCHAR",
  "briefing": {"id": "VARCHAR", "title": "VARCHAR", "partnership": "VARCHAR"},
  "team": {
    "organisation": "VARCHAR", "manager": "VARCHAR",
    "section_and_team": "VARCHAR", "contact_details": "VARCHAR"
  },
  "learning_points": [{"id": "UINTEGER", "about": ["VARCHAR"], "discussion": "VARCHAR"}],
  "actions": [{
    "id": "UINTEGER", "what": "VARCHAR", "who": "VARCHAR",
    "by_when": {"day": "VARCHAR", "month": "VARCHAR", "year": "VARCHAR"},
    "by_when_date": "VARCHAR",
    "how_done": "VARCHAR", "how_worked": "VARCHAR", "status": "VARCHAR",
    "evidence": [{
      "id": "UINTEGER", "kind": "VARCHAR",
      "on": {"day": "VARCHAR", "month": "VARCHAR", "year": "VARCHAR"}, "on_date": "VARCHAR",
      "text": "VARCHAR"
    }]
  }]
}');

-- Whether ids of rows are numbers from 1, none of them twice in a list.
CREATE OR REPLACE TEMP MACRO are_ids(ids) AS
  list_unique(ids) = len(ids) AND NOT list_contains(ids, 0);

-- Whether there is a null where a text or a number is required: only dates may be null. JSON puts a
-- backslash before a quotation mark inside a text, so typed text is never mistaken for a field name.
CREATE OR REPLACE TEMP MACRO has_null(json) AS
  regexp_matches(regexp_replace(json, '[a-z]_date":null', '', 'g'), '[a-z]":null');

-- Whether there is a comma too many, which DuckDB overlooks. Every text is replaced by a 0 first.
CREATE OR REPLACE TEMP MACRO has_loose_comma(document) AS
  regexp_matches(regexp_replace(document, '"(\\.|[^"\\])*"', '0', 'g'), ',\s*[}\]]');

-- Whether a record is valid in the format (public/schema/record-v1.schema.json).
CREATE OR REPLACE TEMP MACRO is_return(record, document) AS
  record.format = 'seven-minute-briefing/record' AND record.version = 1
  AND strlen(document) <= 20 * 1024 * 1024 AND NOT has_loose_comma(document)
  -- No additional field, and none of another type.
  AND json_contains(to_json(record), without_mark(document))
  AND NOT has_null(to_json(record)::VARCHAR)
  AND regexp_full_match(record.id, '[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}')
  AND is_moment(record.created_at) AND is_moment(record.changed_at)
  AND are_ids([it.id FOR it IN record.learning_points])
  AND are_ids([it.id FOR it IN record.actions])
  AND list_bool_and([list_unique(it.about) = len(it.about) FOR it IN record.learning_points])
    IS DISTINCT FROM false
  AND list_bool_and([
    are_ids([entry.id FOR entry IN it.evidence])
    AND it.status IN ('not_started', 'in_progress', 'done')
    AND list_bool_and([entry.kind IN ('done', 'worked') FOR entry IN it.evidence])
      IS DISTINCT FROM false
    FOR it IN record.actions
  ]) IS DISTINCT FROM false;

-- Whether an operating system put this file into the folder by itself.
CREATE OR REPLACE TEMP MACRO is_of_the_system(file) AS
  starts_with(file, '._') OR file IN ('.DS_Store', 'Thumbs.db', 'desktop.ini');

CREATE OR REPLACE TEMP TABLE came_in AS
WITH texts AS (
  -- Bytes that are not UTF-8 become null here and end up in the list `unreadable`.
  SELECT parse_filename(filename) AS file, try(decode(content)) AS text
  FROM read_blob(getvariable('files'))
),
in_lines AS (
  SELECT file, text,
    [trim(line, ' ' || chr(9) || chr(12) || chr(13))
      FOR line IN string_split(without_mark(text), chr(10))] AS lines
  FROM texts WHERE NOT is_of_the_system(file)
),
-- A register has more than one line, and at least one of its first thousand is a whole return. A
-- single return is spread over many lines, or is the only line.
sorted_out AS (
  SELECT *, coalesce(
    list_bool_or([
      starts_with(line, '{') AND ends_with(line, '}')
      AND contains(line, 'seven-minute-briefing/record')
      FOR line IN begins]) AND len(begins) > 1,
    false) AS is_register
  FROM (SELECT *, [line FOR line IN lines IF line <> ''][:1000] AS begins FROM in_lines)
),
documents AS (
  SELECT file, text AS document FROM sorted_out WHERE NOT is_register
  UNION ALL
  SELECT file || ', line ' || number, lines[number]
  FROM (
    SELECT file, lines, unnest(generate_series(1, len(lines))) AS number
    FROM sorted_out WHERE is_register
  )
  WHERE lines[number] <> ''
),
attempts AS (
  SELECT file, document, try(as_record(without_mark(document))) AS record FROM documents
),
-- Materialised, since two queries below use it.
checked AS MATERIALIZED (
  SELECT file, record, coalesce(try(is_return(record, document)), false) AS is_return
  FROM attempts
),
-- Each return with the text that the app would write, whatever the order of fields in its file.
returns AS (
  SELECT
    file, struct_update(record, id := lower(record.id)) AS record,
    json_pretty(to_json(struct_update(record, id := lower(record.id)))) AS text
  FROM checked WHERE is_return
),
-- The highest revision of each record counts, and of several the one that was changed last. If both
-- were changed in the same second, the text that sorts first counts, as in the app.
ranked AS (
  SELECT file, record, text, row_number() OVER one AS place,
    first_value(record.revision) OVER one AS highest, first_value(text) OVER one AS text_of_highest
  FROM returns WHERE record.briefing.id = getvariable('briefing')
  WINDOW one AS (
    PARTITION BY record.id ORDER BY record.revision DESC, record.changed_at DESC, text, file
  )
)
SELECT file, record, CASE
    WHEN place = 1 THEN 'counting'
    WHEN record.revision < highest THEN 'superseded'
    WHEN text = text_of_highest THEN 'same'
    -- The same revision with another text: somebody has to look.
    ELSE 'conflict'
  END AS list
FROM ranked
UNION ALL
SELECT file, record, 'other briefing' FROM returns
WHERE record.briefing.id <> getvariable('briefing')
UNION ALL
SELECT file, NULL, 'unreadable' FROM checked WHERE NOT is_return
UNION ALL
SELECT file, NULL, 'beside' FROM texts WHERE is_of_the_system(file);

-- Without a file, every number would be 0, which somebody might take for an answer.
SET VARIABLE found = (
  SELECT CASE count(*)
    WHEN 0 THEN error('No file was found. Set the variable `files` to where the returns are.')
    ELSE count(*) END
  FROM came_in);

-- The first columns of every row below: which return it is from, whose, and in which state.
CREATE OR REPLACE TEMP VIEW heads AS
SELECT
  record.id AS record, record.revision AS revision,
  record.team.organisation AS organisation, record.team.section_and_team AS section_and_team,
  try_cast(record.changed_at[:10] AS DATE) AS changed_on,
  file, record AS whole
FROM came_in WHERE list = 'counting';

CREATE OR REPLACE TEMP VIEW learning_points AS
SELECT * EXCLUDE (file, whole, row),
  row.id AS learning_point, row.about AS about, row.discussion AS discussion
FROM (SELECT *, unnest(whole.learning_points) AS row FROM heads)
WHERE len(row.about) > 0 OR NOT is_blank(row.discussion);

-- Actions with all their evidence, for the views below.
CREATE OR REPLACE TEMP VIEW agreed AS
SELECT * EXCLUDE (file, whole, row),
  row.id AS action, row.what AS what, row.who AS who,
  try_cast(row.by_when_date AS DATE) AS by_when, as_typed(row.by_when) AS by_when_as_typed,
  row.how_done AS how_done, row.how_worked AS how_worked,
  replace(row.status, '_', ' ') AS status,
  row.evidence AS entries
FROM (SELECT *, unnest(whole.actions) AS row FROM heads)
WHERE NOT (
  is_blank(row.what) AND is_blank(row.who) AND is_blank(row.how_done) AND is_blank(row.how_worked)
  AND as_typed(row.by_when) = '' AND row.status = 'not_started' AND len(row.evidence) = 0
);

-- An action without a real date is never overdue, nor is one that is done.
CREATE OR REPLACE TEMP VIEW actions AS
SELECT * EXCLUDE (entries),
  CASE
    WHEN status = 'done' THEN 'done'
    WHEN by_when < getvariable('today') THEN 'overdue'
    WHEN by_when IS NOT NULL THEN 'due'
    ELSE 'undated'
  END AS standing,
  -- Blank entries do not count as evidence.
  len([it FOR it IN entries IF it.kind = 'worked' AND NOT is_blank(it.text)]) > 0 AS has_worked
FROM agreed;

CREATE OR REPLACE TEMP VIEW evidence AS
SELECT record, revision, organisation, section_and_team, changed_on, action,
  entry.kind AS kind, try_cast(entry.on_date AS DATE) AS on_day,
  as_typed(entry.on) AS on_as_typed, entry.text AS evidence
FROM (SELECT *, unnest(entries) AS entry FROM agreed);

CREATE OR REPLACE TEMP VIEW counting AS
SELECT * EXCLUDE (file, whole),
  whole.team.manager AS manager, whole.team.contact_details AS contact_details,
  (SELECT count(*) FROM learning_points AS it WHERE it.record = heads.record) AS learning_points,
  (SELECT count(*) FROM agreed AS it WHERE it.record = heads.record) AS actions,
  file
FROM heads;

CREATE OR REPLACE TEMP VIEW by_topic AS
SELECT topic, count(DISTINCT record) AS returns
FROM (SELECT record, unnest(about) AS topic FROM learning_points)
GROUP BY topic ORDER BY topic;

CREATE OR REPLACE TEMP VIEW by_month AS
SELECT year(changed_on) AS year, month(changed_on) AS month, count(*) AS returns
FROM heads GROUP BY ALL ORDER BY ALL;

-- Of several spellings of a name, the one that sorts first stands for all.
CREATE OR REPLACE TEMP VIEW by_organisation AS
WITH theirs AS (
  SELECT organisation_key(organisation) AS key, min(trimmed(organisation)) AS name,
    count(*) AS returns
  FROM heads GROUP BY key
),
done_by_them AS (
  SELECT organisation_key(organisation) AS key, count(*) AS planned,
    count(*) FILTER (WHERE standing = 'overdue') AS overdue,
    count(*) FILTER (WHERE standing = 'done') AS done,
    count(*) FILTER (WHERE has_worked) AS worked
  FROM actions GROUP BY key
)
SELECT key, name, returns, coalesce(planned, 0) AS planned, coalesce(overdue, 0) AS overdue,
  coalesce(done, 0) AS done, coalesce(worked, 0) AS worked
FROM theirs LEFT JOIN done_by_them USING (key) ORDER BY key;

CREATE OR REPLACE TEMP VIEW totals AS
SELECT * FROM
  (SELECT count(*) AS planned,
    count(*) FILTER (WHERE standing = 'overdue') AS overdue,
    count(*) FILTER (WHERE standing = 'done') AS done,
    count(*) FILTER (WHERE has_worked) AS worked
   FROM actions),
  (SELECT count(*) FILTER (WHERE list = 'counting') AS returns,
    count(*) FILTER (WHERE list = 'superseded') AS superseded,
    count(*) FILTER (WHERE list = 'same') AS same,
    count(*) FILTER (WHERE list = 'conflict') AS conflicts,
    count(*) FILTER (WHERE list = 'other briefing') AS other_briefings,
    count(*) FILTER (WHERE list = 'unreadable') AS unreadable,
    count(*) FILTER (WHERE list = 'beside') AS beside
   FROM came_in);
