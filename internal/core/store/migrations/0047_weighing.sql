-- +goose Up
-- Children on the scales: one row a weighing, of a child of the register or of a guest;
-- one card a child, which is what phones hold; and what a midwife has to look at.
CREATE TABLE weighing (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, child TEXT NOT NULL, guest BOOLEAN NOT NULL, on_day TEXT NOT NULL, village TEXT NOT NULL, posyandu TEXT NOT NULL,
  weight_g BIGINT NOT NULL, length_tenths_mm BIGINT NOT NULL, position TEXT NOT NULL, oedema TEXT NOT NULL, head_tenths_mm BIGINT NOT NULL,
  muac_mm BIGINT NOT NULL, vitamin_a TEXT NOT NULL, source TEXT NOT NULL, doubts TEXT NOT NULL, sure BOOLEAN NOT NULL, reckoned TEXT NOT NULL,
  policy_version BIGINT NOT NULL, recorded_by TEXT NOT NULL, occurred_at BIGINT NOT NULL, recorded_at BIGINT NOT NULL, replaces TEXT NOT NULL,
  replaced_by TEXT NOT NULL, taken_back_by TEXT NOT NULL, taken_back_at BIGINT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX weighing_by_child ON weighing (facility_id, child, on_day);
CREATE INDEX weighing_by_day ON weighing (facility_id, on_day);
CREATE TABLE growth_card (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, guest BOOLEAN NOT NULL, village TEXT NOT NULL, posyandu TEXT NOT NULL, sex TEXT NOT NULL, born TEXT NOT NULL,
  detail TEXT NOT NULL, last_on TEXT NOT NULL, lines BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX growth_card_by_posyandu ON growth_card (facility_id, posyandu, guest);
CREATE TABLE growth_concern (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, child TEXT NOT NULL, guest BOOLEAN NOT NULL, village TEXT NOT NULL, posyandu TEXT NOT NULL, weighing TEXT NOT NULL,
  reasons TEXT NOT NULL, urgent BOOLEAN NOT NULL, since TEXT NOT NULL, upto TEXT NOT NULL, state TEXT NOT NULL, opened_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL, ended_by TEXT NOT NULL, seen_on TEXT NOT NULL, request TEXT NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX growth_concern_by_child ON growth_concern (facility_id, child, upto);
CREATE INDEX growth_concern_by_state ON growth_concern (facility_id, state, village);
