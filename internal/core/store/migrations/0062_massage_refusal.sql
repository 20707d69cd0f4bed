-- +goose Up
-- Homes to which a cadre does not go, or not alone: between her and the coordinator.
CREATE TABLE massage_refusal (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, cadre TEXT NOT NULL, parent TEXT NOT NULL, booking TEXT NOT NULL, village TEXT NOT NULL,
  want TEXT NOT NULL, note TEXT NOT NULL, task TEXT NOT NULL, said_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX massage_refusal_by_parent ON massage_refusal (facility_id, parent);
