-- +goose Up
-- Home visits: the journey that a request leads to, and what was reported of it.
CREATE TABLE home_visit (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, number BIGINT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, outcome TEXT NOT NULL,
  colour TEXT NOT NULL, sign TEXT NOT NULL, village TEXT NOT NULL, people TEXT NOT NULL, want_at BIGINT NOT NULL, planned BOOLEAN NOT NULL,
  needs TEXT NOT NULL, misfit TEXT NOT NULL, team TEXT NOT NULL, team_order BIGINT NOT NULL, workers TEXT NOT NULL, health_worker BOOLEAN NOT NULL,
  vehicle TEXT NOT NULL, former TEXT NOT NULL, opened_at BIGINT NOT NULL, started_at BIGINT NOT NULL, sent_at BIGINT NOT NULL,
  accepted_at BIGINT NOT NULL, set_out_at BIGINT NOT NULL, spoke_at BIGINT NOT NULL, arrived_at BIGINT NOT NULL, aboard_at BIGINT NOT NULL,
  at_centre_at BIGINT NOT NULL, care_ended_at BIGINT NOT NULL, set_off_at BIGINT NOT NULL, home_at BIGINT NOT NULL, ended_at BIGINT NOT NULL,
  handed_to TEXT NOT NULL, handed_name TEXT NOT NULL, spoken TEXT NOT NULL, merged TEXT NOT NULL, heir_of TEXT NOT NULL, doubts TEXT NOT NULL, silent BOOLEAN NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX home_visit_by_team ON home_visit (facility_id, team, state);
CREATE INDEX home_visit_by_start ON home_visit (facility_id, started_at);
CREATE TABLE home_visit_step (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, visit TEXT NOT NULL, seq BIGINT NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL,
  at BIGINT NOT NULL, recorded_at BIGINT NOT NULL, actor TEXT NOT NULL, by_worker TEXT NOT NULL, team TEXT NOT NULL, late BOOLEAN NOT NULL,
  doubts TEXT NOT NULL, note TEXT NOT NULL, photo TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX home_visit_step_by_visit ON home_visit_step (facility_id, visit, seq);
