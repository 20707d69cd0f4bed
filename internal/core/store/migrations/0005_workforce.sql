-- +goose Up
-- Who works here, what they may do and when; who signs in; which phones report positions.

CREATE TABLE worker (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, kinds TEXT NOT NULL, villages TEXT NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE certificate (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, worker TEXT NOT NULL, course TEXT NOT NULL, number TEXT NOT NULL,
  valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, withdrawn_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX certificate_by_worker ON certificate (facility_id, worker);
CREATE TABLE appointment (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, worker TEXT NOT NULL, number TEXT NOT NULL,
  valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX appointment_by_worker ON appointment (facility_id, worker);
CREATE TABLE shift (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, worker TEXT NOT NULL, day TEXT NOT NULL,
  starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX shift_by_worker ON shift (facility_id, worker, ends_at);
CREATE INDEX shift_by_time ON shift (facility_id, ends_at);

-- A role with the days it is held.
CREATE TABLE role_grant (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, account TEXT NOT NULL, worker TEXT NOT NULL, role TEXT NOT NULL,
  from_day TEXT NOT NULL, to_day TEXT NOT NULL, acting_for TEXT NOT NULL, ended_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX role_grant_by_account ON role_grant (facility_id, account);
CREATE INDEX role_grant_by_worker ON role_grant (facility_id, worker);

-- What the desk sees of an account.
CREATE TABLE staff_account (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, worker TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE phone (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, worker TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
  generation BIGINT NOT NULL, label TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX phone_by_worker ON phone (facility_id, worker);

-- Who signs in, in the whole installation; and where an account belongs.
CREATE TABLE account (
  id TEXT PRIMARY KEY, phone_hash TEXT NOT NULL UNIQUE, password_hash TEXT NOT NULL,
  pin_hash TEXT NOT NULL, pin_tries BIGINT NOT NULL, created_at BIGINT NOT NULL
);
CREATE TABLE membership (
  facility_id TEXT NOT NULL, account_id TEXT NOT NULL, worker_id TEXT NOT NULL,
  PRIMARY KEY (facility_id, account_id)
);
CREATE INDEX membership_by_account ON membership (account_id);

-- Sessions by the digest of their secret; tries by the digest of what was tried.
CREATE TABLE session (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, account_id TEXT NOT NULL, worker_id TEXT NOT NULL, browser TEXT NOT NULL,
  created_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX session_by_account ON session (facility_id, account_id);
CREATE TABLE login_attempt (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, since BIGINT NOT NULL, tries BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE desk_browser (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, browser TEXT NOT NULL, account_id TEXT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX desk_browser_by_browser ON desk_browser (facility_id, browser);
