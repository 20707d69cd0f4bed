-- +goose Up
-- Who was trained in what, with what result; and what became of certificates.
ALTER TABLE certificate ADD COLUMN year BIGINT NOT NULL DEFAULT 0;
ALTER TABLE certificate ADD COLUMN n BIGINT NOT NULL DEFAULT 0;
ALTER TABLE certificate ADD COLUMN withdrawn_by TEXT NOT NULL DEFAULT '';
ALTER TABLE certificate ADD COLUMN withdrawn_why TEXT NOT NULL DEFAULT '{"sealed":"","id":"","version":0,"digest":""}';
ALTER TABLE certificate ADD COLUMN appeal TEXT NOT NULL DEFAULT '';
ALTER TABLE certificate ADD COLUMN appealed_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE certificate ADD COLUMN appealed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE certificate ADD COLUMN appeal_words TEXT NOT NULL DEFAULT '{"sealed":"","id":"","version":0,"digest":""}';
ALTER TABLE certificate ADD COLUMN settled_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE certificate ADD COLUMN settled_by TEXT NOT NULL DEFAULT '';
ALTER TABLE certificate ADD COLUMN settled_words TEXT NOT NULL DEFAULT '{"sealed":"","id":"","version":0,"digest":""}';
CREATE UNIQUE INDEX certificate_by_number ON certificate (facility_id, year, n) WHERE n > 0;
CREATE TABLE training_session (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, course TEXT NOT NULL, on_day TEXT NOT NULL, from_hour TEXT NOT NULL, to_hour TEXT NOT NULL,
  place TEXT NOT NULL, trainer TEXT NOT NULL, outside TEXT NOT NULL, state TEXT NOT NULL, why TEXT NOT NULL, by_worker TEXT NOT NULL,
  seen_by TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX training_session_by_day ON training_session (facility_id, on_day);
CREATE TABLE training_place (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, session TEXT NOT NULL, worker TEXT NOT NULL, course TEXT NOT NULL, on_day TEXT NOT NULL,
  trainer TEXT NOT NULL, invited BOOLEAN NOT NULL, attended_at BIGINT NOT NULL, how TEXT NOT NULL, by_worker TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX training_place_by_session ON training_place (facility_id, session);
CREATE INDEX training_place_by_worker ON training_place (facility_id, worker, course);
CREATE TABLE training_attempt (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, worker TEXT NOT NULL, course TEXT NOT NULL, kind TEXT NOT NULL, score BIGINT NOT NULL,
  passed BOOLEAN NOT NULL, by_worker TEXT NOT NULL, on_day TEXT NOT NULL, at BIGINT NOT NULL, session TEXT NOT NULL,
  pack_version BIGINT NOT NULL, language TEXT NOT NULL, wrong TEXT NOT NULL, certificate TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX training_attempt_by_worker ON training_attempt (facility_id, worker, course, at);
CREATE TABLE training_progress (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, worker TEXT NOT NULL, course TEXT NOT NULL, module TEXT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX training_progress_by_worker ON training_progress (facility_id, worker, course);
