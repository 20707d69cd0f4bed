-- +goose Up
-- Lists of people on their way into the register. What is in a list is personal:
-- file, name and columns lie encrypted, and go when the list is done with.

CREATE TABLE import_file (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);

-- How far each list is: counts, what is wrong in which row, the chunks that were entered.
CREATE TABLE import_job (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL, name TEXT NOT NULL, format TEXT NOT NULL,
  actor TEXT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, mapping TEXT NOT NULL, header BIGINT NOT NULL,
  counts TEXT NOT NULL, problems TEXT NOT NULL, refused TEXT NOT NULL, chunks BIGINT NOT NULL, chunk BIGINT NOT NULL, code TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX import_job_by_time ON import_job (facility_id, created_at);

-- What somebody said the columns of a form mean; id is the form's signature.
CREATE TABLE import_mapping (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, columns TEXT NOT NULL, used_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
