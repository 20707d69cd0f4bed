-- +goose Up
-- Motorbikes that cadres share: whose they are, who has which when, when service is due,
-- how far they went; and the partners who lend, train or founded.
CREATE TABLE massage_partner (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, roles TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE massage_motorbike (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, lender TEXT NOT NULL, name TEXT NOT NULL, km BIGINT NOT NULL, serviced_on TEXT NOT NULL,
  service_on TEXT NOT NULL, service_km BIGINT NOT NULL, holders TEXT NOT NULL, state TEXT NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE massage_loan (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, motorbike TEXT NOT NULL, worker TEXT NOT NULL, from_on TEXT NOT NULL, to_on TEXT NOT NULL,
  back_on TEXT NOT NULL, overdue BOOLEAN NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX massage_loan_by_motorbike ON massage_loan (facility_id, motorbike, from_on);
CREATE INDEX massage_loan_by_worker ON massage_loan (facility_id, worker, from_on);
CREATE INDEX massage_loan_out ON massage_loan (facility_id, back_on, from_on);
CREATE TABLE massage_trip (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, motorbike TEXT NOT NULL, worker TEXT NOT NULL, on_day TEXT NOT NULL, km BIGINT NOT NULL, source TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX massage_trip_by_motorbike ON massage_trip (facility_id, motorbike, on_day);
