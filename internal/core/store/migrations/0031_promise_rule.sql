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

-- Errands that carry no command are few among hundreds of thousands of deadlines;
-- whoever looks for the next of them must not read past those.
CREATE INDEX errand_of_others ON errand (lease_until) WHERE done_at = 0 AND kind <> 'command';
