-- The register of many returns, in Spark 4: the same results under the same names as in duckdb.sql,
-- which says what each is and where it may differ from the app's.
--
--   spark-sql -d files=returns -d briefing=tscp-case-reviews-2017-2020 \
--             -d today=2027-06-01 -i tests/queries/spark.sql -e 'SELECT * FROM totals'
--
-- All three variables are required:
--   files     a folder, whose .json and .ndjson files are read, or one file. A file is one return,
--             or a register saved by the app, which has a return on each line.
--   briefing  the id of the briefing whose returns count
--   today     the day on which an action is overdue or not
--
-- Spark skips empty files and those that an operating system puts into folders by itself, so there
-- is no list `beside`.

-- Trims what Unicode calls white space off the ends of a text, as the app does.
CREATE OR REPLACE TEMPORARY FUNCTION trimmed(words STRING) RETURNS STRING
  RETURN regexp_replace(words, r'^[\t-\r\x{85}\p{Z}]+|[\t-\r\x{85}\p{Z}]+\z', '');

CREATE OR REPLACE TEMPORARY FUNCTION is_blank(words STRING) RETURNS BOOLEAN
  RETURN trimmed(words) = '';

-- The key of an organisation: its name without differences in spacing and capitals.
CREATE OR REPLACE TEMPORARY FUNCTION organisation_key(organisation STRING) RETURNS STRING
  RETURN lower(regexp_replace(trimmed(organisation), r'[\t-\r\x{85}\p{Z}]+', ' '));

CREATE OR REPLACE TEMPORARY FUNCTION as_typed(day STRING, month STRING, year STRING)
  RETURNS STRING
  RETURN array_join(array_remove(array(trimmed(day), trimmed(month), trimmed(year)), ''), ' ');

CREATE OR REPLACE TEMPORARY FUNCTION is_moment(words STRING) RETURNS BOOLEAN
  RETURN rlike(words, r'^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ\z')
    AND try_cast(left(words, 10) AS DATE) IS NOT NULL;

-- Removes the byte order mark that some editors put before a text.
CREATE OR REPLACE TEMPORARY FUNCTION without_mark(words STRING) RETURNS STRING
  RETURN regexp_replace(words, r'^\x{FEFF}', '');

-- A JSON text in a normalised form, or null if it is not JSON. It is parsed inside a list, since
-- Spark otherwise overlooks what follows a complete JSON text.
CREATE OR REPLACE TEMPORARY FUNCTION parsed(words STRING) RETURNS STRING
  RETURN to_json(try_parse_json(concat('[', without_mark(words), ']')));

-- Whether ids of rows are numbers from 1, none of them twice in a list.
CREATE OR REPLACE TEMPORARY FUNCTION are_ids(ids ARRAY<BIGINT>) RETURNS BOOLEAN
  RETURN size(array_distinct(ids)) = size(ids)
    AND forall(ids, id -> id IS NOT NULL AND id BETWEEN 1 AND 4294967295);

-- Whether there is a null where a text or a number is required: only dates may be null. JSON puts a
-- backslash before a quotation mark inside a text, so typed text is never mistaken for a field name.
CREATE OR REPLACE TEMPORARY FUNCTION has_null(json STRING) RETURNS BOOLEAN
  RETURN rlike(regexp_replace(json, '[a-z]_date":null', ''), '[a-z]":null');

CREATE OR REPLACE TEMPORARY VIEW bytes USING binaryFile
OPTIONS (path '${files}', pathGlobFilter '*json');

-- All types are given, so that no odd file changes the type of a column. Cached, since Spark would
-- otherwise read the files again for each column that a query uses.
CACHE TABLE attempts AS
WITH texts AS (
  -- Bytes that are not UTF-8 become null here and end up in the list `unreadable`.
  SELECT url_decode(regexp_extract(path, r'[^/]*\z', 0)) AS file,
    try_validate_utf8(CAST(content AS STRING)) AS text
  FROM bytes
),
in_lines AS (
  SELECT file, text,
    transform(split(without_mark(text), '\n'), line -> trim(BOTH ' \t\f\r' FROM line)) AS lines
  FROM texts
),
-- A register has more than one line, and at least one of its first thousand is a whole return. A
-- single return is spread over many lines, or is the only line.
sorted_out AS (
  SELECT *, coalesce(
    exists(begins, line -> startswith(line, '{') AND endswith(line, '}')
      AND contains(line, 'seven-minute-briefing/record')) AND size(begins) > 1, false) AS is_register
  FROM (SELECT *, slice(filter(lines, line -> line <> ''), 1, 1000) AS begins FROM in_lines)
),
documents AS (
  SELECT file, text AS document FROM sorted_out WHERE NOT is_register
  UNION ALL
  SELECT concat(file, ', line ', place + 1), line
  FROM sorted_out LATERAL VIEW posexplode(lines) AS place, line
  WHERE is_register AND line <> ''
)
SELECT file, document, from_json(without_mark(document), '
  format STRING, version BIGINT, id STRING, revision BIGINT,
  created_at STRING, changed_at STRING,
  briefing STRUCT<id: STRING, title: STRING, partnership: STRING>,
  team STRUCT<
    organisation: STRING, manager: STRING, section_and_team: STRING, contact_details: STRING
  >,
  learning_points ARRAY<STRUCT<id: BIGINT, about: ARRAY<STRING>, discussion: STRING>>,
  actions ARRAY<STRUCT<
    id: BIGINT, what: STRING, who: STRING,
    by_when: STRUCT<day: STRING, month: STRING, year: STRING>, by_when_date: STRING,
    how_done: STRING, how_worked: STRING, status: STRING,
    evidence: ARRAY<STRUCT<
      id: BIGINT, kind: STRING,
      `on`: STRUCT<day: STRING, month: STRING, year: STRING>, on_date: STRING,
      text: STRING
    >>
  >>
') AS record
FROM documents;

CACHE TABLE came_in AS
WITH as_json AS (
  SELECT *, to_json(record, map('ignoreNullFields', 'false')) AS json FROM attempts
),
-- Whether a record is valid in the format (public/schema/record-v1.schema.json).
checked AS (
  SELECT file, record, coalesce(
    record.format = 'seven-minute-briefing/record' AND record.version = 1
    AND octet_length(document) <= 20 * 1024 * 1024
    -- No additional, missing or repeated field, and none of another type.
    AND parsed(document) = parsed(json)
    -- Half a character (a lone surrogate), which Spark replaces with a question mark.
    AND NOT rlike(document,
      r'(?i)(?<!\\)(\\\\)*(\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f])')
    AND NOT has_null(json)
    AND rlike(record.id, r'^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\z')
    AND record.revision BETWEEN 0 AND 4294967295
    AND is_moment(record.created_at) AND is_moment(record.changed_at)
    AND are_ids(record.learning_points.id) AND are_ids(record.actions.id)
    AND forall(record.learning_points, it ->
      size(array_distinct(it.about)) = size(it.about)
      AND forall(it.about, topic -> topic IS NOT NULL))
    -- Spark accepts none of the functions above here.
    AND forall(record.actions, it ->
      size(array_distinct(it.evidence.id)) = size(it.evidence)
      AND forall(it.evidence, entry -> entry.id BETWEEN 1 AND 4294967295)
      AND it.status IN ('not_started', 'in_progress', 'done')
      AND forall(it.evidence, entry -> entry.kind IN ('done', 'worked'))),
    false) AS is_return
  FROM as_json
),
lowered AS (
  SELECT file, named_struct(
    'format', record.format, 'version', record.version, 'id', lower(record.id),
    'revision', record.revision, 'created_at', record.created_at,
    'changed_at', record.changed_at, 'briefing', record.briefing, 'team', record.team,
    'learning_points', record.learning_points, 'actions', record.actions
  ) AS record
  FROM checked WHERE is_return
),
-- Each return with the text that the app would write, whatever the order of fields in its file. The
-- app sorts an empty list after one that is not empty.
returns AS (
  SELECT file, record, regexp_replace(
    to_json(record, map('ignoreNullFields', 'false', 'pretty', 'true')),
    r'([a-z]" : )\[ \]', '$1[~]') AS text
  FROM lowered
),
-- The highest revision of each record counts, and of several the one that was changed last. If both
-- were changed in the same second, the text that sorts first counts, as in the app.
ranked AS (
  SELECT file, record, text, row_number() OVER one AS place,
    first_value(record.revision) OVER one AS highest, first_value(text) OVER one AS text_of_highest
  FROM returns WHERE record.briefing.id = '${briefing}'
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
SELECT file, record, 'other briefing' FROM returns WHERE record.briefing.id <> '${briefing}'
UNION ALL
SELECT file, NULL, 'unreadable' FROM checked WHERE NOT is_return;

-- The first columns of every row below: which return it is from, whose, and in which state.
CREATE OR REPLACE TEMPORARY VIEW heads AS
SELECT
  record.id AS record, record.revision AS revision,
  record.team.organisation AS organisation, record.team.section_and_team AS section_and_team,
  try_cast(left(record.changed_at, 10) AS DATE) AS changed_on,
  file, record AS whole
FROM came_in WHERE list = 'counting';

CREATE OR REPLACE TEMPORARY VIEW learning_points AS
SELECT record, revision, organisation, section_and_team, changed_on,
  point.id AS learning_point, point.about AS about, point.discussion AS discussion
FROM heads LATERAL VIEW explode(whole.learning_points) AS point
WHERE size(point.about) > 0 OR NOT is_blank(point.discussion);

-- Actions with all their evidence, for the views below.
CREATE OR REPLACE TEMPORARY VIEW agreed AS
SELECT record, revision, organisation, section_and_team, changed_on,
  plan.id AS action, plan.what AS what, plan.who AS who,
  try_cast(plan.by_when_date AS DATE) AS by_when,
  as_typed(plan.by_when.day, plan.by_when.month, plan.by_when.year) AS by_when_as_typed,
  plan.how_done AS how_done, plan.how_worked AS how_worked,
  replace(plan.status, '_', ' ') AS status,
  plan.evidence AS entries
FROM heads LATERAL VIEW explode(whole.actions) AS plan
WHERE NOT (
  is_blank(plan.what) AND is_blank(plan.who)
  AND is_blank(plan.how_done) AND is_blank(plan.how_worked)
  AND as_typed(plan.by_when.day, plan.by_when.month, plan.by_when.year) = ''
  AND plan.status = 'not_started' AND size(plan.evidence) = 0
);

-- An action without a real date is never overdue, nor is one that is done.
CREATE OR REPLACE TEMPORARY VIEW actions AS
SELECT * EXCEPT (entries),
  CASE
    WHEN status = 'done' THEN 'done'
    WHEN by_when < DATE '${today}' THEN 'overdue'
    WHEN by_when IS NOT NULL THEN 'due'
    ELSE 'undated'
  END AS standing,
  -- Blank entries do not count as evidence.
  exists(entries, it -> it.kind = 'worked' AND rlike(it.text, r'[^\t-\r\x{85}\p{Z}]')) AS has_worked
FROM agreed;

CREATE OR REPLACE TEMPORARY VIEW evidence AS
SELECT record, revision, organisation, section_and_team, changed_on, action,
  entry.kind AS kind, try_cast(entry.on_date AS DATE) AS on_day,
  as_typed(entry.`on`.day, entry.`on`.month, entry.`on`.year) AS on_as_typed,
  entry.text AS evidence
FROM agreed LATERAL VIEW explode(entries) AS entry;

CREATE OR REPLACE TEMPORARY VIEW counting AS
WITH points_of AS (SELECT record, count(*) AS learning_points FROM learning_points GROUP BY record),
actions_of AS (SELECT record, count(*) AS actions FROM agreed GROUP BY record)
SELECT record, revision, organisation, section_and_team, changed_on,
  whole.team.manager AS manager, whole.team.contact_details AS contact_details,
  coalesce(learning_points, 0) AS learning_points, coalesce(actions, 0) AS actions, file
FROM heads LEFT JOIN points_of USING (record) LEFT JOIN actions_of USING (record);

CREATE OR REPLACE TEMPORARY VIEW by_topic AS
SELECT topic, count(DISTINCT record) AS returns
FROM learning_points LATERAL VIEW explode(about) AS topic
GROUP BY topic ORDER BY topic;

CREATE OR REPLACE TEMPORARY VIEW by_month AS
SELECT year(changed_on) AS year, month(changed_on) AS month, count(*) AS returns
FROM heads GROUP BY ALL ORDER BY ALL;

-- Of several spellings of a name, the one that sorts first stands for all.
CREATE OR REPLACE TEMPORARY VIEW by_organisation AS
WITH theirs AS (
  SELECT organisation_key(organisation) AS key, min(trimmed(organisation)) AS name,
    count(*) AS returns
  FROM heads GROUP BY ALL
),
done_by_them AS (
  SELECT organisation_key(organisation) AS key, count(*) AS planned,
    count(*) FILTER (WHERE standing = 'overdue') AS overdue,
    count(*) FILTER (WHERE standing = 'done') AS done,
    count(*) FILTER (WHERE has_worked) AS worked
  FROM actions GROUP BY ALL
)
SELECT key, name, returns, coalesce(planned, 0) AS planned, coalesce(overdue, 0) AS overdue,
  coalesce(done, 0) AS done, coalesce(worked, 0) AS worked
FROM theirs LEFT JOIN done_by_them USING (key) ORDER BY key;

CREATE OR REPLACE TEMPORARY VIEW totals AS
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
    count(*) FILTER (WHERE list = 'unreadable') AS unreadable
   FROM came_in);
