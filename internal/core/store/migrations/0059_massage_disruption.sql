-- +goose Up
-- What keeps cadres from coming on a day, and since when the desk knows that one is late.
CREATE TABLE massage_disruption (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, cadre TEXT NOT NULL, day TEXT NOT NULL, starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL,
  why TEXT NOT NULL, off BOOLEAN NOT NULL, offered TEXT NOT NULL, unplaced TEXT NOT NULL, said_at BIGINT NOT NULL, ended_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX massage_disruption_by_day ON massage_disruption (facility_id, day);
ALTER TABLE massage_booking ADD COLUMN late_at BIGINT NOT NULL DEFAULT 0;
