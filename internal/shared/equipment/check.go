package equipment

import (
	"regexp"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// LookAt tells what the courier found in the box before the day: verb
// equipment.check.
type LookAt struct {
	Cooler ident.ID `json:"cooler"`
	SealOK bool     `json:"seal_ok"`
	Clean  bool     `json:"clean"`
	// IceFrozen is how many ice packs are hard.
	IceFrozen int64 `json:"ice_frozen"`
	// TemperatureC inside, when there is a thermometer.
	TemperatureC *float64 `json:"temperature_c,omitempty"`
	// Photo is the hash of a picture that was sent before.
	Photo string `json:"photo,omitempty" max:"64"`
}

// Subject is the box.
func (b LookAt) Subject() ident.ID { return b.Cooler }

var hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Check wants a count of packs, a temperature that a thermometer shows and the hash
// of a picture.
func (b LookAt) Check() *fault.Error {
	switch {
	case b.IceFrozen < 0 || b.IceFrozen > 30:
		return fault.BadField("equipment.bad_packs", "ice_frozen")
	case b.TemperatureC != nil && (*b.TemperatureC < -30 || *b.TemperatureC > 60):
		return fault.BadField("equipment.bad_temperature", "temperature_c")
	case b.Photo != "" && !hashForm.MatchString(b.Photo):
		return fault.BadField("blob.bad_hash", "photo")
	}
	return nil
}

// Checked is the event of a look at a box.
type Checked struct {
	ID        ident.ID        `json:"id"`
	Cooler    ident.ID        `json:"cooler"`
	Worker    ident.ID        `json:"worker"`
	Day       string          `json:"day"`
	At        instant.Instant `json:"at"`
	SealOK    bool            `json:"seal_ok"`
	Clean     bool            `json:"clean"`
	IceFrozen int64           `json:"ice_frozen"`
	TempC     *float64        `json:"temperature_c,omitempty"`
	Photo     string          `json:"photo,omitempty"`
	Faults    []string        `json:"faults"`
	Late      bool            `json:"late,omitempty"`
}

// check keeps what the courier found. Who has the box looks at it; the desk may type
// in what he reads out.
func (b box) check(s journal.Said[LookAt]) journal.Answer {
	in := s.Body
	switch {
	case b.Worker == "" || s.By.Worker != b.Worker && !desk(s.By):
		return journal.Refuse("equipment.not_yours")
	case b.State != OK && !s.Late():
		return journal.Refuse("equipment.not_usable")
	}
	return journal.Accept(Checked{ID: s.NewID(0), Cooler: b.ID, Worker: b.Worker, Day: s.At.Day(b.zone), At: s.At, SealOK: in.SealOK,
		Clean: in.Clean, IceFrozen: in.IceFrozen, TempC: in.TemperatureC, Photo: in.Photo, Faults: b.faults(in), Late: s.Late()})
}

// faults lists what keeps a box from carrying milk today.
func (b box) faults(in LookAt) []string {
	out := []string{}
	if !in.SealOK {
		out = append(out, "seal")
	}
	if !in.Clean {
		out = append(out, "dirty")
	}
	if in.IceFrozen < b.IcePacks-b.settings.SparePacks {
		out = append(out, "ice")
	}
	if in.TemperatureC != nil && *in.TemperatureC > b.settings.WarmestC {
		out = append(out, "warm")
	}
	return out
}

// applyChecked keeps the look; the newest by its own time is the box's last one: one
// of yesterday that comes in late does not undo today's.
func applyChecked(tx *store.Tx, m journal.Meta, e Checked) error {
	row := Check{Facility: m.Facility, ID: e.ID, Cooler: e.Cooler, Worker: e.Worker, Day: e.Day, At: e.At, SealOK: e.SealOK, Clean: e.Clean,
		IceFrozen: e.IceFrozen, Photo: e.Photo, Faults: e.Faults, Late: e.Late}
	if e.TempC != nil {
		row.Temperature, row.Measured = *e.TempC, true
	}
	if err := Checks.Put(tx, row); err != nil {
		return err
	}
	c, found, err := Coolers.Get(tx, m.Facility, e.Cooler)
	if err != nil || !found {
		return err
	}
	last, had, err := Checks.Get(tx, m.Facility, c.LastCheck)
	if err != nil {
		return err
	}
	if !had || !e.At.Before(last.At) {
		c.LastCheck = e.ID
	}
	return Coolers.Put(tx, c)
}
