package page

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/admission"
	"sambang/internal/shared/dispatch"
)

// What a form's ids are derived for, counted from its own.
const (
	applicationOfForm = 1
	babyOfForm        = 10
	recipientOfForm   = 20
)

// mostBabies is how many the form has rows for: twins.
const mostBabies = 2

// asking is a form on its way to being an application.
type asking struct {
	f  url.Values
	id ident.ID
	b  admission.Apply
}

// applicationOf reads the form. Only what the form alone can know is refused here:
// what a date is, what an hour is, that it was ticked. The rest is for the decision.
func applicationOf(f url.Values, id ident.ID) (admission.Apply, *fault.Error) {
	r := asking{f: f, id: id, b: admission.Apply{Application: ident.Derive(id, applicationOfForm), Channel: admission.ByPage, Village: f.Get("village"), HiddenAddress: f.Get("finish_kind") == "meeting"}}
	r.b.Mother = milk.PersonBody{Name: f.Get("name"), Phone: f.Get("phone")}
	if f.Get("who") == "helper" {
		r.b.Helper = f.Get("helper")
	}
	for _, step := range []func() *fault.Error{r.mother, r.babies, r.places, r.hours, r.recipients, r.pledge} {
		if bad := step(); bad != nil {
			return r.b, bad
		}
	}
	return r.b, nil
}

func (r *asking) mother() *fault.Error { return filled(r.f, "name") }

// filled wants something to stand in each of the fields.
func filled(f url.Values, fields ...string) *fault.Error {
	for _, name := range fields {
		if f.Get(name) == "" {
			return fault.BadField("body.required", name)
		}
	}
	return nil
}

func (r *asking) babies() *fault.Error {
	for i := range mostBabies {
		n := strconv.Itoa(i + 1)
		name, born := r.f.Get("baby"+n), r.f.Get("born"+n)
		if i > 0 && name == "" && born == "" {
			continue
		}
		if bad := filled(r.f, "baby"+n, "born"+n); bad != nil {
			return bad
		}
		at, ok := civilDay(born)
		if !ok {
			return fault.BadField("body.bad_date", "born"+n)
		}
		r.b.Babies = append(r.b.Babies, milk.BabyBody{ID: ident.Derive(r.id, babyOfForm+i), Name: name, Born: at})
	}
	return nil
}

func (r *asking) places() *fault.Error {
	if bad := filled(r.f, "pickup", "village", "finish"); bad != nil {
		return bad
	}
	r.b.Pickup, r.b.Finish = pointOf(r.f, "pickup"), pointOf(r.f, "finish")
	r.b.Finish.Village = r.b.Village
	return nil
}

// pointOf reads a place. A point that is none is left out: the desk completes it.
func pointOf(f url.Values, name string) dispatch.Place {
	p := dispatch.Place{Label: f.Get(name), Note: f.Get(name + "_note"), Village: f.Get(name + "_village")}
	lat, err := strconv.ParseFloat(f.Get(name+"_lat"), 64)
	lon, bad := strconv.ParseFloat(f.Get(name+"_lon"), 64)
	if err == nil && bad == nil && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180 {
		p.Lat, p.Lon = lat, lon
	}
	return p
}

func (r *asking) hours() *fault.Error {
	for _, s := range r.f["days"] {
		if n, err := strconv.ParseInt(s, 10, 64); err == nil && n >= 1 && n <= 7 && !slices.Contains(r.b.Days, n) {
			r.b.Days = append(r.b.Days, n)
		}
	}
	if len(r.b.Days) == 0 {
		return fault.BadField("body.required", "days")
	}
	slices.Sort(r.b.Days)
	for _, x := range []struct {
		name string
		to   *string
	}{{"from", &r.b.From}, {"to", &r.b.To}} {
		at, err := time.Parse("15:04", strings.Replace(r.f.Get(x.name), ".", ":", 1))
		if err != nil {
			return fault.BadField("page.bad_hour", x.name)
		}
		*x.to = at.Format("15:04")
	}
	return nil
}

func (r *asking) recipients() *fault.Error {
	for i := range mostRecipients {
		n := strconv.Itoa(i + 1)
		if i > 0 && r.f.Get("r"+n) == "" && r.f.Get("relation"+n) == "" && r.f.Get("rphone"+n) == "" {
			continue
		}
		if bad := filled(r.f, "r"+n, "relation"+n); bad != nil {
			return bad
		}
		r.b.Recipients = append(r.b.Recipients, milk.Named{ID: ident.Derive(r.id, recipientOfForm+i), Name: r.f.Get("r" + n), Relation: r.f.Get("relation" + n), Phone: r.f.Get("rphone" + n)})
	}
	return nil
}

// readPledge wants both boxes: what she promises, and that what is written here
// may be kept. A box is never ticked for her.
func (r *asking) pledge() *fault.Error {
	for _, name := range []string{"pledge", "data"} {
		if r.f.Get(name) != "yes" {
			return fault.BadField("page.not_ticked", name)
		}
	}
	r.b.Pledge = admission.Pledge{TextVersion: r.f.Get("pledge_text"), How: "page"}
	return filled(r.f, "pledge_text")
}

// civilDay reads a day as a browser sends it, or as people write it where it does
// not know days: 3/8/2026, 3-8-2026.
func civilDay(s string) (string, bool) {
	for _, form := range []string{time.DateOnly, "2/1/2006", "2-1-2006", "2.1.2006"} {
		if at, err := time.Parse(form, s); err == nil && at.Year() > 2000 && at.Year() < 2200 {
			return at.Format(time.DateOnly), true
		}
	}
	return "", false
}

// fieldOf gives the form's field for one of the decision's.
func fieldOf(name string) string {
	switch {
	case strings.HasPrefix(name, "mother.phone"):
		return "phone"
	case strings.HasPrefix(name, "mother"):
		return "name"
	case strings.Contains(name, "born"):
		return "born1"
	case strings.HasPrefix(name, "babies"):
		return "baby1"
	case strings.HasPrefix(name, "recipients") && strings.Contains(name, "phone"):
		return "rphone1"
	case strings.HasPrefix(name, "recipients"):
		return "r1"
	}
	field, _, _ := strings.Cut(name, ".")
	return field
}
