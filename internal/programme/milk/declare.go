package milk

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"sambang/internal/calc/milktime"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/workforce"
)

// HandedBy is who hands a sealed bag over for the mother.
type HandedBy struct {
	Name string `json:"name,omitempty" max:"80"`
	Role string `json:"role" max:"20"`
}

// Declare tells which bottles wait to be fetched.
type Declare struct {
	Delivery     ident.ID        `json:"delivery"`
	Place        ident.ID        `json:"place"`
	WantPickupAt instant.Instant `json:"want_pickup_at"`
	HandedBy     HandedBy        `json:"handed_by,omitzero"`
	Bottles      []BottleBody    `json:"bottles"`
}

// Subject names the place.
func (b Declare) Subject() ident.ID { return b.Place }

// The bounds of a bottle: a portion is 30 to 120 ml by the guides, feeding
// bottles end at 330 ml; ten bottles fill a courier's inner bag.
const (
	maxVolumeML = 500
	maxBottles  = 10
)

// Check wants one to ten bottles with volume and time.
func (b Declare) Check() *fault.Error {
	if b.Delivery == "" {
		return fault.BadField("body.required", "delivery")
	}
	if len(b.Bottles) == 0 || len(b.Bottles) > maxBottles {
		return fault.BadField("milk.one_to_ten_bottles", "bottles")
	}
	seen := map[ident.ID]bool{}
	for _, x := range b.Bottles {
		if e := x.check(); e != nil {
			return e
		}
		if seen[x.ID] {
			return fault.BadField("body.required", "bottles.id")
		}
		seen[x.ID] = true
	}
	return nil
}

// Declaring is a place with what a declaration needs besides.
type Declaring struct {
	Place
	// Ahead is what was planned for that day.
	Ahead    Ahead
	Settings Settings
	// Force is the table of how long milk keeps, Babies who may drink it.
	Force  Force
	Babies []ident.ID
	// PolicyVersion is that of the settings.
	PolicyVersion int64
	// Number is the facility's next delivery number.
	Number int64
	// Known says that the delivery or one of the bottles was declared before.
	Known bool
	// Labels stand on bottles that have not come to their end.
	Labels []string
	// Courier is the speaking courier when he may type for a mother.
	Courier ident.ID
}

// Audiences adds the courier on duty: he may type for a mother without a phone.
func (d Declaring) Audiences() []string {
	out := d.Place.Audiences()
	if d.Courier != "" {
		out = append(out, "w:"+string(d.Courier))
	}
	return out
}

func (r Room) loadDeclaring(q journal.Query) (Declaring, error) {
	p, err := r.loadPlace(q)
	if err != nil {
		return Declaring{}, err
	}
	if p.ID == "" {
		return Declaring{}, fault.Absent()
	}
	d := Declaring{Place: p}
	b := q.Body.(Declare)
	if d.Settings, d.PolicyVersion, err = Policy.Get(q); err != nil {
		return d, err
	}
	if d.Force, err = ForceOf(q); err != nil {
		return d, err
	}
	if d.Ahead, err = r.look(q, p, b.WantPickupAt); err != nil {
		return d, err
	}
	if _, err = q.One("SELECT COALESCE(MAX(number), 0) + 1 FROM milk_delivery WHERE facility_id = $1", []any{q.Facility}, &d.Number); err != nil {
		return d, err
	}
	if _, d.Known, err = Deliveries.Get(q.Tx, q.Facility, b.Delivery); err != nil || d.Known {
		return d, err
	}
	if err := d.loadBottles(q, b.Bottles); err != nil || d.Known {
		return d, err
	}
	if err := d.loadBabies(q, b.Bottles); err != nil {
		return d, err
	}
	if q.By.Worker != "" {
		fit, err := workforce.Fit(q, q.By.Worker, workforce.MilkHandling, q.Now)
		if err != nil {
			return d, err
		}
		if fit.Certified && fit.Appointed && fit.OnShift && !fit.Suspended {
			d.Courier = q.By.Worker
		}
	}
	return d, nil
}

// loadBottles reads which of these were declared before, and which of the labels
// they may get are on bottles that are still about.
func (d *Declaring) loadBottles(q journal.Query, bottles []BottleBody) error {
	args := store.Args(q.Facility)
	var ids, labels []string
	for _, x := range bottles {
		args = append(args, x.ID)
		ids = append(ids, "$"+strconv.Itoa(len(args)))
	}
	if _, err := q.One("SELECT TRUE FROM milk_bottle WHERE facility_id = $1 AND id IN ("+strings.Join(ids, ", ")+")", args, &d.Known); err != nil || d.Known {
		return err
	}
	args = store.Args(q.Facility)
	for _, x := range bottles {
		for _, l := range x.labels() {
			args = append(args, l)
			labels = append(labels, "$"+strconv.Itoa(len(args)))
		}
	}
	about, err := Deliveries.Where(q.Tx, "facility_id = $1 AND ended_at = 0 AND id IN (SELECT delivery FROM milk_bottle WHERE facility_id = $1 AND label IN ("+strings.Join(labels, ", ")+"))", args...)
	for _, other := range about {
		for _, b := range other.Bottles {
			if !b.Ended() {
				d.Labels = append(d.Labels, b.Label)
			}
		}
	}
	return err
}

// Declare opens the delivery, its job and the links of those who may watch.
func (d Declaring) Declare(s journal.Said[Declare]) journal.Answer {
	switch {
	case d.Known:
		return journal.Refuse("milk.already_declared")
	case d.State == Paused:
		return journal.Refuse("milk.place_paused")
	case d.State != Going:
		return journal.Refuse("milk.place_not_active")
	case !d.Force.Signed:
		return journal.Refuse("milk.table_unsigned")
	case !slices.ContainsFunc(d.Recipients, func(r Recipient) bool { return r.Active }):
		return journal.Refuse("milk.nobody_receives") // the last one has died or moved away
	}
	if labelsTwice(s.Body.Bottles) {
		return journal.Refuse("milk.label_twice").On("bottles")
	}
	bottles := make([]Bottle, len(s.Body.Bottles))
	for i, x := range s.Body.Bottles {
		b, code := d.bottle(s, i, x)
		if code != "" {
			return journal.Refuse(code).On("bottles")
		}
		d.Labels, bottles[i] = append(d.Labels, b.Label), b
	}
	want := s.Body.WantPickupAt
	if want.Before(s.Now) {
		want = s.Now
	}
	if slices.ContainsFunc(bottles, func(b Bottle) bool { return want.After(b.hardBy()) }) {
		return journal.Refuse("milk.want_too_late").On("want_pickup_at")
	}
	id, job := s.Body.Delivery, s.NewID(0)
	start, finish := d.Ahead.ways(d.Place)
	answer := journal.Accept(
		DeclaredEvent{Delivery: id, Number: d.Number, Place: d.ID, Mother: d.Mother, Keeper: d.Keeper, Baby: d.Baby, Village: d.Village, Job: job, Bottles: bottles,
			Pickup: start, Finish: finish, WantAt: want, Limits: d.limits(), By: role(s.By),
			Handing: handing(s, id, 1, s.Body.HandedBy), Policy: d.PolicyVersion},
		dispatch.Opened{Job: job, Kind: "milk", Subject: id, Course: workforce.MilkHandling, WantAt: want,
			Due: want.Add(time.Duration(d.Settings.RideSeconds) * time.Second), Start: start, Finish: finish, Ask: d.Courier == "", Prefer: d.Ahead.Courier},
		link.Issue(trackLink(id), "track", id, d.Reader(), s.Now.Add(trackLife)),
	).With(d.tellRecipients(s)...)
	if d.Courier != "" { // he stands before her: nobody else is asked
		answer = answer.With(dispatch.OfferMade{Job: job, Worker: d.Courier, Offers: 1, AnswerBy: s.Now.Add(hisOwn)})
	}
	return answer.Giving(map[string]any{"number": d.Number, "link": trackLink(id)})
}

// trackLife is how long a link to watch a delivery lives when nothing ends it sooner.
const trackLife = 48 * time.Hour

// handing seals the name of who hands over for the mother: version 1 as it was
// declared, version 2 as the courier met them. The mother's own is known already.
func handing[B any](s journal.Said[B], delivery ident.ID, version int64, by HandedBy) journal.Ref {
	if by.Name == "" || by.Role == "mother" {
		return journal.Ref{}
	}
	return s.Seal("milk_handed_by", delivery, version, by)
}

// hisOwn is how long the courier who typed has to take his own job before
// others are asked: our own proposal.
const hisOwn = 10 * time.Minute

// tellRecipients gives everybody on the list a page of what comes; the mother
// owns these links and may revoke them. Only the first on the list is written
// to: each message is a tap for somebody.
func (d Declaring) tellRecipients(s journal.Said[Declare]) []any {
	var out []any
	for i, r := range d.Recipients {
		if !r.Active {
			continue
		}
		l := link.Issue(ident.Derive(s.Body.Delivery, 10+i), "receive", s.Body.Delivery, r.Person, s.Now.Add(trackLife))
		l.Owner = d.Reader()
		if out = append(out, l); len(out) == 1 {
			out = append(out, messaging.Queue(messaging.Message{ID: s.NewID(2), To: r.Person, Kind: "milk_recipient", Link: l.Link}))
		}
	}
	return out
}

func (d Declaring) bottle(s journal.Said[Declare], i int, x BottleBody) (Bottle, string) {
	switch {
	case x.latest().After(s.Now):
		return Bottle{}, "milk.expressed_in_future"
	case x.contradicts():
		return Bottle{}, "milk.frozen_where"
	case x.Baby != "" && !slices.Contains(d.Babies, x.Baby):
		return Bottle{}, "milk.not_her_baby"
	}
	b := Bottle{ID: x.ID, VolumeML: x.VolumeML, ExpressedAt: x.ExpressedAt, Milk: x.Milk, Stays: x.places(), Baby: x.Baby,
		State: Declared, Holder: "mother", HeldBy: d.Mother}
	v := milktime.Judge(d.limits(), b.history())
	switch {
	case v.Because == "refrozen":
		return Bottle{}, "milk.refrozen"
	case !v.HardBy.After(s.Now):
		return Bottle{}, "milk.expired"
	}
	label := ""
	for _, l := range slices.Backward(x.labels()) {
		if !slices.Contains(d.Labels, l) {
			label = l
		}
	}
	if label == "" {
		return Bottle{}, "milk.label_in_use"
	}
	b.Label = label
	return b.judge(d.limits()), ""
}
