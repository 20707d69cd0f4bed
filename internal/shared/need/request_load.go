package need

import (
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Deadline says until when a request of a colour that starts at an instant is
// promised; it is made from the rules in force.
type Deadline func(colour string, start instant.Instant) instant.Instant

// of is the deadline of a request: a planned journey is promised for when it is
// wanted, when that is later than the promise would be.
func (d Deadline) of(kind, colour string, start, want instant.Instant) instant.Instant {
	due := d(colour, start)
	if kind == TransportRequest && colour == Green && want.After(due) {
		return want
	}
	return due
}

// hour is what the counts of what came the same way look back over.
const hour = time.Hour

// intake is what taking a request in needs to know.
type intake struct {
	room    Room
	said    Request
	found   bool // the case is there already
	known   bool // the kind is one of request
	kind    Kind
	number  int64
	village string
	person  ident.ID
	keys    []string
	table   Force
	due     Deadline
	code    string
	hash    string
	doubt   int64
	differs bool
	// typed: the slip of that number was typed in before.
	typed bool
}

// Audiences are the village and whoever says it: nobody is told that an emergency
// lies outside his village.
func (o intake) Audiences() []string { return o.keys }

// loadRequest is for those who work here: who speaks by a link or on a page asks,
// and names no time.
func (r Room) loadRequest(q journal.Query) (intake, error) {
	o, err := r.intake(q, q.Body.(Request))
	if q.By.Worker == "" {
		o.keys = []string{"f"}
	}
	return o, err
}

func (r Room) loadAsk(q journal.Query) (intake, error) {
	b := q.Body.(Ask).asRequest()
	if b.Person != q.By.Person {
		b.Person = "" // whose name it is would be given back to whoever guesses
	}
	return r.intake(q, b)
}

func (r Room) intake(q journal.Query, b Request) (o intake, err error) {
	o = intake{room: r, said: b, code: ReceiptCode(q.Keys, q.Facility, b.Case)}
	o.kind, o.known = r.kind(b.Kind)
	o.known = o.known && o.kind.Request
	if _, o.found, err = Cases.Get(q.Tx, q.Facility, b.Case); err != nil {
		return o, err
	}
	if o.table, err = ForceOf(q); err != nil {
		return o, err
	}
	if _, err = q.One("SELECT COALESCE(MAX(number), 0) + 1 FROM need_case WHERE facility_id = $1", []any{q.Facility}, &o.number); err != nil {
		return o, err
	}
	if o.due, err = r.deadline(q, b.Kind); err != nil {
		return o, err
	}
	if err = o.readPlace(q); err != nil {
		return o, err
	}
	if err = o.readSlip(q); err != nil {
		return o, err
	}
	o.keys = append([]string{"f", "v:" + o.village}, q.By.Keys...)
	return o, o.readReporter(q)
}

func (r Room) deadline(q journal.Query, kind string) (Deadline, error) {
	if r.Promised == nil {
		return func(string, instant.Instant) instant.Instant { return 0 }, nil
	}
	return r.Promised(q, kind)
}

// readSlip looks whether the paper was typed in before. A number that was never printed
// stops nobody: the desk's page of slips shows it.
func (o *intake) readSlip(q journal.Query) error {
	if o.said.Slip == 0 {
		return nil
	}
	_, typed, err := Cases.First(q.Tx, "facility_id = $1 AND slip = $2 AND request = TRUE", q.Facility, o.said.Slip)
	o.typed = typed
	return err
}

// readReporter counts what came from the same telephone or page in the hour
// before. It lowers the place in the queue and refuses nobody.
func (o *intake) readReporter(q journal.Query) error {
	if o.hash = o.reporterHash(q); o.hash == "" {
		return nil
	}
	_, err := q.One("SELECT count(*) FROM need_case WHERE facility_id = $1 AND reporter_hash = $2 AND opened_at > $3",
		[]any{q.Facility, o.hash, q.Now.Add(-hour)}, &o.doubt)
	return err
}

// reporterHash is of the telephone that was named, else of the link that spoke.
// Somebody of ours who types for others is no reporter.
func (o *intake) reporterHash(q journal.Query) string {
	phone := ""
	if r := o.said.Reporter; r != nil {
		phone = r.Phone
	}
	if p := o.said.Patient; phone == "" && p != nil && o.said.ForSelf {
		phone = p.Phone
	}
	if normal, bad := registry.NormalPhone(phone); bad == nil && normal != "" {
		return q.Keys.Lookup(q.Facility, "phone", normal)
	}
	if q.By.Worker == "" && !q.By.Is(access.Public) && !q.By.Is(access.Machine) {
		return q.Keys.Lookup(q.Facility, "link", string(q.By.ID))
	}
	return ""
}
