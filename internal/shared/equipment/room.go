package equipment

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/workforce"
)

// Room is the table of contents.
type Room struct{}

// Verbs are what can be asked and told of boxes.
func (r Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("equipment.add", 1, loadAny, box.add, access.Create("equipment")),
		journal.Request("equipment.hand", 1, loadBox, box.hand, access.Update("equipment")),
		journal.Report("equipment.check", 1, loadBox, box.check, access.Update("equipment")),
		journal.Request("equipment.retire", 1, loadBox, box.retire, access.Update("equipment")),
		journal.Request("equipment.mend", 1, loadBox, box.mend, access.Update("equipment")),
	}
}

// Events are what can have happened to them.
func (r Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("equipment.added/1", applyAdded),
		journal.On("equipment.handed/1", change(func(c *Cooler, m journal.Meta, e Handed) {
			c.Worker, c.Since, c.Recalled = e.Worker, m.RecordedAt, false
		})),
		journal.On("equipment.checked/1", applyChecked),
		journal.On("equipment.retired/1", change(func(c *Cooler, _ journal.Meta, e Retired) { c.State, c.Note = e.State, e.Note })),
		journal.On("equipment.mended/1", change(func(c *Cooler, _ journal.Meta, _ Mended) { c.State = OK })),
		journal.On("equipment.recalled/1", change(func(c *Cooler, _ journal.Meta, _ Recalled) { c.Recalled = true })),
		journal.On("equipment.released/1", change(func(c *Cooler, _ journal.Meta, _ Released) { c.Recalled = false })),
	}
}

// Tables are what the room owns.
func (Room) Tables() []store.Def { return []store.Def{Coolers.Definition(), Checks.Definition()} }

// Follows call a worker's boxes back with the suspension, and let them go with its end.
func (r Room) Follows() []journal.Follow {
	return []journal.Follow{
		journal.When(func(q journal.Query, m journal.Meta, e workforce.WorkerSuspended) ([]any, error) {
			return recall(q, m, e.Worker)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.WorkerReinstated) ([]any, error) {
			held, err := HeldBy(q, e.Worker)
			var out []any
			for _, c := range held {
				if c.Recalled {
					out = append(out, Released{c.ID})
				}
			}
			return out, err
		}),
	}
}

// HeldBy lists the boxes somebody has, by code.
func HeldBy(q journal.Query, worker ident.ID) ([]Cooler, error) {
	return Coolers.Where(q.Tx, "facility_id = $1 AND worker = $2 ORDER BY code, id", q.Facility, worker)
}

// View is a box as the faces know it.
type View struct {
	ID         ident.ID        `json:"id"`
	Code       string          `json:"code"`
	Capacity   int64           `json:"capacity"`
	IcePacks   int64           `json:"ice_packs"`
	State      string          `json:"state"`
	Worker     ident.ID        `json:"worker,omitempty"`
	WorkerName string          `json:"worker_name,omitempty"`
	Since      instant.Instant `json:"since"`
	Recalled   bool            `json:"recalled,omitempty"`
	LastCheck  *CheckView      `json:"last_check,omitempty"`
	Note       string          `json:"note,omitempty"`
}

// CheckView is one look at a box.
type CheckView struct {
	ID           ident.ID        `json:"id"`
	Cooler       ident.ID        `json:"cooler"`
	Worker       ident.ID        `json:"worker"`
	Day          string          `json:"day"`
	At           instant.Instant `json:"at"`
	SealOK       bool            `json:"seal_ok"`
	Clean        bool            `json:"clean"`
	IceFrozen    int64           `json:"ice_frozen"`
	TemperatureC *float64        `json:"temperature_c,omitempty"`
	Photo        string          `json:"photo,omitempty"`
	Faults       []string        `json:"faults"`
	Late         bool            `json:"late"`
}

// Shows are the views of the synced tables.
func (r Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"cooler": showCooler, "cooler_check": showCheck}
}

func showCooler(q journal.Query, id ident.ID) (any, bool, error) {
	c, found, err := Coolers.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := View{ID: c.ID, Code: c.Code, Capacity: c.Capacity, IcePacks: c.IcePacks, State: c.State, Worker: c.Worker, Since: c.Since, Recalled: c.Recalled}
	if c.Worker != "" {
		if v.WorkerName, err = workforce.Name(q, c.Worker); err != nil {
			return nil, false, err
		}
	}
	if c.LastCheck != "" {
		last, found, err := Checks.Get(q.Tx, q.Facility, c.LastCheck)
		if err != nil {
			return nil, false, err
		}
		if found {
			v.LastCheck = last.view()
		}
	}
	if !c.Note.IsZero() && c.State != OK {
		var n note
		if _, err := q.Open(c.Note, &n); err != nil {
			return nil, false, err
		}
		v.Note = n.Text
	}
	return v, true, nil
}

func showCheck(q journal.Query, id ident.ID) (any, bool, error) {
	c, found, err := Checks.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	return c.view(), true, nil
}

func (c Check) view() *CheckView {
	v := &CheckView{ID: c.ID, Cooler: c.Cooler, Worker: c.Worker, Day: c.Day, At: c.At, SealOK: c.SealOK, Clean: c.Clean,
		IceFrozen: c.IceFrozen, Photo: c.Photo, Faults: c.Faults, Late: c.Late}
	if c.Measured {
		v.TemperatureC = &c.Temperature
	}
	return v
}

// NamesBlob says who sees a picture that a check names: the desk, and who made it.
func (Room) NamesBlob(q journal.Query, id string) (audiences []string, resource string, err error) {
	c, found, err := Checks.First(q.Tx, "facility_id = $1 AND photo = $2 ORDER BY id", q.Facility, id)
	if err != nil || !found {
		return nil, "", err
	}
	return c.Audiences(), "equipment", nil
}
