-- +goose Up
-- What workers handed in of the funds' money that they carried, and what became of the price of
-- each visit that has one.
CREATE TABLE hand_in (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, number BIGINT NOT NULL, worker TEXT NOT NULL, fund TEXT NOT NULL, amount BIGINT NOT NULL,
  on_day TEXT NOT NULL, at BIGINT NOT NULL, by_worker TEXT NOT NULL, entry TEXT NOT NULL, undone_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE massage_fee (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, number BIGINT NOT NULL, day TEXT NOT NULL, cadre TEXT NOT NULL, fund TEXT NOT NULL,
  amount BIGINT NOT NULL, state TEXT NOT NULL, nth BIGINT NOT NULL, at BIGINT NOT NULL, settled_at BIGINT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
