-- +goose Up
-- The pages that people outside the staff act through, and who looks at them.

CREATE TABLE link (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, purpose TEXT NOT NULL, subject TEXT NOT NULL, person TEXT NOT NULL,
  owner TEXT NOT NULL, generation BIGINT NOT NULL, state TEXT NOT NULL, issued_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX link_by_subject ON link (facility_id, subject);
CREATE INDEX link_by_person ON link (facility_id, person);

-- Loose: which browsers have a page open. No address, no exact make.
CREATE TABLE link_viewer (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, link TEXT NOT NULL, generation BIGINT NOT NULL, browser TEXT NOT NULL,
  agent TEXT NOT NULL, first_seen BIGINT NOT NULL, last_seen BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX link_viewer_by_link ON link_viewer (facility_id, link);
