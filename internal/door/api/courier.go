package api

import (
	"iter"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// courierRoutes are the addresses about those who carry.
func (a *API) courierRoutes() []Route {
	return []Route{
		{"GET /api/v1/me/track-readers", "session", a.trackReaders},
		{"GET /api/v1/certificates", "session", a.certificates},
		{"GET /api/v1/certificates.xlsx", "session", a.certificatesSheet},
		{"GET /api/v1/workers/{id}/letter.pdf", "session", a.assignmentLetter},
	}
}

// CertificateList is every certificate with what is left of it.
type CertificateList struct {
	Certificates []workforce.Listed `json:"certificates"`
	Today        string             `json:"today"`
}

// readCertificates reads the list for who may see all of it.
func (a *API) readCertificates(r *http.Request) (s Signed, list CertificateList, err error) {
	if s, err = a.signed(r); err != nil {
		return s, list, err
	}
	if v, ok := access.May(s.Actor, access.Read("certificate")); !ok || !v.Everywhere() {
		return s, list, fault.Absent()
	}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		if list.Today, err = today(q); err != nil {
			return err
		}
		list.Certificates, err = workforce.AllCertificates(q, list.Today)
		return err
	})
	return s, list, err
}

func (a *API) certificates(w http.ResponseWriter, r *http.Request) error {
	s, list, err := a.readCertificates(r)
	if err != nil {
		return err
	}
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "certificates", People: list.people()}); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, list)
}

func (l CertificateList) people() (out []string) {
	for _, c := range l.Certificates {
		out = append(out, "person:"+string(c.Worker))
	}
	return out
}

// certificatesSheet gives the list as a workbook.
func (a *API) certificatesSheet(w http.ResponseWriter, r *http.Request) error {
	s, list, err := a.readCertificates(r)
	if err != nil {
		return err
	}
	out := importing{API: a}
	table := sheet.Sheet{Rows: list.rows()}
	for _, column := range []string{"name", "course", "number", "assessor", "score", "valid_from", "valid_to", "days_left", "state"} {
		table.Header = append(table.Header, text.T(text.ID, "export.certificate."+column, nil))
	}
	if err := out.sign(r.Context(), s, &table, "export.certificates"); err != nil {
		return err
	}
	if err := out.note(r.Context(), s, "export_certificates", list.people()); err != nil {
		return err
	}
	return out.send(w, sheet.XLSX, table)
}

func (l CertificateList) rows() iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for _, c := range l.Certificates {
			score, left := "", ""
			if c.Score != nil {
				score = strconv.FormatInt(*c.Score, 10)
			}
			if c.State == "valid" {
				left = strconv.FormatInt(c.DaysLeft, 10)
			}
			if !yield([]string{c.WorkerName, text.T(text.ID, "course."+c.Course, nil), c.Number, c.Assessor, score, c.ValidFrom, c.ValidTo, left,
				text.T(text.ID, "certificate.state_"+c.State, nil)}, nil) {
				return
			}
		}
	}
}

// assignmentLetter prints a worker's letter of appointment from the record.
func (a *API) assignmentLetter(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	id := ident.ID(r.PathValue("id"))
	v, ok := access.May(s.Actor, access.Read("certificate"))
	if !ok || !id.Valid() || !v.Reaches([]string{"f", "w:" + string(id)}) {
		return fault.Absent()
	}
	var facility registry.Facility
	var letter workforce.Assignment
	var day string
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		if facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
			return err
		}
		day = q.Now.Day(facility.Location())
		found := false
		if letter, found, err = workforce.AssignmentOf(q, id, day); err == nil && !found {
			err = fault.Absent()
		}
		return err
	})
	if err != nil {
		return err
	}
	made, err := drawLetter(facility, letter, day)
	if err != nil {
		return err
	}
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "paper", People: []string{"person:" + string(id)}}); err != nil {
		return err
	}
	paper.Send(w, "surat-penugasan", made)
	return nil
}

// drawLetter writes the letter on one sheet. It says what the record says: who may
// carry, by which certificate, from when until when, and what that binds them to.
func drawLetter(f registry.Facility, a workforce.Assignment, day string) ([]byte, error) {
	t := func(key string, params map[string]string) string {
		return text.T(text.ID, "letter_of_assignment."+key, params)
	}
	on := func(d string) string { return text.CivilDate(text.ID, d) }
	p := paper.New(text.ID, t("title", nil), paper.Letterhead{Name: f.Name, Phone: f.ServicePhone, Demo: f.Demo})
	p.Heading(t("title", nil))
	p.Facts([2]string{t("number", nil), a.Letter.Number})
	p.Say(t("opening", map[string]string{"facility": f.Name}))
	facts := [][2]string{{t("name", nil), a.Name}, {t("task", nil), t("task_is", nil)},
		{t("term", nil), t("term_is", map[string]string{"from": on(a.Letter.ValidFrom), "to": on(a.Letter.ValidTo)})}}
	if a.Certificate.State == "valid" {
		facts = append(facts, [2]string{t("certificate", nil), t("certificate_is", map[string]string{"number": a.Certificate.Number, "to": on(a.Certificate.ValidTo)})})
	}
	p.Facts(facts...)
	p.Part(t("duties", nil))
	p.List(t("duty_1", nil), t("duty_2", nil), t("duty_3", nil), t("duty_4", nil), t("duty_5", nil))
	p.Say(t("closing", nil))
	p.Sign(on(day), paper.Signer{Role: t("head", map[string]string{"facility": f.Name}), Name: a.Head}, paper.Signer{Role: t("bearer", nil), Name: a.Name})
	p.Foot(t("foot", map[string]string{"day": on(day)}))
	return p.Bytes()
}

// courierPages describes the addresses.
func (b builder) courierPages() {
	b.doc.Paths["/api/v1/me/track-readers"] = &huma.PathItem{Get: b.operation("me.track_readers", "Who saw where the reader was", nil, b.of(TrackReaders{}))}
	b.doc.Paths["/api/v1/certificates"] = &huma.PathItem{Get: b.operation("certificates", "Every certificate with what is left of it", nil, b.of(CertificateList{}))}
	file := func(id, summary, media string) *huma.Operation {
		op := b.operation(id, summary, nil, nil)
		delete(op.Responses, "204")
		op.Responses["200"] = &huma.Response{Description: "The file.", Content: map[string]*huma.MediaType{media: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
		return op
	}
	b.doc.Paths["/api/v1/certificates.xlsx"] = &huma.PathItem{Get: file("certificates.sheet", "The same as a workbook", media[sheet.XLSX])}
	letter := file("workers.letter", "A worker's letter of assignment, A4", "application/pdf")
	letter.Parameters = []*huma.Param{{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}}}
	b.doc.Paths["/api/v1/workers/{id}/letter.pdf"] = &huma.PathItem{Get: letter}
}
