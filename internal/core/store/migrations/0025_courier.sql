-- +goose Up
-- Couriers and what they ride with: who examined them, the make of their phones,
-- milk in hands that may not carry it any more, cooler boxes with their checks.

ALTER TABLE certificate ADD COLUMN assessor TEXT NOT NULL DEFAULT '';
ALTER TABLE certificate ADD COLUMN outside TEXT NOT NULL DEFAULT '{"sealed":"","id":"","version":0,"digest":""}';
ALTER TABLE certificate ADD COLUMN score BIGINT NOT NULL DEFAULT -1;
ALTER TABLE certificate ADD COLUMN warned BIGINT NOT NULL DEFAULT 0;
CREATE INDEX certificate_by_end ON certificate (facility_id, valid_to);

ALTER TABLE phone ADD COLUMN brand TEXT NOT NULL DEFAULT '';

-- Empty, needed or granted; who sees to it that the milk comes home.
ALTER TABLE milk_delivery ADD COLUMN supervision TEXT NOT NULL DEFAULT '';
ALTER TABLE milk_delivery ADD COLUMN supervisor TEXT NOT NULL DEFAULT '';

CREATE TABLE cooler (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, code TEXT NOT NULL, capacity BIGINT NOT NULL, ice_packs BIGINT NOT NULL,
  state TEXT NOT NULL, worker TEXT NOT NULL, since BIGINT NOT NULL, recalled BOOLEAN NOT NULL, last_check TEXT NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE UNIQUE INDEX cooler_by_code ON cooler (facility_id, code);
CREATE INDEX cooler_by_worker ON cooler (facility_id, worker);
CREATE TABLE cooler_check (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, cooler TEXT NOT NULL, worker TEXT NOT NULL, day TEXT NOT NULL, at BIGINT NOT NULL,
  seal_ok BOOLEAN NOT NULL, clean BOOLEAN NOT NULL, ice_frozen BIGINT NOT NULL, temperature DOUBLE PRECISION NOT NULL, measured BOOLEAN NOT NULL,
  photo TEXT NOT NULL, faults TEXT NOT NULL, late BOOLEAN NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX cooler_check_by_worker ON cooler_check (facility_id, worker, day);
