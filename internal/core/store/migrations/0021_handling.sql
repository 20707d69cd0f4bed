-- +goose Up
-- How milk is treated: the table of how long it keeps, signed by two persons, and
-- the profile of a baby that needs stricter limits.

ALTER TABLE milk_place ADD COLUMN profile TEXT NOT NULL DEFAULT '';

CREATE TABLE milk_table (
    facility_id TEXT   NOT NULL,
    id          TEXT   NOT NULL,
    version     BIGINT NOT NULL,
    digest      TEXT   NOT NULL,
    document    TEXT   NOT NULL,
    head_by     TEXT   NOT NULL,
    head_at     BIGINT NOT NULL,
    health_by   TEXT   NOT NULL,
    health_at   BIGINT NOT NULL,
    signed_at   BIGINT NOT NULL,
    PRIMARY KEY (facility_id, id)
);
CREATE INDEX milk_table_by_signing ON milk_table (facility_id, signed_at);
CREATE INDEX milk_table_by_version ON milk_table (facility_id, version);
