package storm

import (
	"context"
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/house"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

const (
	password = "jangan ditebak"
	village  = "33.13.14.2002"
)

// person is somebody of staff with an account.
type person struct {
	name  string
	role  access.Role
	phone string
}

func (p person) worker() ident.ID { return ident.Named("worker " + p.name) }

func staffOf(role access.Role, names ...string) []person {
	var out []person
	for _, n := range names {
		sum := 0
		for _, c := range n {
			sum = (sum*31 + int(c)) % 100_000_000
		}
		out = append(out, person{n, role, fmt.Sprintf("0812%08d", sum)})
	}
	return out
}

// found begins a health centre in an opened house: its staff, and mothers whose
// places are named "place 0", "place 1" and so on.
func found(t testing.TB, h *house.House, staff []person, mothers int) ident.ID {
	t.Helper()
	ctx := t.Context()
	f, err := h.Found(ctx, house.Founding{
		Found: registry.Found{Slug: "badai", Name: "Puskesmas Badai", Zone: "Asia/Jakarta", Demo: true, ServicePhone: "0271000000", EmergencyNumber: "119",
			Villages: []registry.InVillage{{Code: village, Name: "Alastuwo", Lat: -7.53854, Lon: 110.93755}}},
		Staff: house.Staff{Name: "Retno", Phone: "081200000001", Password: password, Role: access.Head}})
	qt.Assert(t, qt.IsNil(err))
	for _, p := range staff {
		hire(t, h, f, p)
	}
	for i := range mothers {
		tell(t, h, f, fmt.Sprint("enrol ", i), "milk.enrol", enrolment(i))
	}
	return f
}

func tell(t testing.TB, h *house.House, f ident.ID, name, verb string, body any) {
	t.Helper()
	qt.Assert(t, qt.IsNil(h.Tell(context.WithoutCancel(t.Context()), f, ident.Named("machine "+name), verb, body)), qt.Commentf("%s", name))
}

func hire(t testing.TB, h *house.House, f ident.ID, p person) {
	t.Helper()
	kinds := map[access.Role][]string{access.Courier: {"courier"}, access.Midwife: {"midwife"}, access.Cadre: {"cadre"}}[p.role]
	if kinds == nil {
		kinds = []string{"desk"}
	}
	add := workforce.AddWorker{Worker: p.worker(), Name: p.name, Phone: p.phone, Kinds: kinds}
	if p.role == access.Midwife || p.role == access.Cadre {
		add.Villages = []string{village}
	}
	tell(t, h, f, "add "+p.name, "workforce.add_worker", add)
	account, err := h.Desk.AddAccount(t.Context(), p.phone, password, f, p.worker(), h.Clock.Now())
	qt.Assert(t, qt.IsNil(err))
	tell(t, h, f, "role "+p.name, "workforce.grant_role", workforce.GrantRole{Account: account, Worker: p.worker(), Role: p.role, From: "2026-01-01"})
	if p.role != access.Courier {
		return
	}
	tell(t, h, f, "certify "+p.name, "workforce.certify", workforce.Certify{Worker: p.worker(), Course: workforce.MilkHandling, Number: "KASI-" + p.name, ValidFrom: "2026-01-01", ValidTo: "2036-12-31"})
	tell(t, h, f, "appoint "+p.name, "workforce.appoint", workforce.Appoint{Worker: p.worker(), Number: "SK 1", ValidFrom: "2026-01-01", ValidTo: "2036-12-31"})
	onDuty(t, h, f, p, h.Clock.Now().Day(wib))
}

// onDuty puts somebody on duty for a whole day, its last minute too.
func onDuty(t testing.TB, h *house.House, f ident.ID, p person, day string) {
	t.Helper()
	tell(t, h, f, "shift "+p.name+" "+day, "workforce.set_shift", workforce.SetShift{Worker: p.worker(), Day: day, From: "00:00", To: "00:00"})
}

func place(i int) ident.ID  { return ident.Named(fmt.Sprint("place ", i)) }
func mother(i int) ident.ID { return ident.Named(fmt.Sprint("mother ", i)) }
func granny(i int) ident.ID { return ident.Named(fmt.Sprint("granny ", i)) }

func enrolment(i int) milk.Enrol {
	east := float64(i) / 100
	return milk.Enrol{Place: place(i), Mother: milk.PersonBody{ID: mother(i), Name: fmt.Sprint("Sri ", i), Phone: fmt.Sprintf("0899%08d", i)},
		Baby: milk.BabyBody{Name: "Bayi", Born: "2025-12-01"}, Village: village,
		Pickup:     dispatch.Place{Label: "Tempat kerja", Lat: -7.51, Lon: 110.90 + east, Village: village},
		Drop:       dispatch.Place{Label: "Rumah", Lat: -7.54, Lon: 110.93 + east, Village: village},
		Recipients: []milk.Named{{ID: granny(i), Name: fmt.Sprint("Mbah ", i), Relation: "nenek"}}}
}

// declaration is two fresh bottles that wait to be fetched.
func declaration(name string, at ident.ID, now instant.Instant) milk.Declare {
	b := milk.Declare{Delivery: ident.Named("delivery " + name), Place: at}
	for i := range 2 {
		b.Bottles = append(b.Bottles, milk.BottleBody{ID: ident.Named(fmt.Sprint("bottle ", name, i)), VolumeML: 100, ExpressedAt: now.Add(-20 * 60 * 1e9), Milk: "fresh", Kept: "cooler"})
	}
	return b
}
