-- +goose Up
-- Which houses carry the sticker with the number to call: one row a house.
CREATE TABLE house_sticker (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, code TEXT NOT NULL, village TEXT NOT NULL, ten_house_group TEXT NOT NULL, hidden BOOLEAN NOT NULL,
  state TEXT NOT NULL, at BIGINT NOT NULL, phone TEXT NOT NULL, put_on TEXT NOT NULL, put_by TEXT NOT NULL, consent_how TEXT NOT NULL,
  seen_on TEXT NOT NULL, seen_by TEXT NOT NULL, gone_on TEXT NOT NULL, gone_why TEXT NOT NULL, refused_on TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX house_sticker_by_state ON house_sticker (facility_id, village, state);
CREATE INDEX house_sticker_by_phone ON house_sticker (facility_id, phone);
