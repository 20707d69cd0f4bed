package api

import (
	"net/http"
	"slices"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/sheet"
	"sambang/internal/interop/eppgbm"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

func (a *API) measurementsOut(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	v, may := access.May(s.Actor, access.Export("weighing"))
	if !may {
		return fault.Absent()
	}
	in := r.URL.Query()
	month := in.Get("month")
	first, err := time.Parse("2006-01", month)
	if err != nil {
		return fault.BadField("body.bad_date", "month")
	}
	var rows [][]string
	var shown []string
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		rows, shown, err = measurementLines(q, month, first.AddDate(0, 1, 0).Format(time.DateOnly), in.Get("posyandu"), servedBy(v, s.Actor))
		return err
	})
	if err != nil {
		return err
	}
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "eppgbm_out", People: shown}); err != nil {
		return err
	}
	return sendSheet(w, "e-ppgbm-"+month, sheet.Sheet{Name: "Sheet1", AboutName: "Sambang", Header: eppgbm.Headers(), Rows: yieldAll(rows), By: s.Name, Title: "e-PPGBM " + month})
}

// measurementLines are the weighings of a month that count, of the children of the
// register: a guest is reported by the place it is of. villages are those they live in; nil: all.
func measurementLines(q journal.Query, month, end, posyandu string, villages []string) (rows [][]string, shown []string, err error) {
	where, args := "facility_id = $1 AND on_day >= $2 AND on_day < $3 AND guest = $4 AND replaced_by = '' AND taken_back_at = 0", []any{q.Facility, month + "-01", end, false}
	if posyandu != "" {
		where, args = where+" AND posyandu = $5", append(args, ident.ID(posyandu))
	}
	all, err := health.Weighings.Where(q.Tx, where+" ORDER BY posyandu, on_day, id", args...)
	if err != nil {
		return nil, nil, err
	}
	for _, one := range all {
		p, d, _, err := registry.OpenCanonical(q, one.Child)
		if err != nil {
			return nil, nil, err
		}
		if villages != nil && !slices.Contains(villages, p.Village) {
			continue
		}
		standing, err := health.StandingOf(q, p.ID)
		if err != nil {
			return nil, nil, err
		}
		row := eppgbm.Row{NIK: d.NIK, Name: d.Name, On: one.On, Grams: one.WeightG, Length: one.LengthTenthsMM, Arm: one.MuacMM * 10, Head: one.HeadTenthsMM, Position: one.Position,
			Oedema: -1, VitaminA: one.VitaminA != ""}
		switch one.Oedema {
		case "no":
			row.Oedema = 0
		case "yes":
			row.Oedema = 1
		}
		for i, mark := range standing.Months {
			if mark.State == health.Yes || mark.State == health.No {
				row.Marks[i] = mark.State
			}
		}
		rows = append(rows, eppgbm.Line(len(rows)+1, row))
		shown = append(shown, "person:"+string(p.ID))
	}
	return rows, shown, nil
}
