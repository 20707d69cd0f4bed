package page

import (
	"net/http"
	"net/url"
	"time"

	"sambang/internal/calc/screening"
	"sambang/internal/core/fault"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/registry"
)

// bookingOfForm is what the booking's id is derived for, from the form's own.
const bookingOfForm = 530

// questions are the safety questions of a booking, by the names of their answers.
var questions = []string{"fever", "ill", "skin", "stools", "jaundice", "operated", "heart", "cord_on", "preterm", "vaccinated"}

// firstStep are the fields that the second step carries on.
var firstStep = append([]string{"child1", "born1", "child2", "born2", "reason", "given_on", "village", "home", "home_note", "home_lat", "home_lon", "parent"}, questions...)

// bookingOf reads the first step. What only the form can know is refused here; whether a
// massage is right is for the questions to say.
func bookingOf(f url.Values, zone *time.Location) (b massage.Book, bad *fault.Error) {
	for _, n := range []string{"1", "2"} {
		name, born := f.Get("child"+n), f.Get("born"+n)
		if n == "2" && name == "" && born == "" {
			continue
		}
		if bad = filled(f, "child"+n, "born"+n); bad != nil {
			return b, bad
		}
		on, ok := civilDay(born)
		if !ok {
			return b, fault.BadField("body.bad_date", "born"+n)
		}
		b.Children = append(b.Children, massage.Child{Name: name, Born: on})
	}
	if bad = filled(f, "reason", "village", "home"); bad != nil {
		return b, bad
	}
	b.Village, b.Place = f.Get("village"), pointOf(f, "home")
	b.Place.Village = b.Village
	b.Answers, bad = answersOf(f, zone)
	return b, bad
}

// answersOf reads the questions: each has a yes or a no.
func answersOf(f url.Values, zone *time.Location) (a screening.Answers, bad *fault.Error) {
	said := map[string]*screening.Tri{"fever": &a.Fever, "ill": &a.Ill, "skin": &a.Skin, "stools": &a.Stools, "jaundice": &a.Jaundice, "operated": &a.Operated,
		"heart": &a.Heart, "cord_on": &a.CordOn, "preterm": &a.Preterm, "vaccinated": &a.Vaccinated}
	for _, name := range questions {
		switch t := screening.Tri(f.Get(name)); t {
		case screening.Yes, screening.No:
			*said[name] = t
		default:
			return a, fault.BadField("massage.questions_missing", name)
		}
	}
	if on := f.Get("given_on"); on != "" && a.Vaccinated == screening.Yes {
		at, err := time.ParseInLocation(time.DateOnly, on, zone)
		if err != nil {
			return a, fault.BadField("body.bad_date", "given_on")
		}
		a.Immunised = instant.Of(at.AddDate(0, 0, 1).Add(-time.Minute)) // nobody knows the hour: the end of that day
	}
	a.Reason, a.Parent = f.Get("reason"), f.Get("parent") == "yes"
	if !a.Parent {
		return a, fault.BadField("body.required", "parent")
	}
	return a, nil
}

// findVillage fills in the village of the first step where nobody chose one.
func (p *Page) findVillage(r *http.Request, v *visit, f url.Values) error {
	return p.DB.Read(r.Context(), func(tx *store.Tx) error {
		villages, err := registry.Villages.Where(tx, "facility_id = $1 ORDER BY id", v.facility.ID)
		villageFound(f, villages)
		return err
	})
}

// villageFound fills in the village where nobody chose one: the one in which the point lies, or
// that the address names. What is found is shown beside the hours and can be changed.
func villageFound(f url.Values, villages []registry.Village) {
	if f.Get("village") != "" {
		return
	}
	at := pointOf(f, "home").Point()
	found, ok := registry.Village{}, false
	if !at.IsZero() {
		found, ok = registry.VillageAt(villages, at)
	}
	if !ok {
		found, ok = registry.VillageIn(villages, f.Get("home"))
	}
	if ok {
		f.Set("village", string(found.ID))
	}
}

func born(b massage.Book) (days []string) {
	for _, c := range b.Children {
		days = append(days, c.Born)
	}
	return days
}

// askedBy reads the second step: who asks, and which hour was chosen.
func askedBy(f url.Values, b *massage.Book) *fault.Error {
	if bad := filled(f, "name", "phone"); bad != nil {
		return bad
	}
	if _, bad := registry.NormalPhone(f.Get("phone")); bad != nil {
		return fault.BadField(bad.Code, "phone")
	}
	if f.Get("data") != "yes" {
		return fault.BadField("body.required", "data")
	}
	b.Parent = massage.Parent{Name: f.Get("name"), Phone: f.Get("phone")}
	b.Consent = f.Get("data_text")
	if cadre, at, ok := slotOf(f.Get("slot")); ok {
		b.Cadre, b.At = cadre, at
	}
	return nil
}
