-- +goose Up
-- The one sentence of help that answers a month with other food: the midwife's own word.
CREATE TABLE help_sentence (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, reason TEXT NOT NULL, state TEXT NOT NULL, words TEXT NOT NULL,
  by_worker TEXT NOT NULL, at BIGINT NOT NULL, seen_by TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
-- Reminders: for which day a meeting's members were reminded, and the last month of life of
-- which a member was.
ALTER TABLE group_meeting ADD COLUMN reminded_for TEXT NOT NULL DEFAULT '';
ALTER TABLE group_member ADD COLUMN reminded_month BIGINT NOT NULL DEFAULT -1;
-- Whose own story it is, where a mother has told it on her page: her name is looked for in it.
ALTER TABLE experience ADD COLUMN mother TEXT NOT NULL DEFAULT '';
