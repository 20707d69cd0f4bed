package certificate_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/text"
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/report/certificate"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

func pages(made []byte) int { return bytes.Count(made, []byte("<</Type /Page\n")) }

// look leaves a paper where SAMBANG_LOOK says, for somebody to look at.
func look(t *testing.T, name string, made []byte) {
	t.Helper()
	if dir := os.Getenv("SAMBANG_LOOK"); dir != "" {
		qt.Assert(t, qt.IsNil(os.WriteFile(filepath.Join(dir, name+".pdf"), made, 0o600)))
	}
}

func picture(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 60, 60))
	for i := range 60 {
		img.Set(i, i, color.Black)
	}
	var b bytes.Buffer
	qt.Assert(t, qt.IsNil(png.Encode(&b, img)))
	return b.Bytes()
}

func facts() certificate.Facts {
	f := certificate.Facts{Facility: registry.Facility{Name: "Puskesmas Bojong Nangka", Slug: "bojong-nangka", Demo: true}, Mother: "Ibu Sri Rahayu", Baby: "Dimas Aditya", Born: "2025-12-15",
		Certificate: graduation.Certificate{Year: 2026, N: 17, On: "2026-06-20", State: graduation.Valid}, Signatory: "dr. Retno Palupi", Page: "https://sambang.example/c/bojong-nangka-2026-0017-kd7f2mqa"}
	for month := range f.Months {
		f.Months[month].State = health.Yes
	}
	f.Months[6].State = health.No
	return f
}

func TestACertificateStandsOnOnePageInBothLanguages(t *testing.T) {
	for _, lang := range []string{text.ID, text.EN} {
		made, err := facts().Draw(lang)
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(pages(made), 1))
		look(t, "certificate-"+lang, made)
	}
	f := facts()
	f.Logo, f.Media, f.Settings.Office, f.Settings.Wording = picture(t), "image/png", "Kepala UPTD", "telah memberi ASI eksklusif 6 bulan"
	made, err := f.Draw(text.ID)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.IsTrue(bytes.Contains(made, []byte("/Image"))))
	look(t, "certificate-logo", made)
}

// Names are as long as families give them, or nobody has told them, and a picture may be
// none: it is still one page.
func TestAnyNameAndAnyPictureGiveAPage(t *testing.T) {
	for _, name := range []string{"", strings.Repeat("Siti Nurhaliza Wulandari ", 3), "Ni'mah 👶 Ayu\nDewi", strings.Repeat("M", 80)} {
		f := facts()
		f.Mother, f.Baby, f.Logo, f.Media, f.Signatory = name, name, []byte("no picture"), "image/png", ""
		f.Certificate.Decision = "somebody"
		f.Settings.Wording = strings.Repeat("telah memberi ASI eksklusif 6 bulan ", 4)
		made, err := f.Draw(text.ID)
		qt.Assert(t, qt.IsNil(err), qt.Commentf("%q", name))
		qt.Check(t, qt.Equals(pages(made), 1))
		look(t, "certificate-long", made)
	}
}
