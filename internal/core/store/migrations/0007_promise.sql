-- +goose Up
-- Promises: a stored deadline with one end.

CREATE TABLE promise (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, subject TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
  start_at BIGINT NOT NULL, due_at BIGINT NOT NULL, warn_at BIGINT NOT NULL, ended_at BIGINT NOT NULL,
  warned BOOLEAN NOT NULL, audiences TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX promise_by_subject ON promise (facility_id, subject);
CREATE INDEX promise_by_due ON promise (facility_id, state, due_at);
