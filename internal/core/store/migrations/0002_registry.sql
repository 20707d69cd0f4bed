-- +goose Up
-- Who a health centre is, its villages, its people and what they agreed to.

CREATE TABLE facility_info (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, slug TEXT NOT NULL, name TEXT NOT NULL, zone TEXT NOT NULL,
  demo BOOLEAN NOT NULL, service_phone TEXT NOT NULL, emergency_number TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);

CREATE TABLE village (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
  lat DOUBLE PRECISION NOT NULL, lon DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (facility_id, id)
);

-- What is personal lies sealed; here stand only keyed hashes to find it by.
CREATE TABLE person (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, village TEXT NOT NULL,
  born TEXT NOT NULL, sex TEXT NOT NULL, phone_hash TEXT NOT NULL, nik_hash TEXT NOT NULL,
  state TEXT NOT NULL, hidden_address BOOLEAN NOT NULL, detail TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX person_by_phone ON person (facility_id, phone_hash);
CREATE INDEX person_by_nik ON person (facility_id, nik_hash);

CREATE TABLE consent (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, person TEXT NOT NULL, purpose TEXT NOT NULL,
  text_version TEXT NOT NULL, given BOOLEAN NOT NULL, how TEXT NOT NULL, by_whom TEXT NOT NULL, guardian TEXT NOT NULL,
  at BIGINT NOT NULL, recorded_by TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX consent_by_person ON consent (facility_id, person, purpose);
