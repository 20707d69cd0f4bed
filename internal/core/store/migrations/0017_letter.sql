-- +goose Up
-- Letters between health centres: what was sent from here and what came.

CREATE TABLE letter (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, way TEXT NOT NULL, other TEXT NOT NULL, slug TEXT NOT NULL, village TEXT NOT NULL,
  people TEXT NOT NULL, household TEXT NOT NULL, state TEXT NOT NULL, code TEXT NOT NULL, generation BIGINT NOT NULL,
  at BIGINT NOT NULL, answered_at BIGINT NOT NULL, detail TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX letter_by_household ON letter (facility_id, household) WHERE household <> '';
CREATE INDEX letter_by_time ON letter (facility_id, at);

-- Who comes by letter may be known already: asked by the day of birth.
CREATE INDEX person_by_born ON person (facility_id, born) WHERE born <> '';
