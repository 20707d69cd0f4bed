-- +goose Up
-- The engine: facilities, the two logs, who sees what, sealed bodies, work for the machine.

CREATE TABLE facility (
  id TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL, zone TEXT NOT NULL,
  demo BOOLEAN NOT NULL, created_at BIGINT NOT NULL
);

-- The counters of a facility: one row, moved in the same transaction as what it counts.
CREATE TABLE facility_head (
  facility_id TEXT PRIMARY KEY, seq BIGINT NOT NULL, chain TEXT NOT NULL,
  command_n BIGINT NOT NULL, command_chain TEXT NOT NULL,
  recorded_at BIGINT NOT NULL, authority BIGINT NOT NULL
);

CREATE TABLE command (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, n BIGINT NOT NULL, verb TEXT NOT NULL, v BIGINT NOT NULL,
  actor TEXT NOT NULL, role TEXT NOT NULL, device TEXT NOT NULL, device_n BIGINT NOT NULL,
  digest TEXT NOT NULL, status TEXT NOT NULL, code TEXT NOT NULL, field TEXT NOT NULL, result TEXT NOT NULL,
  first_seq BIGINT NOT NULL, last_seq BIGINT NOT NULL,
  occurred_at BIGINT NOT NULL, recorded_at BIGINT NOT NULL, token TEXT NOT NULL, chain TEXT NOT NULL,
  PRIMARY KEY (facility_id, id), UNIQUE (facility_id, n)
);

CREATE TABLE event (
  facility_id TEXT NOT NULL, seq BIGINT NOT NULL, command_id TEXT NOT NULL, ordinal BIGINT NOT NULL,
  kind TEXT NOT NULL, actor TEXT NOT NULL, approver TEXT NOT NULL,
  occurred_at BIGINT NOT NULL, recorded_at BIGINT NOT NULL, body TEXT NOT NULL, chain TEXT NOT NULL,
  PRIMARY KEY (facility_id, seq)
);

CREATE TABLE audience (
  facility_id TEXT NOT NULL, tbl TEXT NOT NULL, row_id TEXT NOT NULL, audience TEXT NOT NULL,
  seq BIGINT NOT NULL, gone BOOLEAN NOT NULL,
  PRIMARY KEY (facility_id, tbl, row_id, audience)
);
CREATE INDEX audience_by_seq ON audience (facility_id, audience, seq);

-- Bodies of personal data, encrypted; erased by deleting the row, salt and all.
CREATE TABLE sealed (
  facility_id TEXT NOT NULL, tbl TEXT NOT NULL, id TEXT NOT NULL, version BIGINT NOT NULL,
  salt TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (facility_id, tbl, id, version)
);

-- A command that waits for a person: proposed (two persons) or held (kept for review).
CREATE TABLE proposal (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, verb TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL,
  proposed_by TEXT NOT NULL, decided_by TEXT NOT NULL, created_at BIGINT NOT NULL, decided_at BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);

CREATE TABLE erasure (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, tbl TEXT NOT NULL, sealed_id TEXT NOT NULL,
  version BIGINT NOT NULL, erased_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);

CREATE TABLE errand (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
  due_at BIGINT NOT NULL, lease_until BIGINT NOT NULL, tries BIGINT NOT NULL, done_at BIGINT NOT NULL, last_error TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX errand_by_lease ON errand (done_at, lease_until);

-- One row per answer that showed people: who, by which door, for what, whom.
CREATE TABLE access_log (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, at BIGINT NOT NULL, actor TEXT NOT NULL, door TEXT NOT NULL,
  purpose TEXT NOT NULL, people TEXT NOT NULL, denied BOOLEAN NOT NULL, chain TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX access_log_by_time ON access_log (facility_id, at);
