package admission_test

import (
	"encoding/json"
	"fmt"
	"sync"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/text"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/admission"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/health"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

const morning = "2026-03-02 08:00"

// asks is what a mother asks with; each lives a little further away.
func asks(name string, n int) admission.Apply {
	return admission.Apply{Application: ident.Named("application " + name), Mother: milk.PersonBody{Name: name + " Wulandari", Phone: fmt.Sprintf("08990001%04d", n)},
		Babies: []milk.BabyBody{{ID: ident.Named("bayi " + name), Name: "Bayi " + name, Born: "2026-01-10"}}, Village: world.Village,
		Pickup:     dispatch.Place{Label: "Pabrik", Lat: -7.51, Lon: 110.90, Village: world.Village},
		Finish:     dispatch.Place{Label: "Rumah " + name, Lat: -7.53, Lon: 110.90 + float64(n)/1000, Village: world.Village},
		Recipients: []milk.Named{{ID: ident.Named("nenek " + name), Name: "Bu Parinem", Relation: "nenek"}},
		Days:       []int64{1, 2, 3, 4, 5}, From: "07:00", To: "15:00", Pledge: admission.Pledge{TextVersion: "milk_pledge/1", How: "paper"}}
}

// anybody is who speaks from the public page, for the one thing they make.
func anybody(w *world.World, application ident.ID) access.Actor {
	return access.Actor{Facility: w.Facility, ID: "public", Subject: application, Roles: []access.Role{access.Public}, Keys: []string{"o:" + string(application)}, Door: "page", Authority: -1}
}

func about(name string) ident.ID { return ident.Named("application " + name) }

func prepared(w *world.World, name string) {
	w.As("officer").Send("prepare "+name, "milk.prepare", admission.Prepare{Application: about(name)})
}

func admit(name string) admission.Admit {
	return admission.Admit{Application: about(name), Place: ident.Named("place " + name)}
}

func application(w *world.World, name string) (a admission.Application) {
	w.Query(func(q journal.Query) (err error) {
		a, _, err = admission.Applications.Get(q.Tx, q.Facility, about(name))
		return err
	})
	return a
}

func capacity(w *world.World) (c admission.Capacity) {
	w.Query(func(q journal.Query) (err error) { c, err = admission.CapacityOf(q); return err })
	return c
}

func place(w *world.World, name string) milk.Place { return w.Place(ident.Named("place " + name)) }

func said(w *world.World, kind string) (n int) {
	for _, m := range w.Messages() {
		if m.Kind == kind {
			n++
		}
	}
	return n
}

func TestAMotherAsksAndIsGivenAPlace(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.Courier("Joko").Midwife("Bu Eni", world.Village)
		w.As("Bu Eni").Send("Sri asks", "milk.apply", asks("Sri", 1))
		w.Refused("not prepared", "milk.confirm_posyandu", admission.Confirm{Application: about("Sri"), Answer: admission.Comes, On: "2026-03-03"}, "body.bad_date")
		w.Send("not yet", "milk.confirm_posyandu", admission.Confirm{Application: about("Sri"), Answer: admission.NotYet})
		qt.Assert(t, qt.Equals(said(w, "milk_posyandu"), 1), qt.Commentf("not yet invites her"))
		w.Send("she came", "milk.confirm_posyandu", admission.Confirm{Application: about("Sri"), Answer: admission.Comes})
		w.As("Bu Eni").Send("fed", "health.feeding", health.Feed{Feeding: ident.Named("fed"), Baby: ident.Named("bayi Sri"), Answer: health.Exclusive, Source: health.Seen, On: "2026-03-01"})
		w.As("head").Refused("too soon", "milk.admit", admit("Sri"), "milk.not_prepared")
		prepared(w, "Sri")
		w.Query(func(q journal.Query) error {
			facts, err := admission.Facts(q, application(w, "Sri"))
			qt.Check(t, qt.DeepEquals(facts, []admission.Fact{{What: "pledge", Answer: "yes", On: "2026-03-02", Source: "paper"},
				{What: "posyandu", Answer: "yes", On: "2026-03-02", By: "Bu Eni"},
				{What: "feeding", Answer: "exclusive", Baby: ident.Named("bayi Sri"), On: "2026-03-01", By: "Bu Eni", Source: "seen"}}))
			s, waits, err2 := admission.StandingOf(q, about("Sri"))
			qt.Check(t, qt.IsTrue(waits))
			qt.Check(t, qt.Equals(s.Words(text.ID), "nomor 1 dari 1, karena menunggu 0 hari, 5 hari kerja seminggu, 3 km"))
			qt.Check(t, qt.IsNil(err2))
			return err
		})
		w.Forget().As("head").Send("admitted", "milk.admit", admit("Sri")).Events("milk.enrolled", "milk.admitted", "registry.person_registered")
		qt.Assert(t, qt.Equals(place(w, "Sri").State, milk.Going))
		qt.Assert(t, qt.Equals(place(w, "Sri").TermOn, "2026-07-10"))
		qt.Assert(t, qt.IsTrue(place(w, "Sri").Allows(ident.Named("nenek Sri"))))
		qt.Assert(t, qt.Equals(application(w, "Sri").State, admission.Admitted))
		qt.Assert(t, qt.Equals(said(w, "milk_admitted"), 1))
		w.Refused("twice", "milk.admit", admit("Sri"), "milk.application_closed")
		w.RebuildEquals()
	})
}

func TestNobodyDecidesWhatTheyPrepared(t *testing.T) {
	w := world.New(t, "", morning).Courier("Joko")
	w.As("machine").Send("deputy", "workforce.grant_role", workforce.GrantRole{Account: ident.Named("account officer"), Worker: ident.Named("officer"), Role: access.Head, From: "2026-03-01"})
	w.As("officer").Send("asks", "milk.apply", asks("Sri", 1))
	prepared(w, "Sri")
	w.As("officer").Refused("admit", "milk.admit", admit("Sri"), "milk.prepared_it_yourself")
	w.Refused("refuse", "milk.refuse", admission.Refuse{Application: about("Sri"), Reason: "full"}, "milk.prepared_it_yourself")
	w.As("head").Send("the head", "milk.admit", admit("Sri"))
}

// Invariant 14: fifty admissions at once for one place give one place.
func TestFiftyAtOnceGiveOnePlace(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.Courier("Joko")
		for i := range 4 {
			w.Mother(fmt.Sprint("Lama ", i), "Nenek")
		}
		for i := range 50 {
			name := fmt.Sprint("Ibu ", i)
			w.As("officer").Send(name, "milk.apply", asks(name, i))
			prepared(w, name)
			if i > 0 {
				w.As("head").Send("skip "+name, "milk.skip", admission.Skip{Application: about(name), Reason: "semua sama, siapa cepat"})
			}
		}
		var wait sync.WaitGroup
		codes := make([]string, 50)
		for i := range codes {
			wait.Go(func() {
				body := fmt.Sprintf(`{"application":%q,"place":%q}`, about(fmt.Sprint("Ibu ", i)), ident.Named(fmt.Sprint("place ", i)))
				out, err := w.House.Journal.Do(t.Context(), w.Actor("head"), journal.Envelope{ID: ident.Named(fmt.Sprint("at once ", i)), Verb: "milk.admit", V: 1, Body: []byte(body)})
				if codes[i] = out.Code; err != nil {
					codes[i] = err.Error()
				}
			})
		}
		wait.Wait()
		n := map[string]int{}
		for _, c := range codes {
			n[c]++
		}
		qt.Assert(t, qt.DeepEquals(n, map[string]int{"": 1, "milk.no_place_free": 49}))
		qt.Assert(t, qt.DeepEquals(capacity(w), admission.Capacity{Couriers: 1, PerOne: 5, Taken: 5, Free: 0}))
		w.RebuildEquals()
	})
}

func TestACourierWhoDropsOutStopsNewPlacesAndEndsNobodys(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.Courier("Joko").Courier("Darma")
		for i := range 6 {
			w.Mother(fmt.Sprint("Lama ", i), "Nenek")
		}
		w.As("officer").Send("asks", "milk.apply", asks("Sri", 1))
		prepared(w, "Sri")
		w.As("head").Send("suspended", "workforce.suspend", workforce.Suspend{Worker: ident.Named("Darma"), Reason: "kotak rusak"})
		qt.Assert(t, qt.DeepEquals(capacity(w), admission.Capacity{Couriers: 1, PerOne: 5, Taken: 6, Free: -1}))
		w.As("head").Refused("no", "milk.admit", admit("Sri"), "milk.no_place_free")
		w.As("head").Send("back", "workforce.reinstate", workforce.Reinstate{Worker: ident.Named("Darma")})
		w.As("head").Send("yes", "milk.admit", admit("Sri"))
	})
}

func TestWhoeverIsPassedOverIsPassedOverForAWrittenReason(t *testing.T) {
	w := world.New(t, "", morning).Courier("Joko")
	for i, name := range []string{"Ani", "Sri", "Wati"} {
		w.As("officer").Send(name, "milk.apply", asks(name, i))
		prepared(w, name)
	}
	w.As("head").Refused("out of turn", "milk.admit", admit("Sri"), "milk.not_her_turn")
	w.Refused("the first", "milk.skip", admission.Skip{Application: about("Ani"), Reason: "sudah nomor satu"}, "milk.is_first")
	w.Send("skip", "milk.skip", admission.Skip{Application: about("Sri"), Reason: "kembali bekerja besok pagi"})
	qt.Assert(t, qt.DeepEquals(application(w, "Sri").Passed, []ident.ID{about("Ani")}))
	early := asks("Endah", 0)
	early.Days, early.Babies[0].Born = []int64{1, 2, 3, 4, 5, 6, 7}, "2026-02-27"
	w.As("officer").Send("Endah", "milk.apply", early)
	w.As("head").Refused("somebody else is before her now", "milk.admit", admit("Sri"), "milk.not_her_turn")
	w.Send("skip again", "milk.skip", admission.Skip{Application: about("Sri"), Reason: "kembali bekerja besok pagi"})
	w.Send("admitted", "milk.admit", admit("Sri"))
	w.Send("not yet", "milk.refuse", admission.Refuse{Application: about("Ani"), Reason: "too_far"})
	qt.Assert(t, qt.Equals(said(w, "milk_refused_too_far"), 1))
}

// Threat T3: the page answers alike, whoever asks; staff is told where the first is.
func TestAskingTwiceIsFoundAndThePageSaysNothing(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.Courier("Joko").Mother("Dewi", "Nenek")
		w.As("officer").Send("Sri asks", "milk.apply", asks("Sri", 1))
		again := asks("Sri", 1)
		again.Application, again.Babies[0].ID, again.Recipients[0].ID = about("Sri lagi"), ident.Named("other baby"), ident.Named("other")
		out, err := w.As("officer").Try("again at the desk", "milk.apply", again)
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(out.Code, "milk.already_applied"))
		qt.Assert(t, qt.StringContains(string(out.Result), `"number":1`))
		nik := asks("Sri dua", 9)
		for name, change := range map[string]func(*admission.Apply){
			"both names and the birthday, another phone": func(a *admission.Apply) { a.Mother.Phone = "089977712345" },
			"the same phone and birthday":                func(a *admission.Apply) { a.Mother.Name = "Bu S. Wulan" },
		} {
			other := again
			other.Application = ident.Named(name)
			change(&other)
			w.As("officer").Refused(name, "milk.apply", other, "milk.already_applied")
		}
		w.As("officer").Send("a sister with her phone", "milk.apply", func() admission.Apply {
			nik.Mother.Phone, nik.Babies[0].Born = again.Mother.Phone, "2025-12-01"
			return nik
		}())
		var answers []journal.Outcome
		for _, a := range []admission.Apply{again, asks("Baru", 7)} {
			a.Application, a.Pledge.How = ident.Named("page "+a.Mother.Name), "page"
			a.Mother.ID, a.Babies = "", []milk.BabyBody{{Name: a.Babies[0].Name, Born: a.Babies[0].Born}}
			answers = append(answers, public(t, w, "page "+a.Mother.Name, a))
		}
		qt.Assert(t, qt.Equals(answers[0].Status, answers[1].Status))
		qt.Assert(t, qt.Equals(answers[0].Code+answers[0].Field, answers[1].Code+answers[1].Field))
		qt.Assert(t, qt.Equals(len(answers[0].Result), len(answers[1].Result)))
		qt.Assert(t, qt.Equals(said(w, "milk_applied"), 3), qt.Commentf("who was known is not written to"))
		w.RebuildEquals()
	})
}

func public(t *testing.T, w *world.World, name string, a admission.Apply) journal.Outcome {
	t.Helper()
	env := journal.Envelope{ID: ident.Named("command " + name), Verb: "milk.apply", V: 1, Body: marshal(t, a)}
	out, err := w.House.Journal.Do(t.Context(), anybody(w, a.Application), env)
	qt.Assert(t, qt.IsNil(err))
	return out
}

func TestSixMonthsHaveAnEdge(t *testing.T) {
	w := world.New(t, "", "2026-03-01 23:30").Courier("Joko")
	old := asks("Sri", 1)
	old.Babies[0].Born = "2025-09-01"
	w.As("officer").Refused("six months today", "milk.apply", old, "milk.baby_too_old")
	old.Babies[0].Born = "2025-09-02"
	w.Send("a day short of it", "milk.apply", old)
	prepared(w, "Sri")
	w.At("+1 00:05").As("head").Refused("six months at the decision", "milk.admit", admit("Sri"), "milk.baby_too_old")
	born := asks("Ani", 2)
	born.Babies[0].Born = "2026-03-03"
	w.As("officer").Refused("not born", "milk.apply", born, "registry.born_in_future")
}

func TestTwinsShareAPlace(t *testing.T) {
	w := world.New(t, "", morning).Courier("Joko")
	twins := asks("Sri", 1)
	twins.Babies = append(twins.Babies, milk.BabyBody{ID: ident.Named("kembar"), Name: "Kembar", Born: "2026-01-10"})
	w.As("officer").Send("asks", "milk.apply", twins)
	prepared(w, "Sri")
	w.As("head").Send("admitted", "milk.admit", admit("Sri"))
	qt.Assert(t, qt.Equals(capacity(w).Taken, 1))
	qt.Assert(t, qt.Equals(w.Person("kembar").Mother, place(w, "Sri").Mother), qt.Commentf("a bottle may be for either"))
}

func TestWhatIsLateIsKeptAndWhatLifeEndsIsClosed(t *testing.T) {
	w := world.New(t, "", morning).Courier("Joko").Midwife("Bu Eni", world.Village).Midwife("Bu Tri", world.OtherVillage)
	w.At("12:00").As("Bu Eni").Offline("09:00").Send("without signal", "milk.apply", asks("Sri", 1))
	if _, err := w.As("Bu Tri").Try("another village", "milk.confirm_posyandu", admission.Confirm{Application: about("Sri"), Answer: admission.Comes}); err == nil {
		t.Fatal("a midwife of another village spoke of her")
	}
	w.As("officer").Send("died", "registry.died", registry.Die{Person: ident.Named("bayi Sri"), On: "2026-03-02"})
	qt.Assert(t, qt.Equals(application(w, "Sri").State, admission.Withdrawn))
	qt.Assert(t, qt.HasLen(w.OnPhones("v:"+world.Village, "milk_application"), 0))
	for _, m := range w.Messages() {
		qt.Check(t, qt.Not(qt.Equals(m.State, messaging.Waiting)), qt.Commentf("%s to a family in mourning", m.Kind))
	}
	w.As("officer").Send("Ani asks", "milk.apply", asks("Ani", 2))
	w.As("officer").Send("no more", "milk.withdraw_application", admission.Withdraw{Application: about("Ani"), How: "phone"})
	w.As("officer").Send("asks again later", "milk.apply", func() admission.Apply { a := asks("Ani", 2); a.Application = about("Ani 2"); return a }())
}

func TestFormulaIsHelpedFirstAndHealthNeverEndsAPlace(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.Courier("Joko").Midwife("Bu Eni", world.Village).Mother("Sri", "Nenek")
		at := place(w, "Sri")
		feed := func(name, answer string, medical bool) health.Feed {
			return health.Feed{Feeding: ident.Named(name), Baby: at.Baby, Answer: answer, Source: health.Told, On: "2026-03-02", Medical: medical}
		}
		notice := milk.GiveNotice{Place: at.ID, Reason: "formula"}
		w.As("head").Refused("nobody told", "milk.give_notice", notice, "milk.nobody_told_of_formula")
		w.As("Bu Eni").Send("formula", "health.feeding", feed("a", health.NotExclusive, false))
		w.Task("feeding_help", "Sri", "Bu Eni")
		w.As("head").Refused("help first", "milk.give_notice", notice, "milk.help_first")
		w.Refused("by another word", "milk.give_notice", milk.GiveNotice{Place: at.ID, Reason: "unreachable"}, "milk.help_first")
		w.As("Bu Eni").Send("helped", "task.close", task.Close{Task: w.Tasks()[0].ID, Outcome: "done"})
		w.As("head").Send("notice", "milk.give_notice", notice)
		qt.Assert(t, qt.Equals(place(w, "Sri").EndsOn, "2026-03-09"))
		w.At("+7 23:50")
		qt.Assert(t, qt.Equals(place(w, "Sri").State, milk.Going), qt.Commentf("the seventh day is hers"))
		w.As("Bu Eni").Send("a reason of health", "health.feeding", feed("b", health.NotExclusive, true))
		w.At("+8 00:01")
		qt.Assert(t, qt.Equals(place(w, "Sri").State, milk.Going), qt.Commentf("a reason of health never ends it"))
		qt.Assert(t, qt.Equals(place(w, "Sri").EndsOn, ""))
		w.As("head").Refused("medical", "milk.give_notice", notice, "milk.medical_never_ends")
		w.Send("not working any more", "milk.give_notice", milk.GiveNotice{Place: at.ID, Reason: "not_working"})
		w.At("+16 00:01")
		qt.Assert(t, qt.Equals(place(w, "Sri").State, milk.Over))
		qt.Assert(t, qt.Equals(place(w, "Sri").EndedWhy, "notice"))
		w.RebuildEquals()
	})
}

func TestAPlacePausesAndEndsByItself(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.Courier("Joko").Mother("Sri", "Nenek")
		at := place(w, "Sri")
		w.As("officer").Refused("too long", "milk.pause", milk.Pause{Place: at.ID, Why: "leave", Until: "2026-05-02"}, "milk.pause_too_long")
		w.Send("pause", "milk.pause", milk.Pause{Place: at.ID, Why: "school_holiday", Until: "2026-03-16"})
		qt.Assert(t, qt.Equals(capacity(w).Taken, 1), qt.Commentf("a pause keeps the place"))
		w.As("officer").Send("ward", "registry.in_hospital", registry.Stay{Person: at.Baby, On: "2026-03-02"})
		w.Send("home", "registry.home_again", registry.Stay{Person: at.Baby, On: "2026-03-02"})
		qt.Assert(t, qt.Equals(place(w, "Sri").State, milk.Paused), qt.Commentf("coming home does not end a leave"))
		w.At("+14 00:01")
		qt.Assert(t, qt.Equals(place(w, "Sri").State, milk.Going))
		w.At("+90 23:50")
		qt.Assert(t, qt.Equals(place(w, "Sri").State, milk.Going), qt.Commentf("born on the first of December"))
		w.At("+91 00:01")
		qt.Assert(t, qt.Equals(place(w, "Sri").EndedWhy, "term"))
		qt.Assert(t, qt.Equals(capacity(w).Free, 5))
		w.RebuildEquals()
	})
}

func TestAMotherStopsByHerOwnWord(t *testing.T) {
	w := world.New(t, "", morning).Courier("Joko").Mother("Sri", "Nenek")
	at := place(w, "Sri")
	w.As("officer").Refused("nobody speaks by her page", "milk.end_place", milk.EndPlace{Place: at.ID, How: "page"}, "body.bad_choice")
	w.As("Sri").Send("herself", "milk.end_place", milk.EndPlace{Place: at.ID, How: "page"})
	qt.Assert(t, qt.Equals(place(w, "Sri").EndedWhy, "wish"))
	w.As("head").Refused("over", "milk.give_notice", milk.GiveNotice{Place: at.ID, Reason: "not_working"}, "milk.place_not_active")
}

// Threat T3: nobody but the mother adds who may receive; without a phone it is entered
// by the cadre or midwife who is with her.
func TestOnlyTheMotherAddsWhoMayReceive(t *testing.T) {
	w := world.New(t, "", morning).Midwife("Bu Eni", world.Village).Mother("Sri", "Nenek").Phoneless("Wati", "Bibi")
	named := func(mother, who string) milk.NameRecipient {
		return milk.NameRecipient{Place: ident.Named("place " + mother), Recipient: milk.Named{ID: ident.Named(who), Name: who, Relation: "paman"}}
	}
	for _, who := range []string{"officer", "dispatcher", "head", "Bu Eni"} {
		w.As(who).Refused(who+" for her", "milk.name_recipient", named("Sri", "Tono"), "milk.mother_names_recipients")
	}
	qt.Assert(t, qt.Equals(said(w, "mother_names"), 4), qt.Commentf("what was suggested reaches her"))
	w.As("Sri").Send("herself", "milk.name_recipient", named("Sri", "Tono"))
	qt.Assert(t, qt.Equals(said(w, "recipients_changed"), 1))
	w.As("officer").Refused("without a phone, without a witness", "milk.name_recipient", named("Wati", "Budi"), "milk.mother_names_recipients")
	w.As("Bu Eni").Send("beside her", "milk.name_recipient", named("Wati", "Budi"))
	qt.Assert(t, qt.IsTrue(place(w, "Wati").Allows(ident.Named("Budi"))))
}

func marshal(t *testing.T, v any) json.RawMessage {
	t.Helper()
	raw, err := json.Marshal(v)
	qt.Assert(t, qt.IsNil(err))
	return raw
}
