package house

import (
	"strconv"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// crew is how the rooms around those who work here answer to each other: what a
// certificate's end, its renewal and a suspension leave to do. It has no words and
// no tables of its own.
type crew struct{}

// The work and the message that a certificate's end leaves.
const (
	renewCertificate = "renew_certificate"
	certificateEnds  = "certificate_ending"
)

// Verbs lists nothing.
func (crew) Verbs() []journal.Verb { return nil }

// Events lists nothing.
func (crew) Events() []journal.Event { return nil }

// Tables lists nothing.
func (crew) Tables() []store.Def { return nil }

// Follows lists what answers to what.
func (crew) Follows() []journal.Follow {
	return []journal.Follow{
		journal.When(tellOfTheEnd),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.Certified) ([]any, error) {
			return silenceWarnings(q, e.Worker, e.Course, e.ValidTo, "done")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.CertificateWithdrawn) ([]any, error) {
			return silenceWarnings(q, e.Worker, e.Course, forever, "not_needed")
		}),
		journal.When(tellOfWithdrawal),
		journal.When(askForDecision),
		journal.When(tellOfDecision),
		journal.When(handTasksOn),
	}
}

// forever is later than any day a certificate ends on.
const forever = "9999-12-31"

// tellOfTheEnd tells the courier, and leaves the renewal to the desk: one task a
// certificate, however many warnings it gets.
func tellOfTheEnd(q journal.Query, m journal.Meta, e workforce.CertificateWarned) ([]any, error) {
	out, err := unsaidWarnings(q, e.Worker, e.Course)
	if err != nil {
		return nil, err
	}
	out = append(out, messaging.Queue(messaging.Message{ID: ident.Derive(m.ID(), 1), To: e.Worker, Kind: certificateEnds,
		Params: map[string]string{"days": strconv.FormatInt(e.Left, 10), ofCertificate: string(e.Certificate)}}))
	open, err := renewalsOf(q, e.Worker, e.Course)
	if err != nil || len(open) > 0 {
		return out, err
	}
	owner, err := workforce.DeskOf(q, e.Worker)
	if err != nil || owner == "" {
		return out, err
	}
	return append(out, task.Opened{Task: ident.Derive(m.ID(), 2), Kind: renewCertificate, Person: e.Worker, Owner: owner,
		Due: e.ValidTo, Cause: e.Certificate}), nil
}

// ofCertificate is the param of a message that says which certificate it is about; nothing
// shows it.
const ofCertificate = "certificate"

// unsaidWarnings stops what waits to be said of the ends of a worker's certificates of a
// course: of another course it still has to be said.
func unsaidWarnings(q journal.Query, worker ident.ID, course string) (out []any, err error) {
	waiting, err := messaging.Messages.Where(q.Tx, "facility_id = $1 AND person = $2 AND kind = $3 AND state = $4 ORDER BY id",
		q.Facility, worker, certificateEnds, messaging.Waiting)
	for _, w := range waiting {
		// What was queued before messages said which names none: it is stopped with any.
		c, found, err := workforce.Certificates.Get(q.Tx, q.Facility, ident.ID(w.Params[ofCertificate]))
		if err != nil {
			return nil, err
		}
		if !found || c.Course == course {
			out = append(out, messaging.Stop(w.ID, messaging.StoppedOver))
		}
	}
	return out, err
}

func openOf(q journal.Query, person ident.ID, kind string) (out []task.Task, err error) {
	all, err := task.OpenOf(q, person)
	for _, t := range all {
		if t.Kind == kind {
			out = append(out, t)
		}
	}
	return out, err
}

// renewalsOf are the open tasks to renew a certificate of one course: who is trained in
// several has one of each.
func renewalsOf(q journal.Query, worker ident.ID, course string) (out []task.Task, err error) {
	open, err := openOf(q, worker, renewCertificate)
	for _, t := range open {
		c, _, err := workforce.Certificates.Get(q.Tx, q.Facility, t.Cause)
		if err != nil {
			return nil, err
		}
		if c.Course == course {
			out = append(out, t)
		}
	}
	return out, err
}

// silenceWarnings ends what was said and left about a certificate of a course that ends
// before a day: whoever renews or withdraws one has done what the task asks for.
func silenceWarnings(q journal.Query, worker ident.ID, course, before, outcome string) ([]any, error) {
	open, err := renewalsOf(q, worker, course)
	if err != nil {
		return nil, err
	}
	var out []any
	for _, t := range open {
		if t.Due < before {
			out = append(out, task.Done{Task: t.ID, Outcome: outcome})
		}
	}
	if len(out) == 0 {
		return nil, nil
	}
	stopped, err := unsaidWarnings(q, worker, course)
	return append(out, stopped...), err
}

// handTasksOn gives what a suspended worker has left to do to who does it now: the
// midwife of the village, else the desk. Where there is nobody it stays.
func handTasksOn(q journal.Query, _ journal.Meta, e workforce.WorkerSuspended) ([]any, error) {
	open, err := task.Tasks.Where(q.Tx, "facility_id = $1 AND owner = $2 AND state = $3 ORDER BY opened_at, id", q.Facility, e.Worker, task.Open)
	if err != nil {
		return nil, err
	}
	var out []any
	for _, t := range open {
		next, err := workforce.OwnerOf(q, t.Village)
		if err != nil {
			return nil, err
		}
		if next != "" && next != e.Worker {
			out = append(out, task.Handed{Task: t.ID, Owner: next})
		}
	}
	return out, nil
}
