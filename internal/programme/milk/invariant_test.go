package milk_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/link"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

// wall is a health centre in which anybody says anything, against a book kept
// from the log alone. After each word the rules are looked at.
type wall struct {
	t     *rapid.T
	dice  *rand.Rand
	w     *world.World
	n     int
	sent  []spoken
	known []ident.ID // deliveries
	book  *book
	seen  map[string]int
}

// spoken is a command as it was said, and what came of it.
type spoken struct {
	by  access.Actor
	env journal.Envelope
	out journal.Outcome
}

var (
	couriers = []string{"Joko", "Darma", "Budi"}
	mothers  = []string{"Sri", "Tuti"}
	family   = []string{"Mbah Parti", "Pak Tono", "Mbah Karni"}
)

// TestAnythingSaidInAnyOrderKeepsTheRules is invariants 1 to 4, 7 to 13, 15
// and 24: random words about deliveries by those who may and those who may not,
// now and late, right and wrong.
func TestAnythingSaidInAnyOrderKeepsTheRules(t *testing.T) {
	checks, fixed := "24", "20260302" // the same days in every run of the suite
	if s := os.Getenv("SAMBANG_SEEDS"); s != "" {
		checks, fixed = s, "0"
	}
	qt.Assert(t, qt.IsNil(flag.Set("rapid.checks", checks)))
	qt.Assert(t, qt.IsNil(flag.Set("rapid.seed", fixed)))
	seen := map[string]int{}
	rapid.Check(t, func(r *rapid.T) {
		w := world.New(t, "", "2026-03-02 07:00").Mother("Sri", family[0], family[1]).Mother("Tuti", family[2]).
			Courier(couriers[0]).Courier(couriers[1]).Uncertified(couriers[2]).Midwife(midwife, world.Village)
		p := &wall{t: r, w: w, book: newBook(), seen: map[string]int{}}
		p.look("the beginning", "")
		for i, seed := range rapid.SliceOfN(rapid.Uint64(), 90, 90).Draw(r, "words") {
			p.dice = rand.New(rand.NewPCG(seed, uint64(i)))
			p.word()
		}
		w.RebuildEquals()
		for k, n := range p.seen {
			seen[k] += n
		}
	})
	t.Log(seen)
	for _, k := range []string{"wrong code", "late report", "transfer", "expired", "review opened", "review closed", "held for a person", "repeat", "other content",
		"not there", "delivered", "returned", "discarded", "cancelled", "undone", "reversed", "offer without certificate", "role lost", "fee held", "fee paid", "locked",
		"doubtful", "judged fit", "judged unfit", "delivered by judgement", "warm box", "thawed", "refrozen", "unfit kept under review"} {
		if seen[k] == 0 {
			t.Errorf("these days never saw: %s", k)
		}
	}
}

// word says one thing and looks at the rules.
func (p *wall) word() {
	switch p.pick("what", 74, 8, 5, 5, 4, 4, 6) {
	case 0:
		p.ride()
	case 1:
		p.pass(time.Duration(p.int("minutes", 1, 45)) * time.Minute)
	case 2:
		p.papers()
	case 3:
		p.money()
	case 4:
		p.repeat()
	case 5:
		p.otherContent()
	case 6:
		p.judge()
	}
}

// int and one draw evenly, which rapid does not: it likes small numbers, and with
// them nobody would ever get as far as a locked code. Rapid draws the seed of
// each word. The label says what is drawn.
func (p *wall) int(_ string, from, to int) int { return from + p.dice.IntN(to-from+1) }

func (p *wall) one(_ string, of []string) string { return of[p.dice.IntN(len(of))] }

// pick draws an index with these weights.
func (p *wall) pick(label string, weights ...int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	n := p.int(label, 0, sum-1)
	for i, w := range weights {
		if n < w {
			return i
		}
		n -= w
	}
	return 0
}

func (p *wall) pass(d time.Duration) {
	p.w.Clock.Set(p.w.Clock.Now().Add(d))
	p.w.Settle()
	p.look("time passed", "")
}

// say sends a command; ago is how long before now it happened, by the phone's clock.
func (p *wall) say(who, verb string, body any, ago time.Duration) journal.Outcome {
	p.n++
	raw, err := json.Marshal(body)
	if err != nil {
		p.t.Fatal(err)
	}
	env := journal.Envelope{ID: ident.Named(fmt.Sprint("word ", p.n)), Verb: verb, V: 1, Body: raw}
	if ago != 0 { // before zero: a phone whose clock is fast
		env.OccurredAt = p.w.Clock.Now().Add(-ago)
	}
	if ago > 0 {
		p.seen["late report"]++
	}
	return p.send(spoken{by: p.w.Actor(who), env: env})
}

func (p *wall) send(s spoken) journal.Outcome {
	p.book.before(s.env)
	shown := p.shownRows()
	out, err := p.w.House.Journal.Do(p.w.T.Context(), s.by, s.env)
	switch {
	case err == nil:
		s.out = out
		p.sent = append(p.sent, s)
		p.count(s)
	case fault.Of(err).Kind == fault.NotFound:
		p.seen["not there"]++
	default:
		p.t.Fatalf("%s: %v", s.env.Verb, err)
	}
	p.allowed(s, err, shown)
	p.w.Settle()
	p.look(s.env.Verb, s.env.ID)
	return out
}

// count notes what was seen, so that a run that met nothing is no proof.
func (p *wall) count(s spoken) {
	switch {
	case s.out.Status == journal.Held:
		p.seen["held for a person"]++
	case s.out.Code == "milk.wrong_code":
		p.seen["wrong code"]++
	case s.out.Code == "milk.code_locked":
		p.seen["locked"]++
	case s.out.Code == "milk.expired":
		p.seen["expired"]++
	case s.out.Code == "milk.doubtful":
		p.seen["doubtful"]++
	case s.out.Code == "milk.refrozen":
		p.seen["refrozen"]++
	case s.out.Code == "dispatch.not_certified" && s.env.Verb == "dispatch.offer":
		p.seen["offer without certificate"]++
	}
	word := map[string]string{"milk.take": "transfer", "milk.deliver": "delivered", "milk.return": "returned", "milk.discard": "discarded",
		"milk.cancel": "cancelled", "milk.undo": "undone", "milk.review": "review closed", "approval.approve": "reversed"}[s.env.Verb]
	if word != "" && s.out.Status == journal.Accepted {
		p.seen[word]++
	}
}

// repeat offers an earlier command again: the same answer, and nothing happens.
func (p *wall) repeat() {
	if len(p.sent) == 0 {
		return
	}
	s := p.sent[p.int("which", max(0, len(p.sent)-10), len(p.sent)-1)]
	before := p.head()
	out, err := p.w.House.Journal.Do(p.w.T.Context(), s.by, s.env)
	if err != nil || !alike(out, s.out) || p.head() != before {
		p.t.Fatalf("a repeat of %s gave %v %v, not %v", s.env.Verb, out, err, s.out)
	}
	p.seen["repeat"]++
}

func alike(a, b journal.Outcome) bool { return string(mustJSON(a)) == string(mustJSON(b)) }

func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

// otherContent sends something else under the id of an earlier command.
func (p *wall) otherContent() {
	if len(p.sent) == 0 {
		return
	}
	s := p.sent[p.int("which", max(0, len(p.sent)-10), len(p.sent)-1)]
	before := p.head()
	s.env.OccurredAt = p.w.Clock.Now().Add(-12345 * time.Millisecond)
	_, err := p.w.House.Journal.Do(p.w.T.Context(), s.by, s.env)
	if !fault.Is(err, "command.other_content") || p.head() != before {
		p.t.Fatalf("other content under the id of %s: %v", s.env.Verb, err)
	}
	p.seen["other content"]++
}

func (p *wall) query(f func(q journal.Query) error) { p.w.Query(f) }

// head is where both logs stand: the last event and the last command.
func (p *wall) head() (at [2]int64) {
	p.query(func(q journal.Query) error {
		_, err := q.One("SELECT seq, command_n FROM facility_head WHERE facility_id = $1", store.Args(q.Facility), &at[0], &at[1])
		return err
	})
	return at
}

func (p *wall) delivery(id ident.ID) (d milk.Delivery) {
	p.query(func(q journal.Query) (err error) { d, _, err = milk.Deliveries.Get(q.Tx, q.Facility, id); return err })
	return d
}

func (p *wall) code(d milk.Delivery) (c string) {
	p.query(func(q journal.Query) error {
		c = link.Code(q.Keys, q.Facility, d.ID, d.CodeGeneration)
		return nil
	})
	return c
}

// papers changes what couriers may do and whom mothers have named.
func (p *wall) papers() {
	who := ident.Named(p.one("courier", couriers))
	place := ident.Named("place " + mothers[0])
	switch p.pick("paper", 3, 4, 2, 3, 2, 3, 2, 2) {
	case 0:
		p.say("machine", "workforce.withdraw_certificate", workforce.WithdrawCertificate{Worker: who, Course: workforce.MilkHandling, Reason: "dicabut"}, 0)
	case 1:
		p.say("machine", "workforce.certify", workforce.Certify{Worker: who, Course: workforce.MilkHandling, Number: "KASI-9", ValidFrom: "2026-01-01", ValidTo: "2026-12-31"}, 0)
	case 2:
		p.say("head", "workforce.suspend", workforce.Suspend{Worker: who, Reason: "diperiksa"}, 0)
	case 3:
		p.say("head", "workforce.reinstate", workforce.Reinstate{Worker: who}, 0)
	case 4:
		p.say("machine", "workforce.end_role", workforce.EndRole{Worker: who, Role: access.Courier}, 0)
	case 5:
		p.say("machine", "workforce.grant_role", workforce.GrantRole{Worker: who, Role: access.Courier, From: "2026-03-02"}, 0)
	case 6:
		p.say(mothers[0], "milk.drop_recipient", milk.DropRecipient{Place: place, Recipient: ident.Named(family[1])}, 0)
	case 7:
		p.say(mothers[0], "milk.name_recipient", milk.NameRecipient{Place: place, Recipient: milk.Named{ID: ident.Named(fmt.Sprint("kin ", p.n)), Name: "Saudara", Relation: "bibi"}}, 0)
	}
}

// money reviews what waits and reverses what was paid.
func (p *wall) money() {
	var open []milk.Review
	var paid []ledger.Entry
	var waiting []journal.Proposal
	p.query(func(q journal.Query) (err error) {
		if open, err = milk.Reviews.Where(q.Tx, "facility_id = $1 AND state = 'open' ORDER BY id", q.Facility); err != nil {
			return err
		}
		if paid, err = ledger.Entries.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility); err != nil {
			return err
		}
		waiting, err = journal.Proposals.Where(q.Tx, "facility_id = $1 AND state = 'proposed' ORDER BY id", q.Facility)
		return err
	})
	desk := []string{"head", "officer", "treasurer", "Joko"}
	switch what := p.pick("money", 6, 2, 3); {
	case what == 0 && len(open) > 0:
		p.say(p.one("who", desk), "milk.review", milk.Decide{Review: open[0].ID, Decision: p.one("decision", []string{"proven", "pay", "no_fee"}), Note: "dilihat"}, 0)
	case what == 1 && len(paid) > 0:
		p.say(p.one("who", desk), "ledger.reverse", ledger.Reverse{Entry: paid[p.int("entry", 0, len(paid)-1)].ID, Reason: "salah catat"}, 0)
	case len(waiting) > 0:
		p.say(p.one("who", desk), "approval.approve", journal.Approve{Command: waiting[0].ID}, 0)
	}
}

// ride says something about a delivery: mostly what comes next, often not.
func (p *wall) ride() {
	if len(p.known) == 0 || p.int("new", 0, 11) == 0 {
		p.declare()
		return
	}
	d := p.delivery(p.known[p.int("delivery", max(0, len(p.known)-3), len(p.known)-1)])
	who, verb := p.next(d)
	if p.int("stray", 0, 4) == 0 {
		verb = p.one("verb", strays)
	}
	if verb == "milk.cancel" && p.int("desk", 0, 1) == 0 {
		who = "dispatcher" // a courier declines instead
	}
	if p.int("stranger", 0, 7) == 0 {
		who = p.one("who", append([]string{"dispatcher", "treasurer", "Sri", "Tuti"}, couriers...))
	}
	ago := time.Duration(0)
	if p.int("late", 0, 4) == 0 {
		ago = time.Duration(p.int("ago", -40, 50)) * time.Minute
	}
	if verb == "milk.deliver" && p.int("guess", 0, 9) == 0 {
		p.guess(who, d)
	}
	p.say(who, verb, p.body(verb, d), ago)
}

// guess tries wrong codes until none is heard any more.
func (p *wall) guess(who string, d milk.Delivery) {
	b := p.handover(d)
	b.Code, b.WithoutCode = wrong(p.code(d)), false
	for range 6 {
		p.say(who, "milk.deliver", b, 0)
	}
}

var strays = []string{"dispatch.offer", "dispatch.decline", "dispatch.withdraw", "milk.cancel", "milk.cancel", "milk.absent", "milk.give", "milk.return", "milk.discard", "milk.undo", "milk.undo",
	"milk.new_code", "milk.hand_over", "milk.take", "milk.deliver", "milk.deliver", "milk.arrive"}

// next is who would do what now, if all went well.
func (p *wall) next(d milk.Delivery) (who, verb string) {
	courier := name(d.Courier)
	switch {
	case d.GiveTo != "" && !d.Ended():
		return name(d.GiveTo), "milk.take"
	case d.State == milk.Declared && d.Courier == "" && d.OfferedTo == "":
		return "dispatcher", "dispatch.offer"
	case d.State == milk.Declared && d.Courier == "":
		return name(d.OfferedTo), "dispatch.accept"
	case d.State == milk.Declared:
		return courier, "milk.hand_over"
	case d.State == milk.HandedOver:
		return courier, p.one("step", []string{"milk.pack", "milk.depart", "milk.give"})
	case d.State == milk.Packed:
		return courier, "milk.depart"
	case d.State == milk.OnTheWay:
		return courier, p.one("step", []string{"milk.arrive", "milk.deliver", "milk.undo"})
	}
	return courier, "milk.deliver"
}

func name(id ident.ID) string {
	for _, c := range couriers {
		if ident.Named(c) == id {
			return c
		}
	}
	return "Joko"
}

// body is what is said with a verb: the right thing or something near it.
func (p *wall) body(verb string, d milk.Delivery) any {
	switch verb {
	case "dispatch.offer":
		return dispatch.Offer{Job: d.Job, Worker: ident.Named(p.one("to", couriers))}
	case "dispatch.accept":
		return dispatch.Accept{Job: d.Job}
	case "dispatch.decline":
		return dispatch.Decline{Job: d.Job, Reason: "busy"}
	case "dispatch.withdraw":
		return dispatch.Withdraw{Job: d.Job, Reason: "desk"}
	case "milk.cancel":
		return milk.Cancel{Delivery: d.ID, Reason: "mistake"}
	case "milk.hand_over":
		return milk.HandOver{Delivery: d.ID, Bag: fmt.Sprint("tas ", p.int("bag", 1, 9)), Bottles: p.bottles(d, ""), HandedBy: milk.HandedBy{Role: "mother"}, SealOK: p.int("seal", 0, 9) > 0}
	case "milk.pack":
		return milk.Pack{Delivery: d.ID, TemperatureC: p.degrees()}
	case "milk.depart":
		return milk.Depart{Delivery: d.ID}
	case "milk.arrive":
		return milk.Arrive{Delivery: d.ID, TemperatureC: p.degrees(), IceMelted: p.int("melted", 0, 19) == 0}
	case "milk.absent":
		return milk.Absent{Delivery: d.ID, Action: "call"}
	case "milk.give":
		return milk.Give{Delivery: d.ID, To: ident.Named(p.one("to", couriers))}
	case "milk.take":
		return milk.Take{Delivery: d.ID, Bottles: p.bottles(d, "carried")}
	case "milk.return":
		return milk.Return{Delivery: d.ID, To: "workplace", Bottles: p.bottles(d, "carried")}
	case "milk.discard":
		return milk.Discard{Delivery: d.ID, Bottles: p.bottles(d, "carried"), Reason: "leak"}
	case "milk.undo":
		return milk.Undo{Delivery: d.ID, Step: d.LastStep}
	case "milk.new_code":
		return milk.NewCode{Delivery: d.ID}
	}
	return p.handover(d)
}

// bottles are those of a state, or one fewer, or one of another delivery.
func (p *wall) bottles(d milk.Delivery, state string) []ident.ID {
	var out []ident.ID
	for _, b := range d.Bottles {
		if state == "" || b.State == state {
			out = append(out, b.ID)
		}
	}
	switch n := p.int("which bottles", 0, 9); {
	case n == 0 && len(out) > 1:
		out = out[1:]
	case n == 1 || len(out) == 0:
		out = append(out, ident.Named(fmt.Sprint("bottle ", p.int("stray bottle", 0, p.n), " 0")))
	}
	return out
}

// handover is a delivery at the door: mostly right, sometimes without or with
// the wrong code, or to somebody else.
func (p *wall) handover(d milk.Delivery) milk.Deliver {
	b := milk.Deliver{Delivery: d.ID, Recipient: ident.Named(p.one("recipient", family)), Bottles: p.bottles(d, "carried"), Code: p.code(d)}
	if p.int("kin", 0, 3) > 0 {
		b.Recipient = ident.Named(family[0])
		if d.Mother == ident.Named("Tuti") {
			b.Recipient = ident.Named(family[2])
		}
	}
	switch p.pick("code", 10, 9, 1, 1) {
	case 1:
		b.Code = wrong(b.Code)
	case 2:
		b.Code, b.WithoutCode = "", true
	case 3:
		b.Recipient, b.OtherName = "", "Tetangga"
	}
	return b
}
