package workforce

import (
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/policy"
)

// Settings are the facility's rules for those who work for it.
type Settings struct {
	// WarnDays are how many days before a certificate's end its courier and the desk
	// are told, the earliest first.
	WarnDays []int64 `json:"warn_days"`
}

// Check wants warnings within a year, each later than the one before.
func (s Settings) Check() *fault.Error {
	for i, n := range s.WarnDays {
		if n < 1 || n > 365 || i > 0 && n >= s.WarnDays[i-1] {
			return fault.BadField("policy.bad_document", "warn_days")
		}
	}
	return nil
}

// Policy is the section of the facility's policy that this room reads: 30 and 7
// days are the health centre's own wish (issue of the programme, point 7).
var Policy = policy.Define("workforce", Settings{WarnDays: []int64{30, 7}})

// CertificateWarned is the event of a certificate whose end is near. Days is which
// warning it is, Left how many days it is still valid, the last one included.
type CertificateWarned struct {
	Certificate ident.ID `json:"certificate"`
	Worker      ident.ID `json:"worker"`
	Course      string   `json:"course"`
	Days        int64    `json:"days"`
	Left        int64    `json:"left"`
	ValidTo     string   `json:"valid_to"`
}

func applyWarned(tx *store.Tx, m journal.Meta, e CertificateWarned) error {
	c, found, err := Certificates.Get(tx, m.Facility, e.Certificate)
	if err != nil || !found {
		return err
	}
	c.Warned = e.Days
	if err := Certificates.Put(tx, c); err != nil {
		return err
	}
	return touch(tx, m.Facility, e.Worker)
}

// warnOfEnds follows each midnight: it looks at what is valid then, so that nothing
// stale is ever said of a certificate that was renewed or withdrawn meanwhile, and
// a server that was off for a week catches up.
func warnOfEnds(q journal.Query, _ journal.Meta, _ journal.DayClosed) ([]any, error) {
	set, _, err := Policy.Get(q)
	if err != nil || len(set.WarnDays) == 0 {
		return nil, err
	}
	zone, err := zoneOf(q)
	if err != nil {
		return nil, err
	}
	today := q.Now.Day(zone)
	ending, err := Certificates.Where(q.Tx, "facility_id = $1 AND withdrawn_at = 0 AND valid_to >= $2 ORDER BY valid_to, id", q.Facility, today)
	if err != nil {
		return nil, err
	}
	var out []any
	for _, c := range ending {
		w, _, err := Workers.Get(q.Tx, q.Facility, c.Worker)
		if err != nil {
			return nil, err
		}
		if n := c.dueWarning(set.WarnDays, today); n > 0 && w.State == Active && !renewed(c, ending) {
			out = append(out, CertificateWarned{c.ID, c.Worker, c.Course, n, DaysTo(today, c.ValidTo), c.ValidTo})
		}
	}
	return out, nil
}

// dueWarning is the latest warning that is due on a day and was not given; 0: none.
func (c Certificate) dueWarning(warnings []int64, today string) (due int64) {
	left := DaysTo(today, c.ValidTo)
	for _, n := range warnings {
		if left <= n && (c.Warned == 0 || n < c.Warned) {
			due = n
		}
	}
	return due
}

// renewed reports whether another certificate of the same worker and course is
// valid for longer, without a gap.
func renewed(c Certificate, all []Certificate) bool {
	return slices.ContainsFunc(all, func(o Certificate) bool {
		return o.Worker == c.Worker && o.Course == c.Course && o.ValidTo > c.ValidTo && DaysTo(c.ValidTo, o.ValidFrom) <= 1
	})
}

// DaysTo counts the days from one civil day to another; of what is none it is 0.
func DaysTo(from, to string) int64 {
	a, errA := time.Parse(time.DateOnly, from)
	b, errB := time.Parse(time.DateOnly, to)
	if errA != nil || errB != nil {
		return 0
	}
	return int64(b.Sub(a) / (24 * time.Hour))
}

// turned follows each midnight too: whose papers began or ended with it is shown
// anew, so that a phone which hears nothing else hears that.
func turned(q journal.Query, _ journal.Meta, e journal.DayClosed) ([]any, error) {
	zone, err := zoneOf(q)
	if err != nil {
		return nil, err
	}
	var out []any
	err = q.Each(`SELECT worker FROM certificate WHERE facility_id = $1 AND (valid_to >= $2 AND valid_to < $3 OR valid_from > $2 AND valid_from <= $3)
		UNION SELECT worker FROM appointment WHERE facility_id = $1 AND (valid_to >= $2 AND valid_to < $3 OR valid_from > $2 AND valid_from <= $3) ORDER BY worker`,
		store.Args(q.Facility, e.Day, q.Now.Day(zone)), func(scan func(...any) error) error {
			var w ident.ID
			err := scan(&w)
			out = append(out, WorkerRefreshed{w})
			return err
		})
	return out, err
}
