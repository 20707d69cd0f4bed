-- +goose Up
-- The kenthongan at the houses of old people who live alone: who has agreed to come,
-- what the strokes mean in a village, and who was called when one was heard.

CREATE TABLE alarm_post (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, elder TEXT NOT NULL, village TEXT NOT NULL, state TEXT NOT NULL, installed_on TEXT NOT NULL,
  can_strike BOOLEAN NOT NULL, tested_on TEXT NOT NULL, heard_by TEXT NOT NULL, test_due TEXT NOT NULL, elder_gone TEXT NOT NULL,
  consenting BIGINT NOT NULL, removed_on TEXT NOT NULL, removed_why TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX alarm_post_by_elder ON alarm_post (facility_id, elder);
CREATE TABLE alarm_responder (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, post TEXT NOT NULL, person TEXT NOT NULL, place BIGINT NOT NULL, consent TEXT NOT NULL,
  consent_on TEXT NOT NULL, state TEXT NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX alarm_responder_by_post ON alarm_responder (facility_id, post);
CREATE INDEX alarm_responder_by_person ON alarm_responder (facility_id, person);
CREATE TABLE alarm (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, post TEXT NOT NULL, village TEXT NOT NULL, root TEXT NOT NULL, state TEXT NOT NULL, at BIGINT NOT NULL,
  round BIGINT NOT NULL, calls BIGINT NOT NULL, going TEXT NOT NULL, going_at BIGINT NOT NULL, heard BIGINT NOT NULL, over_at BIGINT NOT NULL,
  over_why TEXT NOT NULL, workers TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX alarm_by_root ON alarm (facility_id, root);
CREATE INDEX alarm_by_post ON alarm (facility_id, post, state);
CREATE TABLE alarm_call (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, case_id TEXT NOT NULL, post TEXT NOT NULL, village TEXT NOT NULL, responder TEXT NOT NULL,
  person TEXT NOT NULL, n BIGINT NOT NULL, round BIGINT NOT NULL, place BIGINT NOT NULL, state TEXT NOT NULL, at BIGINT NOT NULL,
  answer_by BIGINT NOT NULL, answered_at BIGINT NOT NULL, how TEXT NOT NULL, ended BOOLEAN NOT NULL, workers TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX alarm_call_by_case ON alarm_call (facility_id, case_id, n);
CREATE TABLE alarm_code (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, village TEXT NOT NULL, pattern TEXT NOT NULL, meaning TEXT NOT NULL, words TEXT NOT NULL, dropped BOOLEAN NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX alarm_code_by_village ON alarm_code (facility_id, village);
