package page

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/link"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/tracking"
	"sambang/internal/shared/workforce"
)

// trackView is one delivery as somebody with a link sees it.
type trackView struct {
	// Own: the mother herself; others see no code, no timeline, no lists.
	Own, Running, Ended, Live bool
	Courier                   courierView
	Map                       *mosaic
	Ring                      *ring
	Stages                    []stage
	Code                      string
	Locked                    bool
	CodeFor                   string
	Bottles                   []bottleView
	Good                      bool
	Temperature               string
	History                   []line
	Shares                    []shareView
	Viewers                   []viewerView
	Renew, Revoke, End        ident.ID // the ids that the forms carry
	Cancel                    ident.ID // empty once something was handed over
	Link                      ident.ID
	UseBy                     string
	people                    []ident.ID
	// seen is the courier whose position the page shows, or nobody.
	seen ident.ID
}

type courierView struct {
	Name, Short, Initials, Phone string
	Certified                    bool
}

type stage struct {
	Word       string
	Done, Here bool
}

type bottleView struct {
	Volume, Expressed, UseBy, State string
	Past                            bool
}

type line struct {
	At    string
	Text  template.HTML
	Class string
}

type viewerView struct {
	Agent, First, Last string
}

// reading is a delivery with all that is read for its page.
type reading struct {
	// onMap: whoever looks may see on a map where the delivery is.
	onMap    bool
	q        journal.Query
	v        *visit
	d        milk.Delivery
	place    milk.Place
	seen     tracking.Seen
	promise  promise.Promise
	mother   string
	courier  courierView
	receiver string
}

// track draws the delivery's page.
func (p *Page) track(tx *store.Tx, v *visit, s *sheet) error {
	r, err := p.read(tx, v)
	if err != nil {
		return err
	}
	t := &trackView{Own: v.own(), Running: !r.d.Ended(), Ended: r.d.Ended(), Courier: r.courier, Link: v.link.ID,
		Ring: ringOf(v.lang, r.promise, v.now), Stages: stages(s, r.d), people: []ident.ID{r.d.Mother, r.d.Courier}}
	t.Live = t.Running
	if r.seen.Point != nil {
		t.seen = r.d.Courier
	}
	s.Say, s.Title, s.Face, s.Track = r.sentence(), s.T("track.title"), "track", t
	t.bottles(r)
	if t.Map, err = p.mapOf(r); err != nil || !t.Own {
		return err
	}
	t.Renew, t.Revoke, t.End = p.freshID(), p.freshID(), p.freshID()
	if r.d.State == milk.Declared {
		t.Cancel = p.freshID()
	}
	if t.Running {
		t.Code = spaced(link.Code(p.Keys, v.link.Facility, r.d.ID, r.d.CodeGeneration))
		if err := t.lock(r); err != nil {
			return err
		}
	}
	if t.History, err = r.history(); err != nil {
		return err
	}
	if err := p.shares(r, t); err != nil {
		return err
	}
	return t.viewers(r)
}

// read loads a delivery and what its page says of it.
func (p *Page) read(tx *store.Tx, v *visit) (r *reading, err error) {
	r = &reading{q: v.query(p, tx), v: v}
	var found bool
	if r.d, found, err = milk.Deliveries.Get(tx, v.link.Facility, v.link.Subject); err != nil || !found {
		return nil, cmp.Or(err, error(fault.Absent()))
	}
	if r.place, _, err = milk.Places.Get(tx, v.link.Facility, r.d.Place); err != nil {
		return nil, err
	}
	if r.d.Promise != "" {
		if r.promise, _, err = promise.Promises.Get(tx, v.link.Facility, r.d.Promise); err != nil {
			return nil, err
		}
	}
	if err = r.names(); err != nil {
		return nil, err
	}
	r.seen = tracking.Seen{State: tracking.Gone}
	if p.Hub != nil {
		r.seen = p.Hub.See(r.d.Job, v.now)
	}
	if r.onMap, err = mapAllowed(r.q, v, r.d); err != nil {
		return nil, err
	}
	if !r.onMap {
		r.seen.Point, r.seen.At = nil, nil
	}
	return r, nil
}

// mapAllowed: the mother sees the courier wherever tracking's rule allows. Who
// watches by her leave sees the last leg only, who merely receives none. Nobody
// does when she has taken back that the delivery is watched.
func mapAllowed(q journal.Query, v *visit, d milk.Delivery) (bool, error) {
	if !v.own() && (v.link.Purpose != link.Track || d.DepartedAt.IsZero()) {
		return false, nil
	}
	return milk.Watchable(q, d)
}

func (r *reading) names() error {
	_, mother, _, err := registry.OpenCanonical(r.q, r.d.Mother)
	if err != nil {
		return err
	}
	r.mother = calledMother(r.v.lang, mother.Name)
	if r.d.ReceivedBy != "" {
		_, receiver, _, err := registry.Open(r.q, r.d.ReceivedBy)
		if err != nil {
			return err
		}
		r.receiver = called(receiver.Name)
	}
	if r.d.Courier == "" {
		return nil
	}
	_, c, _, err := registry.Open(r.q, r.d.Courier)
	if err != nil {
		return err
	}
	fit, err := workforce.Fit(r.q, r.d.Courier, workforce.MilkHandling, r.v.now)
	r.courier = courierView{c.Name, called(c.Name), initials(c.Name), c.Phone, fit.Certified && fit.Appointed && !fit.Suspended}
	if r.d.Ended() {
		r.courier.Phone = "" // his number is for the ride
	}
	return err
}

// stages are where in the errand the milk is.
func stages(s *sheet, d milk.Delivery) []stage {
	if d.Ended() && d.State != milk.Delivered {
		return nil
	}
	at := map[string]int{milk.HandedOver: 0, milk.Packed: 0, milk.OnTheWay: 1, milk.Arrived: 2, milk.Delivered: 3}
	here, begun := at[d.State]
	var out []stage
	for i, word := range []string{"fetched", "on_way", "arrived", "received"} {
		out = append(out, stage{s.T("stage." + word), begun && i <= here, begun && i == here})
	}
	return out
}

func (t *trackView) bottles(r *reading) {
	t.Good = true
	first := instant.Instant(0)
	for _, b := range r.d.Bottles {
		past := !b.UseBy.After(r.v.now)
		t.Good = t.Good && !past
		t.Bottles = append(t.Bottles, bottleView{strconv.FormatInt(b.VolumeML, 10) + " ml", r.hour(b.ExpressedAt), r.hour(b.UseBy), b.State, past})
		if first == 0 || b.UseBy < first {
			first = b.UseBy
		}
	}
	t.UseBy = r.hour(first)
	if r.d.Measured {
		t.Temperature = text.Decimal(r.v.lang, r.d.Temperature, 2) + " °C"
	}
}

func (r *reading) hour(i instant.Instant) string { return hour(r.v.lang, i, r.v.now, r.v.zone) }

// lock says whether the code can be tried no more, and for whom it is.
func (t *trackView) lock(r *reading) error {
	set, _, err := milk.Policy.Get(r.q)
	t.Locked = r.d.CodeMisses >= set.CodeTries
	for _, x := range r.place.Recipients {
		if !x.Active || err != nil || t.CodeFor != "" {
			continue
		}
		var d registry.Detail
		_, d, _, err = registry.Open(r.q, x.Person)
		t.CodeFor = called(d.Name)
	}
	return err
}

// spaced writes a code as people read it aloud: 482 913.
func spaced(code string) string { return code[:3] + " " + code[3:] }

func (t *trackView) viewers(r *reading) error {
	list, err := link.Viewers(r.q.Tx, r.v.link)
	for _, x := range list {
		if x.Generation == r.v.link.Generation {
			t.Viewers = append(t.Viewers, viewerView{text.T(r.v.lang, "page.agent."+x.Agent, nil), r.hour(x.FirstSeen), r.hour(x.LastSeen)})
		}
	}
	return err
}

// arrival is when he will be there: the live estimate, else nothing.
func (r *reading) arrival() (instant.Instant, bool) {
	if r.seen.Arrival == nil {
		return 0, false
	}
	return *r.seen.Arrival, true
}

// course is the order of what was said in one and the same moment.
var course = []string{"declared", "offered", "accepted", "set_out", "handed_over", "packed", "departed", "arrived", "delivered"}

// history is the delivery's timeline, with what is still to come.
func (r *reading) history() ([]line, error) {
	steps, err := milk.Steps.Where(r.q.Tx, "facility_id = $1 AND delivery = $2 ORDER BY at, recorded_at, id", r.q.Facility, r.d.ID)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(steps, func(a, b milk.Step) int {
		if a.At != b.At || a.RecordedAt != b.RecordedAt {
			return 0
		}
		return slices.Index(course, a.Kind) - slices.Index(course, b.Kind)
	})
	var out []line
	for _, st := range steps {
		key := "page.step." + st.Kind
		if !text.Has(text.ID, key) {
			continue
		}
		name, err := workforce.Name(r.q, st.Courier)
		if err != nil {
			return nil, err
		}
		words := map[string]string{"courier": called(name), "mother": r.mother, "receiver": cmp.Or(r.receiver, text.T(r.v.lang, "page.somebody", nil)),
			"bottles": st.Params["bottles"], "count": st.Params["count"]}
		l := line{At: r.hour(st.At), Text: rich(r.v.lang, key, "", "", words)}
		if st.Undone {
			l.Class, l.Text = "undone", l.Text+" "+rich(r.v.lang, "page.step.corrected", "", "", nil)
		}
		out = append(out, l)
	}
	if n := len(out); n > 0 && !r.d.Ended() {
		out[n-1].Class = "next"
		if at, ok := r.arrival(); ok && r.d.InHand() && r.d.State != milk.Arrived {
			out = append(out, line{r.hour(at), rich(r.v.lang, "page.step.to_come", "", "", nil), "later"})
		}
	}
	return out, nil
}

// staleAfter is when a position is shown as an old one, as on the desk's map.
const staleAfter = 3 * time.Minute
