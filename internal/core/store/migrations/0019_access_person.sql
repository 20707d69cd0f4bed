-- +goose Up
-- Whose page was read when: the access log found again by person. At is that of
-- its row in the log. Lists, searches and what phones hold are not in it.
CREATE TABLE access_person (
  facility_id TEXT NOT NULL, person TEXT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, person, at)
);
