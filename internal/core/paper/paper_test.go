package paper_test

import (
	"bytes"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/paper"
	"sambang/internal/core/text"
)

var from = paper.Letterhead{Name: "Puskesmas Contoh", Address: "Jalan Raya Solo-Sragen km 10", Phone: "0271 123456"}

// pages counts the pages of a finished paper.
func pages(made []byte) int { return bytes.Count(made, []byte("<</Type /Page\n")) }

// look leaves a paper for the eye where SAMBANG_PAPER names a folder.
func look(t *testing.T, name string, made []byte) {
	if folder := os.Getenv("SAMBANG_PAPER"); folder != "" {
		qt.Check(t, qt.IsNil(os.WriteFile(folder+"/"+name+".pdf", made, 0o600)))
	}
}

func TestALetterStandsOnOneSheet(t *testing.T) {
	s := paper.New(text.ID, "Surat untuk tempat kerja", from)
	s.Foot("Dicetak 1 Agustus 2026")
	s.Heading("Surat untuk tempat kerja")
	s.Facts([2]string{"Nama", "Sri Lestari"}, [2]string{"Titik jemput", ""})
	s.Say(strings.Repeat("Ibu memerah ASI di tempat kerja. ", 12))
	s.List("Ruang ASI.", strings.Repeat("Waktu untuk memerah. ", 9))
	qt.Assert(t, qt.IsNil(s.QR("https://contoh.example/t/abc", 160, 30, 24)))
	s.Sign("Kebakkramat, 1 Agustus 2026", paper.Signer{Role: "Kepala puskesmas", Name: "dr. Contoh"}, paper.Signer{Role: "Ibu", Name: "Sri Lestari"})
	made, err := s.Bytes()
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(pages(made), 1))
	look(t, "letter", made)
}

func TestALongTableGoesOverPagesWithItsHead(t *testing.T) {
	s := paper.Sideways(text.ID, "Rekap", from)
	s.Heading("Rekap bayaran")
	list := s.Table(paper.Column{Title: "Hari", Wide: 1}, paper.Column{Title: "Untuk apa", Wide: 4}, paper.Column{Title: "Rupiah", Wide: 1, Right: true})
	for i := range 70 {
		if i%20 == 0 {
			list.Band("Minggu " + strconv.Itoa(i/20+1))
		}
		list.Row(strconv.Itoa(i+1), strings.Repeat("antaran ", i%40), "25.000")
	}
	list.Total("", "Jumlah", "1.750.000")
	list.Blank(3)
	made, err := s.Bytes()
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.IsTrue(pages(made) > 3))
	look(t, "table", made)
}

// Whatever people are called, paper can be made of it.
func TestAnyWordsCanBePrinted(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		words := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"Siti 👶🏽", "\u202eitiS", "Ān", "\x00", "漢字", strings.Repeat("a", 300)})).Draw(r, "words")
		s := paper.New(text.ID, words, paper.Letterhead{Name: words, Address: words, Demo: true})
		s.Heading(words)
		s.Say(words)
		s.Facts([2]string{words, words})
		list := s.Table(paper.Column{Title: words, Wide: 1}, paper.Column{Title: "B", Wide: 3, Right: true})
		list.Boxed = true
		list.Row(words, words)
		s.Sign(words, paper.Signer{Role: words, Name: words})
		made, err := s.Bytes()
		if err != nil || !bytes.HasPrefix(made, []byte("%PDF")) {
			r.Fatalf("no paper of %q: %v", words, err)
		}
	})
}

func TestOnlyLettersThatPaperHasStay(t *testing.T) {
	for words, want := range map[string]string{"Siti 👶🏽 Aminah": "Siti  Aminah", "\u202eitiS": "itiS", "ānanda ñ – …": "ananda ñ – …", "a\tb": "a b", "Ж": "?"} {
		qt.Check(t, qt.Equals(paper.Plain(words), want))
	}
}
