-- +goose Up
-- The plan of a day: who goes where in what order, what a person has wished of it, and
-- whether something has happened since it was made.
CREATE TABLE day_plan (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, grp TEXT NOT NULL, day TEXT NOT NULL, version BIGINT NOT NULL, asked BIGINT NOT NULL, whole BIGINT NOT NULL,
  recent TEXT NOT NULL, stale_since BIGINT NOT NULL, lift TEXT NOT NULL, out_workers TEXT NOT NULL, made_at BIGINT NOT NULL, source TEXT NOT NULL,
  unplaced TEXT NOT NULL, workers TEXT NOT NULL, jobs BIGINT NOT NULL, broken BIGINT NOT NULL, working_s BIGINT NOT NULL, metres BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX day_plan_by_day ON day_plan (facility_id, day);
CREATE TABLE day_route (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, plan TEXT NOT NULL, grp TEXT NOT NULL, day TEXT NOT NULL, worker TEXT NOT NULL, members TEXT NOT NULL,
  version BIGINT NOT NULL, depart_at BIGINT NOT NULL, return_at BIGINT NOT NULL, metres BIGINT NOT NULL, stops TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX day_route_by_plan ON day_route (facility_id, plan);
CREATE TABLE plan_wish (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, plan TEXT NOT NULL, grp TEXT NOT NULL, day TEXT NOT NULL, worker TEXT NOT NULL, at BIGINT NOT NULL,
  forbidden TEXT NOT NULL, by_worker TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX plan_wish_by_plan ON plan_wish (facility_id, plan);
