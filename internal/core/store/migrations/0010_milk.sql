-- +goose Up
-- Kepo Asiek: mothers who take part, deliveries, their steps and their reviews.
CREATE TABLE milk_place (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, mother TEXT NOT NULL, baby TEXT NOT NULL, village TEXT NOT NULL,
  state TEXT NOT NULL, pickup TEXT NOT NULL, finish TEXT NOT NULL, recipients TEXT NOT NULL, hidden BOOLEAN NOT NULL, no_phone BOOLEAN NOT NULL, enrolled_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE milk_delivery (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, number BIGINT NOT NULL, place TEXT NOT NULL, mother TEXT NOT NULL, baby TEXT NOT NULL,
  village TEXT NOT NULL, state TEXT NOT NULL, before TEXT NOT NULL, job TEXT NOT NULL, courier TEXT NOT NULL, former TEXT NOT NULL, offered_to TEXT NOT NULL, give_to TEXT NOT NULL,
  bag TEXT NOT NULL, bottles TEXT NOT NULL, pickup TEXT NOT NULL, finish TEXT NOT NULL, limits TEXT NOT NULL,
  want_at BIGINT NOT NULL, declared_at BIGINT NOT NULL, handed_over_at BIGINT NOT NULL, packed_at BIGINT NOT NULL, departed_at BIGINT NOT NULL, arrived_at BIGINT NOT NULL, ended_at BIGINT NOT NULL,
  temperature DOUBLE PRECISION NOT NULL, measured BOOLEAN NOT NULL, promise TEXT NOT NULL,
  code_misses BIGINT NOT NULL, code_generation BIGINT NOT NULL, proven BOOLEAN NOT NULL, received_by TEXT NOT NULL, absent_tries BIGINT NOT NULL,
  fee BIGINT NOT NULL, fee_fund TEXT NOT NULL, fee_state TEXT NOT NULL, review TEXT NOT NULL, closed BOOLEAN NOT NULL, last_step TEXT NOT NULL, heard_at BIGINT NOT NULL,
  handed_by TEXT NOT NULL, policy_version BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id), UNIQUE (facility_id, number)
);
CREATE INDEX milk_delivery_by_place ON milk_delivery (facility_id, place, declared_at);
CREATE INDEX milk_delivery_by_courier ON milk_delivery (facility_id, courier, ended_at);
CREATE INDEX milk_delivery_by_job ON milk_delivery (facility_id, job);
-- Which delivery a bottle belongs to and what stands on it: a bottle is declared
-- once, its label again when the bottle has come to its end.
CREATE TABLE milk_bottle (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, delivery TEXT NOT NULL, label TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX milk_bottle_by_label ON milk_bottle (facility_id, label);
CREATE TABLE milk_step (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, delivery TEXT NOT NULL, village TEXT NOT NULL, kind TEXT NOT NULL, at BIGINT NOT NULL, recorded_at BIGINT NOT NULL,
  actor TEXT NOT NULL, courier TEXT NOT NULL, late BOOLEAN NOT NULL, params TEXT NOT NULL, undone BOOLEAN NOT NULL, closed BOOLEAN NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX milk_step_by_delivery ON milk_step (facility_id, delivery, recorded_at);
CREATE TABLE milk_review (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, delivery TEXT NOT NULL, courier TEXT NOT NULL, reasons TEXT NOT NULL, state TEXT NOT NULL,
  opened_at BIGINT NOT NULL, closed_at BIGINT NOT NULL, closed_by TEXT NOT NULL, decision TEXT NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
