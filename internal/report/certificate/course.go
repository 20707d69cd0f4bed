package certificate

import (
	"strconv"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/text"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
)

// Course is what the certificate of a course says, read at one moment.
type Course struct {
	Facility registry.Facility
	// Certificate is its row; Assessor the name of who examined, from here or from outside.
	Certificate workforce.Certificate
	View        workforce.CertificateView
	// Name is whose it is, Title and Source what was taught, in the language of the paper.
	Name, Title, Source string
	// Head is the name under it, of who is head on that day.
	Head string
	// Page is where anybody may check it: an address with its host, where the door knows
	// one; empty where the certificate is older than the register.
	Page string
}

// ReadCourse reads the certificate of a course, in a language. One that is not there is
// absent, one that was withdrawn is refused with workforce.no_certificate; who may have it
// is for the door to ask.
func ReadCourse(q journal.Query, id ident.ID, lang string) (f Course, err error) {
	c, found, err := workforce.Certificates.Get(q.Tx, q.Facility, id)
	if err == nil && !found {
		err = fault.Absent()
	}
	if err == nil && !c.WithdrawnAt.IsZero() {
		err = fault.New(fault.Conflict, "workforce.no_certificate")
	}
	if err != nil {
		return f, err
	}
	f.Certificate = c
	if f.Facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
		return f, err
	}
	f.Page = workforce.PagePath(q.Keys, f.Facility.Slug, c)
	if f.View, err = workforce.CertificateViewOf(q, c, q.Now.Day(f.Facility.Location())); err != nil {
		return f, err
	}
	if f.Name, err = workforce.Name(q, c.Worker); err != nil {
		return f, err
	}
	set, _, err := training.Policy.Get(q)
	if err != nil {
		return f, err
	}
	pack, _ := set.Courses.Find(c.Course)
	f.Source = pack.Source
	if f.Title, err = training.TitleOf(q, c.Course, lang); err != nil {
		return f, err
	}
	heads, err := workforce.HeadsOn(q)
	if err == nil && len(heads) > 0 {
		f.Head, err = workforce.Name(q, heads[0])
	}
	return f, err
}

// Draw draws it on A4, in a language of the catalogue.
func (f Course) Draw(lang string) ([]byte, error) {
	t := func(key string, params ...string) string {
		with := map[string]string{}
		for i := 0; i+1 < len(params); i += 2 {
			with[params[i]] = params[i+1]
		}
		return text.T(lang, "training.certificate."+key, with)
	}
	p := paper.Bare(lang, t("title"))
	s := sheet{p, p.Raw(), lang}
	s.border()
	s.f.SetY(frame + 14)
	s.middle(f.Facility.Name, 13, 7, true)
	s.f.Ln(10)
	s.middle(t("title"), 26, 13, true)
	s.middle(t("number", "number", f.Certificate.Number), 11, 6, false)
	s.f.Ln(12)
	s.middle(t("given_to"), 12, 7, false)
	s.name(f.Name, 24)
	s.f.Ln(4)
	s.middle(t("wording"), 13, 7, false)
	s.name(f.Title, 20)
	s.f.Ln(6)
	s.middle(t("term", "from", text.CivilDate(lang, f.Certificate.ValidFrom), "to", text.CivilDate(lang, f.Certificate.ValidTo)), 12, 7, true)
	if f.View.Score != nil {
		s.middle(t("score", "score", strconv.FormatInt(*f.View.Score, 10)), 11, 6, false)
	}
	if f.View.Assessor != "" {
		s.middle(t("assessor", "name", f.View.Assessor), 11, 6, false)
	}
	if f.Source != "" {
		s.f.Ln(4)
		s.middle(t("source", "source", f.Source), 9, 5, false)
	}
	s.under(text.CivilDate(lang, f.Certificate.ValidFrom), t("office", "facility", f.Facility.Name), f.Head)
	if f.Page != "" {
		if err := s.square(f.Page, t("check")); err != nil {
			return nil, err
		}
	}
	s.demo(f.Facility)
	return p.Bytes()
}

// CourseName is what the paper is called in a list of downloads: no name of anybody.
func CourseName(c workforce.Certificate) string { return "sertifikat-" + c.Course + "-" + c.ValidFrom }
