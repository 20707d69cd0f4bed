package workforce

import (
	"strings"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// GlassHours is how long a broken glass stays open (design, section 3).
const GlassHours = 4 * time.Hour

// glassesAtOnce is how many one person may have open: our own proposal, enough
// for a night of emergencies and too few to walk through the register.
const glassesAtOnce = 5

// BreakGlass is the command by which somebody sees, for GlassHours and with a
// reason, what their role does not show of one person. About is the person, or a
// thing of theirs (a delivery, an enrolment).
type BreakGlass struct {
	About  ident.ID `json:"subject"`
	Reason string   `json:"reason" max:"500"`
}

// RequestGlass is the same for somebody who may not without the head's approval.
type RequestGlass struct {
	About  ident.ID `json:"subject"`
	Reason string   `json:"reason" max:"500"`
}

// EndGlass is the command that closes the glass: by who broke it, by the head, or
// by the machine when the time is over.
type EndGlass struct {
	Glass ident.ID `json:"glass"`
}

// Subject is what it is about.
func (b BreakGlass) Subject() ident.ID { return b.About }

// Subject is what it is about.
func (b RequestGlass) Subject() ident.ID { return b.About }

// Subject is the glass.
func (b EndGlass) Subject() ident.ID { return b.Glass }

// Check wants to know about whom, and why.
func (b BreakGlass) Check() *fault.Error {
	if b.About == "" {
		return fault.BadField("body.required", "subject")
	}
	return wantReason(strings.TrimSpace(b.Reason))
}

// Check wants to know about whom, and why.
func (b RequestGlass) Check() *fault.Error { return BreakGlass(b).Check() }

// Check wants a glass.
func (b EndGlass) Check() *fault.Error {
	if b.Glass == "" {
		return fault.BadField("body.required", "glass")
	}
	return nil
}

// GlassBroken is the event of a glass broken. The role is the one whose holder
// broke it: losing it closes the glass.
type GlassBroken struct {
	ID       ident.ID        `json:"id"`
	Person   ident.ID        `json:"person"`
	Subject  ident.ID        `json:"subject"`
	Account  ident.ID        `json:"account"`
	Worker   ident.ID        `json:"worker,omitempty"`
	Role     access.Role     `json:"role"`
	Approver ident.ID        `json:"approver,omitempty"`
	Until    instant.Instant `json:"until"`
	Reason   journal.Ref     `json:"reason"`
}

// GlassClosed is the event of its end.
type GlassClosed struct {
	ID ident.ID `json:"id"`
}

// Glass is the row of a broken glass.
type Glass struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Person   ident.ID        `db:"person"`
	Subject  ident.ID        `db:"subject"`
	Account  ident.ID        `db:"account"`
	Worker   ident.ID        `db:"worker"`
	Role     access.Role     `db:"role"`
	Approver ident.ID        `db:"approver"` // the worker who agreed, when it was asked for
	OpenedAt instant.Instant `db:"opened_at"`
	Until    instant.Instant `db:"until_at"`
	EndedAt  instant.Instant `db:"ended_at"`
	Reason   journal.Ref     `db:"reason,json"`
}

// Audiences show it to the desk, of which the head sees its columns, and to who broke it.
func (g Glass) Audiences() []string {
	if g.Worker == "" {
		return []string{"f"}
	}
	return []string{"f", "w:" + string(g.Worker)}
}

// Open reports whether the glass still gives anything: by the clock, also when
// nobody has closed it.
func (g Glass) Open(now instant.Instant) bool { return g.EndedAt.IsZero() && now.Before(g.Until) }

// Glasses is the table of broken glasses.
var Glasses = store.NewTable[Glass]("break_glass", store.Derived)

// breaking is the state of breaking a glass: about whom, what is open already,
// and who is to be told.
type breaking struct {
	person ident.ID
	open   []Glass
	heads  []ident.ID
	tell   Tell
}

func (r Room) loadBreaking(q journal.Query) (breaking, error) {
	b := breaking{tell: r.Tell}
	var err error
	if b.person, err = personBehind(q, q.Subject); err != nil {
		return b, err
	}
	if b.open, err = openGlasses(q, q.By); err != nil {
		return b, err
	}
	b.heads, err = HeadsOn(q)
	return b, err
}

// personBehind finds who a thing belongs to: the person itself, or the one who
// is its own audience.
func personBehind(q journal.Query, about ident.ID) (ident.ID, error) {
	p, found, err := registry.People.Get(q.Tx, q.Facility, about)
	if err != nil || found && p.Kind != registry.Worker {
		return p.ID, err
	}
	var key string
	found, err = q.One("SELECT audience FROM audience WHERE facility_id = $1 AND row_id = $2 AND audience LIKE 'o:%' AND NOT gone ORDER BY tbl, audience LIMIT 1",
		store.Args(q.Facility, about), &key)
	if err == nil && !found {
		err = fault.Absent()
	}
	return ident.ID(strings.TrimPrefix(key, "o:")), err
}

// openGlasses are those that somebody has open now, by any account of theirs.
func openGlasses(q journal.Query, a access.Actor) ([]Glass, error) {
	return Glasses.Where(q.Tx, "facility_id = $1 AND (account <> '' AND account = $2 OR worker <> '' AND worker = $3) AND ended_at = 0 AND until_at > $4 ORDER BY id",
		q.Facility, a.ID, a.Worker, q.Now)
}

func (b breaking) ask(s journal.Said[RequestGlass]) journal.Answer {
	return breakFor(b, s, s.Body.Reason, access.Admin)
}

func (b breaking) smash(s journal.Said[BreakGlass]) journal.Answer {
	role := access.Doctor
	if s.By.Is(access.Head) {
		role = access.Head
	}
	return breakFor(b, s, s.Body.Reason, role)
}

func breakFor[B interface{ Subject() ident.ID }](b breaking, s journal.Said[B], reason string, role access.Role) journal.Answer {
	for _, g := range b.open {
		if g.Person == b.person {
			return journal.Refuse("workforce.glass_open")
		}
	}
	if len(b.open) >= glassesAtOnce {
		return journal.Refuse("workforce.too_many_glasses")
	}
	e := GlassBroken{ID: s.NewID(0), Person: b.person, Subject: s.Body.Subject(), Account: s.By.ID, Worker: s.By.Worker, Role: role,
		Approver: s.Approver.Worker, Until: s.Now.Add(GlassHours), Reason: sealReason(s, reason)}
	answer := journal.Accept(e)
	for i, head := range others(b.heads, s.By.Worker) {
		if b.tell.Message != nil {
			answer = answer.With(b.tell.Message(s.NewID(1+i), head, "break_glass", "", map[string]string{"who_worker": string(s.By.Worker)}))
		}
	}
	return answer.Giving(map[string]any{"glass": e.ID, "until": e.Until})
}

// others are the heads who did not do it. A head without another is told too:
// it may have been somebody with their telephone.
func others(heads []ident.ID, worker ident.ID) []ident.ID {
	var out []ident.ID
	for _, h := range heads {
		if h != worker {
			out = append(out, h)
		}
	}
	if len(out) == 0 {
		return heads
	}
	return out
}

func loadGlass(q journal.Query) (Glass, error) {
	g, found, err := Glasses.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		err = fault.Absent()
	}
	return g, err
}

func (g Glass) end(s journal.Said[EndGlass]) journal.Answer {
	switch {
	case !g.EndedAt.IsZero():
		return journal.Refuse("workforce.glass_ended")
	case s.By.Is(access.Machine) && s.Now.Before(g.Until):
		return journal.Refuse("workforce.glass_not_over")
	}
	return journal.Accept(GlassClosed{g.ID})
}

// glassOver is the machine's command at the end of the time.
func glassOver(_ journal.Meta, e GlassBroken) []journal.Then {
	return []journal.Then{{Due: e.Until, Verb: "workforce.end_glass", Body: EndGlass{e.ID}}}
}

func applyBroken(tx *store.Tx, m journal.Meta, e GlassBroken) error {
	return Glasses.Put(tx, Glass{m.Facility, e.ID, e.Person, e.Subject, e.Account, e.Worker, e.Role, e.Approver, m.RecordedAt, e.Until, 0, e.Reason})
}

func applyGlassClosed(tx *store.Tx, m journal.Meta, e GlassClosed) error {
	g, found, err := Glasses.Get(tx, m.Facility, e.ID)
	if err != nil || !found {
		return err
	}
	g.EndedAt = m.RecordedAt
	return Glasses.Put(tx, g)
}

// GlassView is a broken glass as the head and who broke it see it, and, without
// the reason, as the person's own page lists it.
type GlassView struct {
	ID           ident.ID        `json:"id"`
	Worker       ident.ID        `json:"worker"`
	WorkerName   string          `json:"worker_name"`
	Role         access.Role     `json:"role"`
	ApproverName string          `json:"approver_name,omitempty"`
	Person       ident.ID        `json:"person"`
	Subject      ident.ID        `json:"subject"`
	Reason       string          `json:"reason,omitempty"`
	OpenedAt     instant.Instant `json:"opened_at"`
	Until        instant.Instant `json:"until"`
	EndedAt      instant.Instant `json:"ended_at"`
}

func showGlass(q journal.Query, id ident.ID) (any, bool, error) {
	g, found, err := Glasses.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v, err := g.view(q)
	if err == nil {
		_, err = q.Open(g.Reason, &v.Reason)
	}
	return v, true, err
}

func (g Glass) view(q journal.Query) (GlassView, error) {
	v := GlassView{ID: g.ID, Worker: g.Worker, Role: g.Role, Person: g.Person, Subject: g.Subject, OpenedAt: g.OpenedAt, Until: g.Until, EndedAt: g.EndedAt}
	var err error
	if v.WorkerName, err = Name(q, g.Worker); err != nil || g.Approver == "" {
		return v, err
	}
	v.ApproverName, err = Name(q, g.Approver)
	return v, err
}

// GlassesOf lists who has broken the glass of a person, the newest first: for
// the person's own page.
func GlassesOf(q journal.Query, person ident.ID) ([]GlassView, error) {
	rows, err := Glasses.Where(q.Tx, "facility_id = $1 AND person = $2 ORDER BY opened_at DESC, id", q.Facility, person)
	out := []GlassView{}
	for _, g := range rows {
		if err != nil {
			break
		}
		var v GlassView
		v, err = g.view(q)
		out = append(out, v)
	}
	return out, err
}
