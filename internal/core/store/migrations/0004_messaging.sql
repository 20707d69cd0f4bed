-- +goose Up
-- What is to be said to people: the words are made when they are read.

CREATE TABLE message (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, person TEXT NOT NULL, kind TEXT NOT NULL, link TEXT NOT NULL,
  worker TEXT NOT NULL, channel TEXT NOT NULL, params TEXT NOT NULL, state TEXT NOT NULL, how TEXT NOT NULL,
  created_at BIGINT NOT NULL, marked_by TEXT NOT NULL, marked_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX message_by_person ON message (facility_id, person, created_at);
