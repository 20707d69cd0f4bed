-- +goose Up
-- A complaint is a case that is answered in words: who is complained of, what was
-- answered, by whom, and how the complainant was told.
ALTER TABLE need_case ADD COLUMN against TEXT NOT NULL DEFAULT 'null';
ALTER TABLE need_case ADD COLUMN against_head BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE need_case ADD COLUMN answer TEXT NOT NULL DEFAULT '{"sealed":"","id":"","version":0,"digest":""}';
ALTER TABLE need_case ADD COLUMN answered_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE need_case ADD COLUMN answered_by TEXT NOT NULL DEFAULT '';
ALTER TABLE need_case ADD COLUMN answer_told TEXT NOT NULL DEFAULT '';
CREATE INDEX need_case_by_complaint ON need_case (facility_id, head_only, opened_at);
