-- +goose Up
-- When a place ended, and what ended when: the head looks at whole months.
ALTER TABLE milk_place ADD COLUMN ended_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX milk_delivery_by_end ON milk_delivery (facility_id, ended_at);
CREATE INDEX milk_place_by_enrolment ON milk_place (facility_id, enrolled_at);
