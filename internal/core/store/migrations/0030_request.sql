-- +goose Up
-- A request for help is a case with a start: the earliest evidence of it, its
-- sign and colour, where and who lie sealed, and into which other it was merged.
ALTER TABLE need_case ADD COLUMN request BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE need_case ADD COLUMN started_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE need_case ADD COLUMN sign TEXT NOT NULL DEFAULT '';
ALTER TABLE need_case ADD COLUMN colour TEXT NOT NULL DEFAULT '';
ALTER TABLE need_case ADD COLUMN colour_by TEXT NOT NULL DEFAULT '';
ALTER TABLE need_case ADD COLUMN sign_due BIGINT NOT NULL DEFAULT 0;
ALTER TABLE need_case ADD COLUMN triage BIGINT NOT NULL DEFAULT 0;
ALTER TABLE need_case ADD COLUMN where_ref TEXT NOT NULL DEFAULT '{"sealed":"","id":"","version":0,"digest":""}';
ALTER TABLE need_case ADD COLUMN patient TEXT NOT NULL DEFAULT '{"sealed":"","id":"","version":0,"digest":""}';
ALTER TABLE need_case ADD COLUMN call_sign TEXT NOT NULL DEFAULT '{"sealed":"","id":"","version":0,"digest":""}';
ALTER TABLE need_case ADD COLUMN slip BIGINT NOT NULL DEFAULT 0;
ALTER TABLE need_case ADD COLUMN want_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE need_case ADD COLUMN needs TEXT NOT NULL DEFAULT 'null';
ALTER TABLE need_case ADD COLUMN called BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE need_case ADD COLUMN merged TEXT NOT NULL DEFAULT '';
ALTER TABLE need_case ADD COLUMN reports BIGINT NOT NULL DEFAULT 0;
ALTER TABLE need_case ADD COLUMN reporter_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE need_case ADD COLUMN doubt BIGINT NOT NULL DEFAULT 0;
ALTER TABLE need_case ADD COLUMN differs BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE need_case ADD COLUMN code_misses BIGINT NOT NULL DEFAULT 0;
ALTER TABLE need_case ADD COLUMN patient_died BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX need_case_by_start ON need_case (facility_id, request, started_at);
CREATE INDEX need_case_by_merged ON need_case (facility_id, merged);
CREATE INDEX need_case_by_reporter ON need_case (facility_id, reporter_hash, opened_at);
-- A table of danger signs that somebody has signed.
CREATE TABLE triage_table (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL, document TEXT NOT NULL,
  head_by TEXT NOT NULL, head_at BIGINT NOT NULL, health_by TEXT NOT NULL, health_at BIGINT NOT NULL, signed_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id), UNIQUE (facility_id, digest)
);
