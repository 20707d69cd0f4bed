-- +goose Up
-- Who has the desk, the slips it prints, and what phones say of themselves.
CREATE TABLE desk_duty (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, worker TEXT NOT NULL, state TEXT NOT NULL, since BIGINT NOT NULL,
  to_worker TEXT NOT NULL, offered_at BIGINT NOT NULL, until_at BIGINT NOT NULL, next_duty TEXT NOT NULL, signed BOOLEAN NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX desk_duty_by_state ON desk_duty (facility_id, state, since);
CREATE TABLE slip_book (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, from_number BIGINT NOT NULL, to_number BIGINT NOT NULL, printed_at BIGINT NOT NULL,
  printed_by TEXT NOT NULL, slips TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX slip_book_by_number ON slip_book (facility_id, from_number);
CREATE TABLE phone_health (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, worker TEXT NOT NULL, unsent BIGINT NOT NULL, oldest BIGINT NOT NULL, refused BIGINT NOT NULL,
  offset_ms BIGINT NOT NULL, battery BIGINT NOT NULL, last_sync BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX phone_health_by_worker ON phone_health (facility_id, worker);
