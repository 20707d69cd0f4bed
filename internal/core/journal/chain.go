package journal

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// head holds a facility's counters for one group of commands.
type head struct {
	facility     ident.ID
	seq          int64
	chain        string
	commandN     int64
	commandChain string
	recordedAt   instant.Instant
	authority    int64
	fresh        bool
}

// takeHead reads the counters and, on PostgreSQL, locks them until the commit.
func takeHead(tx *store.Tx, facility ident.ID) (*head, error) {
	h := &head{facility: facility}
	found, err := tx.One(`UPDATE facility_head SET seq = seq WHERE facility_id = $1
		RETURNING seq, chain, command_n, command_chain, recorded_at, authority`,
		store.Args(facility), &h.seq, &h.chain, &h.commandN, &h.commandChain, &h.recordedAt, &h.authority)
	h.fresh = !found
	return h, err
}

func (h *head) save(tx *store.Tx) error {
	_, err := tx.Exec(`INSERT INTO facility_head (facility_id, seq, chain, command_n, command_chain, recorded_at, authority)
		VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (facility_id) DO UPDATE SET seq = excluded.seq, chain = excluded.chain,
		command_n = excluded.command_n, command_chain = excluded.command_chain, recorded_at = excluded.recorded_at, authority = excluded.authority`,
		h.facility, h.seq, h.chain, h.commandN, h.commandChain, h.recordedAt, h.authority)
	return err
}

// link is one step of a SHA-256 chain over the fields of an entry.
func link(before string, fields ...string) string {
	sum := sha256.New()
	for _, f := range append([]string{before}, fields...) {
		sum.Write([]byte(strconv.Itoa(len(f))))
		sum.Write([]byte{':'})
		sum.Write([]byte(f))
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// eventRow is one row of the event log.
type eventRow struct {
	Seq        int64
	Command    ident.ID
	Ordinal    int
	Kind       string
	Actor      string
	Approver   string
	OccurredAt instant.Instant
	RecordedAt instant.Instant
	Body       string
	Chain      string
}

func (e eventRow) link(before string, facility ident.ID) string {
	return link(before, string(facility), num(e.Seq), string(e.Command), num(int64(e.Ordinal)), e.Kind, e.Actor, e.Approver,
		num(int64(e.OccurredAt)), num(int64(e.RecordedAt)), e.Body)
}

func (e eventRow) meta(facility ident.ID) Meta {
	return Meta{facility, e.Seq, e.Command, e.Ordinal, e.Actor, e.Approver, e.OccurredAt, e.RecordedAt}
}

func num(n int64) string { return strconv.FormatInt(n, 10) }

// writeEvents appends rows, a few dozen to a statement.
func writeEvents(tx *store.Tx, facility ident.ID, rows []eventRow) error {
	for len(rows) > 0 {
		n := min(len(rows), 50)
		var marks []string
		args := []any{facility}
		for _, e := range rows[:n] {
			m := []string{"$1"}
			for _, a := range []any{e.Seq, e.Command, e.Ordinal, e.Kind, e.Actor, e.Approver, e.OccurredAt, e.RecordedAt, e.Body, e.Chain} {
				args = append(args, a)
				m = append(m, "$"+strconv.Itoa(len(args)))
			}
			marks = append(marks, "("+strings.Join(m, ", ")+")")
		}
		if _, err := tx.Exec("INSERT INTO event (facility_id, seq, command_id, ordinal, kind, actor, approver, occurred_at, recorded_at, body, chain) VALUES "+strings.Join(marks, ", "), args...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// commandRow is one row of the command log.
type commandRow struct {
	ID         ident.ID
	N          int64
	Verb       string
	V          int64
	Actor      string
	Role       string
	Device     string
	DeviceN    int64
	Digest     string
	Status     string
	Code       string
	Field      string
	Result     string
	FirstSeq   int64
	LastSeq    int64
	OccurredAt instant.Instant
	RecordedAt instant.Instant
	Token      string
	Chain      string
}

func (c commandRow) link(before string, facility ident.ID) string {
	return link(before, string(facility), string(c.ID), num(c.N), c.Verb, num(c.V), c.Actor, c.Role, c.Device, num(c.DeviceN), c.Digest,
		c.Status, c.Code, c.Field, c.Result, num(c.FirstSeq), num(c.LastSeq), num(int64(c.OccurredAt)), num(int64(c.RecordedAt)), c.Token)
}

const commandColumns = "id, n, verb, v, actor, role, device, device_n, digest, status, code, field, result, first_seq, last_seq, occurred_at, recorded_at, token, chain"

func writeCommand(tx *store.Tx, facility ident.ID, c commandRow) error {
	_, err := tx.Exec("INSERT INTO command (facility_id, "+commandColumns+") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
		facility, c.ID, c.N, c.Verb, c.V, c.Actor, c.Role, c.Device, c.DeviceN, c.Digest, c.Status, c.Code, c.Field, c.Result,
		c.FirstSeq, c.LastSeq, c.OccurredAt, c.RecordedAt, c.Token, c.Chain)
	return err
}

func (c *commandRow) scan(scan func(...any) error) error {
	return scan(&c.ID, &c.N, &c.Verb, &c.V, &c.Actor, &c.Role, &c.Device, &c.DeviceN, &c.Digest, &c.Status, &c.Code, &c.Field, &c.Result,
		&c.FirstSeq, &c.LastSeq, &c.OccurredAt, &c.RecordedAt, &c.Token, &c.Chain)
}
