-- +goose Up
-- Settings: every version of every section, whole.

CREATE TABLE policy_version (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, section TEXT NOT NULL, version BIGINT NOT NULL,
  document TEXT NOT NULL, at BIGINT NOT NULL, proposed_by TEXT NOT NULL, approved_by TEXT NOT NULL,
  PRIMARY KEY (facility_id, id), UNIQUE (facility_id, section, version)
);
