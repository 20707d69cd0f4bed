package registry_test

import (
	"fmt"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// look checks every rule after a word.
func (p *town) look(after string) {
	p.w.As("officer").Query(func(q journal.Query) error {
		for _, rule := range []func(journal.Query) (string, error){p.nobodyIsLost, p.nobodyIsWrittenTo, p.noPageOutlives, p.workHasAnOwner, p.placesFollow, p.loadsAreHeld} {
			broken, err := rule(q)
			if err != nil {
				return err
			}
			if broken != "" {
				p.t.Fatalf("after %s: %s", after, broken)
			}
		}
		return nil
	})
}

// nobodyIsLost: everybody is there, or points to one who is; who lives in a village
// is on its phones and on no other's, who does not is on none.
func (p *town) nobodyIsLost(q journal.Query) (string, error) {
	for _, id := range p.people {
		r, found, err := registry.People.Get(q.Tx, q.Facility, id)
		if err != nil || !found {
			return "somebody is gone: " + string(id), err
		}
		stands, found, err := registry.Canonical(q.Tx, q.Facility, id)
		if err != nil || !found || stands.MergedInto != "" || stands.State == registry.Merged || (r.MergedInto != "") != (r.State == registry.Merged) {
			return "nobody stands for " + string(id), err
		}
		want := []string(nil)
		if r.State == registry.Active && r.Village != "" {
			want = []string{"v:" + r.Village}
		}
		if have, err := audience(q, "person", id); err != nil || fmt.Sprint(have) != fmt.Sprint(want) {
			return fmt.Sprintf("%s is on the phones of %v, not %v", id, have, want), err
		}
	}
	return "", nil
}

// nobodyIsWrittenTo: what waits is to somebody who lives here and is not in
// mourning, names nobody else, and is about a place that goes on.
func (p *town) nobodyIsWrittenTo(q journal.Query) (string, error) {
	rows, err := messaging.Messages.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	for _, m := range rows {
		if strings.HasPrefix(m.How, "stopped_") {
			p.sees("stopped")
		}
		if m.State != messaging.Waiting {
			continue
		}
		people := []ident.ID{m.Person}
		for k, v := range m.Params {
			if isPerson(k) {
				people = append(people, ident.ID(v))
			}
		}
		for _, id := range people {
			r, found, err := registry.Canonical(q.Tx, q.Facility, id)
			if err != nil || found && (r.State != registry.Active || r.Quiet) {
				return fmt.Sprintf("message.%s waits for %s (%s, quiet %t)", m.Kind, id, r.State, r.Quiet), err
			}
		}
		l, found, err := link.Links.Get(q.Tx, q.Facility, m.Link)
		if err != nil {
			return "", err
		}
		if over, err := p.over(q, l.Subject); err != nil || found && over {
			return "message." + m.Kind + " waits about a place that has ended", err
		}
	}
	return "", err
}

// over reports whether what a page is about has ended with a life.
func (p *town) over(q journal.Query, subject ident.ID) (bool, error) {
	d, found, err := milk.Deliveries.Get(q.Tx, q.Facility, subject)
	if err != nil {
		return false, err
	}
	if found {
		subject = d.Place
	}
	place, found, err := milk.Places.Get(q.Tx, q.Facility, subject)
	return found && place.State == milk.Over, err
}

// noPageOutlives: no page opens for the dead and the gone, none about them.
func (p *town) noPageOutlives(q journal.Query) (string, error) {
	links, err := link.Links.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	for _, l := range links {
		if !l.Open(q.Now) {
			continue
		}
		r, found, err := registry.Canonical(q.Tx, q.Facility, l.Person)
		if err != nil || found && r.State != registry.Active {
			return fmt.Sprintf("a page (%s) opens for %s, who is %s", l.Purpose, l.Person, r.State), err
		}
		about, err := milk.Room{}.About(q, l.Subject)
		if err != nil {
			return "", err
		}
		for _, id := range about {
			if r, _, err := registry.Canonical(q.Tx, q.Facility, id); err != nil || r.State != registry.Active {
				return fmt.Sprintf("a page (%s) opens about %s, who is %s", l.Purpose, id, r.State), err
			}
		}
	}
	return "", err
}

// workHasAnOwner: every open task has one owner who works here.
func (p *town) workHasAnOwner(q journal.Query) (string, error) {
	open, err := task.Tasks.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY id", q.Facility, task.Open)
	for _, t := range open {
		w, found, err := workforce.Workers.Get(q.Tx, q.Facility, t.Owner)
		if err != nil || !found || w.State != workforce.Active {
			return "nobody has the task " + t.Kind, err
		}
		if _, found, err := registry.People.Get(q.Tx, q.Facility, t.Person); err != nil || !found {
			return "a task about nobody: " + t.Kind, err
		}
	}
	return "", err
}

// placesFollow: a place goes on only while mother and baby live here, and rests
// exactly while the baby is in hospital.
func (p *town) placesFollow(q journal.Query) (string, error) {
	places, err := milk.Places.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	for _, place := range places {
		if place.State == milk.Over {
			p.sees("ended")
			continue
		}
		mother, _, err := registry.Canonical(q.Tx, q.Facility, place.Mother)
		if err != nil {
			return "", err
		}
		baby, _, err := registry.Canonical(q.Tx, q.Facility, place.Baby)
		switch {
		case err != nil:
			return "", err
		case mother.State != registry.Active || baby.State != registry.Active:
			return fmt.Sprintf("a place is %s: mother %s, baby %s", place.State, mother.State, baby.State), nil
		case baby.InHospital != (place.State == milk.Paused):
			return fmt.Sprintf("a place is %s, in hospital: %t", place.State, baby.InHospital), nil
		}
		for _, r := range place.Recipients {
			who, _, err := registry.Canonical(q.Tx, q.Facility, r.Person)
			if err != nil || r.Active && who.State != registry.Active {
				return "on the list stands who is " + who.State, err
			}
		}
	}
	return "", err
}

// loadsAreHeld: a load that runs is with one courier or waits for one; one called
// back runs against no promise; when it has ended every bottle has its end.
func (p *town) loadsAreHeld(q journal.Query) (string, error) {
	for _, id := range p.loads {
		d, found, err := milk.Deliveries.Get(q.Tx, q.Facility, id)
		if err != nil || !found {
			return "a load is gone", err
		}
		j, _, err := dispatch.Jobs.Get(q.Tx, q.Facility, d.Job)
		if err != nil {
			return "", err
		}
		if broken := held(d, j); broken != "" {
			return broken, nil
		}
		place, _, err := milk.Places.Get(q.Tx, q.Facility, d.Place)
		if err != nil {
			return "", err
		}
		if place.State == milk.Over && !d.Ended() && !(d.InHand() && d.Recalled) {
			return "a load of an ended place runs as if nothing were", nil
		}
		ride, found, err := promise.Promises.Get(q.Tx, q.Facility, d.Promise)
		if err != nil || found && ride.State == promise.Running && (d.Recalled || d.Ended()) {
			return "a promise runs for nobody", err
		}
		if d.Recalled {
			p.sees("recalled")
		}
	}
	return "", nil
}

func held(d milk.Delivery, j dispatch.Job) string {
	if d.Ended() != j.Ended() {
		return fmt.Sprintf("a load is %s, its job %s", d.State, j.State)
	}
	for _, b := range d.Bottles {
		switch {
		case d.Ended() && !b.Ended():
			return "a bottle has no end"
		case d.InHand() && b.State == "carried" && (b.HeldBy != d.Courier || d.Courier == ""):
			return "a bottle is in nobody's hands"
		}
	}
	switch {
	case d.Ended():
		return ""
	case d.Courier != "" && d.OfferedTo != "":
		return "a load is with one courier and offered to another"
	case d.Courier != "" && j.Worker != d.Courier:
		return "a load and its job have different couriers"
	}
	return ""
}
