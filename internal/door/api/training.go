package api

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/sheet"
	"sambang/internal/report/certificate"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
)

// trainingRoutes are the addresses of courses, sessions and who was trained.
func (a *API) trainingRoutes() []Route {
	return []Route{
		{"GET /api/v1/training/courses", "session", a.courses},
		{"GET /api/v1/training/courses/{code}", "session", a.course},
		{"GET /api/v1/training/sessions", "session", a.trainingSessions},
		{"GET /api/v1/training/sessions/{id}", "session", a.trainingSession},
		{"GET /api/v1/training/matrix", "session", a.trainingMatrix},
		{"GET /api/v1/training/matrix.csv", "session", a.trainingSheet(sheet.CSV)},
		{"GET /api/v1/training/matrix.xlsx", "session", a.trainingSheet(sheet.XLSX)},
		{"GET /api/v1/training/mine", "session", a.trainingMine},
		{"GET /api/v1/training/people/{id}", "session", a.trainingPerson},
		{"GET /api/v1/training/certificates/{file}", "session", a.trainingCertificate},
	}
}

// trainingPages describes them.
func (b builder) trainingPages() {
	param := func(name, where string) *huma.Param {
		return &huma.Param{Name: name, In: where, Required: where == "path", Schema: &huma.Schema{Type: huma.TypeString}}
	}
	get := func(path, id, summary string, out any, params ...*huma.Param) {
		op := b.operation(id, summary, nil, b.of(out))
		op.Parameters = params
		b.doc.Paths[path] = &huma.PathItem{Get: op}
	}
	lang := param("lang", "query")
	get("/api/v1/training/courses", "training.courses", "The courses of the health centre; lang is id, en, jv, osi or su", training.CourseList{}, lang)
	get("/api/v1/training/courses/{code}", "training.course", "A course whole: modules, questions, checklist; what is right only for who assesses", training.CoursePage{}, param("code", "path"), lang)
	get("/api/v1/training/sessions", "training.sessions", "Sessions between two days; of who may not plan them, their own", training.SessionList{}, param("from", "query"), param("to", "query"))
	get("/api/v1/training/sessions/{id}", "training.session", "A session with who has a place and how they did", training.SessionPage{}, param("id", "path"))
	get("/api/v1/training/matrix", "training.matrix", "Who was trained in what: people by courses with the end of each certificate", training.Matrix{}, lang)
	get("/api/v1/training/mine", "training.mine", "What the reader has learned, course by course, with their certificates", training.PersonPage{}, lang)
	get("/api/v1/training/people/{id}", "training.person", "The same of somebody, for who plans and assesses", training.PersonPage{}, param("id", "path"), lang)
	for _, format := range []sheet.Format{sheet.CSV, sheet.XLSX} {
		path := "/api/v1/training/matrix." + string(format)
		b.doc.Paths[path] = &huma.PathItem{Get: b.file("training.matrix_"+string(format), "The matrix as a table", media[format], lang)}
	}
	b.doc.Paths["/api/v1/training/certificates/{file}"] = &huma.PathItem{Get: b.file("training.certificate", "The certificate of a course, A4: its id with .pdf", "application/pdf", param("file", "path"), lang)}
}

// spokenIn is the language of a course that is asked for: those of the field beside ours.
func spokenIn(r *http.Request) string {
	if lang := r.URL.Query().Get("lang"); slices.Contains(training.Languages, lang) {
		return lang
	}
	return training.Languages[0]
}

// training reads for whoever may read training: everywhere says that it is not only their own.
func (a *API) training(r *http.Request, do func(q journal.Query, everywhere bool) error) (Signed, error) {
	s, err := a.signed(r)
	if err != nil {
		return s, err
	}
	v, ok := access.May(s.Actor, access.Read("training"))
	if !ok {
		return s, fault.Absent()
	}
	return s, a.asking(r.Context(), s.Actor, func(q journal.Query) error { return do(q, v.Everywhere()) })
}

func (a *API) courses(w http.ResponseWriter, r *http.Request) error {
	var out training.CourseList
	_, err := a.training(r, func(q journal.Query, _ bool) (err error) {
		out, err = training.CoursesOf(q, spokenIn(r))
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

func (a *API) course(w http.ResponseWriter, r *http.Request) error {
	var out training.CoursePage
	_, err := a.training(r, func(q journal.Query, _ bool) (err error) {
		_, assessor := access.May(q.By, access.Update("assessment"))
		out, err = training.CourseOf(q, r.PathValue("code"), spokenIn(r), assessor)
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// whose limits a reading to one worker; empty: everybody's. Who is no worker has nothing.
func whose(q journal.Query, everywhere bool) (ident.ID, error) {
	if everywhere {
		return "", nil
	}
	if q.By.Worker == "" {
		return "", fault.Absent()
	}
	return q.By.Worker, nil
}

func (a *API) trainingSessions(w http.ResponseWriter, r *http.Request) error {
	var out training.SessionList
	s, err := a.training(r, func(q journal.Query, everywhere bool) error {
		worker, err := whose(q, everywhere)
		if err != nil {
			return err
		}
		out, err = training.SessionsOf(q, r.URL.Query().Get("from"), r.URL.Query().Get("to"), worker)
		return err
	})
	if err != nil {
		return err
	}
	var people []ident.ID
	for _, one := range out.Sessions {
		people = append(people, one.Trainer)
	}
	return a.trained(w, r, s, "training_sessions", people, out)
}

func (a *API) trainingSession(w http.ResponseWriter, r *http.Request) error {
	id := ident.ID(r.PathValue("id"))
	var out training.SessionPage
	s, err := a.training(r, func(q journal.Query, everywhere bool) error {
		worker, err := whose(q, everywhere)
		if err == nil && !id.Valid() {
			err = fault.Absent()
		}
		if err != nil {
			return err
		}
		out, err = training.SessionOf(q, id, worker)
		return err
	})
	if err != nil {
		return err
	}
	if out.QR, err = a.sessionQR(out); err != nil {
		return err
	}
	people := []ident.ID{out.Trainer}
	for _, p := range out.People {
		people = append(people, p.Worker)
	}
	return a.trained(w, r, s, "training_session", people, out)
}

// sessionQRPixels is how wide the picture of a session's code is: some 45 modules with white
// around them, of six pixels each, as a phone held up shows it.
const sessionQRPixels = 320

// sessionQR draws the address at which who is asked finds the code of a session filled in;
// empty for who has no code, and where nobody knows how we are reached.
func (a *API) sessionQR(s training.SessionPage) (string, error) {
	if s.Code == "" || a.Address == "" || a.DrawQR == nil {
		return "", nil
	}
	png, err := a.DrawQR(a.Address+"/#/training/session/"+string(s.ID)+"."+s.Code, sessionQRPixels)
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(png), err
}

func (a *API) trainingMine(w http.ResponseWriter, r *http.Request) error {
	var out training.PersonPage
	s, err := a.training(r, func(q journal.Query, _ bool) error {
		worker, err := whose(q, false)
		if err != nil {
			return err
		}
		out, err = training.PersonOf(q, worker, spokenIn(r))
		return err
	})
	if err != nil {
		return err
	}
	return a.trained(w, r, s, "training_mine", []ident.ID{out.Worker}, out)
}

func (a *API) trainingPerson(w http.ResponseWriter, r *http.Request) error {
	id := ident.ID(r.PathValue("id"))
	var out training.PersonPage
	s, err := a.training(r, func(q journal.Query, everywhere bool) (err error) {
		if !id.Valid() || !everywhere && id != q.By.Worker {
			return fault.Absent()
		}
		out, err = training.PersonOf(q, id, spokenIn(r))
		return err
	})
	if err != nil {
		return err
	}
	return a.trained(w, r, s, "training_person", []ident.ID{id}, out)
}

// trained answers with what names workers, and notes whom it showed.
func (a *API) trained(w http.ResponseWriter, r *http.Request, s Signed, purpose string, people []ident.ID, out any) error {
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: purpose, People: peopleOf(people)}); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

func peopleOf(ids []ident.ID) (out []string) {
	for _, id := range ids {
		if key := "person:" + string(id); id != "" && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out
}

// trainingCertificate answers with the certificate of a course, to its holder and to
// whoever may read certificates.
func (a *API) trainingCertificate(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	name, isPaper := strings.CutSuffix(r.PathValue("file"), ".pdf")
	id := ident.ID(name)
	v, may := access.May(s.Actor, access.Read("certificate"))
	if !isPaper || !id.Valid() {
		return fault.Absent()
	}
	var f certificate.Course
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		c, found, err := workforce.Certificates.Get(q.Tx, q.Facility, id)
		if err == nil && (!found || !(may && v.Everywhere()) && (c.Worker != s.Actor.Worker || c.Worker == "")) {
			err = fault.Absent()
		}
		if err != nil {
			return err
		}
		f, err = certificate.ReadCourse(q, id, langOf(r))
		return err
	})
	if err != nil {
		return err
	}
	if f.Page != "" {
		f.Page = a.Address + f.Page
	}
	made, err := f.Draw(langOf(r)) // drawn after the database was let go
	if err != nil {
		return err
	}
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "training_pdf", People: peopleOf([]ident.ID{f.Certificate.Worker})}); err != nil {
		return err
	}
	paper.Send(w, certificate.CourseName(f.Certificate), made)
	return nil
}
