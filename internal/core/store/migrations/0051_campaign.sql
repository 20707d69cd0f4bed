-- +goose Up
-- The campaign: sellers, what they carry and what they tell of.
CREATE TABLE campaign_seller (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, villages TEXT NOT NULL, days TEXT NOT NULL, language TEXT NOT NULL,
  phone TEXT NOT NULL, licence TEXT NOT NULL, kit TEXT NOT NULL, state TEXT NOT NULL, enlisted_on TEXT NOT NULL, ended_on TEXT NOT NULL,
  why TEXT NOT NULL, page TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE campaign_batch (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, code TEXT NOT NULL, material TEXT NOT NULL, seller TEXT NOT NULL, village TEXT NOT NULL,
  count BIGINT NOT NULL, handed_on TEXT NOT NULL, handed_out BIGINT NOT NULL, returned BIGINT NOT NULL, written_off BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id), UNIQUE (facility_id, code)
);
CREATE INDEX campaign_batch_by_seller ON campaign_batch (facility_id, seller, seq);
CREATE TABLE campaign_contact (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, seller TEXT NOT NULL, batch TEXT NOT NULL, takes TEXT NOT NULL, village TEXT NOT NULL,
  kind TEXT NOT NULL, count BIGINT NOT NULL, on_day TEXT NOT NULL, source TEXT NOT NULL, by_worker TEXT NOT NULL, trained BOOLEAN NOT NULL,
  replaces TEXT NOT NULL, replaced_by TEXT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX campaign_contact_by_day ON campaign_contact (facility_id, on_day, id);
CREATE INDEX campaign_contact_by_seller ON campaign_contact (facility_id, seller, on_day);
CREATE TABLE campaign_scan (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, batch TEXT NOT NULL, seller TEXT NOT NULL, village TEXT NOT NULL, on_day TEXT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX campaign_scan_by_day ON campaign_scan (facility_id, on_day);
CREATE INDEX campaign_scan_by_batch ON campaign_scan (facility_id, batch);
CREATE TABLE campaign_move (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, what TEXT NOT NULL, material TEXT NOT NULL, seller TEXT NOT NULL, batch TEXT NOT NULL,
  count BIGINT NOT NULL, on_day TEXT NOT NULL, from_whom TEXT NOT NULL, why TEXT NOT NULL, by_worker TEXT NOT NULL, approver TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX campaign_move_by_day ON campaign_move (facility_id, on_day);
CREATE TABLE campaign_stock (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, in_store BIGINT NOT NULL, received BIGINT NOT NULL, written_off BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
