package workforce

import (
	"regexp"
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

var (
	wordForm   = regexp.MustCompile(`^[a-z][a-z0-9_]{1,39}$`)
	numberForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9 ./-]{0,39}$`)
	// villageCode is how the Ministry of Home Affairs writes one: 33.13.14.2001.
	villageCode = regexp.MustCompile(`^\d{2}\.\d{2}\.\d{2}\.\d{4}$`)
)

// civilDay reports whether s is a day as YYYY-MM-DD.
func civilDay(s string) bool { _, err := time.Parse(time.DateOnly, s); return err == nil }

// staff is the state of a verb about one worker.
type staff struct {
	Worker
	found        bool
	zone         *time.Location
	certificates []Certificate
	name         bool // the registry knows this id already
	assessor     bool // the assessor who is named works here
	register     Register
}

func loadStaff(q journal.Query) (staff, error) {
	s, err := loadAnybody(q)
	if err == nil && !s.found {
		err = fault.Absent()
	}
	return s, err
}

func loadAnybody(q journal.Query) (staff, error) {
	var s staff
	var err error
	if s.Worker, s.found, err = Workers.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return s, err
	}
	if s.zone, err = zoneOf(q); err != nil {
		return s, err
	}
	if _, s.name, err = registry.People.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return s, err
	}
	s.certificates, err = Certificates.Where(q.Tx, "facility_id = $1 AND worker = $2 ORDER BY valid_from DESC, id", q.Facility, q.Subject)
	return s, err
}

// AddWorker is the command that takes somebody into the list of workers.
type AddWorker struct {
	Worker ident.ID `json:"worker"`
	Name   string   `json:"name"`
	Phone  string   `json:"phone,omitempty" max:"40"`
	Kinds  []string `json:"kinds"`
	// Villages are codes of villages, for a midwife or cadre, and of a seller's round.
	Villages []string `json:"villages,omitempty"`
}

// Subject is the worker.
func (b AddWorker) Subject() ident.ID { return b.Worker }

// Check wants a name, known kinds and a phone that could be one.
func (b AddWorker) Check() *fault.Error {
	switch {
	case b.Worker == "":
		return fault.BadField("body.required", "worker")
	case b.Name == "":
		return fault.BadField("body.required", "name")
	case len(b.Kinds) == 0 || slices.ContainsFunc(b.Kinds, unknownKind):
		return fault.BadField("workforce.bad_kind", "kinds")
	case slices.ContainsFunc(b.Villages, func(v string) bool { return !villageCode.MatchString(v) }):
		return fault.BadField("registry.unknown_village", "villages")
	}
	if b.Phone != "" {
		if _, bad := registry.NormalPhone(b.Phone); bad != nil {
			return fault.BadField(bad.Code, "phone")
		}
	}
	return nil
}

func unknownKind(k string) bool {
	return !slices.Contains([]string{"courier", "midwife", "cadre", "desk", "driver", "doctor", "nurse", Seller}, k)
}

// WorkerAdded is the event of a new worker.
type WorkerAdded struct {
	Worker   ident.ID `json:"worker"`
	Kinds    []string `json:"kinds"`
	Villages []string `json:"villages,omitempty"`
}

func (w staff) add(s journal.Said[AddWorker]) journal.Answer {
	b := s.Body
	if w.found || w.name {
		return journal.Refuse("workforce.exists")
	}
	person := registry.Register(s, b.Worker, registry.Worker, "", "", false, registry.Detail{Name: b.Name, Phone: b.Phone})
	return journal.Accept(person, WorkerAdded{b.Worker, b.Kinds, b.Villages})
}

func applyAdded(tx *store.Tx, m journal.Meta, e WorkerAdded) error {
	return Workers.Put(tx, Worker{Facility: m.Facility, ID: e.Worker, Kinds: e.Kinds, Villages: e.Villages, State: Active})
}

// Suspend is the command that takes new work away from a worker at once.
type Suspend struct {
	Worker ident.ID `json:"worker"`
	Reason string   `json:"reason" max:"500"`
}

// Reinstate is the command that ends a suspension.
type Reinstate struct {
	Worker ident.ID `json:"worker"`
}

// Subject is the worker.
func (b Suspend) Subject() ident.ID { return b.Worker }

// Subject is the worker.
func (b Reinstate) Subject() ident.ID { return b.Worker }

// Check wants a reason.
func (b Suspend) Check() *fault.Error { return wantReason(b.Reason) }

func wantReason(reason string) *fault.Error {
	if reason == "" {
		return fault.BadField("body.required", "reason")
	}
	return nil
}

// WorkerSuspended is the event of a suspension; its reason is sealed.
type WorkerSuspended struct {
	Worker ident.ID    `json:"worker"`
	Reason journal.Ref `json:"reason"`
}

// WorkerReinstated is the event of a suspension's end.
type WorkerReinstated struct {
	Worker ident.ID `json:"worker"`
}

// sealReason keeps free text out of the log, under the command's own id.
func sealReason[B any](s journal.Said[B], text string) journal.Ref {
	return s.Seal("workforce_reason", s.ID, 1, text)
}

func (w staff) suspend(s journal.Said[Suspend]) journal.Answer {
	if w.State == Suspended {
		return journal.Refuse("workforce.already_suspended")
	}
	return journal.Accept(WorkerSuspended{w.ID, sealReason(s, s.Body.Reason)})
}

func (w staff) reinstate(s journal.Said[Reinstate]) journal.Answer {
	switch {
	case w.State == Active:
		return journal.Refuse("workforce.not_suspended")
	case s.By.Worker == w.ID:
		return journal.Refuse("workforce.own_suspension")
	}
	return journal.Accept(WorkerReinstated{w.ID})
}

func applySuspended(tx *store.Tx, m journal.Meta, e WorkerSuspended) error {
	return setState(tx, m.Facility, e.Worker, Suspended)
}

func applyReinstated(tx *store.Tx, m journal.Meta, e WorkerReinstated) error {
	return setState(tx, m.Facility, e.Worker, Active)
}

func setState(tx *store.Tx, facility, worker ident.ID, state string) error {
	w, found, err := Workers.Get(tx, facility, worker)
	if err != nil || !found {
		return err
	}
	w.State = state
	return Workers.Put(tx, w)
}

// touch sends a worker's row out anew when what its view shows has changed.
func touch(tx *store.Tx, facility, worker ident.ID) error {
	w, found, err := Workers.Get(tx, facility, worker)
	if err != nil || !found {
		return err
	}
	return Workers.Put(tx, w)
}
