-- +goose Up
-- A guest who turns out to be a child of the register: which guest a line came from, and
-- whose card the guest's lines are on.
ALTER TABLE weighing ADD COLUMN of_guest TEXT NOT NULL DEFAULT '';
ALTER TABLE growth_card ADD COLUMN linked_to TEXT NOT NULL DEFAULT '';
CREATE INDEX weighing_by_guest ON weighing (facility_id, of_guest) WHERE of_guest <> '';
