package campaign

import (
	"slices"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Enlist takes a worker of kind seller into the campaign: verb campaign.enlist. Who has
// left begins again with it, and who is on no list yet is taken into the workers with it: a
// seller without a role or an account, which is why the officer may.
type Enlist struct {
	Seller ident.ID `json:"seller"`
	Kind   string   `json:"kind" max:"20"`
	// Villages are the codes of those of the round; Days are 1 Monday to 7 Sunday.
	Villages []string `json:"villages"`
	Days     []int64  `json:"days"`
	Language string   `json:"language" max:"5"`
	Phone    string   `json:"phone" max:"10"`
	// Licence is the number of a home-food licence, when the seller bakes biscuits.
	Licence string `json:"licence,omitempty" max:"40"`
	// Name and Number are of somebody who is no worker of ours yet; Number may be empty.
	Name   string `json:"name,omitempty" max:"80"`
	Number string `json:"number,omitempty" max:"40"`
}

// ChangeSeller writes a seller's round anew: verb campaign.change_seller.
type ChangeSeller Enlist

// EndSeller ends somebody's part in the campaign: verb campaign.end_seller.
type EndSeller struct {
	Seller ident.ID `json:"seller"`
	// Why is a code of EndReasons.
	Why string `json:"why" max:"20"`
}

// EndReasons are why a seller carries the word no more.
var EndReasons = []string{"own_wish", "moved", "stopped_selling", "not_reached", "died", "other"}

// Subject is the seller.
func (b Enlist) Subject() ident.ID { return b.Seller }

// Subject is the seller.
func (b ChangeSeller) Subject() ident.ID { return b.Seller }

// Subject is the seller.
func (b EndSeller) Subject() ident.ID { return b.Seller }

// Check wants a round that could be one.
func (b Enlist) Check() *fault.Error {
	switch {
	case b.Seller == "":
		return fault.BadField("body.required", "seller")
	case !slices.Contains(Wares, b.Kind):
		return fault.BadField("body.unknown_word", "kind")
	case !slices.Contains(Languages, b.Language):
		return fault.BadField("body.unknown_word", "language")
	case !slices.Contains(Phones, b.Phone):
		return fault.BadField("body.unknown_word", "phone")
	case len(b.Villages) == 0 || len(b.Villages) > 40 || repeats(b.Villages):
		return fault.BadField("body.required", "villages")
	case len(b.Days) == 0 || len(b.Days) > 7 || repeats(b.Days) || slices.Min(b.Days) < 1 || slices.Max(b.Days) > 7:
		return fault.BadField("body.bad_choice", "days")
	case b.Name == "" && b.Number != "":
		return fault.BadField("body.required", "name")
	}
	if b.Number != "" {
		if _, bad := registry.NormalPhone(b.Number); bad != nil {
			return fault.BadField(bad.Code, "number")
		}
	}
	return nil
}

// Check wants a round that could be one; names are the registry's to change.
func (b ChangeSeller) Check() *fault.Error {
	if b.Name != "" || b.Number != "" {
		return fault.BadField("body.bad_choice", "name")
	}
	return Enlist(b).Check()
}

// Check wants a reason of ours.
func (b EndSeller) Check() *fault.Error {
	if !slices.Contains(EndReasons, b.Why) {
		return fault.BadField("body.unknown_word", "why")
	}
	return nil
}

func repeats[T comparable](list []T) bool {
	seen := map[T]bool{}
	for _, one := range list {
		if seen[one] {
			return true
		}
		seen[one] = true
	}
	return false
}

// enlisting is a worker before or after joining the campaign.
type enlisting struct {
	Seller
	found   bool
	worker  bool // a seller of ours who is not suspended
	served  bool // every village is one of ours
	today   string
	holding bool // something of ours is still with the seller
	fresh   bool // nobody is known by this id: the body says who it is
}

// Audiences are the desk.
func (enlisting) Audiences() []string { return []string{"f"} }

func loadEnlisting(q journal.Query) (e enlisting, err error) {
	b := q.Body.(Enlist)
	if err = e.read(q, b.Seller, b.Villages); err == nil && !e.worker {
		_, found, bad := workforce.Workers.Get(q.Tx, q.Facility, b.Seller)
		if bad != nil || found {
			return e, bad
		}
		_, known, bad := registry.People.Get(q.Tx, q.Facility, b.Seller)
		if e.fresh = !known && strings.TrimSpace(b.Name) != ""; bad == nil && !e.fresh {
			bad = fault.Absent()
		}
		return e, bad
	}
	return e, err
}

func loadSellerChange(q journal.Query) (e enlisting, err error) {
	b := q.Body.(ChangeSeller)
	if err = e.read(q, b.Seller, b.Villages); err == nil && !e.found {
		err = fault.Absent()
	}
	return e, err
}

func loadSellerEnd(q journal.Query) (e enlisting, err error) {
	if err = e.read(q, q.Subject, nil); err == nil && !e.found {
		err = fault.Absent()
	}
	return e, err
}

func (e *enlisting) read(q journal.Query, seller ident.ID, villages []string) (err error) {
	if e.Seller, e.found, err = Sellers.Get(q.Tx, q.Facility, seller); err != nil {
		return err
	}
	w, found, err := workforce.Workers.Get(q.Tx, q.Facility, seller)
	if err != nil {
		return err
	}
	e.worker = found && w.State == workforce.Active && w.Is(workforce.Seller)
	e.served = true
	for _, v := range villages {
		_, ours, err := registry.Villages.Get(q.Tx, q.Facility, ident.ID(v))
		if err != nil {
			return err
		}
		e.served = e.served && ours
	}
	all, err := batchesOf(q, seller)
	if err != nil {
		return err
	}
	e.holding = slices.ContainsFunc(all, func(b Batch) bool { return b.Left() > 0 }) || slices.ContainsFunc(e.Kit, func(p Piece) bool { return p.Count > 0 })
	e.today, err = today(q)
	return err
}

// today is the civil day at the facility.
func today(q journal.Query) (string, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	return q.Now.Day(f.Location()), err
}

func (e enlisting) enlist(s journal.Said[Enlist]) journal.Answer {
	switch {
	case e.found && e.State == Active:
		return journal.Refuse("campaign.enlisted_already").On("seller")
	case !e.worker && !e.fresh:
		return journal.Refuse("campaign.not_a_seller").On("seller")
	case !e.served:
		return journal.Refuse("campaign.no_such_village").On("villages")
	}
	answer, b := journal.Accept(), s.Body
	if e.fresh {
		who := registry.Detail{Name: strings.TrimSpace(b.Name), Phone: b.Number}
		answer = answer.With(registry.Register(s, b.Seller, registry.Worker, "", "", false, who), workforce.WorkerAdded{Worker: b.Seller, Kinds: []string{workforce.Seller}, Villages: b.Villages})
	}
	return answer.With(EnlistedEvent{s.Body.Seller, round(s, s.Body, e.Licence), e.today})
}

func (e enlisting) change(s journal.Said[ChangeSeller]) journal.Answer {
	switch {
	case e.State != Active:
		return journal.Refuse("campaign.seller_ended")
	case !e.served:
		return journal.Refuse("campaign.no_such_village").On("villages")
	}
	return journal.Accept(ChangedEvent{e.ID, round(s, Enlist(s.Body), e.Licence)})
}

// licence is the sealed form of a home-food licence.
type licence struct {
	Number string `json:"number"`
}

// round is the body's, with the licence sealed anew where one is told; left out, the one
// on record stays.
func round[B any](s journal.Said[B], b Enlist, was journal.Ref) Round {
	r := Round{b.Kind, b.Villages, slices.Sorted(slices.Values(b.Days)), b.Language, b.Phone, was}
	if n := strings.TrimSpace(b.Licence); n != "" {
		r.Licence = s.Seal("campaign_licence", b.Seller, was.Version+1, licence{n})
	}
	return r
}

func (e enlisting) end(s journal.Said[EndSeller]) journal.Answer {
	switch {
	case e.State != Active:
		return journal.Refuse("campaign.seller_ended")
	case e.holding:
		return journal.Refuse("campaign.still_holds")
	}
	return journal.Accept(EndedEvent{e.ID, s.Body.Why, e.today}).With(e.closePage(s.Now)...)
}
