-- +goose Up
-- Massages of babies at home: who comes when to whom, when cadres can come, who stands in.
CREATE TABLE massage_booking (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, number BIGINT NOT NULL, parent TEXT NOT NULL, children TEXT NOT NULL, born TEXT NOT NULL,
  village TEXT NOT NULL, place TEXT NOT NULL, cadre TEXT NOT NULL, former TEXT NOT NULL, day TEXT NOT NULL, starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL, state TEXT NOT NULL, door TEXT NOT NULL, limits TEXT NOT NULL, answers TEXT NOT NULL, verdict TEXT NOT NULL,
  hold_until BIGINT NOT NULL, generation BIGINT NOT NULL, misses BIGINT NOT NULL, course TEXT NOT NULL, nth BIGINT NOT NULL,
  offer TEXT NOT NULL, offer_cadre TEXT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE UNIQUE INDEX massage_booking_number ON massage_booking (facility_id, number);
CREATE INDEX massage_booking_by_start ON massage_booking (facility_id, starts_at);
CREATE INDEX massage_booking_by_cadre ON massage_booking (facility_id, cadre, day);
CREATE INDEX massage_booking_by_parent ON massage_booking (facility_id, parent);

CREATE TABLE massage_roster (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, hours TEXT NOT NULL, off_days TEXT NOT NULL, own_bike BOOLEAN NOT NULL,
  PRIMARY KEY (facility_id, id)
);

CREATE TABLE massage_substitute (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, cadre TEXT NOT NULL, for_cadre TEXT NOT NULL, village TEXT NOT NULL, from_on TEXT NOT NULL,
  to_on TEXT NOT NULL, ended_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX massage_substitute_by_cadre ON massage_substitute (facility_id, cadre);

-- What happened at the door and in the house, and what the parent said of it.
CREATE TABLE massage_visit (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, parent TEXT NOT NULL, village TEXT NOT NULL, cadre TEXT NOT NULL, day TEXT NOT NULL,
  set_out_at BIGINT NOT NULL, screened_at BIGINT NOT NULL, screened_by TEXT NOT NULL, verdict TEXT NOT NULL, rows_said TEXT NOT NULL,
  paper TEXT NOT NULL, stand TEXT NOT NULL, started_at BIGINT NOT NULL, ended_at BIGINT NOT NULL, did TEXT NOT NULL, taught TEXT NOT NULL,
  alone BOOLEAN NOT NULL, note TEXT NOT NULL, stop_why TEXT NOT NULL, signs TEXT NOT NULL, request TEXT NOT NULL, case_id TEXT NOT NULL,
  stars BIGINT NOT NULL, word TEXT NOT NULL, rated_by TEXT NOT NULL, rated_at BIGINT NOT NULL, talk TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX massage_visit_by_cadre ON massage_visit (facility_id, cadre, stars);
