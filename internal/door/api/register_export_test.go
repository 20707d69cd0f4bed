package api_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
	"github.com/xuri/excelize/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/interop/people"
	"sambang/internal/shared/registry"
)

// filled is a register with one family, a pregnant neighbour, a child without a
// household and a woman whose address is hidden.
func (c *counter) filled() {
	c.t.Helper()
	at := registry.Row{KK: "3313140101900001", Village: waru, RT: "002", RW: "005", Hamlet: "Dukuh", Decile: 2, DecileSource: "dtsen"}
	row := func(name, born, sex, relation string, more func(*registry.Row)) registry.Row {
		r := at
		r.Name, r.Born, r.Sex, r.Relation = name, born, sex, relation
		if more != nil {
			more(&r)
		}
		return r
	}
	c.must("registry.enter_rows", registry.EnterRows{Rows: []registry.Row{
		row("Sri Wahyuni", "1994-03-12", "female", registry.HeadOfHousehold, func(r *registry.Row) {
			r.NIK, r.Phones, r.Due = "3313145203940001", []string{"+6281234567890"}, "2026-06-01"
		}),
		row("=HYPERLINK(\"http://x\")", "2024-01-20", "female", registry.Child, func(r *registry.Row) { r.Mother = "Sri Wahyuni" }),
		{Name: "Tukinem", Born: "1950-07-01", BornGuessed: true, Village: kebak, LivesAlone: true, Street: "Jalan Melati", RT: "1"},
		{Name: "Dewi", Village: kebak, KK: "3313140101900009", Street: "Jalan Rahasia", HiddenAddress: true, Sex: "female"},
	}})
}

func (c *counter) take(query string) []byte {
	c.t.Helper()
	status, file, header := c.raw("GET", "/api/v1/register/export?"+query, nil)
	qt.Assert(c.t, qt.Equals(status, 200), qt.Commentf("%s", file))
	qt.Check(c.t, qt.Equals(header.Get("Cache-Control"), "private, no-store"))
	qt.Check(c.t, qt.IsTrue(strings.HasPrefix(header.Get("Content-Disposition"), "attachment; ")))
	return file
}

// names are those in a list of our own form.
func names(rows [][]string) string {
	var all []string
	for _, r := range rows[1:] {
		all = append(all, r[2])
	}
	return strings.Join(all, ", ")
}

func TestListsAreTakenOutByRightAndSigned(t *testing.T) {
	bothCounters(t, func(c *counter) {
		t := c.t
		c.filled()
		c.as(access.Officer)
		for query, want := range map[string]string{
			"kind=people":                    `=HYPERLINK("http://x"), Sri Wahyuni, Tukinem, Dewi`,
			"kind=people&village=" + kebak:   "Tukinem, Dewi",
			"kind=pregnant":                  "Sri Wahyuni",
			"kind=alone":                     "Tukinem",
			"kind=under_five":                `=HYPERLINK("http://x")`,
			"kind=people&village=33.13.14.1": "",
		} {
			for _, format := range []string{"xlsx", "csv"} {
				got := names(c.rows(c.take(query + "&format=" + format)))
				qt.Check(t, qt.DeepEquals(sorted(got), sorted(want)), qt.Commentf("%s %s", query, format))
			}
		}
		children := c.rows(c.take("kind=eppgbm&format=xlsx"))
		qt.Check(t, qt.DeepEquals(children[0], people.Headers(people.EPPGBM)))
		qt.Check(t, qt.DeepEquals([]string{children[1][2], children[1][3], children[1][14], children[1][15]}, []string{"2024-01-20", "Perempuan", "Sri Wahyuni", "3313145203940001"}))

		text := string(c.take("kind=people&format=csv"))
		qt.Check(t, qt.IsTrue(strings.Contains(text, `"'=HYPERLINK(""http://x"")"`)))
		qt.Check(t, qt.IsFalse(strings.Contains(text, "Rahasia")), qt.Commentf("a hidden address leaves nobody's desk"))
		qt.Check(t, qt.IsTrue(strings.Contains(text, "officer") && strings.Contains(text, "Puskesmas Kebakkramat I")))

		f, err := excelize.OpenReader(bytes.NewReader(c.take("kind=people&format=xlsx")))
		qt.Assert(t, qt.IsNil(err))
		p, err := f.GetDocProps()
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.IsTrue(strings.Contains(p.Description, "officer")))
		shown := c.shown("export_pregnant")
		qt.Check(t, qt.HasLen(shown, 2))
		qt.Check(t, qt.IsTrue(strings.HasPrefix(shown[0], "person:") && ident.ID(strings.TrimPrefix(shown[0], "person:")).Valid()))
	})
}

func sorted(list string) map[string]int {
	all := map[string]int{}
	for _, s := range strings.Split(list, ", ") {
		all[s]++
	}
	return all
}

func TestWhoOverseesTakesOutNoNumbersAndNoAddresses(t *testing.T) {
	c := openCounter(t, "")
	c.filled()
	c.as(access.Head)
	text := string(c.take("kind=people&format=csv"))
	qt.Check(t, qt.IsTrue(strings.Contains(text, "Sri Wahyuni")))
	for _, secret := range []string{"3313145203940001", "81234567890", "Dukuh", "Melati", "3313140101900001"} {
		qt.Check(t, qt.IsFalse(strings.Contains(text, secret)), qt.Commentf("%s", secret))
	}
	for _, role := range []access.Role{access.Cadre, access.Midwife, access.Dispatcher, access.Treasurer, access.Doctor, access.Courier, access.Admin} {
		c.as(role)
		status, _, _ := c.raw("GET", "/api/v1/register/export?kind=people&format=csv", nil)
		qt.Check(t, qt.Equals(status, 404), qt.Commentf("%s", role))
	}
	c.as(access.Officer)
	for _, query := range []string{"kind=people", "kind=all&format=csv", "kind=people&format=pdf"} {
		status, _, _ := c.raw("GET", "/api/v1/register/export?"+query, nil)
		qt.Check(t, qt.Equals(status, 422), qt.Commentf("%s", query))
	}
}

// What was taken out and is sent back as it is changes nothing: people are found
// by the codes that stand before them.
func TestAListThatWasTakenOutComesBackAndChangesNothing(t *testing.T) {
	bothCounters(t, func(c *counter) {
		t := c.t
		c.filled()
		c.as(access.Officer)
		for _, format := range []string{"csv", "xlsx"} {
			v := c.handIn(c.take("kind=people&format=" + format))
			qt.Check(t, qt.Equals(v.Kind, people.Own))
			qt.Check(t, qt.HasLen(v.Problems, 0), qt.Commentf("%v", v.Problems))
			done := c.letIn(v)
			qt.Check(t, qt.Equals(done.Counts.Unchanged, 4), qt.Commentf("%+v", done.Counts))
		}
	})
}
