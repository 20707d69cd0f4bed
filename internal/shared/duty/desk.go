package duty

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/workforce"
)

// Take begins the speaker's time at the desk: verb duty.take_desk. From nobody, or
// from whoever has it and left without signing.
type Take struct {
	Duty ident.ID `json:"duty"`
}

// Check wants an id.
func (b Take) Check() *fault.Error { return wanted("duty", b.Duty != "") }

// HandOver offers the desk to the next one: verb duty.hand_over. It stays with who
// has it until the other receives it.
type HandOver struct {
	Duty ident.ID `json:"duty"`
	To   ident.ID `json:"to"`
}

// Subject is the time at the desk that is to end.
func (b HandOver) Subject() ident.ID { return b.Duty }

// Check wants both.
func (b HandOver) Check() *fault.Error {
	if b.Duty == "" {
		return fault.BadField("body.required", "duty")
	}
	return wanted("to", b.To != "")
}

// Receive takes what was offered: verb duty.receive, the second signature. Next is
// the id of the time that begins.
type Receive struct {
	Duty ident.ID `json:"duty"`
	Next ident.ID `json:"next"`
}

// Subject is the time at the desk that ends.
func (b Receive) Subject() ident.ID { return b.Duty }

// Check wants both.
func (b Receive) Check() *fault.Error {
	if b.Duty == "" {
		return fault.BadField("body.required", "duty")
	}
	return wanted("next", b.Next != "")
}

func wanted(field string, there bool) *fault.Error {
	if there {
		return nil
	}
	return fault.BadField("body.required", field)
}

// Taken is the event of a time at the desk that begins. From is the one it ends;
// Signed: received under the next one's own login from who had it.
type Taken struct {
	Duty   ident.ID `json:"duty"`
	Worker ident.ID `json:"worker"`
	From   ident.ID `json:"from,omitempty"`
	Signed bool     `json:"signed,omitempty"`
}

// OfferedEvent is the event of the desk being handed over.
type OfferedEvent struct {
	Duty ident.ID        `json:"duty"`
	To   ident.ID        `json:"to"`
	At   instant.Instant `json:"at"`
}

// desk is who has it, and what is said about it.
type desk struct {
	now    Duty
	taken  bool
	exists bool // the id of the time that is to begin
	may    bool // whoever is to get it may have the desk
}

func loadDesk(q journal.Query) (desk, error) {
	var d desk
	var err error
	if d.now, d.taken, err = Current(q); err != nil {
		return d, err
	}
	begins := ident.ID("")
	switch b := q.Body.(type) {
	case Take:
		begins = b.Duty
	case Receive:
		begins = b.Next
	case HandOver:
		d.may, err = mayHave(q, b.To)
		return d, err
	}
	_, d.exists, err = Duties.Get(q.Tx, q.Facility, begins)
	return d, err
}

// mayHave reports whether somebody can have the desk today.
func mayHave(q journal.Query, worker ident.ID) (bool, error) {
	for _, role := range []access.Role{access.Dispatcher, access.Officer} {
		all, err := workforce.HoldersOn(q, role, "")
		if err != nil || slices.Contains(all, worker) {
			return err == nil, err
		}
	}
	return false, nil
}

func (d desk) take(s journal.Said[Take]) journal.Answer {
	switch {
	case d.taken && d.now.Worker == s.By.Worker:
		return journal.Refuse("duty.yours_already")
	case d.exists:
		return journal.Refuse("duty.exists").On("duty")
	case s.By.Worker == "":
		return journal.Refuse("duty.not_for_them")
	}
	return journal.Accept(Taken{Duty: s.Body.Duty, Worker: s.By.Worker, From: d.now.ID, Signed: d.taken && d.now.State == Offered && d.now.To == s.By.Worker})
}

func (d desk) handOver(s journal.Said[HandOver]) journal.Answer {
	switch {
	case !d.taken || d.now.ID != s.Body.Duty:
		return journal.Refuse("duty.not_now")
	case d.now.Worker != s.By.Worker:
		return journal.Refuse("duty.not_yours")
	case s.Body.To == s.By.Worker || !d.may:
		return journal.Refuse("duty.not_for_them").On("to")
	}
	return journal.Accept(OfferedEvent{s.Body.Duty, s.Body.To, s.Now})
}

func (d desk) receive(s journal.Said[Receive]) journal.Answer {
	switch {
	case !d.taken || d.now.ID != s.Body.Duty || d.now.State != Offered:
		return journal.Refuse("duty.not_now")
	case d.now.To != s.By.Worker:
		return journal.Refuse("duty.not_yours")
	case d.exists:
		return journal.Refuse("duty.exists").On("next")
	}
	return journal.Accept(Taken{Duty: s.Body.Next, Worker: s.By.Worker, From: d.now.ID, Signed: true})
}

func applyTaken(tx *store.Tx, m journal.Meta, e Taken) error {
	if e.From != "" {
		was, found, err := Duties.Get(tx, m.Facility, e.From)
		if err != nil {
			return err
		}
		if found {
			was.State, was.Until, was.Next, was.Signed = Ended, m.RecordedAt, e.Duty, e.Signed
			if err := Duties.Put(tx, was); err != nil {
				return err
			}
		}
	}
	return Duties.Put(tx, Duty{Facility: m.Facility, ID: e.Duty, Worker: e.Worker, State: Held, Since: m.RecordedAt})
}

func applyOffered(tx *store.Tx, m journal.Meta, e OfferedEvent) error {
	d, found, err := Duties.Get(tx, m.Facility, e.Duty)
	if err != nil || !found {
		return err
	}
	d.State, d.To, d.OfferedAt = Offered, e.To, e.At
	return Duties.Put(tx, d)
}
