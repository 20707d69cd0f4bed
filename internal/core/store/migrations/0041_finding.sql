-- +goose Up
-- Findings: what was found on the way, who follows it up, and aid given to households.
CREATE TABLE finding (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, number BIGINT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, village TEXT NOT NULL,
  house TEXT NOT NULL, household TEXT NOT NULL, person TEXT NOT NULL, place TEXT NOT NULL, what TEXT NOT NULL,
  visit TEXT NOT NULL, found_by TEXT NOT NULL, found_at BIGINT NOT NULL,
  owner TEXT NOT NULL, due_on TEXT NOT NULL, due_at BIGINT NOT NULL, follow BIGINT NOT NULL, overdue BOOLEAN NOT NULL, policy_version BIGINT NOT NULL,
  asked TEXT NOT NULL, letters BIGINT NOT NULL, reminders BIGINT NOT NULL,
  closed_at BIGINT NOT NULL, closed_by TEXT NOT NULL, reason TEXT NOT NULL, reopened BIGINT NOT NULL, seen_by TEXT NOT NULL,
  PRIMARY KEY (facility_id, id), UNIQUE (facility_id, number)
);
CREATE INDEX finding_by_owner ON finding (facility_id, owner, state);
CREATE INDEX finding_by_house ON finding (facility_id, house, state);
CREATE INDEX finding_by_household ON finding (facility_id, household, state);
CREATE INDEX finding_by_person ON finding (facility_id, person, state);
CREATE INDEX finding_by_state ON finding (facility_id, state, number);
CREATE TABLE finding_step (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, finding TEXT NOT NULL, seq BIGINT NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL,
  at BIGINT NOT NULL, recorded_at BIGINT NOT NULL, by_worker TEXT NOT NULL, to_worker TEXT NOT NULL, due_on TEXT NOT NULL, letter BIGINT NOT NULL,
  note TEXT NOT NULL, photo TEXT NOT NULL, photo_state TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX finding_step_by_finding ON finding_step (facility_id, finding, seq);
CREATE INDEX finding_step_by_photo ON finding_step (facility_id, photo);
CREATE TABLE finding_look (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, on_day TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE aid (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, household TEXT NOT NULL, village TEXT NOT NULL, kind TEXT NOT NULL, on_day TEXT NOT NULL,
  details TEXT NOT NULL, by_worker TEXT NOT NULL, recorded_at BIGINT NOT NULL, twin TEXT NOT NULL, undone BOOLEAN NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX aid_by_household ON aid (facility_id, household, kind, on_day);
