-- +goose Up
-- Who comes to a planned pick-up, and with which others on one way out, is said by the
-- day plan: dealing out by the evening leaves it as it is then.
ALTER TABLE milk_pickup ADD COLUMN by_plan BOOLEAN NOT NULL DEFAULT FALSE;
