package campaign

import (
	"slices"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/link"
	"sambang/internal/shared/workforce"
)

// lately is over how many days a seller's figures are summed: four weeks, so that every
// day of the round is in it as often.
const lately = 28

// SellersOf lists the sellers, those of today first, by name.
func SellersOf(q journal.Query) ([]SellerView, error) {
	all, err := Sellers.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	if err != nil {
		return nil, err
	}
	out, err := sellerViews(q, all)
	slices.SortStableFunc(out, func(a, b SellerView) int {
		switch {
		case a.State != b.State && a.State == Active:
			return -1
		case a.State != b.State:
			return 1
		case a.Name < b.Name:
			return -1
		case a.Name > b.Name:
			return 1
		}
		return 0
	})
	return out, err
}

// sellerViews writes sellers with their figures, which are read once for all.
func sellerViews(q journal.Query, all []Seller) ([]SellerView, error) {
	day, err := today(q)
	if err != nil {
		return nil, err
	}
	set, _, err := Policy.Get(q)
	if err != nil {
		return nil, err
	}
	out, at := make([]SellerView, len(all)), map[ident.ID]*SellerView{}
	for i, s := range all {
		if out[i], err = sellerView(q, s); err != nil {
			return nil, err
		}
		at[s.ID] = &out[i]
	}
	if err := addCertificates(q, at, set, day); err != nil {
		return nil, err
	}
	return out, addFigures(q, at, day)
}

func sellerView(q journal.Query, s Seller) (SellerView, error) {
	v := SellerView{ID: s.ID, Kind: s.Kind, Villages: s.Villages, Days: s.Days, Language: s.Language, Phone: s.Phone, Kit: s.Kit,
		State: s.State, EnlistedOn: s.EnlistedOn, EndedOn: s.EndedOn, Why: s.Why}
	if !s.Licence.IsZero() {
		var l licence
		if _, err := q.Open(s.Licence, &l); err != nil {
			return v, err
		}
		v.Licence = l.Number
	}
	var err error
	if v.Name, err = workforce.Name(q, s.ID); err != nil || s.Page == "" {
		return v, err
	}
	l, _, err := link.Links.Get(q.Tx, q.Facility, s.Page)
	v.Page = l.Open(q.Now)
	return v, err
}

func addCertificates(q journal.Query, at map[ident.ID]*SellerView, set Settings, day string) error {
	certificates, err := workforce.Certificates.Where(q.Tx, "facility_id = $1 AND course IN ($2, $3) ORDER BY valid_to, id", q.Facility, set.SellerCourse, set.MassageCourse)
	for _, c := range certificates {
		v := at[c.Worker]
		if v == nil || !c.On(day) {
			continue
		}
		if c.Course == set.SellerCourse {
			v.TrainedTo = c.ValidTo
		}
		if c.Course == set.MassageCourse {
			v.MassageTo = c.ValidTo
		}
	}
	return err
}

// addFigures sums what counted lately, and what is in the sellers' hands.
func addFigures(q journal.Query, at map[ident.ID]*SellerView, day string) error {
	batches, err := Batches.Where(q.Tx, "facility_id = $1 ORDER BY seq, id", q.Facility)
	if err != nil {
		return err
	}
	for _, b := range batches {
		if v := at[b.Seller]; v != nil {
			v.OnHand += b.Left()
		}
	}
	since := ago(day, lately)
	err = q.Each(`SELECT seller, kind, SUM(count), MAX(on_day) FROM campaign_contact WHERE facility_id = $1 AND on_day > $2 AND trained = $3 AND replaced_by = ''
		GROUP BY seller, kind ORDER BY seller, kind`, store.Args(q.Facility, since, true), func(scan func(...any) error) error {
		var seller ident.ID
		var kind, last string
		var n int64
		if err := scan(&seller, &kind, &n, &last); err != nil || at[seller] == nil {
			return err
		}
		at[seller].count(kind, n, last)
		return nil
	})
	if err != nil {
		return err
	}
	return q.Each("SELECT seller, SUM(count) FROM campaign_scan WHERE facility_id = $1 AND on_day > $2 GROUP BY seller ORDER BY seller", store.Args(q.Facility, since), func(scan func(...any) error) error {
		var seller ident.ID
		var n int64
		if err := scan(&seller, &n); err != nil || at[seller] == nil {
			return err
		}
		at[seller].Scans = n
		return nil
	})
}

func (v *SellerView) count(kind string, n int64, last string) {
	v.LastOn = max(v.LastOn, last)
	switch kind {
	case Leaflet, PocketBook:
		v.HandedOut += n
	case Talk:
		v.Talks += n
	case Massage:
		v.Massages += n
	case Referral:
		v.Referrals += n
	}
}

// ago is the civil day so many days before another.
func ago(day string, days int) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return at.AddDate(0, 0, -days).Format(time.DateOnly)
}

// BatchesOf lists the batches, the newest first; of one seller when one is named.
func BatchesOf(q journal.Query, seller ident.ID) ([]BatchView, error) {
	all, err := Batches.Where(q.Tx, "facility_id = $1 AND ($2 = '' OR seller = $2) ORDER BY seq DESC, id", q.Facility, seller)
	if err != nil {
		return nil, err
	}
	out, at, named := make([]BatchView, len(all)), map[ident.ID]*BatchView{}, namesIn(q)
	for i, b := range all {
		out[i] = BatchView{ID: b.ID, Code: b.Code, Material: b.Material, Seller: b.Seller, Village: b.Village, Count: b.Count, HandedOn: b.HandedOn,
			HandedOut: b.HandedOut, Returned: b.Returned, WrittenOff: b.WrittenOff, Left: b.Left()}
		if out[i].SellerName, err = named.of(b.Seller); err != nil {
			return nil, err
		}
		at[b.ID] = &out[i]
	}
	err = q.Each("SELECT batch, SUM(count) FROM campaign_scan WHERE facility_id = $1 GROUP BY batch ORDER BY batch", store.Args(q.Facility), func(scan func(...any) error) error {
		var batch ident.ID
		var n int64
		if err := scan(&batch, &n); err != nil || at[batch] == nil {
			return err
		}
		at[batch].Scans = n
		return nil
	})
	return out, err
}

// SellerOf reads one seller with what they have and did last; absent when there is none.
func SellerOf(q journal.Query, id ident.ID) (f SellerFile, err error) {
	s, err := sellerOf(q, id)
	if err != nil {
		return f, err
	}
	views, err := sellerViews(q, []Seller{s})
	if err != nil {
		return f, err
	}
	f.Seller = views[0]
	if f.Batches, err = BatchesOf(q, id); err != nil {
		return f, err
	}
	page, err := ContactsOf(q, Ask{Seller: id, Limit: 100})
	if err != nil {
		return f, err
	}
	f.Contacts = page.Contacts
	f.Moves, err = movesOf(q, id, 100)
	return f, err
}

// StoreOf reads what there is of each material.
func StoreOf(q journal.Query) (out Store, err error) {
	set, _, err := Policy.Get(q)
	if err != nil {
		return out, err
	}
	out.WriteOffAlone = set.WriteOffAlone
	at := map[string]*StockView{}
	out.Materials = make([]StockView, len(Materials))
	for i, m := range Materials {
		row, _, err := Stocks.Get(q.Tx, q.Facility, ident.ID(m))
		if err != nil {
			return out, err
		}
		level := set.Level(m)
		out.Materials[i] = StockView{Material: m, InStore: row.In, Received: row.Received, WrittenOff: row.WrittenOff, Level: level, Low: row.In < level}
		at[m] = &out.Materials[i]
	}
	batches, err := Batches.Where(q.Tx, "facility_id = $1 ORDER BY seq, id", q.Facility)
	if err != nil {
		return out, err
	}
	for _, b := range batches {
		at[b.Material].WithSellers, at[b.Material].HandedOut = at[b.Material].WithSellers+b.Left(), at[b.Material].HandedOut+b.HandedOut
	}
	sellers, err := Sellers.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	if err != nil {
		return out, err
	}
	for _, s := range sellers {
		for _, p := range s.Kit {
			at[p.Material].WithSellers += p.Count
		}
	}
	out.Moves, err = movesOf(q, "", 200)
	return out, err
}

// movesOf lists what moved material last, of one seller when one is named.
func movesOf(q journal.Query, seller ident.ID, limit int) ([]MoveView, error) {
	all, err := Moves.Where(q.Tx, "facility_id = $1 AND ($2 = '' OR seller = $2) ORDER BY at DESC, id DESC LIMIT $3", q.Facility, seller, limit)
	if err != nil {
		return nil, err
	}
	out, named := make([]MoveView, len(all)), namesIn(q)
	for i, m := range all {
		out[i] = MoveView{ID: m.ID, What: m.What, Material: m.Material, Seller: m.Seller, Batch: m.Batch, Count: m.Count, On: m.On, Why: m.Why, At: m.At}
		if out[i].SellerName, err = named.of(m.Seller); err != nil {
			return nil, err
		}
		if m.From.IsZero() {
			continue
		}
		var from source
		if _, err := q.Open(m.From, &from); err != nil {
			return nil, err
		}
		out[i].From = from.Name
	}
	return out, nil
}
