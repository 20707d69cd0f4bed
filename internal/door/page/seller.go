package page

import (
	"encoding/json"
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/programme/campaign"
	"sambang/internal/programme/campaign/lead"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// sellerView is a seller's own page: one tap a contact. Of the people who were told of it
// has two numbers and nobody.
type sellerView struct {
	// Villages are those of the round, Village the one that was told of last today.
	Villages []wordCode
	Village  string
	// Taps are the buttons: what may be told by one tap.
	Taps    []wordCode
	Counts  []int
	Batches []sellerBatch
	Papers  []sellerPaper
	// Massages: the seller has the certificate, and is asked the three questions.
	Massages bool
	Told     lead.Tally
	Leads    template.HTML
	Kinds    []wordCode
	// Tap, Massage, Refer and Biscuits are the ids that the forms carry.
	Tap, Massage, Refer, Biscuits ident.ID
	// Last is the latest tap that may be taken back, Earlier are those before it.
	Last    *sellerTap
	Earlier []sellerTap
	// Tried is the form that was not taken, Form what was typed into it.
	Tried string
	Form  func(string) string
}

// sellerBatch is what is left of papers under one code.
type sellerBatch struct {
	Code, Material string
	Left, Count    int64
}

// sellerPaper is a certificate: State is valid, ending, lapsed or withdrawn.
type sellerPaper struct{ Course, State, Words, Check string }

// endingWithin is when a certificate is shown as ending: a month, as the warnings begin.
const endingWithin = 30

// seller draws the page.
func (p *Page) seller(tx *store.Tx, v *visit, s *sheet) ([]ident.ID, error) {
	q := v.query(p, tx)
	x, found, err := campaign.Sellers.Get(tx, v.link.Facility, v.link.Subject)
	if err != nil || !found || x.State != campaign.Active || x.ID != v.link.Person {
		return nil, absentOr(err)
	}
	name, err := workforce.Name(q, x.ID)
	if err != nil {
		return nil, err
	}
	today := v.now.Day(v.zone)
	view := &sellerView{Tap: p.freshID(), Massage: p.freshID(), Refer: p.freshID(), Biscuits: p.freshID(), Counts: []int{1, 2, 3, 4, 5, 10, 20}, Form: func(string) string { return "" }}
	for _, read := range []func() error{
		func() error { return view.round(q, x) },
		func() error { return view.papers(q, v, x.ID, today) },
		func() error { return view.batches(q, v.lang, x.ID) },
		func() error { return view.leads(q, v.lang, x.ID, today) },
		func() error { return view.undoable(p, q, v, x.ID) },
		func() (err error) { s.Say, err = view.say(q, v, x.ID, name, today); return err },
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	view.words(v.lang)
	s.Face, s.Title, s.Seller, s.Style = "seller", s.T("seller.title"), view, "seller"
	return []ident.ID{x.ID}, nil
}

// round reads the villages in which the seller goes about.
func (view *sellerView) round(q journal.Query, x campaign.Seller) error {
	for _, code := range x.Villages {
		v, found, err := registry.Villages.Get(q.Tx, q.Facility, ident.ID(code))
		if err != nil {
			return err
		}
		if found {
			view.Villages = append(view.Villages, wordCode{code, v.Name})
		}
	}
	return nil
}

// papers reads the certificates, the newest of each course, and whether one of them is
// that of massage.
func (view *sellerView) papers(q journal.Query, v *visit, seller ident.ID, today string) error {
	set, _, err := campaign.Policy.Get(q)
	if err != nil {
		return err
	}
	if view.Massages, err = workforce.CertifiedOn(q, seller, set.MassageCourse, today); err != nil {
		return err
	}
	all, err := workforce.Certificates.Where(q.Tx, "facility_id = $1 AND worker = $2 ORDER BY course, valid_to DESC, id DESC", q.Facility, seller)
	for i, c := range all {
		if i > 0 && all[i-1].Course == c.Course {
			continue
		}
		one := sellerPaper{Course: text.T(v.lang, "course."+c.Course, nil), State: paperState(c, today)}
		one.Words = text.T(v.lang, "page.seller.paper."+one.State, map[string]string{"day": text.CivilDate(v.lang, c.ValidTo)})
		if c.Year > 0 {
			one.Check = workforce.PagePath(q.Keys, v.facility.Slug, c)
		}
		view.Papers = append(view.Papers, one)
	}
	return err
}

func paperState(c workforce.Certificate, today string) string {
	end, err := time.Parse(time.DateOnly, today)
	soon := end.AddDate(0, 0, endingWithin).Format(time.DateOnly)
	switch {
	case !c.WithdrawnAt.IsZero():
		return "withdrawn"
	case c.ValidTo < today:
		return "lapsed"
	case err == nil && c.ValidTo <= soon:
		return "ending"
	}
	return "valid"
}

// batches reads what is left, the oldest first.
func (view *sellerView) batches(q journal.Query, lang string, seller ident.ID) error {
	all, err := campaign.Batches.Where(q.Tx, "facility_id = $1 AND seller = $2 ORDER BY seq", q.Facility, seller)
	for _, b := range all {
		if b.Left() > 0 {
			view.Batches = append(view.Batches, sellerBatch{b.Code, text.T(lang, "page.seller.what."+b.Material, nil), b.Left(), b.Count})
		}
		if b.Material == campaign.PocketBook && b.Left() > 0 && !slices.ContainsFunc(view.Taps, func(t wordCode) bool { return t.Code == campaign.PocketBook }) {
			view.Taps = append(view.Taps, wordCode{Code: campaign.PocketBook})
		}
	}
	return err
}

// leads are the two numbers of this week, from Monday on.
func (view *sellerView) leads(q journal.Query, lang string, seller ident.ID, today string) (err error) {
	view.Told, err = lead.OfSeller(q, seller, mondayOf(today))
	view.Leads = rich(lang, "page.seller.came", "came", "", map[string]string{"came": strconv.FormatInt(view.Told.Came, 10), "told": strconv.FormatInt(view.Told.Told, 10)})
	return err
}

// mondayOf is that of a civil day's week.
func mondayOf(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return at.AddDate(0, 0, -(int(at.Weekday())+6)%7).Format(time.DateOnly)
}

// say is the sentence of the page: what was told of today.
func (view *sellerView) say(q journal.Query, v *visit, seller ident.ID, name, today string) (template.HTML, error) {
	all, err := campaign.Contacts.Where(q.Tx, "facility_id = $1 AND seller = $2 AND on_day = $3 AND replaced_by = '' ORDER BY at, id", q.Facility, seller, today)
	if err != nil {
		return "", err
	}
	sums, kinds := map[string]int64{}, []string{}
	for _, c := range all {
		if !slices.Contains(kinds, c.Kind) {
			kinds = append(kinds, c.Kind)
		}
		sums[c.Kind] += c.Count
		if c.Village != "" {
			view.Village = c.Village
		}
	}
	var said []string
	for _, kind := range kinds {
		if sums[kind] > 0 {
			said = append(said, text.T(v.lang, "page.seller.count."+kind, map[string]string{"n": strconv.FormatInt(sums[kind], 10)}))
		}
	}
	at := strings.Join(said, ", ")
	if at == "" {
		at = text.T(v.lang, "page.seller.nothing", nil)
	}
	return rich(v.lang, "page.seller.say", "at", "", map[string]string{"seller": called(name), "at": at}), nil
}

// words name the buttons and the kinds of help.
func (view *sellerView) words(lang string) {
	if view.Village == "" && len(view.Villages) > 0 {
		view.Village = view.Villages[0].Code
	}
	view.Taps = append([]wordCode{{Code: campaign.Leaflet}}, append(view.Taps, wordCode{Code: campaign.Talk}, wordCode{Code: campaign.Referral})...)
	for i, t := range view.Taps {
		view.Taps[i].Word = text.T(lang, "page.seller.tap."+t.Code, nil)
	}
	for _, kind := range lead.Kinds {
		view.Kinds = append(view.Kinds, wordCode{kind, text.T(lang, "page.seller.kind."+kind, nil)})
	}
}

// leadOf is the id of the lead that a form tells of.
const leadOf = 530

// sellerOrder reads a form of the page.
func sellerOrder(v *visit, what string, id ident.ID, f url.Values) (order, error) {
	seller, village := v.link.Subject, f.Get("village")
	count, err := strconv.ParseInt(f.Get("count"), 10, 64)
	if err != nil {
		count = 0 // refused with the page's own words
	}
	switch what {
	case "tell":
		return order{"campaign.report", campaign.Report{Seller: seller, Kind: f.Get("kind"), Count: count, Village: village}, "told"}, nil
	case "biscuits":
		return order{"campaign.biscuits", campaign.TellBiscuits{Seller: seller, Count: count, Village: village}, "told"}, nil
	case "undo":
		return order{"campaign.correct", campaign.Correct{Contact: ident.ID(f.Get("contact"))}, "untold"}, nil
	case "massage":
		return order{"campaign.massage", campaign.TellMassage{Seller: seller, Village: village, Fever: f.Get("fever"), Breast: f.Get("breast"), Operated: f.Get("operated"),
			Consent: f.Get("consent") != "", Name: f.Get("name"), Phone: f.Get("phone")}, "massaged"}, nil
	case "refer":
		return order{"lead.refer", lead.Refer{Lead: ident.Derive(id, leadOf), Village: village, Kind: f.Get("kind"), Name: f.Get("name"), Phone: f.Get("phone"),
			Note: f.Get("note"), Consent: f.Get("consent") != ""}, "referred"}, nil
	}
	return order{}, fault.Absent()
}

// sellerHeard changes what is said after something was told: a massage that became the
// midwife's, papers that were more than the list says, a report that does not count.
func sellerHeard(o order, result json.RawMessage) order {
	var told campaign.Reported
	var massage campaign.MassageResult
	switch {
	case o.verb == "campaign.massage" && json.Unmarshal(result, &massage) == nil && massage.Refer:
		if o.note = "massage_stop"; massage.Lead != "" {
			o.note = "massage_midwife"
		}
	case o.verb == "campaign.report" && json.Unmarshal(result, &told) == nil && !told.Counted:
		o.note = "told_uncounted"
	case o.verb == "campaign.report" && told.Beyond > 0:
		o.note = "told_beyond"
	}
	return o
}
