package api

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// Served is what a year's visit records come to, in numbers only: the whole facility
// beside its targets for who sees all of it, else the villages of who asks.
type Served struct {
	Year int64 `json:"year"`
	// Whole: these are the numbers of the facility, with its targets.
	Whole   bool           `json:"whole"`
	Reached health.Reached `json:"reached"`
	// Villages are the same a village, without targets; who has died or moved away is in
	// none of them.
	Villages []ServedVillage `json:"villages"`
	// Settings are the targets of every year with the codes of new cases, whole, for who
	// may propose others.
	Settings *health.ServedSettings `json:"settings,omitempty"`
}

// ServedVillage are the numbers of one village.
type ServedVillage struct {
	Village string         `json:"village"`
	Name    string         `json:"name"`
	Reached health.Reached `json:"reached"`
}

// servedRoutes are the address of the numbers.
func (a *API) servedRoutes() []Route {
	return []Route{{"GET /api/v1/served", "session", a.served}}
}

// servedPages describes it.
func (b builder) servedPages() {
	op := b.operation("served", "How many people were served in a year, by minimum-service group and village, and what was newly found", nil, b.of(Served{}))
	op.Parameters = []*huma.Param{{Name: "year", In: "query", Schema: &huma.Schema{Type: huma.TypeInteger}}}
	b.doc.Paths["/api/v1/served"] = &huma.PathItem{Get: op}
}

// served answers with the numbers of a year, this one unless told. They are about
// nobody, so the access log has nothing to note.
func (a *API) served(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	verdict, may := access.May(s.Actor, access.Read("served"))
	if !may {
		return fault.Absent()
	}
	var out Served
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		if out.Year, err = yearAsked(q, r.URL.Query().Get("year")); err != nil {
			return err
		}
		out.Whole = verdict.Everywhere()
		if _, sets := access.May(s.Actor, access.Update("config")); sets && out.Whole {
			set, _, err := health.ServedPolicy.Get(q)
			if err != nil {
				return err
			}
			out.Settings = &set
		}
		return out.read(q, s.Actor)
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// yearAsked is the year that was named, or the facility's own today.
func yearAsked(q journal.Query, named string) (int64, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return 0, err
	}
	if named == "" {
		named, _, _ = strings.Cut(q.Now.Day(f.Location()), "-")
	}
	year, err := strconv.ParseInt(named, 10, 64)
	if err != nil || year < 2000 || year > 2200 {
		return 0, fault.BadField("body.bad_date", "year")
	}
	return year, nil
}

// read counts the whole, or the villages of who asks, and each village.
func (o *Served) read(q journal.Query, by access.Actor) error {
	all, err := registry.Villages.Where(q.Tx, "facility_id = $1 ORDER BY name, id", q.Facility)
	if err != nil {
		return err
	}
	o.Villages = []ServedVillage{}
	mine := []string{}
	for _, v := range all {
		id := string(v.ID)
		if !o.Whole && !slices.Contains(by.Keys, "v:"+id) {
			continue
		}
		mine = append(mine, id)
		reached, err := health.ServedIn(q, o.Year, []string{id})
		if err != nil {
			return err
		}
		o.Villages = append(o.Villages, ServedVillage{id, v.Name, reached})
	}
	if o.Whole {
		mine = nil
	}
	o.Reached, err = health.ServedIn(q, o.Year, mine)
	return err
}
