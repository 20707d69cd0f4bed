package campaign_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/programme/campaign"
)

var places = []campaign.Named{{jambewangi, "Jambewangi"}, {sempu, "Sempu"}, {karangsari, "Karang Sari"}, {"35.10.16.2004", "Temuguruh"}, {"35.10.16.2005", "Temuasri"}}

// What sellers really write: short, misspelt, in any order.
func TestWhatSellersWrite(t *testing.T) {
	for _, c := range []struct {
		text string
		want []campaign.Tally
	}{
		{"3 leaflet Jambewangi, rujuk 1", []campaign.Tally{{"leaflet", 3, jambewangi}, {"referral", 1, jambewangi}}},
		{"leaflet 3", []campaign.Tally{{"leaflet", 3, ""}}},
		{"lima liflet di djambewangi", []campaign.Tally{{"leaflet", 5, jambewangi}}},
		{"3leaflet sempu 2 leflet karangsari", []campaign.Tally{{"leaflet", 3, sempu}, {"leaflet", 2, karangsari}}},
		{"Sempu: 4 selebaran, 1 buku saku. Jambewangi 2 brosur", []campaign.Tally{{"leaflet", 4, sempu}, {"pocket_book", 1, sempu}, {"leaflet", 2, jambewangi}}},
		{"rujuk 1 bumil karang sari", []campaign.Tally{{"referral", 1, karangsari}}},
		{"ngobrol dgn 2 ibu di pasar sempu", []campaign.Tally{{"talk", 2, sempu}}},
		{"rujuk", []campaign.Tally{{"referral", 1, ""}}},
		{"BISKUIT 24 Sempu", []campaign.Tally{{"biscuits", 24, sempu}}},
	} {
		got := campaign.Parse(c.text, places)
		qt.Check(t, qt.HasLen(got.Unknown, 0), qt.Commentf("%s", c.text))
		qt.Check(t, qt.DeepEquals(got.Tallies, c.want), qt.Commentf("%s", c.text))
	}
}

// Nobody guesses: a word that means nothing, or two things, is said to be so.
func TestWhatIsNotUnderstoodIsNotGuessed(t *testing.T) {
	for _, text := range []string{"3 lele Sempu", "7", "3 leaflet Surabaya", "leaflet 2 temu", "pijat 2 sempu", "🙂 3 leaflet dari pak rt"} {
		qt.Check(t, qt.Not(qt.HasLen(campaign.Parse(text, places).Unknown, 0)), qt.Commentf("%s", text))
	}
	qt.Check(t, qt.HasLen(campaign.Parse("  ", places).Tallies, 0))
}

// However counts, kinds and villages are put together, what was meant is read.
func TestEveryPlainMessageIsRead(t *testing.T) {
	calls := map[string]string{"leaflet": "leaflet", "buku saku": "pocket_book", "ngobrol": "talk", "rujuk": "referral"}
	rapid.Check(t, func(t *rapid.T) {
		var parts []string
		var want []campaign.Tally
		for range rapid.IntRange(1, 4).Draw(t, "things") {
			call := rapid.SampledFrom([]string{"leaflet", "buku saku", "ngobrol", "rujuk"}).Draw(t, "call")
			v, n := rapid.SampledFrom(places).Draw(t, "village"), rapid.Int64Range(1, 200).Draw(t, "count")
			one := fmt.Sprintf("%d %s %s", n, call, v.Name)
			if rapid.Bool().Draw(t, "number behind") {
				one = fmt.Sprintf("%s %d %s", call, n, v.Name)
			}
			if rapid.Bool().Draw(t, "loud") {
				one = strings.ToUpper(one)
			}
			parts, want = append(parts, one), append(want, campaign.Tally{Kind: calls[call], Count: n, Village: v.Code})
		}
		text := strings.Join(parts, rapid.SampledFrom([]string{", ", " ", " dan ", "; "}).Draw(t, "between"))
		got := campaign.Parse(text, places)
		if len(got.Unknown) > 0 || fmt.Sprint(got.Tallies) != fmt.Sprint(want) {
			t.Fatalf("%s: %+v, want %+v", text, got, want)
		}
	})
}

// Whatever is typed, reading it ends and counts nothing below one.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"3 leaflet Jambewangi, rujuk 1", "leaflet", "99999999999999999999 leaflet", "-3 leaflet", "\x00\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, one := range campaign.Parse(text, places).Tallies {
			if one.Count < 1 {
				t.Fatalf("%q: %+v", text, one)
			}
		}
	})
}
