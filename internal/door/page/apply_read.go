package page

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
)

// application is what milk.apply is told from the page.
type application struct {
	Application ident.ID      `json:"application"`
	Channel     string        `json:"channel"`
	Helper      string        `json:"helper,omitempty"`
	Mother      appliedMother `json:"mother"`
	Babies      []appliedBaby `json:"babies"`
	Village     string        `json:"village"`
	Pickup      appliedPoint  `json:"pickup"`
	Finish      appliedPoint  `json:"finish"`
	Hidden      bool          `json:"hidden_address,omitempty"`
	Recipients  []appliedName `json:"recipients"`
	Days        []int64       `json:"days"`
	From        string        `json:"from"`
	To          string        `json:"to"`
	Pledge      appliedPledge `json:"pledge"`
}

type appliedMother struct {
	Name  string `json:"name"`
	Phone string `json:"phone,omitempty"`
}

type appliedBaby struct {
	ID   ident.ID `json:"id"`
	Name string   `json:"name"`
	Born string   `json:"born"`
}

// appliedPoint is a place as she tells it; without a point the desk completes it.
type appliedPoint struct {
	Label   string  `json:"label"`
	Note    string  `json:"note,omitempty"`
	Lat     float64 `json:"lat,omitempty"`
	Lon     float64 `json:"lon,omitempty"`
	Village string  `json:"village,omitempty"`
}

type appliedName struct {
	ID       ident.ID `json:"id"`
	Name     string   `json:"name"`
	Relation string   `json:"relation"`
	Phone    string   `json:"phone,omitempty"`
}

type appliedPledge struct {
	Text string `json:"text_version"`
	How  string `json:"how"`
}

// What a form's ids are derived for, counted from its own.
const (
	applicationOfForm = 1
	babyOfForm        = 10
	recipientOfForm   = 20
)

// mostBabies is how many the form has rows for: twins.
const mostBabies = 2

// applicationOf reads the form. Only what the form alone can know is refused here:
// what a date is, what an hour is, that it was ticked. The rest is for the decision.
func applicationOf(f url.Values, id ident.ID) (b application, bad *fault.Error) {
	b = application{Application: ident.Derive(id, applicationOfForm), Channel: "page", Village: f.Get("village"), Hidden: f.Get("finish_kind") == "meeting"}
	b.Mother = appliedMother{f.Get("name"), f.Get("phone")}
	if f.Get("who") == "helper" {
		b.Helper = f.Get("helper")
	}
	for _, step := range []func(url.Values, ident.ID) *fault.Error{b.readMother, b.readBabies, b.readPlaces, b.readHours, b.readRecipients, b.readPledge} {
		if bad = step(f, id); bad != nil {
			return b, bad
		}
	}
	return b, nil
}

func (b *application) readMother(f url.Values, _ ident.ID) *fault.Error { return filled(f, "name") }

// filled wants something to stand in each of the fields.
func filled(f url.Values, fields ...string) *fault.Error {
	for _, name := range fields {
		if f.Get(name) == "" {
			return fault.BadField("body.required", name)
		}
	}
	return nil
}

func (b *application) readBabies(f url.Values, id ident.ID) *fault.Error {
	for i := range mostBabies {
		n := strconv.Itoa(i + 1)
		name, born := f.Get("baby"+n), f.Get("born"+n)
		if i > 0 && name == "" && born == "" {
			continue
		}
		if bad := filled(f, "baby"+n, "born"+n); bad != nil {
			return bad
		}
		at, ok := civilDay(born)
		if !ok {
			return fault.BadField("body.bad_date", "born"+n)
		}
		b.Babies = append(b.Babies, appliedBaby{ident.Derive(id, babyOfForm+i), name, at})
	}
	return nil
}

func (b *application) readPlaces(f url.Values, _ ident.ID) *fault.Error {
	if bad := filled(f, "pickup", "village", "finish"); bad != nil {
		return bad
	}
	b.Pickup, b.Finish = pointOf(f, "pickup"), pointOf(f, "finish")
	b.Finish.Village = b.Village
	return nil
}

// pointOf reads a place. A point that is none is left out: the desk completes it.
func pointOf(f url.Values, name string) appliedPoint {
	p := appliedPoint{Label: f.Get(name), Note: f.Get(name + "_note"), Village: f.Get(name + "_village")}
	lat, err := strconv.ParseFloat(f.Get(name+"_lat"), 64)
	lon, bad := strconv.ParseFloat(f.Get(name+"_lon"), 64)
	if err == nil && bad == nil && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180 {
		p.Lat, p.Lon = lat, lon
	}
	return p
}

func (b *application) readHours(f url.Values, _ ident.ID) *fault.Error {
	for _, s := range f["days"] {
		if n, err := strconv.ParseInt(s, 10, 64); err == nil && n >= 1 && n <= 7 && !slices.Contains(b.Days, n) {
			b.Days = append(b.Days, n)
		}
	}
	if len(b.Days) == 0 {
		return fault.BadField("body.required", "days")
	}
	slices.Sort(b.Days)
	for _, x := range []struct {
		name string
		to   *string
	}{{"from", &b.From}, {"to", &b.To}} {
		at, err := time.Parse("15:04", strings.Replace(f.Get(x.name), ".", ":", 1))
		if err != nil {
			return fault.BadField("page.bad_hour", x.name)
		}
		*x.to = at.Format("15:04")
	}
	return nil
}

func (b *application) readRecipients(f url.Values, id ident.ID) *fault.Error {
	for i := range mostRecipients {
		n := strconv.Itoa(i + 1)
		if i > 0 && f.Get("r"+n) == "" && f.Get("relation"+n) == "" && f.Get("rphone"+n) == "" {
			continue
		}
		if bad := filled(f, "r"+n, "relation"+n); bad != nil {
			return bad
		}
		b.Recipients = append(b.Recipients, appliedName{ident.Derive(id, recipientOfForm+i), f.Get("r" + n), f.Get("relation" + n), f.Get("rphone" + n)})
	}
	return nil
}

// readPledge wants both boxes: what she promises, and that what is written here
// may be kept. A box is never ticked for her.
func (b *application) readPledge(f url.Values, _ ident.ID) *fault.Error {
	for _, name := range []string{"pledge", "data"} {
		if f.Get(name) != "yes" {
			return fault.BadField("page.not_ticked", name)
		}
	}
	b.Pledge = appliedPledge{f.Get("pledge_text"), "page"}
	return filled(f, "pledge_text")
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
