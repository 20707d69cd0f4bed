-- +goose Up
-- What the odometer said, which loan a trip was on and whether somebody put it right, and a
-- partner who is none any more.
ALTER TABLE massage_partner ADD COLUMN ended_on TEXT NOT NULL DEFAULT '';
ALTER TABLE massage_motorbike ADD COLUMN read_km BIGINT NOT NULL DEFAULT 0;
ALTER TABLE massage_motorbike ADD COLUMN read_on TEXT NOT NULL DEFAULT '';
ALTER TABLE massage_loan ADD COLUMN odometer BIGINT NOT NULL DEFAULT 0;
ALTER TABLE massage_trip ADD COLUMN loan TEXT NOT NULL DEFAULT '';
ALTER TABLE massage_trip ADD COLUMN corrected_on TEXT NOT NULL DEFAULT '';
UPDATE massage_motorbike SET read_km = km - COALESCE((SELECT SUM(t.km) FROM massage_trip t
  WHERE t.facility_id = massage_motorbike.facility_id AND t.motorbike = massage_motorbike.id), 0);
