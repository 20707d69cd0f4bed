-- +goose Up
-- A delivery that was called back while a courier carries it.

ALTER TABLE milk_delivery ADD COLUMN recalled BOOLEAN NOT NULL DEFAULT FALSE;
