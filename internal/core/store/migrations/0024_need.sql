-- +goose Up
-- Cases: what went wrong or what somebody wants, their timelines.
CREATE TABLE need_case (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, number BIGINT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, people TEXT NOT NULL,
  village TEXT NOT NULL, owner TEXT NOT NULL, opened_by TEXT NOT NULL, door TEXT NOT NULL, state TEXT NOT NULL,
  confidential BOOLEAN NOT NULL, head_only BOOLEAN NOT NULL, parent TEXT NOT NULL, side TEXT NOT NULL, what TEXT NOT NULL, reporter TEXT NOT NULL,
  cause TEXT NOT NULL, opened_at BIGINT NOT NULL, promise TEXT NOT NULL, due_at BIGINT NOT NULL, overdue BOOLEAN NOT NULL,
  closed_at BIGINT NOT NULL, closed_by TEXT NOT NULL, outcome TEXT NOT NULL, reopened BIGINT NOT NULL, disclosed BOOLEAN NOT NULL,
  policy_version BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id), UNIQUE (facility_id, number)
);
CREATE INDEX need_case_by_owner ON need_case (facility_id, owner, state);
CREATE INDEX need_case_by_parent ON need_case (facility_id, parent);
CREATE INDEX need_case_by_subject ON need_case (facility_id, subject);
CREATE TABLE need_step (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, case_id TEXT NOT NULL, seq BIGINT NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL, at BIGINT NOT NULL, recorded_at BIGINT NOT NULL,
  actor TEXT NOT NULL, by_worker TEXT NOT NULL, approver TEXT NOT NULL, to_id TEXT NOT NULL, note TEXT NOT NULL, photo TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX need_step_by_case ON need_step (facility_id, case_id, seq);
-- A courier who can go no further, and the milk he has on him.
CREATE TABLE milk_strand (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, courier TEXT NOT NULL, kind TEXT NOT NULL, deliveries TEXT NOT NULL, job TEXT NOT NULL,
  point TEXT NOT NULL, state TEXT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX milk_strand_by_job ON milk_strand (facility_id, job);
CREATE INDEX milk_strand_by_courier ON milk_strand (facility_id, courier, state);
