package page

import (
	"html/template"
	"strconv"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
)

// placeView is the mother's own page.
type placeView struct {
	Active                bool
	Carried               bool // a courier has some of her milk in his hands
	Running, Past         []deliveryView
	Recipients            []recipientView
	MayName, MayDrop      bool
	Declare, Name, Person ident.ID // the ids that the forms carry
	Today, Yesterday      string   // days of the form, YYYY-MM-DD
	Bottles               []string // the form's rows
	Form                  func(string) string
	Glasses               []template.HTML // who saw more of her than their role shows
	Babies                []babyView      // of twins, whom a bottle may be for
	Coming                []comingView    // the next days on which a courier comes
	Complain              ident.ID
	// Resting is the last day of a pause of her own, Notice that of the head's notice,
	// in words; PauseBy the last day a pause may be asked to.
	Resting, Notice, PauseBy string
	Pause, Finish            ident.ID
	Over                     bool
	people                   []ident.ID
}

type deliveryView struct {
	Number, When string
	Words        template.HTML
	// Open is the address of its page's button; empty when its link has died.
	Open string
	// ID is the delivery's; Mixup the id of the form that says something is swapped,
	// empty when nothing has come to the house yet.
	ID, Mixup ident.ID
}

type recipientView struct {
	ID, Drop       ident.ID
	Name, Relation string
}

// formBottles is how many bottles the form has room for; more are two forms.
const formBottles = 4

// pastShown is how many ended deliveries the page lists.
const pastShown = 10

// mixupShown is for how long a delivery has the button for a bottle that is not
// hers: 96 hours, the longest that milk may stand in a refrigerator (docs/milk.md).
const mixupShown = 96 * time.Hour

// place draws the mother's own page.
func (p *Page) place(tx *store.Tx, v *visit, s *sheet) error {
	q := v.query(p, tx)
	place, found, err := milk.Places.Get(tx, v.link.Facility, v.link.Subject)
	if err != nil {
		return err
	}
	if !found || place.Reader() != v.link.Person {
		return fault.Absent()
	}
	_, d, _, err := registry.OpenCanonical(q, place.Mother)
	if err != nil {
		return err
	}
	mother := calledMother(v.lang, d.Name)
	view := &placeView{Active: place.State == milk.Going, Declare: p.freshID(), Name: p.freshID(), Person: p.freshID(), Complain: p.freshID(), Pause: p.freshID(), Finish: p.freshID(), Over: place.State == milk.Over,
		Today: v.now.Day(v.zone), Yesterday: v.now.Add(-day).Day(v.zone), Form: func(string) string { return "" }, people: []ident.ID{place.Mother}}
	for i := range formBottles {
		view.Bottles = append(view.Bottles, strconv.Itoa(i+1))
	}
	if err := resting(q, v, place, view); err != nil {
		return err
	}
	if err := p.recipients(q, place, view); err != nil {
		return err
	}
	if err := p.deliveries(q, v, place, view, mother); err != nil {
		return err
	}
	if err := p.ahead(q, v, place, view); err != nil {
		return err
	}
	if view.Babies, err = twins(q, place); err != nil {
		return err
	}
	if view.Glasses, err = glasses(q, v, place.Mother); err != nil {
		return err
	}
	s.Face, s.Title, s.Place, s.Extra = "place", s.T("place.title"), view, "apply"
	key := "place"
	switch {
	case view.Carried:
		key = "place_running"
	case len(view.Running) > 0:
		key = "place_waiting"
	}
	s.Say = rich(v.lang, "page.say."+key, "at", "", map[string]string{"mother": mother, "at": text.T(v.lang, "page.say."+key+"_mark", nil)})
	return nil
}

func (p *Page) recipients(q journal.Query, place milk.Place, view *placeView) error {
	for _, r := range place.Recipients {
		if !r.Active {
			continue
		}
		_, d, _, err := registry.Open(q, r.Person)
		if err != nil {
			return err
		}
		view.Recipients = append(view.Recipients, recipientView{r.Person, p.freshID(), d.Name, d.Relation})
		view.people = append(view.people, r.Person)
	}
	view.MayName, view.MayDrop = len(view.Recipients) < milk.MaxRecipients, len(view.Recipients) > 1
	return nil
}

func (p *Page) deliveries(q journal.Query, v *visit, place milk.Place, view *placeView, mother string) error {
	list, err := milk.Deliveries.Where(q.Tx, "facility_id = $1 AND place = $2 ORDER BY declared_at DESC, id DESC LIMIT 40", q.Facility, place.ID)
	if err != nil {
		return err
	}
	for _, d := range list {
		x := deliveryView{Number: number(d.Number), When: text.DayDate(v.lang, d.DeclaredAt, v.zone), ID: d.ID}
		if d.State == milk.Arrived || d.State == milk.Delivered && v.now.Sub(d.EndedAt) < mixupShown {
			x.Mixup = p.freshID()
		}
		x.Words = rich(v.lang, "page.state."+d.State, "", "", map[string]string{"n": strconv.Itoa(len(d.Bottles)),
			"at": hour(v.lang, max(d.EndedAt, d.WantAt), v.now, v.zone), "mother": mother})
		l, open, err := ownLink(q, d, place.Reader())
		if err != nil {
			return err
		}
		if open {
			x.Open = localPath(link.Token(p.Keys, v.facility.Slug, l), "/open", v.lang)
		}
		view.Carried = view.Carried || d.InHand()
		if !d.Ended() {
			view.Running = append(view.Running, x)
		} else if len(view.Past) < pastShown {
			view.Past = append(view.Past, x)
		}
	}
	return nil
}

// ownLink is the mother's own link to a delivery, when it lives.
func ownLink(q journal.Query, d milk.Delivery, mother ident.ID) (link.Link, bool, error) {
	links, err := link.OfSubject(q.Tx, q.Facility, d.ID)
	for _, l := range links {
		if l.Purpose == link.Track && l.Person == mother && l.Owner == mother && l.Open(q.Now) {
			return l, true, nil
		}
	}
	return link.Link{}, false, err
}

// number is a delivery's short number as it is said: 0423.
func number(n int64) string {
	s := strconv.FormatInt(n, 10)
	for len(s) < 4 {
		s = "0" + s
	}
	return s
}
