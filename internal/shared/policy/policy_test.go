package policy_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/policy"
)

type milk struct {
	FeeRupiah int64   `json:"fee_rupiah"`
	Minutes   int64   `json:"minutes"`
	Steps     []int64 `json:"steps"`
}

func (m milk) Check() *fault.Error {
	if m.FeeRupiah < 0 {
		return fault.BadField("milk.bad_fee", "fee_rupiah")
	}
	return nil
}

var section = policy.Define("milk", milk{25_000, 120, []int64{1, 2}})

// opening is how a log begins here: with anything.
type opening struct{}

func (opening) Verbs() []journal.Verb {
	return []journal.Verb{journal.Request("opening.open", 1, journal.LoadNothing,
		func(journal.Nothing, journal.Said[journal.Nothing]) journal.Answer { return journal.Accept() }, access.Create("custody"), journal.Founding)}
}
func (opening) Events() []journal.Event   { return nil }
func (opening) Tables() []store.Def       { return nil }
func (opening) Follows() []journal.Follow { return nil }

type clock struct{}

func (clock) Now() instant.Instant {
	return instant.Of(time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC))
}

type stage struct {
	t *testing.T
	j *journal.Journal
	n int
}

var f = ident.Named("kebakkramat")

func newStage(t *testing.T, db *store.DB) *stage {
	t.Helper()
	ring, err := keys.New(make([]byte, 32))
	qt.Assert(t, qt.IsNil(err))
	j, err := journal.New(journal.Config{DB: db, Keys: ring, Clock: clock{}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Rooms: []journal.Room{opening{}, policy.Room{Sections: []policy.Known{section}}}})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(j.Close)
	s := &stage{t: t, j: j}
	_, _, err = s.say("nita", access.Dispatcher, "opening.open", `{}`)
	qt.Assert(t, qt.IsNil(err))
	return s
}

func (s *stage) say(who string, role access.Role, verb, body string) (journal.Outcome, ident.ID, error) {
	s.n++
	id := ident.Named(fmt.Sprint("command ", s.n))
	out, err := s.j.Do(s.t.Context(), access.Actor{Facility: f, ID: ident.ID(who), Roles: []access.Role{role}, Keys: []string{"f"}},
		journal.Envelope{ID: id, Verb: verb, V: 1, Body: json.RawMessage(body)})
	return out, id, err
}

func (s *stage) change(document string) journal.Outcome {
	s.t.Helper()
	out, id, err := s.say("admin", access.Admin, "policy.change", `{"section":"milk","document":`+document+`}`)
	qt.Assert(s.t, qt.IsNil(err))
	if out.Status != journal.Proposed {
		return out
	}
	out, _, err = s.say("retno", access.Head, "approval.approve", fmt.Sprintf(`{"command":%q}`, id))
	qt.Assert(s.t, qt.IsNil(err))
	return out
}

func (s *stage) inForce() (doc milk, version int64) {
	s.t.Helper()
	qt.Assert(s.t, qt.IsNil(s.j.DB.Read(s.t.Context(), func(tx *store.Tx) (err error) {
		doc, version, err = section.Get(journal.Query{Tx: tx, Facility: f})
		return err
	})))
	return doc, version
}

func TestASettingChangesByTwoPersonsAndEveryVersionStays(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		doc, version := s.inForce()
		qt.Assert(t, qt.DeepEquals(doc, milk{25_000, 120, []int64{1, 2}}))
		qt.Assert(t, qt.Equals(version, 0))

		out, _, err := s.say("retno", access.Head, "policy.change", `{"section":"milk","document":{"fee_rupiah":1}}`)
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(out.Status, journal.Proposed), qt.Commentf("a head alone changes nothing either"))
		qt.Assert(t, qt.Equals(s.change(`{"fee_rupiah":30000,"steps":[3]}`).Status, journal.Accepted))
		qt.Assert(t, qt.Equals(s.change(`{"fee_rupiah":35000}`).Status, journal.Accepted))
		doc, version = s.inForce()
		qt.Assert(t, qt.DeepEquals(doc, milk{35_000, 120, []int64{1, 2}}), qt.Commentf("what a document leaves out is the default"))
		qt.Assert(t, qt.Equals(version, 2))
		qt.Assert(t, qt.IsNil(db.Read(t.Context(), func(tx *store.Tx) error {
			q := journal.Query{Tx: tx, Facility: f}
			old, err := section.At(q, 1)
			qt.Assert(t, qt.DeepEquals(old, milk{30_000, 120, []int64{3}}))
			v, _, err2 := policy.Versions.First(tx, "facility_id = $1 AND version = 1", f)
			qt.Assert(t, qt.DeepEquals([]string{v.ProposedBy, v.ApprovedBy}, []string{"admin", "retno"}))
			_, err3 := section.At(q, 9)
			qt.Assert(t, qt.IsTrue(fault.Is(err3, "not_found")))
			if err == nil {
				err = err2
			}
			return err
		})))
		_, err = s.j.Verify(t.Context(), storetest.SQLite(t))
		qt.Assert(t, qt.IsNil(err))
	})
}

func TestADocumentThatCannotBeIsRefused(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	for document, code := range map[string]string{
		`{"fee_rupiah":-1}`:     "milk.bad_fee",
		`{"fee":1}`:             "policy.bad_document",
		`{"fee_rupiah":"much"}`: "policy.bad_document",
		`{"fee_rupiah":1e400}`:  "policy.bad_document",
	} {
		qt.Check(t, qt.Equals(s.change(document).Code, code), qt.Commentf("%s", document))
	}
	for body, code := range map[string]string{
		`{"section":"milk","document":[]}`:  "policy.bad_document",
		`{"section":"milk"}`:                "policy.bad_document",
		`{"section":"other","document":{}}`: "policy.unknown_section",
	} {
		_, _, err := s.say("admin", access.Admin, "policy.change", body)
		qt.Check(t, qt.Equals(fault.Of(err).Code, code), qt.Commentf("%s", body))
	}
	_, _, err := s.say("joko", access.Courier, "policy.change", `{"section":"milk","document":{}}`)
	qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound))
	_, version := s.inForce()
	qt.Assert(t, qt.Equals(version, 0))
}
