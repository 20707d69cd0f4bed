package workforce

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// EnrolPhone is the command that lets a phone report a worker's positions. Said
// again for the same phone, its earlier secrets are void.
type EnrolPhone struct {
	Phone  ident.ID `json:"phone"`
	Worker ident.ID `json:"worker"`
	Label  string   `json:"label" max:"60"`
	Kind   string   `json:"kind"`
	// Brand is its maker, one of Brands; empty where nobody said.
	Brand string `json:"brand,omitempty"`
}

// BlockPhone is the command that shuts a lost phone out.
type BlockPhone struct {
	Phone  ident.ID `json:"phone"`
	Reason string   `json:"reason,omitempty" max:"500"`
}

// Subject is the phone.
func (b EnrolPhone) Subject() ident.ID { return b.Phone }

// Subject is the phone.
func (b BlockPhone) Subject() ident.ID { return b.Phone }

// Check wants a phone, a worker and one of the three kinds.
func (b EnrolPhone) Check() *fault.Error {
	switch {
	case b.Phone == "":
		return fault.BadField("body.required", "phone")
	case b.Worker == "":
		return fault.BadField("body.required", "worker")
	case !slices.Contains([]string{"traccar", "owntracks", "app"}, b.Kind):
		return fault.BadField("workforce.bad_phone_kind", "kind")
	case b.Brand != "" && !slices.Contains(Brands, b.Brand):
		return fault.BadField("body.bad_choice", "brand")
	}
	return nil
}

// PhoneEnrolled is the event of a phone let in, with its generation of secrets.
type PhoneEnrolled struct {
	Phone      ident.ID    `json:"phone"`
	Worker     ident.ID    `json:"worker"`
	Kind       string      `json:"kind"`
	Generation int64       `json:"generation"`
	Label      journal.Ref `json:"label"`
	Brand      string      `json:"brand,omitempty"`
}

// PhoneShutOut is the event of a phone that no longer gets in.
type PhoneShutOut struct {
	Phone      ident.ID    `json:"phone"`
	Generation int64       `json:"generation"`
	Reason     journal.Ref `json:"reason"`
}

// device is the state of a verb about a phone.
type device struct {
	Phone
	found, worker bool
}

func loadDevice(q journal.Query) (device, error) {
	var d device
	var err error
	if d.Phone, d.found, err = Phones.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return d, err
	}
	if b, ok := q.Body.(EnrolPhone); ok {
		_, d.worker, err = Workers.Get(q.Tx, q.Facility, b.Worker)
	} else if !d.found {
		return d, fault.Absent()
	}
	return d, err
}

func (d device) enrol(s journal.Said[EnrolPhone]) journal.Answer {
	b := s.Body
	switch {
	case !d.worker:
		return journal.Refuse("workforce.unknown_worker").On("worker")
	case d.found && d.Phone.Worker != b.Worker:
		return journal.Refuse("workforce.phone_of_another").On("worker")
	}
	g := d.Generation + 1
	return journal.Accept(PhoneEnrolled{b.Phone, b.Worker, b.Kind, g, s.Seal("phone_label", b.Phone, g, b.Label), b.Brand}).
		Giving(map[string]any{"phone": b.Phone, "generation": g})
}

func (d device) block(s journal.Said[BlockPhone]) journal.Answer {
	if d.State == PhoneBlocked {
		return journal.Refuse("workforce.phone_blocked")
	}
	return journal.Accept(PhoneShutOut{d.ID, d.Generation + 1, sealReason(s, s.Body.Reason)})
}

func applyEnrolled(tx *store.Tx, m journal.Meta, e PhoneEnrolled) error {
	return Phones.Put(tx, Phone{m.Facility, e.Phone, e.Worker, e.Kind, PhoneWaiting, e.Generation, e.Label, e.Brand})
}

func applyShutOut(tx *store.Tx, m journal.Meta, e PhoneShutOut) error {
	p, found, err := Phones.Get(tx, m.Facility, e.Phone)
	if err != nil || !found {
		return err
	}
	p.State, p.Generation = PhoneBlocked, e.Generation
	return Phones.Put(tx, p)
}
