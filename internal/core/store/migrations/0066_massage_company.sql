-- +goose Up
-- Who comes along to a visit, and which visits an illness had moved.
CREATE TABLE massage_company (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, booking TEXT NOT NULL, companion TEXT NOT NULL, cadre TEXT NOT NULL,
  day TEXT NOT NULL, starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, said_at BIGINT NOT NULL, ended_at BIGINT NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX massage_company_by_day ON massage_company (facility_id, day, companion);
CREATE INDEX massage_company_by_booking ON massage_company (facility_id, booking);
ALTER TABLE massage_roster ADD COLUMN ill TEXT NOT NULL DEFAULT '[]';
