package house

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// The work that an appeal leaves, and the messages of a withdrawal and its end: a seller has
// no account that would show them.
const (
	settleAppeal         = "settle_appeal"
	certificateWithdrawn = "certificate_withdrawn"
	certificateRestored  = "certificate_restored"
	certificateUpheld    = "certificate_upheld"
)

// tellOfWithdrawal tells the holder that a certificate counts no more, and that it can be
// appealed. What an appeal of before has left is over with it.
func tellOfWithdrawal(q journal.Query, m journal.Meta, e workforce.CertificateWithdrawn) ([]any, error) {
	over, err := appealsOver(q, e.Worker, e.Course, "not_needed")
	return append(over, messaging.Queue(messaging.Message{ID: ident.Derive(m.ID(), 1), To: e.Worker, Kind: certificateWithdrawn,
		Params: map[string]string{"course": e.Course}})), err
}

// askForDecision leaves an appeal to somebody of the desk who did not withdraw, so that none
// waits unseen.
func askForDecision(q journal.Query, m journal.Meta, e workforce.AppealMade) ([]any, error) {
	if len(e.Certificates) == 0 {
		return nil, nil
	}
	c, _, err := workforce.Certificates.Get(q.Tx, q.Facility, e.Certificates[0])
	if err != nil {
		return nil, err
	}
	owner, err := workforce.DeskOf(q, c.WithdrawnBy)
	if err != nil || owner == "" || owner == e.Worker {
		return nil, err
	}
	return []any{task.Opened{Task: ident.Derive(m.ID(), 1), Kind: settleAppeal, Person: e.Worker, Owner: owner, Cause: c.ID}}, nil
}

// tellOfDecision tells the holder how it ended. What counts again and ends soon is warned of
// again, for its warnings went with the withdrawal.
func tellOfDecision(q journal.Query, m journal.Meta, e workforce.AppealSettled) ([]any, error) {
	out, err := appealsOver(q, e.Worker, e.Course, "done")
	if err != nil {
		return nil, err
	}
	kind := certificateUpheld
	if e.Outcome == workforce.Restored {
		kind = certificateRestored
	}
	out = append(out, messaging.Queue(messaging.Message{ID: ident.Derive(m.ID(), 3), To: e.Worker, Kind: kind, Params: map[string]string{"course": e.Course}}))
	if e.Outcome != workforce.Restored {
		return out, nil
	}
	again, err := warnAgain(q, m, e)
	return append(out, again...), err
}

// warnAgain says once more that what was given back ends soon.
func warnAgain(q journal.Query, m journal.Meta, e workforce.AppealSettled) ([]any, error) {
	home, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return nil, err
	}
	today, last := q.Now.Day(home.Location()), workforce.Certificate{}
	for _, id := range e.Certificates {
		c, _, err := workforce.Certificates.Get(q.Tx, q.Facility, id)
		if err != nil {
			return nil, err
		}
		if c.ValidTo > last.ValidTo {
			last = c
		}
	}
	if last.Warned == 0 || last.ValidTo < today {
		return nil, nil
	}
	return tellOfTheEnd(q, m, workforce.CertificateWarned{Certificate: last.ID, Worker: e.Worker, Course: e.Course, Days: last.Warned,
		Left: workforce.DaysTo(today, last.ValidTo), ValidTo: last.ValidTo})
}

// appealsOver ends the work that an appeal of a course left, and the words about it that
// nobody has sent: they say what is not so any more.
func appealsOver(q journal.Query, worker ident.ID, course, outcome string) (out []any, err error) {
	open, err := openOf(q, worker, settleAppeal)
	if err != nil {
		return nil, err
	}
	for _, t := range open {
		c, _, err := workforce.Certificates.Get(q.Tx, q.Facility, t.Cause)
		if err != nil {
			return nil, err
		}
		if c.Course == course {
			out = append(out, task.Done{Task: t.ID, Outcome: outcome})
		}
	}
	waiting, err := messaging.Messages.Where(q.Tx, "facility_id = $1 AND person = $2 AND kind IN ($3, $4, $5) AND state = $6 ORDER BY id",
		q.Facility, worker, certificateWithdrawn, certificateRestored, certificateUpheld, messaging.Waiting)
	for _, w := range waiting {
		if w.Params["course"] == course {
			out = append(out, messaging.Stop(w.ID, messaging.StoppedOver))
		}
	}
	return out, err
}
