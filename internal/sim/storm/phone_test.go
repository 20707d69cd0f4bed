package storm

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/door/api"
)

// errNoSignal is what a phone hears when a message or its answer was lost.
var errNoSignal = errors.New("no signal")

// road is the way between a phone and the server. A bad one loses messages and
// answers, says things twice, and brings old messages late.
type road struct {
	dice *rand.Rand
	bad  bool
	late [][]byte // messages that will arrive once more, later
	seen map[string]int
}

// RoundTrip carries one message.
func (r *road) RoundTrip(q *http.Request) (*http.Response, error) {
	if !r.bad || !strings.HasSuffix(q.URL.Path, "/sync") {
		return http.DefaultTransport.RoundTrip(q)
	}
	text, err := io.ReadAll(q.Body)
	if err != nil {
		return nil, err
	}
	if len(r.late) > 0 && r.dice.IntN(4) == 0 {
		r.seen["came late"]++
		r.carry(q, r.late[0])
		r.late = r.late[1:]
	}
	switch r.dice.IntN(10) {
	case 0:
		r.seen["message lost"]++
		return nil, errNoSignal
	case 1:
		r.seen["answer lost"]++
		r.carry(q, text)
		return nil, errNoSignal
	case 2:
		r.seen["said twice"]++
		r.carry(q, text)
	case 3:
		r.late = append(r.late, text)
	}
	return http.DefaultTransport.RoundTrip(again(q, text))
}

func again(q *http.Request, text []byte) *http.Request {
	c := q.Clone(q.Context())
	c.Body, c.ContentLength = io.NopCloser(bytes.NewReader(text)), int64(len(text))
	return c
}

// carry brings a message whose answer nobody hears.
func (r *road) carry(q *http.Request, text []byte) {
	if res, err := http.DefaultTransport.RoundTrip(again(q, text)); err == nil {
		_, _ = io.Copy(io.Discard, res.Body)
		res.Body.Close()
	}
}

// phone is the app of one person, as the contract of sync wants it: rows, who
// holds them, a cursor an audience, what waits, what was sent in the last 30
// days and what was refused and shown.
type phone struct {
	*client
	person
	road   *road
	silent int // rounds it has no signal

	head    string
	cursors map[string]int64
	rows    map[string]map[string]any  // by table and id
	held    map[string]map[string]bool // row -> audiences
	outbox  []journal.Envelope
	sent    map[ident.ID]told
	refused map[ident.ID]journal.Outcome
	taken   map[ident.ID]journal.Outcome // what was ever answered with yes, or kept
	made    []journal.Envelope
	resets  int
}

func newPhone(t testing.TB, base string, p person, r *road) *phone {
	x := &phone{client: newClient(t, base, r), person: p, road: r, sent: map[ident.ID]told{}, refused: map[ident.ID]journal.Outcome{}, taken: map[ident.ID]journal.Outcome{}}
	x.clear()
	x.signIn(t, p)
	return x
}

func (p *phone) clear() {
	p.rows, p.held, p.cursors = map[string]map[string]any{}, map[string]map[string]bool{}, map[string]int64{}
}

// does puts a command into the outbox: the phone works without signal.
func (p *phone) does(t testing.TB, now instant.Instant, verb string, body any) {
	n := len(p.made) + 1
	e := journal.Envelope{ID: ident.Named("by " + p.name + strconv.Itoa(n)), Verb: verb, V: 1, OccurredAt: now, Device: p.name, N: int64(n), Body: raw(t, body)}
	p.made, p.outbox = append(p.made, e), append(p.outbox, e)
}

// waits reports whether the outbox holds something about a thing: the screen
// shows it as done, so that nobody does it twice.
func (p *phone) waits(about ident.ID) bool {
	return slices.ContainsFunc(p.outbox, func(e journal.Envelope) bool { return strings.Contains(string(e.Body), string(about)) })
}

// round is one exchange; more says that another should follow at once.
func (p *phone) round(t testing.TB) (more, ok bool) {
	t.Helper()
	commands := slices.Clone(p.outbox[:min(50, len(p.outbox))])
	if p.road.bad && p.road.dice.IntN(4) == 0 {
		p.road.dice.Shuffle(len(commands), func(i, j int) { commands[i], commands[j] = commands[j], commands[i] })
	}
	var said api.SyncAnswer
	status, err := p.post(t.Context(), "/api/v1/sync", api.SyncAsk{Device: p.name, App: "1", Head: p.head, Cursors: p.cursors, Commands: commands, Limit: 60}, &said)
	if err != nil {
		return false, false
	}
	if status == http.StatusForbidden || status == http.StatusUnauthorized { // the app shows the sign-in page and nothing else
		p.clear()
		p.head = ""
		return false, false
	}
	qt.Assert(t, qt.Equals(status, http.StatusOK), qt.Commentf("%s syncs", p.name))
	return p.absorb(said), true
}

func (p *phone) absorb(said api.SyncAnswer) (more bool) {
	for _, a := range said.Answers {
		i := slices.IndexFunc(p.outbox, func(e journal.Envelope) bool { return e.ID == a.ID })
		if i < 0 {
			continue
		}
		if a.Status == journal.Refused {
			p.refused[a.ID] = a
		} else {
			p.sent[a.ID], p.taken[a.ID] = told{p.outbox[i], a}, a
		}
		p.outbox = slices.Delete(p.outbox, i, i+1)
	}
	if said.Reset {
		p.offerAgain()
	}
	for _, lost := range said.Lost {
		for row := range p.held {
			p.drop(row, lost)
		}
	}
	for _, c := range said.Changes {
		row := c.Tbl + "/" + string(c.ID)
		if c.Gone {
			p.drop(row, c.Audience)
			continue
		}
		if p.held[row] == nil {
			p.held[row] = map[string]bool{}
		}
		p.held[row][c.Audience] = true
	}
	for _, r := range said.Rows {
		if row := r.Tbl + "/" + string(r.ID); len(p.held[row]) > 0 {
			p.rows[row] = r.Row
		}
	}
	if said.Reset || seqOf(said.Head) >= seqOf(p.head) {
		p.head = said.Head
	}
	if len(said.Lost) > 0 {
		p.cursors = map[string]int64{}
		return true
	}
	for key, seq := range said.Cursors {
		p.cursors[key] = seq
	}
	return said.More
}

// offerAgain is what another history asks for: no rows, and what was sent once more.
func (p *phone) offerAgain() {
	if seqOf(p.head) >= 0 {
		p.resets++
		var again []journal.Envelope
		for _, e := range p.made { // in the order in which they were made
			if _, ok := p.sent[e.ID]; ok {
				again = append(again, e)
			}
		}
		p.outbox = append(again, p.outbox...)
		p.sent = map[ident.ID]told{}
	}
	p.clear()
}

func (p *phone) drop(row, audience string) {
	if delete(p.held[row], audience); len(p.held[row]) == 0 {
		delete(p.held, row)
		delete(p.rows, row)
	}
}

func seqOf(head string) int64 {
	number, _, _ := strings.Cut(head, ".")
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return -1
	}
	return n
}
