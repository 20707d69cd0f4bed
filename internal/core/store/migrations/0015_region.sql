-- +goose Up
-- The country, where somebody has loaded it: provinces (level 1), regencies and
-- cities (2), districts (3), villages (4) by the code of the Ministry of Home
-- Affairs. Folded is the name without case, spaces and signs; bps_code is empty
-- where nobody has told it, and 0, 0 is no point.
CREATE TABLE region (
  code TEXT PRIMARY KEY, parent TEXT NOT NULL, level BIGINT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL,
  bps_code TEXT NOT NULL, lat DOUBLE PRECISION NOT NULL, lon DOUBLE PRECISION NOT NULL
);
CREATE INDEX region_by_parent ON region (parent);
