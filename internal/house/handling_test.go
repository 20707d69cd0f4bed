package house_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/milktime"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/house"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// table reads the newest table of how long milk keeps.
func (w *town) table(c centre) (v milk.TableView) {
	w.t.Helper()
	w.query(c, func(q journal.Query) (err error) { v, err = milk.ShowTable(q); return err })
	return v
}

func (w *town) sign(c centre, as string) milk.SignTable {
	v := w.table(c)
	return milk.SignTable{Version: v.Version, Digest: v.Digest, As: as}
}

// signed has the head and a midwife put their names under the newest table: no
// milk is declared in a real health centre before.
func (w *town) signed(c centre) {
	w.t.Helper()
	w.must(c.actor("head"), "milk.sign_table", w.sign(c, milk.AsHead))
	w.must(c.actor("midwife"), "milk.sign_table", w.sign(c, milk.AsHealth))
}

// third is a health centre that has just begun: nobody has signed anything.
var third = centre{"baru", ident.Named("facility baru"), [2]string{"33.15.01.2001", "33.15.01.2002"}}

func (w *town) begin(c centre) things {
	w.t.Helper()
	f := house.Founding{Staff: house.Staff{Name: "head", Phone: phoneOf(c, "head"), Password: password, Role: access.Head}}
	f.Found = registry.Found{Slug: c.name, Name: "Puskesmas " + c.name, Zone: "Asia/Jakarta", ServicePhone: "0271000000", EmergencyNumber: "119",
		Villages: []registry.InVillage{{Code: c.villages[0], Name: "Satu", Lat: -7.5, Lon: 110.9}}}
	id, err := w.h.Found(w.t.Context(), f)
	qt.Assert(w.t, qt.IsNil(err))
	c.id = id
	for _, role := range staffRoles {
		w.staff(c, string(role), role)
	}
	x := things{centre: c, village: c.villages[0], mother: w.fresh(), recipient: w.fresh(), place: w.fresh()}
	w.machine(c, "milk.enrol", x.enrol(x.place, x.mother, x.recipient))
	return x
}

func (w *town) refused(a access.Actor, verb string, body any, code string) {
	w.t.Helper()
	out, err := w.try(a, verb, body)
	qt.Check(w.t, qt.IsNil(err))
	qt.Check(w.t, qt.Equals(out.Code, code), qt.Commentf("%s", verb))
}

// A real health centre declares no milk before its head and a midwife or doctor
// have put their names under the table: two people, whatever roles they have.
func TestTwoPeopleSignTheTableBeforeMilkIsDeclared(t *testing.T) {
	bothTowns(t, func(t *testing.T, w *town) {
		x := w.begin(third)
		c := x.centre
		declare := func() milk.Declare { return x.declare(w, w.fresh(), w.fresh()) }
		officer, head, doctor := c.actor("officer"), c.actor("head"), c.actor("doctor")
		w.refused(officer, "milk.declare", declare(), "milk.table_unsigned")

		w.machine(c, "workforce.grant_role", workforce.GrantRole{Worker: worker(c, "head"), Role: access.Doctor, From: "2026-01-01"})
		w.refused(head, "milk.sign_table", milk.SignTable{Version: 0, Digest: "other", As: milk.AsHead}, "milk.table_moved")
		w.refused(doctor, "milk.sign_table", w.sign(c, milk.AsHead), "milk.not_yours_to_sign")
		w.must(head, "milk.sign_table", w.sign(c, milk.AsHead))
		w.refused(head, "milk.sign_table", w.sign(c, milk.AsHead), "milk.already_signed")
		w.refused(head, "milk.sign_table", w.sign(c, milk.AsHealth), "milk.second_signer")
		w.refused(officer, "milk.declare", declare(), "milk.table_unsigned")
		w.must(doctor, "milk.sign_table", w.sign(c, milk.AsHealth))
		w.must(officer, "milk.declare", declare())

		w.changeTable(c, func(table *milktime.Table) { table.Rows[0].Shown.Seconds = 3 * 3600 })
		v := w.table(c)
		qt.Check(t, qt.DeepEquals([]any{v.Version, *v.Force, v.Head, v.Health}, []any{int64(1), int64(0), (*milk.SignatureView)(nil), (*milk.SignatureView)(nil)}),
			qt.Commentf("a new version waits, the signed one holds"))
		w.must(officer, "milk.declare", declare())
		w.machine(c, "workforce.grant_role", workforce.GrantRole{Worker: worker(c, "admin"), Role: access.Doctor, From: "2026-01-01"})
		w.refused(c.actor("admin"), "milk.sign_table", w.sign(c, milk.AsHealth), "milk.own_table")
		w.signed(c)
		qt.Check(t, qt.Equals(*w.table(c).Force, 1))
		_, err := w.try(officer, "milk.sign_table", w.sign(c, milk.AsHead))
		qt.Check(t, qt.IsNotNil(err))
		w.rebuildsToo()
	})
}

// changeTable has the administrator propose and the head approve a table.
func (w *town) changeTable(c centre, by func(*milktime.Table)) {
	w.t.Helper()
	table := milktime.Defaults()
	by(&table)
	doc, err := policy.NewDocument(table)
	qt.Assert(w.t, qt.IsNil(err))
	out := w.must(c.actor("admin"), "policy.change", policy.Change{Section: "milk_table", Document: doc})
	w.must(c.actor("head"), "approval.approve", journal.Approve{Command: out.ID})
}

// Labels are printed for whoever may declare: no names in the square code, blank
// ones with letters of their own, and whose they are stands in the access log.
func TestLabelsArePrintedByTheDesk(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	x := w.put(here, 0, "head")
	w.session(here, "officer")
	for name, query := range map[string]string{"blank": "place=" + string(x.place) + "&baby=1", "few": "place=" + string(x.place) + "&count=5&lang=en", "filled": "delivery=" + string(x.delivery)} {
		r := w.send("GET", "/api/v1/milk/labels.pdf?"+query, nil)
		qt.Assert(t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
		qt.Check(t, qt.IsTrue(strings.HasPrefix(r.body, "%PDF")))
		if to := os.Getenv("SAMBANG_PAPER"); to != "" {
			qt.Check(t, qt.IsNil(os.WriteFile(to+"/labels-"+name+".pdf", []byte(r.body), 0o600)))
		}
	}
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/milk/labels.pdf?place="+string(x.place)+"&count=361", nil).status, 422))
	foreign := w.put(there, 0, "head")
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/milk/labels.pdf?place="+string(foreign.place), nil).status, 404))
	for _, who := range []string{"midwife", "treasurer", "cadre", "admin"} {
		w.session(here, who)
		qt.Check(t, qt.Equals(w.send("GET", "/api/v1/milk/labels.pdf?place="+string(x.place), nil).status, 404), qt.Commentf("%s", who))
	}
}

func TestTheTableIsReadWithItsSources(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	for who, status := range map[string]int{"head": 200, "officer": 200, "dispatcher": 200, "midwife": 200, "doctor": 200, "treasurer": 404, "cadre": 404, "admin": 404} {
		w.session(here, who)
		r := w.send("GET", "/api/v1/milk/table", nil)
		qt.Check(t, qt.Equals(r.status, status), qt.Commentf("%s", who))
		if status != 200 {
			continue
		}
		var v milk.TableView
		qt.Assert(t, qt.IsNil(json.Unmarshal([]byte(r.body), &v)))
		qt.Check(t, qt.DeepEquals(v.Rows, milktime.Defaults().Rows))
		qt.Check(t, qt.DeepEquals([]string{v.Head.Name, v.Health.Name}, []string{"head", "midwife"}))
	}
}
