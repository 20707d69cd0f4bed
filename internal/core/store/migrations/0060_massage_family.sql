-- +goose Up
-- What a family typed on the public page lies sealed until its telephone is confirmed; a family
-- for whom nothing was free waits; and what a visit costs.
ALTER TABLE massage_booking ADD COLUMN family TEXT NOT NULL DEFAULT '{"sealed":"","id":"","version":0,"digest":""}';
ALTER TABLE massage_booking ADD COLUMN wish TEXT NOT NULL DEFAULT '{}';
ALTER TABLE massage_booking ADD COLUMN fee BIGINT NOT NULL DEFAULT 0;
CREATE INDEX massage_booking_waiting ON massage_booking (facility_id, made_at) WHERE state = 'waiting';
