package massage

import (
	"strconv"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
)

// family is a parent and children as the register knows them, or not yet.
type family struct {
	parent registry.Person
	detail registry.Detail
	// kids are those of the register, by their place in the command; no id: not there yet.
	kids []registry.Person
	born []string
	page ident.ID // the page that the parent has, or none
	// shown: the text that was agreed to is one of ours.
	shown bool
	// wrong is the code of why it cannot be.
	wrong string
}

// familyOf finds the parent by its record, or, where somebody outside tells of one, by the
// telephone: the page never shows what was found. A child that was told of is the one of the
// register who has this parent and that birth date.
func familyOf(q journal.Query, b Book) (f family, err error) {
	if f.shown, err = isShown(q, b.Consent); err != nil {
		return f, err
	}
	if err = f.readParent(q, b.Parent); err != nil || f.wrong != "" {
		return f, err
	}
	for _, c := range b.Children {
		if err = f.readChild(q, c); err != nil || f.wrong != "" {
			return f, err
		}
	}
	if f.parent.ID != "" {
		f.page, err = pageOf(q, f.parent.ID)
	}
	return f, err
}

// firstText is the version of the text that the program brings along, where none was published.
const firstText = registry.ChildData + "/1"

// isShown reports whether a version names a text that people are shown. What stands in a form's
// hidden field is anybody's to write, and an event keeps the version: no other words get there.
func isShown(q journal.Query, version string) (bool, error) {
	if version == "" || version == firstText {
		return true, nil
	}
	t, found, err := registry.ConsentTexts.Get(q.Tx, q.Facility, ident.ID(version))
	return found && t.Purpose == registry.ChildData, err
}

func (f *family) readParent(q journal.Query, p Parent) (err error) {
	if p.Person != "" {
		found := false
		if f.parent, f.detail, found, err = registry.OpenCanonical(q, p.Person); err != nil {
			return err
		}
		if !found || f.parent.State != registry.Active {
			f.wrong = "massage.nobody_known"
		}
		return nil
	}
	phone, _ := registry.NormalPhone(p.Phone)
	if phone == "" {
		return nil
	}
	same, err := registry.FindByPhone(q, phone)
	for _, one := range same {
		if one.State == registry.Active && one.MergedInto == "" && one.Kind != registry.Baby {
			f.parent, f.detail, _, err = registry.OpenCanonical(q, one.ID)
			return err
		}
	}
	return err
}

func (f *family) readChild(q journal.Query, c Child) error {
	if c.Person != "" {
		p, found, err := registry.Canonical(q.Tx, q.Facility, c.Person)
		if err != nil {
			return err
		}
		if !found || p.State != registry.Active {
			f.wrong = "massage.nobody_known"
		}
		f.kids, f.born = append(f.kids, p), append(f.born, p.Born)
		return nil
	}
	var known registry.Person
	if f.parent.ID != "" {
		same, err := registry.People.Where(q.Tx, "facility_id = $1 AND (mother = $2 OR guardian = $2) AND born = $3 AND state = $4 AND merged_into = '' ORDER BY id",
			q.Facility, f.parent.ID, c.Born, registry.Active)
		if err != nil {
			return err
		}
		for _, p := range same { // twins have one birth date: by name then
			var d registry.Detail
			if _, err := q.Open(p.Detail, &d); err != nil {
				return err
			}
			if len(same) == 1 || strings.EqualFold(strings.TrimSpace(d.Name), strings.TrimSpace(c.Name)) {
				known = p
				break
			}
		}
	}
	zone, err := zoneOf(q)
	if err != nil {
		return err
	}
	if c.Born > q.Now.Day(zone) {
		f.wrong = "registry.born_in_future"
	}
	f.kids, f.born = append(f.kids, known), append(f.born, c.Born)
	return nil
}

// theirs reports whether somebody on a page names no record but their own and their
// children's: others are told of by name and telephone, and answered alike.
func (b booking) theirs(s journal.Said[Book]) bool {
	if p := s.Body.Parent.Person; p != "" && p != s.By.Person {
		return false
	}
	for i, c := range s.Body.Children {
		if kid := b.kids[i]; c.Person != "" && (b.parent.ID == "" || kid.Mother != b.parent.ID && kid.Guardian != b.parent.ID) {
			return false
		}
	}
	return true
}

func (b booking) parentID(s journal.Said[Book]) ident.ID {
	if b.parent.ID != "" {
		return b.parent.ID
	}
	return s.NewID(0)
}

// register enters parent and children whom the register does not know. Who asks on the page
// says nothing of what is known already: a record that is there stays as it is. While nobody
// has shown that the telephone is theirs, only a parent is written down whom nobody knows, so
// that the code has somebody to go to; a child that a midwife has to see is, but joins no home.
func (b booking) register(s journal.Said[Book], refers bool) (children []ident.ID, events []any) {
	body, unproven := s.Body, b.unproven(s)
	if b.parent.ID == "" {
		d := homeOf(registry.Detail{Name: body.Parent.Name, Phone: body.Parent.Phone}, body.Place, unproven && !refers)
		events = append(events, registry.Register(s, b.parentID(s), registry.Other, body.Village, "", false, d))
	}
	if unproven && !refers {
		return []ident.ID{}, events
	}
	parent, how := b.parent, "spoken"
	if parent.ID = b.parentID(s); unproven {
		parent.Household = ""
	}
	if b.door == ByPage {
		how = "page"
	}
	children, fresh := entered(s, b.family, parent, body.Children, body.Village)
	return children, append(append(events, fresh...), agreedTo(body.Consent, how, children, parent.ID)...)
}

// tell gives the family its page, where it has none, and the words that bring it there: from
// the public page with the code that confirms its telephone.
func (b booking) tell(s journal.Said[Book], e BookedEvent) (events []any) {
	page := b.page
	if page == "" {
		page = s.NewID(1)
		events = append(events, link.Issue(page, link.Massage, e.Parent, e.Parent, s.Now.Add(pageLives)))
	}
	m := messaging.Message{ID: s.NewID(2), To: e.Parent, Kind: bookedKind, Link: page, Worker: s.By.Worker, Params: map[string]string{"booking": string(e.Booking)}}
	if e.State == Waiting {
		m.Kind, m.Params["day_on"] = waitingKind, e.Wish.Until
		return append(events, messaging.Queue(m))
	}
	m.Params["when_at"], m.Params["day_on"], m.Params["cadre_worker"] = b.weeks[0].at.String(), b.weeks[0].day, string(e.Cadre)
	if e.State == Asked {
		delete(m.Params, "cadre_worker")
		m.Kind, m.Params["code_booking"], m.Params["until_at"] = codeKind, string(e.Booking), e.HoldUntil.String()
		m.Params["generation"] = strconv.FormatInt(e.Generation, 10)
	}
	return append(events, messaging.Queue(m))
}
