package api

import (
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/sheet"
	"sambang/internal/shared/finding"
	"sambang/internal/shared/registry"
)

// findingRoutes are what findings and aid give to print, to take along and to count.
func (a *API) findingRoutes() []Route {
	return []Route{
		{"GET /api/v1/findings/ageing", "session", a.findingAges},
		{"GET /api/v1/findings/{id}/letter.pdf", "session", a.findingLetter},
		{"GET /api/v1/findings.xlsx", "session", a.findingFile("finding", "temuan", sheet.XLSX, findingRows)},
		{"GET /api/v1/findings.csv", "session", a.findingFile("finding", "temuan", sheet.CSV, findingRows)},
		{"GET /api/v1/findings/ageing.xlsx", "session", a.findingFile("finding", "umur-temuan", sheet.XLSX, ageingRows)},
		{"GET /api/v1/findings/ageing.csv", "session", a.findingFile("finding", "umur-temuan", sheet.CSV, ageingRows)},
		{"GET /api/v1/aid.xlsx", "session", a.findingFile("aid", "bantuan", sheet.XLSX, aidRows)},
		{"GET /api/v1/aid.csv", "session", a.findingFile("aid", "bantuan", sheet.CSV, aidRows)},
		{"GET /api/v1/aid/check", "session", a.aidCheck},
	}
}

// findingPages describes them.
func (b builder) findingPages() {
	text := func(name, in, words string) *huma.Param {
		return &huma.Param{Name: name, In: in, Required: in == "path", Schema: &huma.Schema{Type: huma.TypeString}, Description: words}
	}
	ages := b.operation("findings.ageing", "Open findings by kind and village, and how old they are", nil, b.of(FindingAges{}))
	check := b.operation("aid.check", "What a household was given of a kind within the months in which it counts as twice", nil, b.of(AidCheck{}))
	check.Parameters = []*huma.Param{text("household", "query", "The household."), text("person", "query", "Or somebody of it."), text("kind", "query", "The kind of aid."), text("on", "query", "The day, YYYY-MM-DD; today when left out.")}
	for path, op := range map[string]*huma.Operation{
		"/api/v1/findings/ageing": ages,
		"/api/v1/aid/check":       check,
		"/api/v1/findings/{id}/letter.pdf": b.file("findings.letter_pdf", "A letter to the agency that was asked, A4", "application/pdf", text("id", "path", "The finding."),
			text("n", "query", "The how manieth letter; the newest when left out."), text("lang", "query", "id or en.")),
		"/api/v1/findings.xlsx":        b.file("findings.xlsx", "Every finding as a spreadsheet", media[sheet.XLSX]),
		"/api/v1/findings.csv":         b.file("findings.csv", "Every finding as text", media[sheet.CSV]),
		"/api/v1/findings/ageing.xlsx": b.file("findings.ageing_xlsx", "The ageing as a spreadsheet", media[sheet.XLSX]),
		"/api/v1/findings/ageing.csv":  b.file("findings.ageing_csv", "The ageing as text", media[sheet.CSV]),
		"/api/v1/aid.xlsx":             b.file("aid.xlsx", "What households were given, as a spreadsheet", media[sheet.XLSX]),
		"/api/v1/aid.csv":              b.file("aid.csv", "What households were given, as text", media[sheet.CSV]),
	} {
		b.doc.Paths[path] = &huma.PathItem{Get: op}
	}
}

// FindingAges is the ageing of open findings.
type FindingAges struct {
	// Buckets are the last days of the columns but the last one.
	Buckets []int64        `json:"buckets"`
	Rows    []finding.Ages `json:"rows"`
	// Total sums the rows, without kind and village.
	Total finding.Ages `json:"total"`
}

// findings reads for whoever has the right to the whole of it; to others it is not there.
func (a *API) findings(r *http.Request, right access.Need, read func(q journal.Query) error) (Signed, findingPaper, error) {
	s, err := a.signed(r)
	if err != nil {
		return s, findingPaper{}, err
	}
	if v, ok := access.May(s.Actor, right); !ok || !v.Everywhere() {
		return s, findingPaper{}, fault.Absent()
	}
	p := findingPaper{lang: langOf(r), by: s.Name, villages: map[string]string{}}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		if p.facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
			return err
		}
		p.at = q.Now.Day(p.facility.Location())
		all, err := registry.Villages.Where(q.Tx, "facility_id = $1", q.Facility)
		if err != nil {
			return err
		}
		for _, v := range all {
			p.villages[string(v.ID)] = v.Name
		}
		return read(q)
	})
	return s, p, err
}

func (a *API) showedFinding(r *http.Request, s Signed, purpose string, people ...string) error {
	return a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: purpose, People: people})
}

// findingAges answers with the ageing; it names nobody.
func (a *API) findingAges(w http.ResponseWriter, r *http.Request) error {
	out := FindingAges{Buckets: finding.Buckets[:]}
	s, _, err := a.findings(r, access.Read("finding"), func(q journal.Query) (err error) { out.Rows, err = finding.Ageing(q); return err })
	if err != nil {
		return err
	}
	for _, a := range out.Rows {
		out.Total.Open, out.Total.Overdue, out.Total.Oldest = out.Total.Open+a.Open, out.Total.Overdue+a.Overdue, max(out.Total.Oldest, a.Oldest)
		for i, n := range a.Counts {
			out.Total.Counts[i] += n
		}
	}
	if err := a.showedFinding(r, s, "findings_ageing", "finding:"+string(s.Actor.Facility)); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// rowsOf reads what a file shows: its table, and whom it names.
type rowsOf func(q journal.Query) (table func(p findingPaper) sheet.Sheet, people []string, err error)

// findingFile answers with a file. The access log notes each row that it names.
func (a *API) findingFile(resource, name string, format sheet.Format, read rowsOf) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		var table func(p findingPaper) sheet.Sheet
		var people []string
		s, p, err := a.findings(r, access.Export(resource), func(q journal.Query) (err error) { table, people, err = read(q); return err })
		if err != nil {
			return err
		}
		if err := a.showedFinding(r, s, name+"_"+string(format), append(people, resource+":"+string(s.Actor.Facility))...); err != nil {
			return err
		}
		return sendTable(w, name, format, table(p))
	}
}

// findingLetter answers with a letter, to whoever sees the finding.
func (a *API) findingLetter(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	id := ident.ID(r.PathValue("id"))
	v, ok := access.May(s.Actor, access.Read("finding"))
	n, bad := strconv.ParseInt("0"+r.URL.Query().Get("n"), 10, 32)
	if !ok || !id.Valid() || bad != nil {
		return fault.Absent()
	}
	var l finding.Letter
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		if l, err = finding.LetterOf(q, id, n); err == nil && !v.Reaches(l.Finding.Audiences()) {
			err = fault.Absent()
		}
		return err
	})
	if err != nil {
		return err
	}
	made, err := findingPaper{lang: langOf(r), facility: l.Facility, by: s.Name}.letter(l)
	if err != nil {
		return err
	}
	if err := a.showedFinding(r, s, "finding_letter", "finding:"+string(id)); err != nil {
		return err
	}
	paper.Send(w, l.File(), made)
	return nil
}

// AidCheck is what a household was given of a kind, the newest first.
type AidCheck struct {
	Months int64             `json:"months"`
	Twins  []finding.AidView `json:"twins"`
}

// aidCheck answers before aid is given: had they the same just now? A midwife asks for
// the households of her villages.
func (a *API) aidCheck(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	right, ok := access.May(s.Actor, access.Create("aid")) // whoever gives asks before
	ask := r.URL.Query()
	household, person := ident.ID(ask.Get("household")), ident.ID(ask.Get("person"))
	if !ok || !household.Valid() && !person.Valid() {
		return fault.Absent()
	}
	var out AidCheck
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		if household, err = finding.HouseholdOf(q, household, person); err == nil {
			out, err = twins(q, right, household, ask.Get("kind"), ask.Get("on"))
		}
		return err
	})
	people := []string{"household:" + string(household)}
	if err != nil {
		return err
	}
	for _, t := range out.Twins {
		people = append(people, "aid:"+string(t.ID))
	}
	if err := a.showedFinding(r, s, "aid_check", people...); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

func twins(q journal.Query, right access.Verdict, household ident.ID, kind, on string) (AidCheck, error) {
	out := AidCheck{Twins: []finding.AidView{}}
	village, nobody, err := finding.VillageOf(q, household)
	if err != nil || nobody || !right.Reaches([]string{"f", "v:" + village}) {
		return out, orAbsent(err)
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return out, err
	}
	if on == "" {
		on = q.Now.Day(f.Location())
	}
	set, _, err := finding.Policy.Get(q)
	if err != nil {
		return out, err
	}
	out.Months = set.TwinMonths
	all, err := finding.Twins(q, household, kind, on)
	if err != nil {
		return out, err
	}
	for _, t := range all {
		v, err := finding.AidViewOf(q, t)
		if err != nil {
			return out, err
		}
		out.Twins = append(out.Twins, v)
	}
	return out, nil
}

// orAbsent is the error, or that there is nothing of this name.
func orAbsent(err error) error {
	if err != nil {
		return err
	}
	return fault.Absent()
}
