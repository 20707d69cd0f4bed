-- +goose Up
-- Kepo Asiek from day to day: schedules with periods, planned pick-ups, holidays,
-- couriers who are away, what was counted back, and the next evening of planning.
CREATE TABLE milk_schedule (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, courier TEXT NOT NULL, periods TEXT NOT NULL,
  ward TEXT NOT NULL, ward_from TEXT NOT NULL, ward_to TEXT NOT NULL, set_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE milk_pickup (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, place TEXT NOT NULL, day TEXT NOT NULL, at BIGINT NOT NULL, kind TEXT NOT NULL,
  courier TEXT NOT NULL, why TEXT NOT NULL, ride TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, delivery TEXT NOT NULL,
  start TEXT NOT NULL, finish TEXT NOT NULL, closed BOOLEAN NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX milk_pickup_by_day ON milk_pickup (facility_id, day, at);
CREATE INDEX milk_pickup_by_delivery ON milk_pickup (facility_id, delivery);
CREATE INDEX milk_pickup_by_place ON milk_pickup (facility_id, place, day);
CREATE TABLE milk_holiday (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, day TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX milk_holiday_by_day ON milk_holiday (facility_id, day);
CREATE TABLE milk_absence (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, worker TEXT NOT NULL, day TEXT NOT NULL, reason TEXT NOT NULL, said_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX milk_absence_by_day ON milk_absence (facility_id, day);
CREATE TABLE milk_count (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, ride TEXT NOT NULL, place TEXT NOT NULL, courier TEXT NOT NULL,
  empties BIGINT NOT NULL, expected_empties BIGINT NOT NULL, ice_packs BIGINT NOT NULL, expected_packs BIGINT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX milk_count_by_place ON milk_count (facility_id, place, at);
CREATE TABLE milk_plan (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, day TEXT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
ALTER TABLE job ADD COLUMN prefer TEXT NOT NULL DEFAULT '';
