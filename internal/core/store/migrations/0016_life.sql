-- +goose Up
-- What must be found at once when life changes: what still waits to be said, and
-- who looks after a mother's place when it is no longer the mother.

CREATE INDEX message_waiting ON message (facility_id, person) WHERE state = 'waiting';
CREATE INDEX link_by_owner ON link (facility_id, owner);

ALTER TABLE milk_place ADD COLUMN keeper TEXT NOT NULL DEFAULT '';
ALTER TABLE milk_delivery ADD COLUMN keeper TEXT NOT NULL DEFAULT '';
ALTER TABLE milk_delivery ADD COLUMN track TEXT NOT NULL DEFAULT '';
CREATE INDEX milk_place_by_mother ON milk_place (facility_id, mother);
CREATE INDEX milk_place_by_baby ON milk_place (facility_id, baby);
