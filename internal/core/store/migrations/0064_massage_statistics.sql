-- +goose Up
-- What the figures about massages are reckoned from: each time the safety questions were
-- answered, and the weeks that cadres said one after another.
CREATE TABLE massage_screening (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, booking TEXT NOT NULL, village TEXT NOT NULL, at BIGINT NOT NULL, door BOOLEAN NOT NULL,
  verdict TEXT NOT NULL, rows_said TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX massage_screening_by_time ON massage_screening (facility_id, at);
CREATE TABLE massage_week (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, cadre TEXT NOT NULL, at BIGINT NOT NULL, hours TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX massage_week_by_cadre ON massage_week (facility_id, cadre, at);
-- A partner's own page: the link that was made for it last.
CREATE TABLE massage_partner_page (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, link TEXT NOT NULL, opened_at BIGINT NOT NULL, closed_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
