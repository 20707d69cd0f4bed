-- +goose Up
-- Rice: what a missed promise owes, the reports of handing it over, and the fund in
-- grams with its batches.
CREATE TABLE rice_debt (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, case_id TEXT NOT NULL, root TEXT NOT NULL, village TEXT NOT NULL,
  promise TEXT NOT NULL, rule TEXT NOT NULL, due_at BIGINT NOT NULL, grams BIGINT NOT NULL, fund TEXT NOT NULL, policy_version BIGINT NOT NULL,
  state TEXT NOT NULL, proof TEXT NOT NULL, posts BIGINT NOT NULL, silent BOOLEAN NOT NULL, offered BOOLEAN NOT NULL, waiting BOOLEAN NOT NULL,
  carriers TEXT NOT NULL, owed_at BIGINT NOT NULL, ended_at BIGINT NOT NULL, handover TEXT NOT NULL,
  reason TEXT NOT NULL, ended_by TEXT NOT NULL, approver TEXT NOT NULL,
  PRIMARY KEY (facility_id, id), UNIQUE (facility_id, case_id)
);
CREATE INDEX rice_debt_by_root ON rice_debt (facility_id, root);
CREATE INDEX rice_debt_by_state ON rice_debt (facility_id, state, due_at);
CREATE TABLE rice_handover (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, debt TEXT NOT NULL, worker TEXT NOT NULL, at BIGINT NOT NULL, recorded_at BIGINT NOT NULL,
  grams BIGINT NOT NULL, to_whom TEXT NOT NULL, name TEXT NOT NULL, place TEXT NOT NULL, photo TEXT NOT NULL, signature TEXT NOT NULL,
  state TEXT NOT NULL, why TEXT NOT NULL, takes TEXT NOT NULL, audiences TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX rice_handover_by_debt ON rice_handover (facility_id, debt);
CREATE INDEX rice_handover_by_photo ON rice_handover (facility_id, photo);
CREATE INDEX rice_handover_by_signature ON rice_handover (facility_id, signature);
CREATE TABLE rice_line (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL, grams BIGINT NOT NULL, rupiah BIGINT NOT NULL,
  class TEXT NOT NULL, purpose TEXT NOT NULL, fund TEXT NOT NULL, details TEXT NOT NULL, reason TEXT NOT NULL, counted BIGINT NOT NULL,
  batch TEXT NOT NULL, takes TEXT NOT NULL, on_day TEXT NOT NULL, at BIGINT NOT NULL, by_worker TEXT NOT NULL,
  undone BOOLEAN NOT NULL, approver TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE rice_batch (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, fund TEXT NOT NULL, source TEXT NOT NULL, grams BIGINT NOT NULL, left_grams BIGINT NOT NULL,
  rupiah BIGINT NOT NULL, details TEXT NOT NULL, on_day TEXT NOT NULL, at BIGINT NOT NULL, seq BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE rice_day (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, owed BIGINT NOT NULL, in_stock BIGINT NOT NULL, short BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
