package api

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/text"
	"sambang/internal/programme/campaign"
	"sambang/internal/shared/registry"
)

// batchLabel is what a label of a batch says: the code, and where it leads.
type batchLabel struct {
	code, address, facility string
}

// batchLabels prints labels for the papers of a batch. They name nobody, and printing
// writes nothing down.
func (a *API) batchLabels(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if v, ok := access.May(s.Actor, access.Read("campaign")); !ok || !v.Everywhere() {
		return fault.Absent()
	}
	count, err := batchLabelCount(r)
	if err != nil {
		return err
	}
	var l batchLabel
	if err := a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		f, err := registry.FacilityOf(q.Tx, q.Facility)
		if err != nil {
			return err
		}
		b, found, err := campaign.Batches.Get(q.Tx, q.Facility, ident.ID(r.PathValue("id")))
		if err == nil && !found {
			err = fault.Absent()
		}
		l = batchLabel{b.Code, a.Address + "/b/" + f.Slug + "-" + b.Code, f.Name}
		return err
	}); err != nil {
		return err
	}
	made, err := batchLabelsPDF(langOf(r), l, count)
	if err != nil {
		return err
	}
	paper.Send(w, "label-"+strings.ToLower(l.code), made)
	return nil
}

// batchLabelCount reads how many are to be printed: a sheet, unless it is said.
func batchLabelCount(r *http.Request) (int, error) {
	if !ident.ID(r.PathValue("id")).Valid() {
		return 0, fault.Absent()
	}
	said := r.URL.Query().Get("count")
	if said == "" {
		return labelsASheet, nil
	}
	count, err := strconv.Atoi(said)
	if err != nil || count < 1 || count > mostLabels {
		return 0, fault.BadField("campaign.bad_count", "count")
	}
	return count, nil
}

// batchLabelsPDF draws the same label again and again, on sheets as those of bottles are.
func batchLabelsPDF(lang string, l batchLabel, count int) ([]byte, error) {
	p := labelPaper{Sheet: paper.Bare(lang, text.T(lang, "paper.label.batch_title", map[string]string{"code": l.code})), lang: lang}
	for i := range count {
		n := i % labelsASheet
		if i > 0 && n == 0 {
			p.Raw().AddPage()
		}
		if n == 0 {
			p.lines(p.t("batch_foot", "n", strconv.Itoa(labelsASheet), "code", l.code))
		}
		x, y := labelLeft+float64(n%labelColumns)*labelWide, labelTop+float64(n/labelColumns)*labelTall
		if err := p.batch(l, x, y); err != nil {
			return nil, err
		}
	}
	return p.Bytes()
}

// batchQR is how wide the square is, in millimetres: an address of some 45 characters
// makes 33 dots, 0.55 mm each. batchWhite is what stays free around it: four dots, without
// which a cheap camera does not find it.
const (
	batchQR    = 18.0
	batchWhite = 2.6
	batchFoot  = 2*batchWhite + batchQR // where the address begins
)

func (p labelPaper) batch(l batchLabel, x, y float64) error {
	if err := p.QR(l.address, x+batchWhite, y+batchWhite, batchQR); err != nil {
		return err
	}
	const left = 2*batchWhite + batchQR // where the words beside it begin
	const wide = labelWide - left - 0.7
	p.Font(6.5, false)
	p.words(p.t("batch_scan"), x+left, y+2.5, wide, 3)
	p.words(p.t("batch_or"), x+left, y+8, wide, 3)
	p.Font(12, true)
	p.words(l.code, x+left, y+11, wide, 6)
	p.Font(5.4, false)
	for i, line := range p.Raw().SplitText(paper.Plain(l.facility), wide) {
		if i < 2 {
			p.words(line, x+left, y+17.5+2.4*float64(i), wide, 2.4)
		}
	}
	for i, line := range p.shown(l.address, labelWide-3) {
		p.words(line, x+1.5, y+batchFoot+2.7*float64(i), labelWide-3, 2.7)
	}
	return nil
}

// shown is the address as somebody types it who cannot scan: whole, for half an address
// leads nowhere. What is too long for a line is broken before the path, and then set in
// smaller letters.
func (p labelPaper) shown(address string, wide float64) []string {
	_, bare, _ := strings.Cut(address, "://")
	lines := []string{bare}
	p.Font(5.8, false)
	if p.Raw().GetStringWidth(bare) > wide {
		host, path, _ := strings.Cut(bare, "/")
		lines = []string{host, "/" + path}
	}
	for size := 5.8; size > 3.5; size -= 0.3 {
		p.Font(size, false)
		if !slices.ContainsFunc(lines, func(line string) bool { return p.Raw().GetStringWidth(line) > wide-0.5 }) {
			break
		}
	}
	return lines
}
