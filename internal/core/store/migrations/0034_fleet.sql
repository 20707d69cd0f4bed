-- +goose Up
-- Who can be sent and with what: vehicles, bases, the teams of a day, closed roads,
-- who has the telephone at night, and who is out alone.

CREATE TABLE vehicle (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, call_sign TEXT NOT NULL, seats BIGINT NOT NULL,
  stretcher BOOLEAN NOT NULL, wheelchair BOOLEAN NOT NULL, roads TEXT NOT NULL, state TEXT NOT NULL, since BIGINT NOT NULL, crew TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE UNIQUE INDEX vehicle_by_name ON vehicle (facility_id, name);
CREATE TABLE base (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, village TEXT NOT NULL, place TEXT NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE team (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, call_sign TEXT NOT NULL, members TEXT NOT NULL, former TEXT NOT NULL,
  vehicle TEXT NOT NULL, base TEXT NOT NULL, starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, state TEXT NOT NULL, ended_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX team_by_end ON team (facility_id, state, ends_at);
CREATE INDEX team_by_vehicle ON team (facility_id, vehicle);
CREATE TABLE road_closure (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, village TEXT NOT NULL, place TEXT NOT NULL, reason TEXT NOT NULL,
  starts_at BIGINT NOT NULL, until BIGINT NOT NULL, state TEXT NOT NULL, closed_by TEXT NOT NULL, opened_at BIGINT NOT NULL, audiences TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX road_closure_by_end ON road_closure (facility_id, state, until);
CREATE TABLE on_call (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, worker TEXT NOT NULL, starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX on_call_by_end ON on_call (facility_id, state, ends_at);
CREATE TABLE lone_watch (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, worker TEXT NOT NULL, about TEXT NOT NULL, since BIGINT NOT NULL, expected_end BIGINT NOT NULL,
  state TEXT NOT NULL, rung_at BIGINT NOT NULL, help_at BIGINT NOT NULL, ended_at BIGINT NOT NULL, place TEXT NOT NULL, help_case TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX lone_watch_by_state ON lone_watch (facility_id, state, expected_end);
CREATE INDEX lone_watch_by_worker ON lone_watch (facility_id, worker, state);
