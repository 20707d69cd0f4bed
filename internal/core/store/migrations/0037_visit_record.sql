-- +goose Up
-- What was found and done with one person at one visit, one row a version; what was
-- measured and written lies sealed. A health worker's licence number, sealed too.
CREATE TABLE visit_record (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, person TEXT NOT NULL, village TEXT NOT NULL, kind TEXT NOT NULL, on_day TEXT NOT NULL,
  place TEXT NOT NULL, visit TEXT NOT NULL, round TEXT NOT NULL, code TEXT NOT NULL, dangers TEXT NOT NULL, new_cases TEXT NOT NULL,
  served TEXT NOT NULL, next_on TEXT NOT NULL, content TEXT NOT NULL, recorded_by TEXT NOT NULL, healer BOOLEAN NOT NULL, licensed BOOLEAN NOT NULL,
  workers TEXT NOT NULL, request TEXT NOT NULL, version BIGINT NOT NULL, corrects TEXT NOT NULL, replaced_by TEXT NOT NULL,
  occurred_at BIGINT NOT NULL, recorded_at BIGINT NOT NULL, copied_at BIGINT NOT NULL, copied_by TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX visit_record_by_person ON visit_record (facility_id, person, on_day);
CREATE INDEX visit_record_by_day ON visit_record (facility_id, on_day);
ALTER TABLE worker ADD COLUMN licence TEXT NOT NULL DEFAULT '{"sealed":"","id":"","version":0,"digest":""}';
