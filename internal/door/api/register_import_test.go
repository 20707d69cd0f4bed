package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/sheet"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/door/api"
	"sambang/internal/house"
	"sambang/internal/interop/people"
	"sambang/internal/shared/registry"
)

// counter is a desk at which lists are handed in.
type counter struct {
	*desk
	m *api.Imports
}

func bothCounters(t *testing.T, story func(c *counter)) {
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); story(openCounter(t, "")) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); story(openCounter(t, storetest.Postgres(t))) })
}

func openCounter(t *testing.T, database string) *counter {
	t.Helper()
	c := &counter{desk: openDesk(t, database)}
	door, mux := c.h.API(house.Doors{}), http.NewServeMux()
	c.m = api.NewImports(c.h.DB, c.h.Ring, c.h.Clock, c.h.Journal, registry.NewDirectory(), c.h.Errands.Nudge)
	c.h.Errands.Workers[api.ImportErrand] = c.m.Carry
	door.Imports = c.m
	door.Register(mux)
	srv := httptest.NewServer(api.Guard{Log: slog.New(slog.NewTextHandler(io.Discard, nil))}.Wrap(mux))
	t.Cleanup(srv.Close)
	c.url = srv.URL
	return c
}

// raw asks with a body of any kind.
func (c *counter) raw(method, path string, body []byte) (int, []byte, http.Header) {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), method, c.url+path, bytes.NewReader(body))
	qt.Assert(c.t, qt.IsNil(err))
	res, err := c.client.Do(req)
	qt.Assert(c.t, qt.IsNil(err))
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	qt.Assert(c.t, qt.IsNil(err))
	return res.StatusCode, text, res.Header
}

const imports = "/api/v1/register/imports"

func (c *counter) read(status int, body []byte) (v api.ImportView) {
	c.t.Helper()
	qt.Assert(c.t, qt.Equals(status, 200), qt.Commentf("%s", body))
	qt.Assert(c.t, qt.IsNil(json.Unmarshal(body, &v)))
	return v
}

// handIn uploads a list.
func (c *counter) handIn(file []byte) api.ImportView {
	c.t.Helper()
	status, body, _ := c.raw("POST", imports+"?name=warga.csv", file)
	return c.read(status, body)
}

// letIn runs a list and does the machine's errands until there are none.
func (c *counter) letIn(v api.ImportView) api.ImportView {
	c.t.Helper()
	status, body, _ := c.raw("POST", imports+"/"+string(v.ID)+"/run", nil)
	c.read(status, body)
	c.errands()
	return c.look(v)
}

func (c *counter) look(v api.ImportView) api.ImportView {
	c.t.Helper()
	status, body, _ := c.raw("GET", imports+"/"+string(v.ID), nil)
	return c.read(status, body)
}

func (c *counter) errands() {
	c.t.Helper()
	for {
		n, err := c.h.Errands.Once(c.t.Context())
		qt.Assert(c.t, qt.IsNil(err))
		if n == 0 {
			return
		}
	}
}

// residents counts who is in the register.
func (c *counter) residents() (n int) {
	c.t.Helper()
	qt.Assert(c.t, qt.IsNil(c.h.DB.Read(c.t.Context(), func(tx *store.Tx) error {
		_, err := tx.One("SELECT COUNT(*) FROM person WHERE facility_id = $1 AND kind = 'resident'", store.Args(c.facility), &n)
		return err
	})))
	return n
}

const list = "No KK;NIK;Nama;Hubungan;Tgl Lahir;JK;HP;RT;RW;Desa;Desil\n" +
	"3313140101900001;3313140105900001;Joko Susilo;Kepala Keluarga;1/5/1990;L;0812-3456-7890;2;5;Waru;2\n" +
	"3313140101900001;3313145203940001;Sri Wahyuni;Istri;12 Maret 1994;P;;2;5;Desa Waru;2\n" +
	"3313140101900001;;Aisyah;Anak;31/02/2025;P;;2;5;Waru;2\n" +
	"3313140101900002;3.31314E+15;Tukinem;Kepala Keluarga;1950;P;;3;5;Kebak;1\n" +
	"3313140101900003;;;Kepala Keluarga;1960;L;;3;5;Negeri Jauh;1\n"

func TestAListWithMistakesIsCorrectedAndSentAgain(t *testing.T) {
	bothCounters(t, func(c *counter) {
		t := c.t
		c.as(access.Officer)
		v := c.handIn([]byte(list))
		qt.Assert(t, qt.Equals(v.State, api.ImportReady))
		qt.Check(t, qt.DeepEquals(v.Counts, api.ImportCounts{Rows: 5, Good: 3, Bad: 2, Warned: 1}))
		qt.Check(t, qt.HasLen(v.Preview, 5))
		qt.Check(t, qt.DeepEquals(v.Problems, []people.Problem{{Row: 4, Column: 5, Field: people.Born, Code: "import.bad_date", Error: true},
			{Row: 5, Column: 2, Field: people.NIK, Code: "import.number_cut"},
			{Row: 6, Column: 10, Field: people.Village, Code: "import.unknown_village", Error: true}, {Row: 6, Field: people.Name, Code: "import.no_name", Error: true}}))
		qt.Check(t, qt.Equals(c.residents(), 0), qt.Commentf("nothing is entered before somebody lets it in"))

		v = c.letIn(v)
		qt.Check(t, qt.Equals(v.State, api.ImportDone))
		qt.Check(t, qt.DeepEquals(v.Counts, api.ImportCounts{Rows: 5, Good: 3, Bad: 2, Warned: 1, New: 3}))
		qt.Check(t, qt.Equals(c.residents(), 3))

		status, file, _ := c.raw("GET", imports+"/"+string(v.ID)+"/bad.xlsx", nil)
		qt.Assert(t, qt.Equals(status, 200), qt.Commentf("%s", file))
		rows := c.rows(file)
		qt.Assert(t, qt.HasLen(rows, 3))
		qt.Check(t, qt.Equals(rows[1][2], "Aisyah"))
		qt.Check(t, qt.HasLen(rows[1], 12))

		rows[1][4], rows[2][2], rows[2][9] = "31/01/2025", "Wagiyo", "Kebak"
		again := c.handIn(csv(rows))
		qt.Check(t, qt.DeepEquals(again.Counts, api.ImportCounts{Rows: 2, Good: 2}))
		qt.Check(t, qt.DeepEquals(c.letIn(again).Counts, api.ImportCounts{Rows: 2, Good: 2, New: 2}))
		qt.Check(t, qt.Equals(c.residents(), 5))
		status, _, _ = c.raw("GET", imports+"/"+string(again.ID)+"/bad.xlsx", nil)
		qt.Check(t, qt.Equals(status, 404), qt.Commentf("a list that is in as a whole is thrown away"))

		twice := c.letIn(c.handIn([]byte(list)))
		qt.Check(t, qt.DeepEquals(twice.Counts, api.ImportCounts{Rows: 5, Good: 3, Bad: 2, Warned: 1, Unchanged: 3}))
		qt.Check(t, qt.Equals(c.residents(), 5))
		qt.Check(t, qt.HasLen(c.shown("import_bad"), 1))
		c.verified()
	})
}

// rows reads a file as it came.
func (c *counter) rows(file []byte) (all [][]string) {
	c.t.Helper()
	b, err := sheet.Open(c.t.Context(), bytes.NewReader(file), int64(len(file)), sheet.Usual())
	qt.Assert(c.t, qt.IsNil(err))
	for r, err := range b.Rows() {
		qt.Assert(c.t, qt.IsNil(err))
		all = append(all, people.Texts(r))
	}
	return all
}

func csv(rows [][]string) []byte {
	var b bytes.Buffer
	for _, r := range rows {
		b.WriteString(strings.Join(r, ";") + "\n")
	}
	return b.Bytes()
}

func (c *counter) verified() {
	c.t.Helper()
	report, err := c.h.Journal.Verify(c.t.Context(), storetest.SQLite(c.t))
	qt.Assert(c.t, qt.IsNil(err))
	_ = report
}

// many is a list of families of three, hardly two of them alike.
func many(families int) []byte {
	var b bytes.Buffer
	b.WriteString("No KK;NIK;Nama;Hubungan;Tgl Lahir;JK;RT;RW;Desa;Nama Ibu\n")
	for n := range families {
		kk, at := fmt.Sprintf("33131401%08d", n+1), fmt.Sprintf("%03d;005;Waru", n%20+1)
		day, month, year := n*11%28+1, n*5%12+1, n*17%40+40
		given := []string{"Slamet", "Joko", "Bambang", "Agus", "Teguh", "Wagiyo", "Sutrisno"}[n%7] + " " + surname(n)
		mother := []string{"Siti", "Sri", "Endang", "Wahyu", "Dewi"}[n%5] + " " + surname(n+30_011)
		fmt.Fprintf(&b, "%s;331314%02d%02d%02d%04d;%s;Kepala Keluarga;%02d/%02d/19%d;L;%s;\n", kk, day, month, year, n%9000+1, given, day, month, year, at)
		fmt.Fprintf(&b, "%s;331314%02d%02d%02d%04d;%s;Istri;%02d/%02d/19%d;P;%s;\n", kk, day+40, month, year+3, n%9000+1, mother, day, month, year+3, at)
		fmt.Fprintf(&b, "%s;;%s;Anak;%02d/%02d/20%02d;P;%s;%s\n", kk, surname(n+90_017)+" "+surname(n+60_013), n*13%28+1, month, n*13%20, at, mother)
	}
	return b.Bytes()
}

// surname makes a word of its own of a number.
func surname(n int) string {
	const heads, tails = "bdgjklmnprstw", "aiueo"
	word := ""
	for n = n * 7919 % 274_625; len(word) < 6; n /= 65 {
		word += string(heads[n%65/5]) + string(tails[n%5])
	}
	return strings.ToUpper(word[:1]) + word[1:] + "ng"
}

// A server that is killed between any two steps of a part goes on where it was.
func TestAListGoesOnAfterTheServerWasKilled(t *testing.T) {
	bothCounters(t, func(c *counter) {
		t := c.t
		c.as(access.Officer)
		v := c.handIn(many(300))
		status, body, _ := c.raw("POST", imports+"/"+string(v.ID)+"/run", nil)
		c.read(status, body)
		_, err := c.h.Errands.Once(c.t.Context())
		qt.Assert(t, qt.IsNil(err))
		half := c.look(v)
		qt.Assert(t, qt.Equals(half.State, api.ImportRunning))
		qt.Assert(t, qt.IsTrue(half.Done > 0 && half.Done < half.Parts))

		// Killed after the command of a part was decided and before that was noted.
		qt.Assert(t, qt.IsNil(c.h.DB.Write(c.t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec("UPDATE import_job SET chunk = $3 WHERE facility_id = $1 AND id = $2", c.facility, v.ID, half.Done-1)
			return err
		})))
		c.h.Errands.Workers[api.ImportErrand] = api.NewImports(c.h.DB, c.h.Ring, c.h.Clock, c.h.Journal, registry.NewDirectory(), c.h.Errands.Nudge).Carry
		c.errands()
		done := c.look(v)
		qt.Check(t, qt.Equals(done.State, api.ImportDone))
		qt.Check(t, qt.Equals(c.residents(), 900))
		again := c.letIn(c.handIn(many(300)))
		qt.Check(t, qt.Equals(again.Counts.Unchanged, 900), qt.Commentf("%+v", again.Counts))
		c.verified()
	})
}

func TestAColumnNobodyKnowsIsMappedOnceForItsForm(t *testing.T) {
	bothCounters(t, func(c *counter) {
		t := c.t
		c.as(access.Officer)
		form := []byte("Nama Bumil;NIK\nSri Wahyuni;3313145203940001\n")
		v := c.handIn(form)
		qt.Check(t, qt.DeepEquals(v.Unmatched, []int{1}))
		status, body, _ := c.raw("POST", imports+"/"+string(v.ID)+"/run", nil)
		qt.Check(t, qt.Equals(status, 409), qt.Commentf("%s", body))
		status, text := c.send("POST", imports+"/"+string(v.ID)+"/mapping", api.ImportMapping{Columns: []people.Field{"", people.NIK}})
		qt.Check(t, qt.IsTrue(status == 422 && strings.Contains(text, "import.no_name_column")), qt.Commentf("%s", text))
		status, text = c.send("POST", imports+"/"+string(v.ID)+"/mapping", api.ImportMapping{Columns: []people.Field{people.Name, people.NIK}, Village: waru})
		v = c.read(status, []byte(text))
		qt.Check(t, qt.Equals(v.Counts.Good, 1))
		qt.Check(t, qt.Equals(c.letIn(v).Counts.New, 1))
		next := c.handIn(form)
		qt.Check(t, qt.DeepEquals(next.Mapping.Columns, []people.Field{people.Name, people.NIK}))
	})
}

func TestWhoeverMayNotEnterPeopleEverywhereFindsNothing(t *testing.T) {
	c := openCounter(t, "")
	v := c.as(access.Officer).counterOf(c).handIn([]byte(list))
	for _, role := range []access.Role{access.Cadre, access.Midwife, access.Head, access.Courier, access.Treasurer} {
		c.as(role)
		for _, ask := range []string{"POST " + imports, "GET " + imports, "GET " + imports + "/" + string(v.ID), "POST " + imports + "/" + string(v.ID) + "/run",
			"POST " + imports + "/" + string(v.ID) + "/cancel", "GET " + imports + "/" + string(v.ID) + "/bad.xlsx"} {
			method, path, _ := strings.Cut(ask, " ")
			status, _, _ := c.raw(method, path, []byte(list))
			qt.Check(t, qt.Equals(status, 404), qt.Commentf("%s %s", role, ask))
		}
	}
}

// counterOf keeps the chain of calls readable.
func (d *desk) counterOf(c *counter) *counter { return c }

func TestAListThatIsNotLetInIsThrownAway(t *testing.T) {
	c := openCounter(t, "")
	c.as(access.Officer)
	v := c.handIn([]byte(list))
	status, _, _ := c.raw("POST", imports+"/"+string(v.ID)+"/cancel", nil)
	qt.Check(t, qt.Equals(status, 204))
	gone := c.look(v)
	qt.Check(t, qt.Equals(gone.State, api.ImportCancelled))
	qt.Check(t, qt.HasLen(gone.Preview, 0))
	status, _, _ = c.raw("POST", imports+"/"+string(v.ID)+"/run", nil)
	qt.Check(t, qt.Equals(status, 409))
	status, body, _ := c.raw("GET", imports, nil)
	qt.Check(t, qt.IsTrue(status == 200 && strings.Contains(string(body), `"warga.csv"`)))
}

func TestFilesThatAreNoListsAreRefused(t *testing.T) {
	c := openCounter(t, "")
	c.as(access.Officer)
	for code, file := range map[string][]byte{"sheet.empty": {}, "sheet.not_a_sheet": []byte("<html>"), "sheet.old_xls": append([]byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}, make([]byte, 20)...)} {
		status, body, _ := c.raw("POST", imports, file)
		qt.Check(t, qt.Equals(status, 422))
		qt.Check(t, qt.IsTrue(strings.Contains(string(body), code)), qt.Commentf("%s", body))
	}
}

func TestNamesInAListAreNotReadableInTheDatabase(t *testing.T) {
	c := openCounter(t, "")
	c.as(access.Officer).counterOf(c).handIn([]byte(list))
	var kept string
	qt.Assert(t, qt.IsNil(c.h.DB.Read(c.t.Context(), func(tx *store.Tx) error {
		for _, table := range []string{"SELECT body FROM import_file", "SELECT name || mapping || problems || counts FROM import_job"} {
			var text string
			if _, err := tx.One(table, nil, &text); err != nil {
				return err
			}
			kept += text
		}
		return nil
	})))
	for _, secret := range []string{"Sri", "3313145203940001", "warga.csv", "Hubungan"} {
		qt.Check(t, qt.IsFalse(strings.Contains(kept, secret)), qt.Commentf("%s", secret))
	}
}

func TestAListThatLosesItsRightStops(t *testing.T) {
	c := openCounter(t, "")
	c.as(access.Officer)
	v := c.handIn([]byte(list))
	status, body, _ := c.raw("POST", imports+"/"+string(v.ID)+"/run", nil)
	c.read(status, body)
	qt.Assert(t, qt.IsNil(c.h.DB.Write(context.Background(), func(tx *store.Tx) error {
		_, err := tx.Exec(`UPDATE import_job SET actor = REPLACE(actor, '"officer"', '"courier"') WHERE facility_id = $1`, c.facility)
		return err
	})))
	c.errands()
	qt.Check(t, qt.Equals(c.look(v).State, api.ImportFailed))
	qt.Check(t, qt.Equals(c.residents(), 0))
}
