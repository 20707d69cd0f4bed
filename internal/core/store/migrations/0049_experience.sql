-- +goose Up
-- What helped once, and what mothers tell of.
CREATE TABLE experience (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, village TEXT NOT NULL, problem TEXT NOT NULL, month BIGINT NOT NULL, words TEXT NOT NULL,
  state TEXT NOT NULL, from_problem TEXT NOT NULL, helped BIGINT NOT NULL, by_worker TEXT NOT NULL, at BIGINT NOT NULL,
  approved_by TEXT NOT NULL, approved_at BIGINT NOT NULL, why TEXT NOT NULL, seen_by TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX experience_by_state ON experience (facility_id, state, problem);
CREATE TABLE member_problem (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, mother TEXT NOT NULL, baby TEXT NOT NULL, member TEXT NOT NULL, village TEXT NOT NULL,
  code TEXT NOT NULL, month BIGINT NOT NULL, signs TEXT NOT NULL, words TEXT NOT NULL, state TEXT NOT NULL, told_at BIGINT NOT NULL,
  told_by TEXT NOT NULL, due_on TEXT NOT NULL, advice TEXT NOT NULL, tried TEXT NOT NULL, answered_at BIGINT NOT NULL,
  answered_by TEXT NOT NULL, passed_at BIGINT NOT NULL, why TEXT NOT NULL, request TEXT NOT NULL, ended_at BIGINT NOT NULL,
  ended_by TEXT NOT NULL, helped_by TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX member_problem_by_mother ON member_problem (facility_id, mother);
CREATE INDEX member_problem_by_state ON member_problem (facility_id, state, due_on);
