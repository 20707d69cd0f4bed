package house_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/door/api"
)

// hostileText is a text as it stands in JSON, and as it is kept.
type hostileText struct{ name, json, want string }

// canary stands in every hostile text: nothing but sealed data may hold it.
const canary = "Kanaria"

// hostile are texts that people paste and attackers type, as they stand between
// the quotes of a JSON document. NUL is dropped, a lone surrogate is no character
// and becomes the replacement mark; all others are kept as they are.
var hostile = []hostileText{
	{"quotes", `Kanaria \"'\u0060\\; DROP TABLE event;--`, "Kanaria \"'`\\; DROP TABLE event;--"},
	{"emoji", `Kanaria 👩‍🍼🇮🇩`, "Kanaria 👩‍🍼🇮🇩"},
	{"markup", `<script>Kanaria(1)</script>`, "<script>Kanaria(1)</script>"},
	{"formula", `=1+1+Kanaria`, "=1+1+Kanaria"},
	{"right to left", `\u202eKanaria\u2066 سمبڠ`, "\u202eKanaria\u2066 سمبڠ"},
	{"NUL", `Kana\u0000ria`, "Kanaria"},
	{"combining", `Kanaria e\u0301\u0323\u0489`, "Kanaria e\u0301\u0323\u0489"},
	{"lone surrogate", `Kanaria \ud800`, "Kanaria \ufffd"},
	{"line breaks", `Kanaria\r\nSet-Cookie: a\t\u2028`, "Kanaria\r\nSet-Cookie: a\t\u2028"},
	{"placeholder", `{Kanaria} %s ${jndi:x} {{.}}`, "{Kanaria} %s ${jndi:x} {{.}}"},
}

// givenBack are the fields of free text that a face shows again: these must take
// every hostile text and give it back as it was. (Of a mother's name a face shows
// one word.)
var givenBack = []string{
	"milk.apply babies.name", "milk.apply pickup.label", "milk.apply pickup.note", "milk.apply finish.label", "milk.apply finish.note",
	"milk.apply recipients.name", "milk.apply recipients.relation",
	"workforce.add_worker name",
}

// mouths are the browsers of those who have signed in.
type mouths struct {
	*town
	of   map[string]*http.Client
	seen api.SyncAnswer
}

// speaker is whoever may say a verb over the whole facility, else the courier of
// the things; empty: only the machine says it.
func (m *mouths) speaker(v *journal.Verb, x things) string {
	own := ""
	for _, role := range staffRoles {
		verdict, ok := access.May(access.Actor{Roles: []access.Role{role}}, v.Need)
		switch {
		case ok && verdict.Everywhere():
			return string(role)
		case ok && role == access.Courier:
			own = x.courier
		case ok && own == "":
			own = string(role)
		}
	}
	return own
}

func (m *mouths) as(name string) {
	m.t.Helper()
	if m.of[name] == nil {
		m.session(here, name)
		m.of[name] = m.client
	}
	m.client = m.of[name]
}

// changed is every text in the rows that changed since the desk last looked.
func (m *mouths) changed() map[string]bool {
	m.t.Helper()
	m.as("officer")
	m.seen = m.sync(map[string]any{"head": m.seen.Head, "cursors": m.seen.Cursors})
	texts := map[string]bool{}
	for {
		for _, r := range m.seen.Rows {
			collect(r.Row, texts)
		}
		if !m.seen.More {
			return texts
		}
		m.seen = m.sync(map[string]any{"head": m.seen.Head, "cursors": m.seen.Cursors})
	}
}

func collect(v any, into map[string]bool) {
	switch v := v.(type) {
	case string:
		into[v] = true
	case []any:
		for _, x := range v {
			collect(x, into)
		}
	case map[string]any:
		for _, x := range v {
			collect(x, into)
		}
	}
}

// told checks that an answer is one a person can read, and says whether it was yes.
func (m *mouths) told(r reply, what string) bool {
	m.t.Helper()
	var out struct{ Status, Code any }
	r.into(m.t, &out)
	code, _ := out.Code.(string)
	qt.Check(m.t, qt.IsTrue(r.status < 500), qt.Commentf("%s: %d %s", what, r.status, r.body))
	qt.Check(m.t, qt.Not(qt.StringContains(r.body, canary)), qt.Commentf("%s is echoed", what))
	if r.status == 200 && (out.Status == "accepted" || out.Status == "proposed" || out.Status == "held") {
		return out.Status == "accepted"
	}
	qt.Check(m.t, qt.IsTrue(text.Has(text.ID, "code."+code)), qt.Commentf("%s is refused without a sentence: %s", what, r.body))
	return false
}

func (m *mouths) say(verb string, body json.RawMessage) reply {
	m.t.Helper()
	raw, err := json.Marshal(map[string]any{"id": m.fresh(), "verb": verb, "v": 1, "device": "laptop", "n": 1, "body": body})
	qt.Assert(m.t, qt.IsNil(err))
	return m.send("POST", "/api/v1/do/"+verb, string(raw))
}

// inTown tells a story of the town on each of the two databases.
func inTown(t *testing.T, story func(m *mouths)) { t.Helper(); inReadyTown(t, ready{}, story) }

// inReadyTown does so with so many of everything in the town.
func inReadyTown(t *testing.T, of ready, story func(m *mouths)) {
	t.Helper()
	t.Parallel()
	for _, database := range []string{"sqlite", "postgres"} {
		t.Run(database, func(t *testing.T) {
			t.Parallel()
			story(&mouths{town: copyOfTown(t, database == "postgres", of), of: map[string]*http.Client{}})
		})
	}
}

// typed are the texts for the n-th field: all where a face gives them back, else two in
// turn, others on each of the two databases.
func (m *mouths) typed(field string, n int) []hostileText {
	if long() || slices.Contains(givenBack, field) {
		return hostile
	}
	if m.h.DB.Dialect.Name() == "sqlite" {
		n += len(hostile) / 2
	}
	return []hostileText{hostile[n%len(hostile)], hostile[(3*n+1)%len(hostile)]}
}

// typedFields are the text fields of some verbs, and how many stand before them in the
// whole list: which of the hostile texts are theirs depends on it.
type typedFields struct {
	verbs  []string
	fields map[string][]string
	before int
}

// typedVerbs is how many verbs are typed into in one town.
const typedVerbs = 10

// typedParts cuts the verbs with text fields into parts for a town each: one in which
// hundreds work answers slowly.
func typedParts(verbs map[string]*journal.Verb) (parts []typedFields, all []string) {
	fields := map[string][]string{}
	for name, v := range verbs {
		if own := textFields(v.Body, ""); len(own) > 0 {
			fields[name] = own
		}
	}
	for some := range slices.Chunk(slices.Sorted(maps.Keys(fields)), typedVerbs) {
		parts = append(parts, typedFields{verbs: some, fields: fields, before: len(all)})
		for _, name := range some {
			for _, f := range fields[name] {
				all = append(all, name+" "+f)
			}
		}
	}
	return parts, all
}

func TestEveryTextFieldSurvivesWhatPeopleType(t *testing.T) {
	t.Parallel()
	parts, all := typedParts(newTown(t, "").h.Journal.Verbs())
	for _, f := range givenBack {
		qt.Check(t, qt.IsTrue(slices.Contains(all, f)), qt.Commentf("%s is no text field", f))
	}
	accepted := map[string]*atomic.Int64{"sqlite": {}, "postgres": {}}
	t.Cleanup(func() {
		for database, n := range accepted {
			qt.Check(t, qt.IsTrue(n.Load() > 100), qt.Commentf("%d accepted on %s", n.Load(), database))
		}
	})
	for _, part := range parts {
		t.Run(part.verbs[0], func(t *testing.T) {
			inReadyTown(t, ready{own: typedVerbs}, func(m *mouths) {
				accepted[m.h.DB.Dialect.Name()].Add(m.typeInto(part))
				m.logHolds(canary, "Mbah Parti", "89900001111", password)
				m.eventsHold(canary)
			})
		})
	}
}

// typeInto types the hostile texts into every field of some verbs, and counts what was
// accepted.
func (m *mouths) typeInto(part typedFields) (accepted int64) {
	m.t.Helper()
	n := part.before
	for _, name := range part.verbs {
		v := m.h.Journal.Verbs()[name]
		if m.speaker(v, things{courier: "anybody"}) == "" {
			n += len(part.fields[name])
			continue // only the machine says it: no door takes it
		}
		x := m.take(own)
		who := m.speaker(v, x)
		for _, field := range part.fields[name] {
			n++
			for _, h := range m.typed(name+" "+field, n) {
				if name == "milk.name_recipient" {
					x = m.put(here, 0, "doctor") // nobody may name more than three
				}
				what := fmt.Sprintf("%s %s: %s", name, field, h.name)
				m.as(who)
				yes := m.told(m.say(name, with(m.t, spoken[name](m.town, x), field, h.json, isList(v.Body, field))), what)
				if slices.Contains(givenBack, name+" "+field) {
					qt.Check(m.t, qt.IsTrue(yes && m.changed()[h.want]), qt.Commentf("%s is not given back (accepted: %v)", what, yes))
				}
				if yes {
					accepted++
				}
			}
			m.as(who)
			long := m.say(name, with(m.t, spoken[name](m.town, x), field, strings.Repeat("å", 10_000), isList(v.Body, field)))
			qt.Check(m.t, qt.Equals(long.status, 422), qt.Commentf("%s %s takes 10,000 characters: %.200s", name, field, long.body))
			m.told(long, name+" "+field+": long")
		}
	}
	return accepted
}

// logHolds fails for a word, a telephone number or a session in the log.
func (m *mouths) logHolds(words ...string) {
	m.t.Helper()
	for name, b := range m.of {
		words = append(words, strings.TrimPrefix(phoneOf(here, name), "0"))
		for _, c := range b.Jar.Cookies(mustURL(m.stage)) {
			words = append(words, c.Value)
		}
	}
	qt.Check(m.t, qt.IsTrue(len(words) > 6))
	said := m.said.String()
	qt.Check(m.t, qt.StringContains(said, "/api/v1/do/{verb}"))
	for _, w := range words {
		qt.Check(m.t, qt.Not(qt.StringContains(said, w)), qt.Commentf("the log says %q", w))
	}
}

// plain are events with a text that somebody typed, and why it may stand there.
var plain = map[string]string{
	"milk.handed_over/1":        "the tag of an inner bag, of letters and digits",
	"fleet.vehicle_set/1":       "what is painted on a vehicle and its call sign, of letters and digits",
	"fleet.team_formed/1":       "what a team is called at the desk and on the radio, of letters and digits",
	"equipment.added/1":         "the code painted on a box, of letters and digits",
	"workforce.certified/1":     "the number of a document, of letters and digits",
	"workforce.appointed/1":     "the number of a letter, of letters and digits",
	"registry.posyandu_set/1":   "the name of a public place",
	"registry.text_published/1": "what everybody is asked to agree to: the health centre's own words",
}

// eventsHold fails for every other event that repeats a text.
func (m *mouths) eventsHold(word string) {
	m.t.Helper()
	qt.Assert(m.t, qt.IsNil(m.h.DB.Read(m.t.Context(), func(tx *store.Tx) error {
		return tx.Each("SELECT kind, body FROM event WHERE facility_id = $1", store.Args(here.id), func(scan func(...any) error) error {
			var kind, body string
			err := scan(&kind, &body)
			qt.Check(m.t, qt.IsTrue(plain[kind] != "" || !strings.Contains(body, word)), qt.Commentf("%s holds free text: %.300s", kind, body))
			return err
		})
	})))
}
