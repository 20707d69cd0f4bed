package certificate_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/text"
	"sambang/internal/report/certificate"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

func course() certificate.Course {
	score := int64(88)
	return certificate.Course{Facility: registry.Facility{Name: "Puskesmas Sempu", Slug: "sempu", Demo: true}, Name: "Mbok Sri", Title: "Dasar ASI eksklusif untuk penjual keliling",
		Certificate: workforce.Certificate{Number: "P-2026-0017", ValidFrom: "2026-03-02", ValidTo: "2027-03-02"}, View: workforce.CertificateView{Assessor: "Bidan Retno", Score: &score},
		Source: "PP 28/2024 pasal 29 dan 33; WHO/UNICEF 2021", Head: "dr. Wulan", Page: "https://sambang.example/k/sempu-2026-0017-kd7f2mqa"}
}

// Whatever somebody is called and a course is taught from, the certificate is one page, in
// both languages; one that is older than the register has no square.
func TestTheCertificateOfACourseStandsOnOnePage(t *testing.T) {
	for _, lang := range []string{text.ID, text.EN} {
		made, err := course().Draw(lang)
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(pages(made), 1))
		look(t, "course-"+lang, made)
	}
	for _, name := range []string{"", strings.Repeat("Siti Nurhaliza Wulandari ", 3), "Ni'mah 👶 Ayu\nDewi"} {
		f := course()
		f.Name, f.Title, f.Page, f.Head, f.Source = name, strings.Repeat("Pelatihan ", 12), "", "", strings.Repeat("Permenkes; ", 20)
		made, err := f.Draw(text.ID)
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(pages(made), 1))
	}
}
