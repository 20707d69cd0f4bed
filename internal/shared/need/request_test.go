package need_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

var nobody = access.Actor{ID: "public", Roles: []access.Role{access.Public}, Door: "page", Authority: -1}

// sick is a request typed in with as little as there is.
func sick(name string) need.Request {
	return need.Request{Case: ident.Named(name), Kind: need.VisitRequest}
}

func receipt(w *world.World) (r need.Receipt) {
	if err := json.Unmarshal(w.Outcome().Result, &r); err != nil {
		w.T.Fatal(err)
	}
	return r
}

func caseOf(w *world.World, name string) (c need.Case) {
	w.Query(func(q journal.Query) (err error) {
		c, _, err = need.Cases.Get(q.Tx, q.Facility, ident.Named(name))
		return err
	})
	return c
}

// proposed sends what needs a second person, and lets that one agree.
func proposed(w *world.World, name, verb string, body any, second string) (journal.Outcome, error) {
	w.T.Helper()
	out, err := w.Try(name, verb, body)
	if err != nil || out.Status != journal.Proposed {
		return out, err
	}
	return w.As(second).Try(name+" agreed", "approval.approve", journal.Approve{Command: ident.Derive(ident.Named("command "+name), 0)})
}

func agreed(w *world.World, name, verb string, body any, second string) {
	w.T.Helper()
	out, err := proposed(w, name, verb, body, second)
	if err != nil || out.Status != journal.Accepted {
		w.T.Fatalf("%s (%s): %s %s %v", name, verb, out.Status, out.Code, err)
	}
}

// News of six sick people comes by six doors; none needs a form filled in, and each
// clock starts when the news came in.
func TestNewsComesInBySixDoors(t *testing.T) {
	world.Both(t, "2026-03-02 09:00", func(t *testing.T, w *world.World) {
		w.Colleague("Yoga", access.Driver).Midwife("Bidan Sri", world.Village)
		w.At("09:12").As("dispatcher")

		radio := sick("radio")
		radio.Door, radio.CallSign, radio.What = "radio", "JZ13ABC", "Mbah jatuh"
		radio.Patient, radio.Where = &need.Patient{Name: "Mbah Karto"}, &need.Where{Village: "Dusun yang tidak dikenal", Text: "rumah dekat rel, pagar bambu"}
		w.Send("radio", "need.request", radio).Resend("radio")
		r := receipt(w)
		qt.Check(t, qt.Equals(r.Number, "0001"))
		qt.Check(t, qt.HasLen(r.Code, 6))
		qt.Check(t, qt.Equals(r.Due.Sub(r.Started), 4*time.Hour), qt.Commentf("fetched within four hours"))

		phone := sick("phone")
		phone.Door, phone.HeardAt, phone.Person = "phone", w.Clock.Now().Add(-20*time.Minute), ident.Named("nobody we know")
		w.Send("phone", "need.request", phone)
		qt.Check(t, qt.Equals(receipt(w).Started, phone.HeardAt), qt.Commentf("heard before it was typed"))

		slip := sick("slip")
		slip.Door, slip.WrittenAt = "slip", w.Clock.Now().Add(-3*time.Hour)
		w.Send("slip", "need.request", slip)
		qt.Check(t, qt.Equals(caseOf(w, "slip").Started, slip.WrittenAt), qt.Commentf("what stands on paper counts"))

		w.As("Yoga").Offline("09:05").Send("field", "need.request", sick("field"))
		c := caseOf(w, "field")
		qt.Check(t, qt.Equals(c.Door, "field"))
		qt.Check(t, qt.Equals(c.Started, w.Clock.Now().Add(-7*time.Minute)), qt.Commentf("the driver found the sick"))

		elsewhere := sick("midwife")
		elsewhere.Door = "cadre"
		elsewhere.Where = &need.Where{Village: world.OtherVillage}
		w.As("Bidan Sri").Send("midwife", "need.request", elsewhere)
		qt.Check(t, qt.Equals(caseOf(w, "midwife").Village, world.OtherVillage), qt.Commentf("nobody is told that it is not her village"))

		ask(t, w, "page", need.Ask{Case: ident.Named("page"), Kind: need.VisitRequest, HeardAt: w.Clock.Now().Add(-5 * time.Hour),
			Reporter: &need.Reporter{Name: "Tetangga", Phone: "081234567890"}, Patient: &need.Patient{Name: "Bu Sarmi"}})
		c = caseOf(w, "page")
		qt.Check(t, qt.Equals(c.Door, "link"))
		qt.Check(t, qt.Equals(c.Started, w.Clock.Now()), qt.Commentf("what nobody of ours heard begins when it reaches us"))

		w.As("dispatcher")
		v := w.CaseView(ident.Named("radio"))
		qt.Check(t, qt.Equals(v.PatientName, "Mbah Karto"))
		qt.Check(t, qt.Equals(v.Where, "rumah dekat rel, pagar bambu"))
		qt.Check(t, qt.Equals(v.CallSign, "JZ13ABC"))
		qt.Check(t, qt.Equals(v.ColourBy, ""), qt.Commentf("nobody has judged it yet"))
		for _, name := range []string{"radio", "phone", "slip", "field", "midwife", "page"} {
			c := caseOf(w, name)
			qt.Check(t, qt.IsTrue(c.Owner != "" && c.Request && c.Due.Sub(c.Started) == 4*time.Hour), qt.Commentf("%s", name))
		}
		w.RebuildEquals()
	})
}

// ask sends what somebody asks on the public page; the page knows the facility.
func ask(t testing.TB, w *world.World, name string, b need.Ask) journal.Outcome {
	t.Helper()
	out, err := speak(w, name, "need.ask", b.Case, b)
	if err != nil || out.Status != journal.Accepted {
		t.Fatalf("%s: %s %s %v", name, out.Status, out.Code, err)
	}
	return out
}

// speak says something on the public page about a case, and what follows from it is done.
func speak(w *world.World, name, verb string, about ident.ID, body any) (journal.Outcome, error) {
	out, err := speakInPassing(w, name, verb, about, body)
	w.Settle()
	return out, err
}

// speakInPassing says it alone: of hundreds said in one minute what follows is done once.
func speakInPassing(w *world.World, name, verb string, about ident.ID, body any) (journal.Outcome, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		w.T.Fatal(err)
	}
	a := nobody
	a.Facility, a.Subject, a.Keys = w.Facility, about, []string{"o:" + string(about)}
	return w.House.Journal.Do(w.T.Context(), a, journal.Envelope{ID: ident.Named("public " + name), Verb: verb, V: 1, Body: raw})
}

// Whoever writes on a page cannot say that they told of it a week ago: the staff's
// verb is not there for them.
func TestAPageNamesNoTimes(t *testing.T) {
	w := world.New(t, "", "2026-03-02 09:00")
	b := sick("a")
	b.HeardAt = w.Clock.Now().Add(-6 * 24 * time.Hour)
	_, err := speak(w, "a", "need.request", b.Case, b)
	qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound))
}

// A phone whose clock has run away cannot make a start that is later than the
// record, nor one before the last server time it held.
func TestADevicesClockMovesNoStartOutOfWhatTheServerKnows(t *testing.T) {
	w := world.New(t, "", "2026-03-02 09:00")
	w.Colleague("Yoga", access.Driver).At("12:00")
	w.As("Yoga").Offline("+200 09:00").Send("ahead", "need.request", sick("ahead"))
	qt.Check(t, qt.Equals(caseOf(w, "ahead").Started, w.Clock.Now()))
	w.As("Yoga").Earlier(700*24*time.Hour).Send("behind", "need.request", sick("behind"))
	qt.Check(t, qt.Equals(caseOf(w, "behind").Started, w.Clock.Now().Add(-7*24*time.Hour)), qt.Commentf("a week at most"))
}

// A slip is typed in once, whoever finds it again.
func TestASlipIsTypedInOnce(t *testing.T) {
	w := world.New(t, "", "2026-03-02 09:00")
	one, two := sick("one"), sick("two")
	one.Door, one.Slip, two.Door, two.Slip = "slip", 12, "slip", 12
	w.As("dispatcher").Send("one", "need.request", one).Refused("two", "need.request", two, "need.slip_typed")
	bad := sick("three")
	bad.Slip = -1
	_, err := w.Try("three", "need.request", bad)
	qt.Check(t, qt.Equals(fault.Of(err).Code, "need.bad_slip"))
}

// The sticker of another house was photographed: whoever calls is helped, and the
// desk sees that the place differs.
func TestAStickerFromFarAwayIsMarkedAndNeverRefused(t *testing.T) {
	w := world.New(t, "", "2026-03-02 09:00")
	house := registry.HouseCode(world.Village, 7)
	w.As("officer").Send("house", "registry.set_house", registry.SetHouse{House: ident.Named("rumah Karto"), Village: world.Village, Code: house, Home: geo.Point{Lat: -7.5385, Lon: 110.9375}})
	near, far := sick("near"), sick("far")
	near.Where = &need.Where{HouseCode: house, Lat: -7.5387, Lon: 110.9377}
	far.Where = &need.Where{HouseCode: house, Lat: -7.58, Lon: 110.97}
	w.As("dispatcher").Send("near", "need.request", near).Send("far", "need.request", far)
	qt.Check(t, qt.IsFalse(caseOf(w, "near").Differs))
	qt.Check(t, qt.IsTrue(caseOf(w, "far").Differs))
	qt.Check(t, qt.Equals(w.CaseView(ident.Named("far")).House, house))
}

// Five hundred from one telephone in a minute bury nobody.
func TestAFloodFromOneTelephoneStandsBehindTheOneFromAnother(t *testing.T) {
	w := world.New(t, "", "2026-03-02 09:00")
	for i := range 500 {
		name := fmt.Sprint("flood ", i)
		body := need.Ask{Case: ident.Named(name), Kind: need.VisitRequest, Colour: need.Red, Reporter: &need.Reporter{Phone: "0812 1111 2222"}}
		out, err := speakInPassing(w, name, "need.ask", body.Case, body)
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(out.Status, journal.Accepted))
	}
	out := ask(t, w, "real", need.Ask{Case: ident.Named("real"), Kind: need.VisitRequest, Reporter: &need.Reporter{Phone: "081233334444"}})
	qt.Assert(t, qt.Equals(out.Status, journal.Accepted))
	real, flood, first := caseOf(w, "real"), caseOf(w, "flood 400"), caseOf(w, "flood 0")
	qt.Check(t, qt.Equals(need.Order(need.PlaceOf(real, 3), need.PlaceOf(flood, 3)), -1), qt.Commentf("the flood is red and stands behind all the same"))
	qt.Check(t, qt.Equals(need.Order(need.PlaceOf(first, 3), need.PlaceOf(real, 3)), -1), qt.Commentf("the first of them is believed"))
	qt.Check(t, qt.Equals(flood.Due.Sub(flood.Started), 4*time.Hour), qt.Commentf("its clock runs like any other"))
}
