package reach

import (
	"slices"
	"time"

	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/campaign"
	"sambang/internal/programme/campaign/lead"
	"sambang/internal/report/coverage"
	"sambang/internal/shared/registry"
)

// Of counts for the civil days from..to, for the villages somebody may see; nil: all of
// the area, and what nobody said where.
func Of(q journal.Query, from, to string, villages []string) (Reach, error) {
	facts, err := facts(q, to, villages)
	if err != nil {
		return Reach{}, err
	}
	in, err := registry.Villages.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	if err != nil {
		return Reach{}, err
	}
	var all []string
	for _, v := range in {
		if villages == nil || slices.Contains(villages, string(v.ID)) {
			all = append(all, string(v.ID))
		}
	}
	out := Reckon(facts, all, from, to)
	return out, out.compare(q, villages)
}

// facts reads what is counted up to a day, summed by day, village, seller, kind and way.
func facts(q journal.Query, to string, villages []string) ([]Fact, error) {
	var out []Fact
	read := func(scan func(...any) error) error {
		var f Fact
		if err := scan(&f.Day, &f.Village, &f.Seller, &f.Kind, &f.Source, &f.N); err != nil {
			return err
		}
		if f.Kind == campaign.PocketBook {
			f.Kind = Leaflet
		}
		if villages == nil || slices.Contains(villages, f.Village) {
			out = append(out, f)
		}
		return nil
	}
	err := q.Each(`SELECT on_day, village, seller, kind, source, SUM(count) FROM campaign_contact
		WHERE facility_id = $1 AND on_day <= $2 AND trained = $3 AND replaced_by = ''
		GROUP BY on_day, village, seller, kind, source ORDER BY on_day, village, seller, kind, source`, store.Args(q.Facility, to, true), read)
	if err != nil {
		return nil, err
	}
	err = q.Each(`SELECT on_day, village, seller, '`+Scan+`', '`+campaign.FromScan+`', SUM(count) FROM campaign_scan
		WHERE facility_id = $1 AND on_day <= $2 GROUP BY on_day, village, seller ORDER BY on_day, village, seller`, store.Args(q.Facility, to), read)
	if err != nil {
		return nil, err
	}
	leads, err := lead.Leads.Where(q.Tx, "facility_id = $1 AND told_on <= $2 ORDER BY told_on, id", q.Facility, to)
	for _, l := range leads {
		if villages == nil || slices.Contains(villages, l.Village) {
			out = append(out, ofLead(l)...)
		}
	}
	return out, err
}

// ofLead is what came of somebody who asked for help. Every step stands on the day she
// asked, so that no span has more who were visited than who asked.
func ofLead(l lead.Lead) []Fact {
	steps := []string{Told}
	if !l.ConfirmedAt.IsZero() || !l.VisitedAt.IsZero() {
		steps = append(steps, Confirmed)
	}
	if !l.VisitedAt.IsZero() || l.Outcome == lead.Came {
		steps = append(steps, Visited)
	}
	if !l.JoinedAt.IsZero() {
		steps = append(steps, Joined)
	}
	out := make([]Fact, len(steps))
	for i, step := range steps {
		out[i] = Fact{Day: l.ToldOn, Village: l.Village, Seller: l.Seller, Kind: step, Source: l.Source, N: 1}
	}
	return out
}

// compare sets each village's indicators before the campaign came against those since.
func (r *Reach) compare(q journal.Query, villages []string) error {
	earliest := ""
	for _, p := range r.Places {
		if p.Village != "" && p.First != "" && (earliest == "" || p.First < earliest) {
			earliest = p.First
		}
	}
	begun, err := time.Parse(time.DateOnly, earliest)
	if err != nil {
		return nil // it came nowhere yet
	}
	babies, today, err := coverage.Babies(q, begun.AddDate(0, -2*sideMonths-1, 0).Format(time.DateOnly), villages)
	for i, p := range r.Places {
		if p.Village != "" && p.First != "" {
			r.Places[i].Change = ChangeOf(babies, p.Village, p.First, today)
		}
	}
	return err
}
