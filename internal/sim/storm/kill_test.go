package storm

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/door/api"
	"sambang/internal/house"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/tracking"
)

var wib = time.FixedZone("WIB", 7*60*60)

// server is one life of the real binary.
type server struct {
	run     *exec.Cmd
	address string
}

// start runs the server over a data folder until it is killed. What it says goes
// into a file, so that a life that ends badly can be read.
func start(t *testing.T, data string) *server {
	t.Helper()
	s := &server{run: exec.Command(binary, "serve", "--listen", "127.0.0.1:0", "--admin", "", "--data", data)}
	said, err := os.OpenFile(filepath.Join(data, "said.txt"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	qt.Assert(t, qt.IsNil(err))
	defer said.Close()
	s.run.Stderr = said
	out, err := s.run.StdoutPipe()
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.IsNil(s.run.Start()))
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, at, ok := strings.Cut(lines.Text(), "sambang answers at "); ok {
			s.address = at
			return s
		}
	}
	s.kill()
	text, _ := os.ReadFile(said.Name()) // what it said is all there is to tell
	t.Fatalf("the server did not start: %s", text[max(0, len(text)-2000):])
	return nil
}

// kill is kill -9: no handler runs, nothing is flushed.
func (s *server) kill() { _ = s.run.Process.Kill(); _ = s.run.Wait() }

// verified runs the operator's own check.
func verified(t *testing.T, data string) {
	t.Helper()
	said, err := exec.Command(binary, "verify", "--data", data).CombinedOutput()
	qt.Assert(t, qt.IsNil(err), qt.Commentf("%s", said))
}

// told is a command as it was sent, with the answer it got.
type told struct {
	env    journal.Envelope
	answer journal.Outcome
}

// sender is one app that sends commands one after the other, each until it is
// answered: what a life of the server leaves unanswered goes to the next one.
type sender struct {
	client  *client
	n       int
	name    string
	waiting []journal.Envelope
	told    []told
}

// another makes the next command: most are accepted, every fourth is refused.
func (s *sender) another(t *testing.T, now instant.Instant) journal.Envelope {
	s.n++
	name := fmt.Sprint(s.name, " ", s.n)
	verb, body := "milk.declare", any(declaration(name, place(s.n%5), now))
	if s.n%4 == 0 {
		verb, body = "milk.drop_recipient", milk.DropRecipient{Place: place(0), Recipient: ident.Named("nobody " + name)}
	}
	return journal.Envelope{ID: ident.Named("command " + name), Verb: verb, V: 1, Device: s.name, N: int64(s.n), Body: raw(t, body)}
}

// single sends the waiting command by its own address.
func (s *sender) single(t *testing.T) bool {
	if len(s.waiting) == 0 {
		s.waiting = append(s.waiting, s.another(t, instant.Wall{}.Now()))
	}
	var out journal.Outcome
	status, err := s.client.post(context.Background(), "/api/v1/do/"+s.waiting[0].Verb, s.waiting[0], &out)
	if err != nil || status != http.StatusOK {
		return err == nil && status == http.StatusServiceUnavailable
	}
	s.told = append(s.told, told{s.waiting[0], out})
	s.waiting = s.waiting[1:]
	return true
}

// batch sends a handful in one round of sync.
func (s *sender) batch(t *testing.T) bool {
	for len(s.waiting) < 7 {
		s.waiting = append(s.waiting, s.another(t, instant.Wall{}.Now()))
	}
	answers, ok := s.offer(s.waiting)
	if !ok {
		return false
	}
	var left []journal.Envelope
	for _, e := range s.waiting {
		if a, ok := answers[e.ID]; ok {
			s.told = append(s.told, told{e, a})
		} else {
			left = append(left, e)
		}
	}
	s.waiting = left
	return true
}

// offer sends commands by sync, without asking for rows.
func (s *sender) offer(envs []journal.Envelope) (map[ident.ID]journal.Outcome, bool) {
	ask := api.SyncAsk{Device: s.name, App: "1", Commands: envs, Limit: 1}
	var got api.SyncAnswer
	status, err := s.client.post(context.Background(), "/api/v1/sync", ask, &got)
	answers := map[ident.ID]journal.Outcome{}
	for _, a := range got.Answers {
		answers[a.ID] = a
	}
	return answers, err == nil && status == http.StatusOK
}

// again offers answered commands anew: each must get the answer it had.
func (s *sender) again(t *testing.T, from int) {
	t.Helper()
	for ; from < len(s.told); from += 50 {
		part := s.told[from:min(from+50, len(s.told))]
		envs := make([]journal.Envelope, len(part))
		for i, x := range part {
			envs[i] = x.env
		}
		answers, ok := s.offer(envs)
		qt.Assert(t, qt.IsTrue(ok))
		for _, x := range part {
			qt.Assert(t, qt.IsNil(same(x.answer, answers[x.env.ID])))
		}
	}
}

// until sends, one way and the other, until the server answers no more; of its first answered
// rounds it tells.
func (s *sender) until(t *testing.T, i int, answered chan<- struct{}) {
	for n := 0; ; n++ {
		send := s.batch
		if i > 0 && (n+i)%2 == 0 || i == 1 {
			send = s.single
		}
		before := len(s.told)
		if !send(t) {
			return
		}
		if len(s.told) == before {
			continue
		}
		select {
		case answered <- struct{}{}:
		default: // enough
		}
	}
}

// rider posts where a courier is, the same fix again until it is answered.
type rider struct {
	client   *client
	at       instant.Instant // of the next fix
	answered []instant.Instant
}

func (r *rider) next() bool {
	if r.at.IsZero() {
		r.at = instant.Wall{}.Now()
	}
	status, err := r.client.post(context.Background(), "/api/v1/positions", api.OwnFixes{Fixes: []api.OwnFix{{Lat: -7.51 + float64(len(r.answered))*1e-7, Lon: 110.9, At: r.at}}}, nil)
	if err != nil || status/100 != 2 {
		return err == nil && status == http.StatusServiceUnavailable
	}
	r.answered = append(r.answered, r.at)
	r.at = max(instant.Wall{}.Now(), r.at.Add(time.Millisecond))
	return true
}

// TestNothingAnsweredIsLostWhenTheServerIsKilled is invariants 1 and 2 on the
// real binary: kill -9 under load, many times.
func TestNothingAnsweredIsLostWhenTheServerIsKilled(t *testing.T) {
	data := t.TempDir()
	joko := staffOf(access.Courier, "Joko")[0]
	desk := staffOf(access.Dispatcher, "Nita", "Wati", "Dewi")
	facility, job := ridden(t, data, joko, desk)

	first := start(t, data)
	var senders []*sender
	for _, p := range desk {
		c := newClient(t, first.address, &http.Transport{})
		c.signIn(t, p)
		senders = append(senders, &sender{client: c, name: p.name})
	}
	ride := &rider{client: newClient(t, first.address, &http.Transport{})}
	ride.client.signIn(t, joko)
	first.kill()

	dice := rand.New(rand.NewPCG(1, 9))
	lives, cut, before := max(50, seeds(0)), 0, make([]int, len(senders))
	for life := range lives {
		s := start(t, data)
		for i, x := range senders {
			x.client.base = s.address
			x.again(t, max(0, before[i]-dice.IntN(10)))
			before[i] = len(x.told)
		}
		cut += oneLife(t, s, senders, ride, time.Duration(20+dice.IntN(300))*time.Millisecond)
		if life%10 == 9 {
			verified(t, data)
		}
	}
	t.Logf("%d kills, %d commands on their way then, %d positions", lives, cut, len(ride.answered))
	qt.Assert(t, qt.IsTrue(cut > lives), qt.Commentf("a kill that interrupts nothing proves nothing"))
	settled(t, data, facility, job, senders, ride)
}

// ridden founds a health centre in which Joko has accepted a job, so that his
// positions are kept.
func ridden(t *testing.T, data string, joko person, desk []person) (facility, job ident.ID) {
	t.Helper()
	h, err := house.Open(t.Context(), house.Config{Data: data, Clock: instant.Wall{}, Log: slog.New(slog.DiscardHandler)})
	qt.Assert(t, qt.IsNil(err))
	defer h.Close()
	facility = found(t, h, append([]person{joko}, desk...), 5)
	for _, ahead := range []time.Duration{0, 24 * time.Hour} { // the clock is the wall's: it may be midnight
		onDuty(t, h, facility, joko, h.Clock.Now().Add(ahead).Day(wib))
	}
	d := declaration("ridden", place(0), h.Clock.Now())
	d.WantPickupAt = h.Clock.Now()
	actor := access.Actor{Facility: facility, ID: "mother", Person: mother(0), Subject: place(0), Roles: []access.Role{access.Mother}, Keys: []string{"o:" + string(mother(0))}, Authority: -1}
	say(t, h, actor, "ridden", "milk.declare", d)
	for n := 1; n > 0; { // the offer need not be the first errand that is due
		n, err = h.Errands.Once(t.Context())
		qt.Assert(t, qt.IsNil(err))
	}
	qt.Assert(t, qt.IsNil(h.DB.Read(t.Context(), func(tx *store.Tx) error {
		x, _, err := milk.Deliveries.Get(tx, facility, d.Delivery)
		job = x.Job
		return err
	})))
	say(t, h, access.Actor{Facility: facility, ID: "joko", Worker: joko.worker(), Authority: -1}, "accept", "dispatch.accept", dispatch.Accept{Job: job})
	return facility, job
}

func say(t testing.TB, h *house.House, a access.Actor, name, verb string, body any) journal.Outcome {
	t.Helper()
	out, err := h.Journal.Do(t.Context(), a, journal.Envelope{ID: ident.Named("said " + name), Verb: verb, V: 1, Body: raw(t, body)})
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s: %s", name, out.Code))
	return out
}

// leastAnswers is how many rounds are answered in each life, however slow the machine is: a
// life that was over before anything was said proves nothing.
const leastAnswers = 5

// oneLife lets everybody send until the server is killed; the time is drawn
// beforehand and is no waiting for anything. It counts the commands that were on
// their way at that moment.
func oneLife(t *testing.T, s *server, senders []*sender, ride *rider, life time.Duration) int {
	t.Helper()
	var speaking, all sync.WaitGroup
	answered := make(chan struct{}, leastAnswers)
	for i, x := range senders {
		x.client.base = s.address
		speaking.Go(func() { x.until(t, i, answered) })
	}
	all.Go(func() { speaking.Wait(); close(answered) })
	ride.client.base = s.address
	all.Go(func() {
		for ride.next() {
		}
	})
	time.AfterFunc(life, func() {
		for range leastAnswers {
			<-answered
		}
		_ = s.run.Process.Kill()
	})
	_ = s.run.Wait()
	all.Wait()
	cut := 0
	for _, x := range senders {
		x.client.http.CloseIdleConnections()
		cut += len(x.waiting)
	}
	return cut
}

// settled checks at the end everything that was ever answered, through the door
// and in the files.
func settled(t *testing.T, data string, facility, job ident.ID, senders []*sender, ride *rider) {
	t.Helper()
	s := start(t, data)
	accepted, refused := 0, 0
	for _, x := range senders {
		x.client.base = s.address
		x.again(t, 0)
		for _, c := range x.told {
			if c.answer.Status == journal.Accepted {
				accepted++
			} else {
				refused++
			}
		}
	}
	s.kill()
	verified(t, data)
	t.Logf("%d accepted and %d refused commands stand", accepted, refused)
	qt.Check(t, qt.IsTrue(accepted > 100 && refused > 20))
	h, err := house.Open(t.Context(), house.Config{Data: data, Clock: instant.Wall{}, Log: slog.New(slog.DiscardHandler)})
	qt.Assert(t, qt.IsNil(err))
	defer h.Close()
	qt.Assert(t, qt.IsNil(h.DB.Read(t.Context(), func(tx *store.Tx) error {
		log := logged(t, tx, facility)
		for _, x := range senders {
			for _, c := range x.told {
				want := entry{commands: 1, seq: c.answer.Seq}
				if c.answer.Status == journal.Accepted {
					want.declared = 1
				}
				qt.Assert(t, qt.Equals(log[c.env.ID], want), qt.Commentf("%s", c.env.ID))
			}
		}
		return nil
	})))
	log, err := tracking.OpenSQLite(t.Context(), filepath.Join(data, "positions.sqlite"))
	qt.Assert(t, qt.IsNil(err))
	defer log.Close()
	trail, err := log.Trail(t.Context(), job)
	qt.Assert(t, qt.IsNil(err))
	times := map[instant.Instant]int{}
	for _, fix := range trail {
		times[fix.At]++
	}
	for _, at := range ride.answered {
		qt.Assert(t, qt.Equals(times[at], 1), qt.Commentf("the position of %v", at))
	}
	qt.Check(t, qt.IsTrue(len(ride.answered) > 100))
}

// entry is what the log holds of a command: how often it stands there, its last
// event, and how many declarations it made. One that was decided twice would
// have made two.
type entry struct {
	commands, declared int
	seq                int64
}

func logged(t *testing.T, tx *store.Tx, f ident.ID) map[ident.ID]entry {
	t.Helper()
	log := map[ident.ID]entry{}
	qt.Assert(t, qt.IsNil(tx.Each("SELECT id, last_seq FROM command WHERE facility_id = $1", store.Args(f), func(scan func(...any) error) error {
		var id ident.ID
		var seq int64
		err := scan(&id, &seq)
		e := log[id]
		e.commands, e.seq = e.commands+1, seq
		log[id] = e
		return err
	})))
	qt.Assert(t, qt.IsNil(tx.Each("SELECT command_id FROM event WHERE facility_id = $1 AND kind = 'milk.declared/1'", store.Args(f), func(scan func(...any) error) error {
		var id ident.ID
		err := scan(&id)
		e := log[id]
		e.declared++
		log[id] = e
		return err
	})))
	return log
}
