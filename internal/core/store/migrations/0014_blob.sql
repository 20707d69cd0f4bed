-- +goose Up
-- Photos and signatures. The id is the keyed hash of what was sent; body is the
-- picture, encrypted, and stands last, so that a look at the rest does not read it.
-- An erased one keeps its id and the hour; one that was named and has not come has
-- no row. The digest, keyed too, ties the body to the id.
CREATE TABLE blob (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, media TEXT NOT NULL,
  size BIGINT NOT NULL, width BIGINT NOT NULL, height BIGINT NOT NULL,
  sent_by TEXT NOT NULL, sent_at BIGINT NOT NULL, erased_at BIGINT NOT NULL,
  digest TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX blob_by_sender ON blob (facility_id, sent_by, sent_at);
