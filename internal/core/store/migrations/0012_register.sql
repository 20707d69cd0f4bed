-- +goose Up
-- The register: households in houses, posyandu, groups of ten houses, what life
-- does to people, and the work that it leaves for somebody.

ALTER TABLE person ADD COLUMN household TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN relation TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN mother TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN guardian TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN posyandu TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN ten_house_group TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN born_guessed BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE person ADD COLUMN due TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN lives_alone BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE person ADD COLUMN disabled BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE person ADD COLUMN in_hospital BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE person ADD COLUMN quiet BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE person ADD COLUMN state_on TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN languages TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN seq BIGINT NOT NULL DEFAULT 0;
-- Most people have no phone or NIK here: an index of the empty ones would only cost.
DROP INDEX person_by_phone;
CREATE INDEX person_by_phone ON person (facility_id, phone_hash) WHERE phone_hash <> '';
DROP INDEX person_by_nik;
CREATE INDEX person_by_nik ON person (facility_id, nik_hash) WHERE nik_hash <> '';
CREATE INDEX person_by_household ON person (facility_id, household) WHERE household <> '';
CREATE INDEX person_by_mother ON person (facility_id, mother) WHERE mother <> '';
CREATE INDEX person_by_guardian ON person (facility_id, guardian) WHERE guardian <> '';
CREATE INDEX person_by_due ON person (facility_id, due) WHERE due <> '';
CREATE INDEX person_by_merge ON person (facility_id, merged_into) WHERE merged_into <> '';
CREATE INDEX person_by_seq ON person (facility_id, seq);

-- Further numbers by their keyed hashes, for the few who have several: the first
-- stands with the person. Families share numbers.
CREATE TABLE person_phone (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, person TEXT NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX person_phone_by_hash ON person_phone (facility_id, hash);
CREATE INDEX person_phone_by_person ON person_phone (facility_id, person);

CREATE TABLE house (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, code TEXT NOT NULL, village TEXT NOT NULL,
  ten_house_group TEXT NOT NULL, hidden_address BOOLEAN NOT NULL, has_point BOOLEAN NOT NULL,
  detail TEXT NOT NULL, seq BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX house_by_code ON house (facility_id, code);
CREATE INDEX house_by_village ON house (facility_id, village);

CREATE TABLE household (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, house TEXT NOT NULL, head TEXT NOT NULL, kk_hash TEXT NOT NULL,
  decile BIGINT NOT NULL, decile_source TEXT NOT NULL, decile_on TEXT NOT NULL, poverty_letter_on TEXT NOT NULL,
  state TEXT NOT NULL, detail TEXT NOT NULL, seq BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX household_by_house ON household (facility_id, house);
CREATE INDEX household_by_kk ON household (facility_id, kk_hash) WHERE kk_hash <> '';

CREATE TABLE posyandu (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, village TEXT NOT NULL, name TEXT NOT NULL, open_day BIGINT NOT NULL,
  cadres TEXT NOT NULL, closed BOOLEAN NOT NULL,
  PRIMARY KEY (facility_id, id)
);

CREATE TABLE ten_house_group (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, village TEXT NOT NULL, cadre TEXT NOT NULL,
  closed BOOLEAN NOT NULL, detail TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX ten_house_group_by_cadre ON ten_house_group (facility_id, cadre);

-- One line for each thing that life did to somebody, and what stood there before
-- it, so that a mistaken one can be taken back.
CREATE TABLE life_event (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, person TEXT NOT NULL, what TEXT NOT NULL, happened_on TEXT NOT NULL,
  recorded_at BIGINT NOT NULL, actor TEXT NOT NULL, approver TEXT NOT NULL, retracted BOOLEAN NOT NULL, before TEXT NOT NULL,
  about TEXT NOT NULL, seq BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX life_event_by_person ON life_event (facility_id, person);

-- Two records that somebody has judged: the same (merged), or two different people.
CREATE TABLE judged_pair (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL, verdict TEXT NOT NULL, reasons TEXT NOT NULL,
  at BIGINT NOT NULL, actor TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX judged_pair_by_one ON judged_pair (facility_id, one);
CREATE INDEX judged_pair_by_other ON judged_pair (facility_id, other);
CREATE INDEX judged_pair_by_verdict ON judged_pair (facility_id, verdict);

CREATE TABLE consent_text (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, purpose TEXT NOT NULL, version TEXT NOT NULL, basis TEXT NOT NULL,
  wording TEXT NOT NULL, published_at BIGINT NOT NULL, published_by TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);

-- Work that something left for one named person.
CREATE TABLE task (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, person TEXT NOT NULL, village TEXT NOT NULL, owner TEXT NOT NULL,
  state TEXT NOT NULL, opened_at BIGINT NOT NULL, due TEXT NOT NULL, closed_at BIGINT NOT NULL, closed_by TEXT NOT NULL,
  outcome TEXT NOT NULL, note TEXT NOT NULL, cause TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX task_by_owner ON task (facility_id, owner, state);
CREATE INDEX task_by_person ON task (facility_id, person);

ALTER TABLE consent ADD COLUMN witness TEXT NOT NULL DEFAULT '';
ALTER TABLE consent ADD COLUMN proof TEXT NOT NULL DEFAULT '';
