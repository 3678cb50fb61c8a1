-- The register of many returns, in Spark 4: the same results under the same names as those of
-- duckdb.sql, which says what each is and what texts alone do not settle.
--
--   spark-sql -d files=returns -d briefing=tscp-case-reviews-2017-2020 \
--             -d today=2027-06-01 -i tests/queries/spark.sql -e 'SELECT * FROM totals'
--
-- All three have to be given:
--   files     a folder, of which the files .json and .ndjson are read, or one file. A file is one
--             return, or a register that was kept, which has a return on each line.
--   briefing  the id of the briefing that is looked at
--   today     the day on which an action is overdue or not
--
-- Spark passes over files without a byte in them and those that a computer puts into folders by
-- itself, so there is no list `beside`.

-- What Unicode calls white space, which is what the app takes off the ends of a text.
CREATE OR REPLACE TEMPORARY FUNCTION trimmed(words STRING) RETURNS STRING
  RETURN regexp_replace(words, r'^[\t-\r\x{85}\p{Z}]+|[\t-\r\x{85}\p{Z}]+\z', '');

CREATE OR REPLACE TEMPORARY FUNCTION is_blank(words STRING) RETURNS BOOLEAN
  RETURN trimmed(words) = '';

-- An organisation by its name, however its teams space it and whatever their capitals.
CREATE OR REPLACE TEMPORARY FUNCTION organisation_key(organisation STRING) RETURNS STRING
  RETURN lower(regexp_replace(trimmed(organisation), r'[\t-\r\x{85}\p{Z}]+', ' '));

CREATE OR REPLACE TEMPORARY FUNCTION as_typed(day STRING, month STRING, year STRING)
  RETURNS STRING
  RETURN array_join(array_remove(array(trimmed(day), trimmed(month), trimmed(year)), ''), ' ');

CREATE OR REPLACE TEMPORARY FUNCTION is_moment(words STRING) RETURNS BOOLEAN
  RETURN rlike(words, r'^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ\z')
    AND try_cast(left(words, 10) AS DATE) IS NOT NULL;

-- The mark that some editors put before a text.
CREATE OR REPLACE TEMPORARY FUNCTION without_mark(words STRING) RETURNS STRING
  RETURN regexp_replace(words, r'^\x{FEFF}', '');

-- A JSON text, in one way of writing it; null where it is none. Inside a list, since Spark
-- overlooks what comes after a whole text.
CREATE OR REPLACE TEMPORARY FUNCTION parsed(words STRING) RETURNS STRING
  RETURN to_json(try_parse_json(concat('[', without_mark(words), ']')));

-- Ids of rows are numbers from 1, none twice in a list.
CREATE OR REPLACE TEMPORARY FUNCTION are_ids(ids ARRAY<BIGINT>) RETURNS BOOLEAN
  RETURN size(array_distinct(ids)) = size(ids)
    AND forall(ids, id -> id IS NOT NULL AND id BETWEEN 1 AND 4294967295);

-- A null where a text or a number has to be. Only in place of a date is one allowed. A quotation
-- mark inside a text has a backslash before it, so nothing that was typed is mistaken for a name.
CREATE OR REPLACE TEMPORARY FUNCTION has_null(json STRING) RETURNS BOOLEAN
  RETURN rlike(regexp_replace(json, '[a-z]_date":null', ''), '[a-z]":null');

CREATE OR REPLACE TEMPORARY VIEW bytes USING binaryFile
OPTIONS (path '${files}', pathGlobFilter '*json');

-- Every type is given: an odd file cannot change what a column is. Kept, since Spark would read
-- the texts anew for each column that is asked for.
CACHE TABLE attempts AS
WITH texts AS (
  -- Bytes that are no text are null from here on, and end as unreadable.
  SELECT url_decode(regexp_extract(path, r'[^/]*\z', 0)) AS file,
    try_validate_utf8(CAST(content AS STRING)) AS text
  FROM bytes
),
in_lines AS (
  SELECT file, text,
    transform(split(without_mark(text), '\n'), line -> trim(BOTH ' \t\f\r' FROM line)) AS lines
  FROM texts
),
-- A register has more than one line, and one of the first thousand at least is a whole return; one
-- return alone is over many lines, or in one.
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
-- Whether a record is what the format says (public/schema/record-v1.schema.json).
checked AS (
  SELECT file, record, coalesce(
    record.format = 'seven-minute-briefing/record' AND record.version = 1
    AND octet_length(document) <= 20 * 1024 * 1024
    -- No field more or less or twice, and none of another type.
    AND parsed(document) = parsed(json)
    -- Half a character, for which Spark puts a question mark.
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
    -- Here Spark takes none of the functions above.
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
-- Each text as the app would write it, in the order of the format, however it came. Of an empty
-- list and one that is not, the app puts the empty one second.
returns AS (
  SELECT file, record, regexp_replace(
    to_json(record, map('ignoreNullFields', 'false', 'pretty', 'true')),
    r'([a-z]" : )\[ \]', '$1[~]') AS text
  FROM lowered
),
-- Of each record the highest revision counts, and of that what was changed last. Two texts of the
-- same second are put in the order of the alphabet, as the app does.
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

-- What every row below begins with: which return, whose, and of which state.
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

-- An action without a day that is in the calendar is never overdue, nor is one that is done.
CREATE OR REPLACE TEMPORARY VIEW actions AS
SELECT * EXCEPT (entries),
  CASE
    WHEN status = 'done' THEN 'done'
    WHEN by_when < DATE '${today}' THEN 'overdue'
    WHEN by_when IS NOT NULL THEN 'due'
    ELSE 'undated'
  END AS standing,
  -- An entry in which nothing was written shows nothing.
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

-- Of several spellings of a name the first in the alphabet stands for all.
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
