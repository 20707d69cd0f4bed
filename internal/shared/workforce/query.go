package workforce

import (
	"slices"
	"strconv"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// Fitness is what speaks for and against giving somebody work.
type Fitness struct{ Certified, Appointed, OnShift, Suspended bool }

// Fit reports whether the worker may be given work of the course: shift aside,
// for a courier who carries milk after the shift's end still carries it.
func (f Fitness) Fit() bool { return f.Certified && f.Appointed && !f.Suspended }

// Word is fit, or the first thing that speaks against it: suspended, not_certified
// or not_appointed.
func (f Fitness) Word() string {
	switch {
	case f.Suspended:
		return "suspended"
	case !f.Certified:
		return "not_certified"
	case !f.Appointed:
		return "not_appointed"
	}
	return "fit"
}

// Ready reports whether the worker may be offered new work.
func (f Fitness) Ready() bool { return f.Fit() && f.OnShift }

// Fit looks at a worker at an instant. Of an unknown worker nothing holds.
func Fit(q journal.Query, worker ident.ID, course string, at instant.Instant) (Fitness, error) {
	w, found, err := Workers.Get(q.Tx, q.Facility, worker)
	if err != nil || !found {
		return Fitness{}, err
	}
	zone, err := zoneOf(q)
	if err != nil {
		return Fitness{}, err
	}
	day := at.Day(zone)
	f := Fitness{Suspended: w.State != Active}
	var one int
	if f.Certified, err = CertifiedOn(q, worker, course, day); err != nil {
		return Fitness{}, err
	}
	if f.Appointed, err = q.One(`SELECT 1 FROM appointment WHERE facility_id = $1 AND worker = $2
		AND valid_from <= $3 AND valid_to >= $4`, store.Args(q.Facility, worker, day, day), &one); err != nil {
		return Fitness{}, err
	}
	f.OnShift, err = q.One(`SELECT 1 FROM shift WHERE facility_id = $1 AND worker = $2
		AND starts_at <= $3 AND ends_at > $4`, store.Args(q.Facility, worker, at, at), &one)
	return f, err
}

// CertifiedOn reports whether a worker has a certificate of a course on a civil day that
// was not withdrawn: all that is asked of who is not appointed, as a seller is not.
func CertifiedOn(q journal.Query, worker ident.ID, course, day string) (on bool, err error) {
	var one int
	return q.One(`SELECT 1 FROM certificate WHERE facility_id = $1 AND worker = $2 AND course = $3
		AND withdrawn_at = 0 AND valid_from <= $4 AND valid_to >= $5`, store.Args(q.Facility, worker, course, day, day), &one)
}

// Terms are the days on which a worker was certified in a course, as it is known now.
type Terms struct {
	zone *time.Location
	days [][2]string
}

// TermsOf reads them. What was taken back is none of them; what was given back is.
func TermsOf(q journal.Query, worker ident.ID, course string) (t Terms, err error) {
	if t.zone, err = zoneOf(q); err != nil {
		return t, err
	}
	err = q.Each("SELECT valid_from, valid_to FROM certificate WHERE facility_id = $1 AND worker = $2 AND course = $3 AND withdrawn_at = 0 ORDER BY id",
		store.Args(q.Facility, worker, course), func(scan func(...any) error) error {
			var d [2]string
			err := scan(&d[0], &d[1])
			t.days = append(t.days, d)
			return err
		})
	return t, err
}

// At reports whether one of them spans an instant: that at which a phone says that
// something was, which may be days ago.
func (t Terms) At(at instant.Instant) bool {
	day := at.Day(t.zone)
	return slices.ContainsFunc(t.days, func(d [2]string) bool { return d[0] <= day && day <= d[1] })
}

// OnDuty lists who may be offered new work of a course, by id.
func OnDuty(q journal.Query, course string, at instant.Instant) ([]ident.ID, error) {
	on, err := Shifts.Where(q.Tx, "facility_id = $1 AND ends_at > $2 AND starts_at <= $3 ORDER BY worker, id", q.Facility, at, at)
	var out []ident.ID
	for _, s := range on {
		if len(out) > 0 && out[len(out)-1] == s.Worker {
			continue
		}
		f, err := Fit(q, s.Worker, course, at)
		if err != nil {
			return nil, err
		}
		if f.Ready() {
			out = append(out, s.Worker)
		}
	}
	return out, err
}

// Name is what the worker is called; empty for nobody.
func Name(q journal.Query, worker ident.ID) (string, error) {
	_, d, _, err := registry.Open(q, worker)
	return d.Name, err
}

// zoneOf is the facility's time zone; WIB before it is founded.
func zoneOf(q journal.Query) (*time.Location, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil && fault.Of(err).Kind != fault.NotFound {
		return nil, err
	}
	return f.Location(), nil
}

// Secrets is what a phone proves itself with.
type Secrets struct {
	Token          string // in the address (Traccar Client)
	User, Password string // Basic auth (OwnTracks)
}

// Secrets derives what the phone proves itself with; each is 130 bits.
func (p Phone) Secrets(ring *keys.Ring) Secrets {
	g := strconv.FormatInt(p.Generation, 10)
	return Secrets{
		Token:    ring.Token("phone", string(p.Facility), string(p.ID), g),
		User:     string(p.ID),
		Password: ring.Token("phone password", string(p.Facility), string(p.ID), g),
	}
}

// OpenPhones lists the phones of a facility that are not shut out.
func OpenPhones(tx *store.Tx, facility ident.ID) ([]Phone, error) {
	return Phones.Where(tx, "facility_id = $1 AND state <> $2 ORDER BY id", facility, PhoneBlocked)
}

// OwnerOf is who has what is left to do about somebody of a village: an active
// midwife of the village (one who serves fewest villages, so the village's own
// before one who looks after many), else an officer, else the head. Empty only
// where nobody works yet.
func OwnerOf(q journal.Query, village string) (ident.ID, error) {
	active, err := Workers.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY id", q.Facility, Active)
	if err != nil {
		return "", err
	}
	var own Worker
	for _, w := range active {
		if w.Is("midwife") && slices.Contains(w.Villages, village) && (own.ID == "" || len(w.Villages) < len(own.Villages)) {
			own = w
		}
	}
	if own.ID != "" {
		return own.ID, nil
	}
	return DeskOf(q, "")
}

// DeskOf is an active officer of this day, else the head: who has what the desk is
// to do. Except is passed over. Empty where there is nobody.
func DeskOf(q journal.Query, except ident.ID) (ident.ID, error) {
	zone, err := zoneOf(q)
	if err != nil {
		return "", err
	}
	for _, role := range []access.Role{access.Officer, access.Head} {
		grants, err := Grants.Where(q.Tx, "facility_id = $1 AND role = $2 AND worker <> '' ORDER BY from_day, id", q.Facility, role)
		if err != nil {
			return "", err
		}
		for _, g := range grants {
			w, found, err := Workers.Get(q.Tx, q.Facility, g.Worker)
			if err != nil {
				return "", err
			}
			if found && w.State == Active && g.Worker != except && g.On(q.Now.Day(zone)) {
				return g.Worker, nil
			}
		}
	}
	return "", nil
}
