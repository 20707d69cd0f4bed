-- +goose Up
-- Who assessed sees the checks they made, on their own phone too: as of the moment of the
-- check, as the log would write it anew.
INSERT INTO audience (facility_id, tbl, row_id, audience, seq, gone)
SELECT a.facility_id, a.tbl, a.row_id, 'w:' || t.by_worker, a.seq, FALSE
FROM audience a JOIN training_attempt t ON t.facility_id = a.facility_id AND t.id = a.row_id
WHERE a.tbl = 'training_attempt' AND a.audience = 'f' AND t.by_worker <> '' AND t.by_worker <> t.worker;
