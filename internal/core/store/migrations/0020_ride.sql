-- +goose Up
-- The courier's way out that a delivery goes with: three mothers' bags on one ride.

ALTER TABLE milk_delivery ADD COLUMN ride TEXT NOT NULL DEFAULT '';
CREATE INDEX milk_delivery_by_ride ON milk_delivery (facility_id, ride);
