-- +goose Up
-- Work for people: who is asked, who goes, how far it is.
CREATE TABLE job (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, course TEXT NOT NULL,
  state TEXT NOT NULL, worker TEXT NOT NULL, want_at BIGINT NOT NULL, due BIGINT NOT NULL,
  offered_at BIGINT NOT NULL, answer_by BIGINT NOT NULL, offers BIGINT NOT NULL, accepted_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL, refusers TEXT NOT NULL, former TEXT NOT NULL, start TEXT NOT NULL, finish TEXT NOT NULL, unplaced TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX job_by_worker ON job (facility_id, worker, state);
CREATE INDEX job_by_state ON job (facility_id, state);
CREATE INDEX job_by_subject ON job (facility_id, subject);
