package page

import (
	"slices"
	"strconv"

	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/report/massages"
)

// partnerView is the page of a hospital, a sub-district or a posyandu that takes part in the
// baby massages: totals, and to a lender their own motorbikes. Nothing of a child.
type partnerView struct {
	massages.Outside
	Name string
	// Stars is the mean as it is read; empty: of too few.
	Stars   string
	Alone   string
	Again   string
	Until   string
	Lender  bool
	Lent    []lentItem
	Nothing bool
}

// lentItem is one of the lender's motorbikes.
type lentItem struct {
	Name, Used, Service string
	Overdue             bool
}

// partner draws the page. It shows nobody, so nobody is noted.
func (p *Page) partner(tx *store.Tx, v *visit, s *sheet) error {
	q := v.query(p, tx)
	x, found, err := motorbike.Partners.Get(tx, v.link.Facility, v.link.Subject)
	if err != nil || !found || x.EndedOn != "" || v.link.Person != x.ID {
		return absentOr(err)
	}
	view := &partnerView{Lender: slices.Contains(x.Roles, motorbike.Lender)}
	if view.Name, err = motorbike.PartnerName(q, x); err != nil {
		return err
	}
	if view.Outside, err = massages.OutsideOf(q); err != nil {
		return err
	}
	view.Nothing = view.Of == 0
	view.Until = text.T(v.lang, "page.partner.months", map[string]string{"from": text.Month(v.lang, view.From), "to": text.Month(v.lang, view.To)})
	view.Alone, view.Again = s.few(view.Outside.Alone), s.few(view.Outside.Again)
	if view.Outside.Stars > 0 {
		view.Stars = text.Fixed(v.lang, float64(view.Outside.Stars)/100, 1)
	}
	if view.Lender {
		if err := view.lent(p, v, tx); err != nil {
			return err
		}
	}
	s.Face, s.Title, s.Partner = "partner", s.T("partner.title"), view
	s.Say = rich(v.lang, "page.partner.say", "at", "", map[string]string{"at": text.Number(v.lang, int64(view.Of)), "name": view.Name})
	if view.Nothing {
		s.Say = rich(v.lang, "page.partner.say_few", "at", "", map[string]string{"at": s.T("partner.few_mark"), "name": view.Name})
	}
	return nil
}

// few is a number of families, or the words that it is not said.
func (s *sheet) few(n int) string {
	if n < 0 {
		return s.T("partner.few")
	}
	return s.Number(n)
}

// Number is a figure of the page, in its language.
func (s *sheet) Number(n int) string { return text.Number(s.Lang, int64(n)) }

func (view *partnerView) lent(p *Page, v *visit, tx *store.Tx) error {
	all, err := motorbike.LentBy(v.query(p, tx), v.link.Subject, v.now.Day(v.zone))
	for _, b := range all {
		i := lentItem{Name: b.Called, Overdue: b.Due, Used: text.T(v.lang, "page.partner.used", map[string]string{"out": strconv.Itoa(b.Out), "km": text.Number(v.lang, b.Km)})}
		switch {
		case b.ServiceOn != "":
			i.Service = text.T(v.lang, "page.partner.service", map[string]string{"when": text.CivilDate(v.lang, b.ServiceOn)})
		case b.ServiceKm > 0:
			i.Service = text.T(v.lang, "page.partner.service", map[string]string{"when": text.Number(v.lang, b.ServiceKm) + " km"})
		}
		view.Lent = append(view.Lent, i)
	}
	return err
}
