-- +goose Up
-- What babies are fed, one line a baby and month of life that counts.
CREATE TABLE feeding (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, baby TEXT NOT NULL, village TEXT NOT NULL, month BIGINT NOT NULL,
  answer TEXT NOT NULL, medical BOOLEAN NOT NULL, source TEXT NOT NULL, on_day TEXT NOT NULL,
  recorded_by TEXT NOT NULL, recorded_at BIGINT NOT NULL, replaced_by TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX feeding_by_baby ON feeding (facility_id, baby, month);
