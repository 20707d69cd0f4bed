-- +goose Up
-- What a promise was made under, which of its warnings were given, and what is
-- known of its fulfilment. A promise made before has one warning and no proof can
-- strike it any more.
ALTER TABLE promise ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE promise ADD COLUMN consequence TEXT NOT NULL DEFAULT '';
ALTER TABLE promise ADD COLUMN levels TEXT NOT NULL DEFAULT 'null';
ALTER TABLE promise ADD COLUMN warned_percent BIGINT NOT NULL DEFAULT 0;
ALTER TABLE promise ADD COLUMN proof_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE promise ADD COLUMN claimed_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE promise ADD COLUMN fulfilled_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE promise ADD COLUMN struck_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE promise ADD COLUMN proof TEXT NOT NULL DEFAULT '';

-- Deadlines, other commands of the machine and the rest are looked for apart: whoever
-- looks for the next of one kind must not read past hundreds of thousands of another.
CREATE INDEX errand_by_kind ON errand (done_at, kind, lease_until);
