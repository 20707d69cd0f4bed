package world

import (
	"slices"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// OtherVillage is the code of a second village of the story's health centre.
const OtherVillage = "33.13.14.2004"

// Midwife takes in a midwife who serves one village.
func (w *World) Midwife(name, village string) *World {
	w.T.Helper()
	a := access.Actor{Facility: w.Facility, ID: ident.Named("account " + name), Worker: ident.Named(name), Door: "test", Authority: -1}
	w.actors[name] = a
	return w.As("machine").
		Send("add "+name, "workforce.add_worker", workforce.AddWorker{Worker: a.Worker, Name: name, Kinds: []string{"midwife"}, Villages: []string{village}}).
		Send("role "+name, "workforce.grant_role", workforce.GrantRole{Account: a.ID, Worker: a.Worker, Role: access.Midwife, From: w.day})
}

// Home sets a house in a village and the household of that name in it.
func (w *World) Home(name, village string) *World {
	w.T.Helper()
	return w.As("officer").
		Send("house "+name, "registry.set_house", registry.SetHouse{House: ident.Named("house " + name), Village: village}).
		Send("household "+name, "registry.set_household", registry.SetHousehold{Household: ident.Named("household " + name), House: ident.Named("house " + name)})
}

// Resident registers somebody; what is known of them is for the story to say.
func (w *World) Resident(name string, known registry.Enter) *World {
	w.T.Helper()
	known.Person, known.Name = ident.Named(name), name
	if known.Kind == "" {
		known.Kind = registry.Resident
	}
	if known.Village == "" && known.Household == "" {
		known.Village = Village
	}
	return w.As("officer").Send("register "+name, "registry.register", known)
}

// Enrol takes a mother of the register into the milk programme with her baby of the
// register; she may speak through her own link from then on.
func (w *World) Enrol(name, baby string, recipients ...string) *World {
	w.T.Helper()
	body := milk.Enrol{Place: ident.Named("place " + baby), Mother: milk.PersonBody{ID: ident.Named(name), Name: name}, Village: w.Person(name).Village,
		Baby:   milk.BabyBody{ID: ident.Named(baby), Name: baby, Born: w.Person(baby).Born},
		Pickup: dispatch.Place{Label: "Tempat kerja " + name, Lat: -7.51, Lon: 110.90, Village: Village},
		Drop:   dispatch.Place{Label: "Rumah " + name, Lat: -7.54, Lon: 110.93, Village: Village}}
	for _, r := range recipients {
		body.Recipients = append(body.Recipients, milk.Named{ID: ident.Named(r), Name: r, Relation: "nenek"})
	}
	w.As("machine").Send("enrol "+baby, "milk.enrol", body)
	return w.Family(name)
}

// Family lets somebody of the register speak as whose page it is.
func (w *World) Family(name string) *World {
	w.actors[name] = access.Actor{Facility: w.Facility, ID: ident.Named("link " + name), Person: ident.Named(name), Subject: ident.Named("place " + name),
		Roles: []access.Role{access.Mother}, Keys: []string{"o:" + string(ident.Named(name))}, Door: "link", Authority: -1}
	return w
}

// ByTwo has one propose and another approve.
func (w *World) ByTwo(name, first, second, verb string, body any) *World {
	w.T.Helper()
	out, err := w.As(first).Try(name, verb, body)
	must(w.T, err)
	qt.Assert(w.T, qt.Equals(out.Status, journal.Proposed), qt.Commentf("%s %s", name, out.Code))
	return w.As(second).Send("approve "+name, "approval.approve", journal.Approve{Command: out.ID})
}

// Person is somebody of the register as the tables have them.
func (w *World) Person(name string) (p registry.Person) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) {
		p, _, err = registry.People.Get(q.Tx, q.Facility, ident.Named(name))
		return err
	})
	return p
}

// Tasks lists the open tasks, as kind and whose it is.
func (w *World) Tasks() (open []task.Task) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) {
		open, err = task.Tasks.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY opened_at, id", q.Facility, task.Open)
		return err
	})
	return open
}

// Task asserts that an open task of a kind is about somebody and is somebody's.
func (w *World) Task(kind, about, owner string) *World {
	w.T.Helper()
	found := slices.ContainsFunc(w.Tasks(), func(t task.Task) bool {
		return t.Kind == kind && t.Person == ident.Named(about) && t.Owner == ident.Named(owner)
	})
	qt.Assert(w.T, qt.IsTrue(found), qt.Commentf("%s about %s for %s, among %v", kind, about, owner, w.Tasks()))
	return w
}

// Messages lists what is to be said, the oldest first.
func (w *World) Messages() (all []messaging.Row) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) {
		all, err = messaging.Messages.Where(q.Tx, "facility_id = $1 ORDER BY created_at, id", q.Facility)
		return err
	})
	return all
}

// Silent asserts that nothing waits to be said, to anybody.
func (w *World) Silent() *World {
	w.T.Helper()
	for _, m := range w.Messages() {
		qt.Assert(w.T, qt.Not(qt.Equals(m.State, messaging.Waiting)), qt.Commentf("message.%s", m.Kind))
	}
	return w
}

// Pages lists the links that open now for somebody.
func (w *World) Pages(name string) (open []link.Link) {
	w.T.Helper()
	w.Query(func(q journal.Query) error {
		all, err := link.OfPerson(q.Tx, q.Facility, ident.Named(name))
		for _, l := range all {
			if l.Open(q.Now) {
				open = append(open, l)
			}
		}
		return err
	})
	return open
}

// Place is a place of the milk programme.
func (w *World) Place(id ident.ID) (p milk.Place) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) {
		p, _, err = milk.Places.Get(q.Tx, q.Facility, id)
		return err
	})
	return p
}

// OnPhones lists the rows of a table that an audience holds, as the phones of a
// village do ("v:" and its code).
func (w *World) OnPhones(audience, table string) (rows []ident.ID) {
	w.T.Helper()
	must(w.T, w.House.DB.Read(w.T.Context(), func(tx *store.Tx) error {
		return tx.Each("SELECT row_id FROM audience WHERE facility_id = $1 AND audience = $2 AND tbl = $3 AND gone = FALSE ORDER BY row_id", store.Args(w.Facility, audience, table),
			func(scan func(...any) error) error {
				var id ident.ID
				err := scan(&id)
				rows = append(rows, id)
				return err
			})
	}))
	return rows
}
