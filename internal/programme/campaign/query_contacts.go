package campaign

import (
	"cmp"
	"regexp"
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Ask is which contacts are asked for: of a seller, a village, a kind, from a civil day to
// another, both included; empty: all. After is where the page before ended.
type Ask struct {
	Seller        ident.ID
	Village, Kind string
	From, To      string
	After         string
	Limit         int
}

// ContactPage is a page of contacts, the newest day first. Next is where the next begins;
// empty: there is none.
type ContactPage struct {
	Contacts []ContactView `json:"contacts"`
	Next     string        `json:"next,omitempty"`
}

// forever is later than any day a contact can be of.
const forever = "9999-12-31"

// check wants days, words of ours and an end of a page before.
func (a Ask) check() *fault.Error {
	switch {
	case !civil(a.From):
		return fault.BadField("body.bad_date", "from")
	case !civil(a.To):
		return fault.BadField("body.bad_date", "to")
	case a.Kind != "" && !slices.Contains(Kinds, a.Kind):
		return fault.BadField("body.bad_choice", "kind")
	case a.Village != "" && !villageForm.MatchString(a.Village):
		return fault.BadField("body.bad_choice", "village")
	case a.After != "" && (len(a.After) <= dayLength || !civil(a.After[:dayLength]) || !ident.ID(a.After[dayLength:]).Valid()):
		return fault.BadField("body.bad_choice", "after")
	}
	return nil
}

// villageForm is how the Ministry of Home Affairs writes the code of a village.
var villageForm = regexp.MustCompile(`^[0-9.]{1,13}$`)

// dayLength is how long a civil day is as it is written.
const dayLength = len(time.DateOnly)

// ContactsOf lists contacts, corrected ones among them.
func ContactsOf(q journal.Query, a Ask) (out ContactPage, err error) {
	if bad := a.check(); bad != nil {
		return out, bad
	}
	day, id, to := forever, ident.ID("~"), cmp.Or(a.To, forever)
	if a.After != "" {
		day, id = a.After[:dayLength], ident.ID(a.After[dayLength:])
	}
	all, err := Contacts.Where(q.Tx, `facility_id = $1 AND ($2 = '' OR seller = $2) AND ($3 = '' OR village = $3) AND ($4 = '' OR kind = $4) AND on_day >= $5 AND on_day <= $6
		AND (on_day < $7 OR on_day = $7 AND id < $8) ORDER BY on_day DESC, id DESC LIMIT $9`, q.Facility, a.Seller, a.Village, a.Kind, a.From, to, day, id, a.Limit+1)
	if err != nil {
		return out, err
	}
	if len(all) > a.Limit {
		all = all[:a.Limit]
		last := all[len(all)-1]
		out.Next = last.On + string(last.ID)
	}
	named := namesIn(q)
	out.Contacts = make([]ContactView, len(all))
	for i, c := range all {
		v := ContactView{ID: c.ID, Seller: c.Seller, Batch: c.Batch, Village: c.Village, Kind: c.Kind, Count: c.Count, Booked: c.Booked(), On: c.On, Source: c.Source,
			Trained: c.Trained, Replaces: c.Replaces, ReplacedBy: c.ReplacedBy, At: c.At}
		if v.SellerName, err = named.of(c.Seller); err != nil {
			return out, err
		}
		if v.ByName, err = named.of(c.By); err != nil {
			return out, err
		}
		out.Contacts[i] = v
	}
	return out, nil
}
