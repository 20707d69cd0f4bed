package equipment

import (
	"regexp"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// codeForm is what is painted on a box: K-1, BOKS 2.
var codeForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9 ./-]{0,19}$`)

// Add takes a box into the list, or corrects what is known of it: verb equipment.add.
type Add struct {
	Cooler   ident.ID `json:"cooler"`
	Code     string   `json:"code" max:"20"`
	Capacity int64    `json:"capacity"`
	IcePacks int64    `json:"ice_packs"`
}

// Hand gives a box to a worker, or takes it back where Worker is empty: verb
// equipment.hand.
type Hand struct {
	Cooler ident.ID `json:"cooler"`
	Worker ident.ID `json:"worker,omitempty"`
}

// Retire takes a box out of use: verb equipment.retire. State is broken or out.
type Retire struct {
	Cooler ident.ID `json:"cooler"`
	State  string   `json:"state"`
	Note   string   `json:"note,omitempty" max:"200"`
}

// Mend puts a box back into use: verb equipment.mend.
type Mend struct {
	Cooler ident.ID `json:"cooler"`
}

// Subject is the box.
func (b Add) Subject() ident.ID { return b.Cooler }

// Subject is the box.
func (b Hand) Subject() ident.ID { return b.Cooler }

// Subject is the box.
func (b Retire) Subject() ident.ID { return b.Cooler }

// Subject is the box.
func (b Mend) Subject() ident.ID { return b.Cooler }

// Check wants a code, room for one bottle to a hundred and up to thirty packs.
func (b Add) Check() *fault.Error {
	switch {
	case b.Cooler == "":
		return fault.BadField("body.required", "cooler")
	case !codeForm.MatchString(b.Code):
		return fault.BadField("equipment.bad_code", "code")
	case b.Capacity < 1 || b.Capacity > 100:
		return fault.BadField("equipment.bad_capacity", "capacity")
	case b.IcePacks < 0 || b.IcePacks > 30:
		return fault.BadField("equipment.bad_packs", "ice_packs")
	}
	return nil
}

// Check wants a state in which it carries nothing.
func (b Retire) Check() *fault.Error {
	if b.State != Broken && b.State != Out {
		return fault.BadField("body.bad_choice", "state")
	}
	return nil
}

// Added is the event of a box, new or corrected.
type Added struct {
	Cooler   ident.ID `json:"cooler"`
	Code     string   `json:"code"`
	Capacity int64    `json:"capacity"`
	IcePacks int64    `json:"ice_packs"`
}

// Handed is the event of a box with somebody else; Worker empty: at the health centre.
type Handed struct {
	Cooler ident.ID `json:"cooler"`
	Worker ident.ID `json:"worker,omitempty"`
}

// Retired is the event of a box out of use.
type Retired struct {
	Cooler ident.ID    `json:"cooler"`
	State  string      `json:"state"`
	Note   journal.Ref `json:"note,omitzero"`
}

// Mended is the event of a box in use again.
type Mended struct {
	Cooler ident.ID `json:"cooler"`
}

// Recalled is the event of a box called back from somebody who may not ride.
type Recalled struct {
	Cooler ident.ID `json:"cooler"`
}

// Released is the event of a box that is theirs to use again.
type Released struct {
	Cooler ident.ID `json:"cooler"`
}

// note is a sealed reason.
type note struct {
	Text string `json:"text"`
}

// box is the state of a verb about one box.
type box struct {
	Cooler
	found bool
	// taken: another box has the code that is asked for.
	taken bool
	// courier and active say what the worker is who is to have it.
	courier, active bool
	settings        Settings
	zone            *time.Location
}

func loadBox(q journal.Query) (box, error) {
	b, err := loadAny(q)
	if err == nil && !b.found {
		err = fault.Absent()
	}
	return b, err
}

func loadAny(q journal.Query) (b box, err error) {
	if b.Cooler, b.found, err = Coolers.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return b, err
	}
	switch body := q.Body.(type) {
	case Add:
		var other Cooler
		other, b.taken, err = Coolers.First(q.Tx, "facility_id = $1 AND code = $2", q.Facility, body.Code)
		b.taken = b.taken && other.ID != body.Cooler
	case Hand:
		var w workforce.Worker
		w, b.courier, err = workforce.Workers.Get(q.Tx, q.Facility, body.Worker)
		b.courier, b.active = b.courier && w.Is("courier"), w.State == workforce.Active
	case LookAt:
		if b.settings, _, err = Policy.Get(q); err != nil {
			return b, err
		}
		var f registry.Facility
		f, err = registry.FacilityOf(q.Tx, q.Facility)
		b.zone = f.Location()
	}
	return b, err
}

// desk reports whether somebody keeps the boxes: who only rides with one does not
// say whose it is.
func desk(a access.Actor) bool { return a.Is(access.Officer) || a.Is(access.Dispatcher) }

func (b box) add(s journal.Said[Add]) journal.Answer {
	if b.taken {
		return journal.Refuse("equipment.code_taken").On("code")
	}
	return journal.Accept(Added{s.Body.Cooler, s.Body.Code, s.Body.Capacity, s.Body.IcePacks})
}

func (b box) hand(s journal.Said[Hand]) journal.Answer {
	switch {
	case !desk(s.By):
		return journal.Refuse("equipment.desk_only")
	case s.Body.Worker == b.Worker && !b.Recalled:
		return journal.Refuse("equipment.there_already").On("worker")
	case s.Body.Worker == "":
		return journal.Accept(Handed{b.ID, ""})
	case !b.courier || !b.active:
		return journal.Refuse("equipment.no_courier").On("worker")
	case b.State != OK:
		return journal.Refuse("equipment.not_usable")
	}
	return journal.Accept(Handed{b.ID, s.Body.Worker})
}

func (b box) retire(s journal.Said[Retire]) journal.Answer {
	switch {
	case !desk(s.By):
		return journal.Refuse("equipment.desk_only")
	case b.State == s.Body.State:
		return journal.Refuse("equipment.so_already")
	}
	e := Retired{Cooler: b.ID, State: s.Body.State}
	if s.Body.Note != "" {
		e.Note = s.Seal("cooler_note", s.ID, 1, note{s.Body.Note})
	}
	return journal.Accept(e)
}

func (b box) mend(s journal.Said[Mend]) journal.Answer {
	switch {
	case !desk(s.By):
		return journal.Refuse("equipment.desk_only")
	case b.State == OK:
		return journal.Refuse("equipment.so_already")
	}
	return journal.Accept(Mended{b.ID})
}

// recall calls back what a worker has, and leaves fetching it to the desk.
func recall(q journal.Query, m journal.Meta, worker ident.ID) ([]any, error) {
	held, err := HeldBy(q, worker)
	if err != nil || len(held) == 0 {
		return nil, err
	}
	var out []any
	for _, c := range held {
		out = append(out, Recalled{c.ID})
	}
	owner, err := workforce.DeskOf(q, worker)
	if err != nil || owner == "" {
		return out, err
	}
	return append(out, task.Opened{Task: ident.Derive(m.ID(), 1), Kind: "fetch_cooler", Person: worker, Owner: owner, Cause: held[0].ID}), nil
}

func applyAdded(tx *store.Tx, m journal.Meta, e Added) error {
	c, found, err := Coolers.Get(tx, m.Facility, e.Cooler)
	if err != nil {
		return err
	}
	if !found {
		c = Cooler{Facility: m.Facility, ID: e.Cooler, State: OK, Since: m.RecordedAt}
	}
	c.Code, c.Capacity, c.IcePacks = e.Code, e.Capacity, e.IcePacks
	return Coolers.Put(tx, c)
}

// of is any event that names its box.
type of interface{ cooler() ident.ID }

func (e Handed) cooler() ident.ID   { return e.Cooler }
func (e Retired) cooler() ident.ID  { return e.Cooler }
func (e Mended) cooler() ident.ID   { return e.Cooler }
func (e Recalled) cooler() ident.ID { return e.Cooler }
func (e Released) cooler() ident.ID { return e.Cooler }

func change[E of](by func(*Cooler, journal.Meta, E)) func(*store.Tx, journal.Meta, E) error {
	return func(tx *store.Tx, m journal.Meta, e E) error {
		c, found, err := Coolers.Get(tx, m.Facility, e.cooler())
		if err != nil || !found {
			return err
		}
		by(&c, m, e)
		return Coolers.Put(tx, c)
	}
}
