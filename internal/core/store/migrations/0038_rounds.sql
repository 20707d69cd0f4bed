-- +goose Up
-- Rounds: where everybody stands who is visited without having called, and their visits.
CREATE TABLE round (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL, village TEXT NOT NULL, household TEXT NOT NULL, house TEXT NOT NULL,
  groups TEXT NOT NULL, grp TEXT NOT NULL, code TEXT NOT NULL, last_on TEXT NOT NULL, due_on TEXT NOT NULL, until_on TEXT NOT NULL, late_from TEXT NOT NULL,
  missed TEXT NOT NULL, paused TEXT NOT NULL, at_risk BOOLEAN NOT NULL, turn_on TEXT NOT NULL,
  since_on TEXT NOT NULL, seen_on TEXT NOT NULL, codes TEXT NOT NULL, birth_on TEXT NOT NULL, refused_on TEXT NOT NULL, not_home_on TEXT NOT NULL,
  not_home_count BIGINT NOT NULL, last_outcome TEXT NOT NULL, next_on TEXT NOT NULL, danger BOOLEAN NOT NULL,
  visit TEXT NOT NULL, planned_on TEXT NOT NULL, planned_for TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX round_by_due ON round (facility_id, state, village, due_on);
CREATE INDEX round_by_house ON round (facility_id, house);
CREATE INDEX round_by_household ON round (facility_id, household);
CREATE INDEX round_by_turn ON round (facility_id, turn_on);
CREATE TABLE round_visit (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, person TEXT NOT NULL, village TEXT NOT NULL, grp TEXT NOT NULL, code TEXT NOT NULL,
  planned_on TEXT NOT NULL, team TEXT NOT NULL, workers TEXT NOT NULL, planned_by TEXT NOT NULL, outcome TEXT NOT NULL, why TEXT NOT NULL,
  on_day TEXT NOT NULL, by_worker TEXT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX round_visit_by_person ON round_visit (facility_id, person);
CREATE INDEX round_visit_by_day ON round_visit (facility_id, on_day);
