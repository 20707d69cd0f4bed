package finding_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/blob"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/finding"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

var photo = blob.Hash([]byte("foto jamban"))

// TestALatrineIsBuiltAfterALetterAndTwoReminders is the story of the issue: a driver
// sees it, a sanitarian writes, nobody answers twice, and in the end it stands there.
func TestALatrineIsBuiltAfterALetterAndTwoReminders(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		tell := s.latrine("F1")
		tell.Photo = photo
		out := s.accepted(t, s.who("slamet"), "finding.report", tell)
		qt.Assert(t, qt.Equals(string(out.Result), `{"finding":"`+string(s.id("F1"))+`","number":"0001"}`))
		v := s.view(t, "F1")
		qt.Assert(t, qt.Equals(v.State, finding.Open))
		qt.Assert(t, qt.IsTrue(v.OwnerName == "Bu sani" || v.OwnerName == "Bu tirta"), qt.Commentf("a latrine is a sanitarian's: %s", v.OwnerName))
		qt.Assert(t, qt.Equals(v.DueOn, "2026-03-09"))
		qt.Assert(t, qt.Equals(v.Where, "Krajan, RT 002 / RW 001"))
		qt.Assert(t, qt.Equals(v.Village, krajan))

		s.accepted(t, s.who("sani"), "finding.coordinate", finding.Coordinate{Finding: s.id("F1"), Agency: "Kantor Desa Sempu", Contact: "Pak Kades", DueOn: "2026-03-20"})
		s.until(t, local("2026-03-21 00:00"))
		v = s.view(t, "F1")
		qt.Assert(t, qt.IsTrue(v.Overdue), qt.Commentf("the day of the letter is over"))
		s.accepted(t, s.who("sani"), "finding.remind", finding.Remind{Finding: s.id("F1")})
		v = s.view(t, "F1")
		qt.Assert(t, qt.IsFalse(v.Overdue))
		qt.Assert(t, qt.Equals(v.DueOn, "2026-04-04"))
		s.accepted(t, s.who("sani"), "finding.remind", finding.Remind{Finding: s.id("F1"), DueOn: "2026-04-30"})
		v = s.view(t, "F1")
		qt.Assert(t, qt.Equals(v.Reminders, 2))
		qt.Assert(t, qt.Equals(v.Letters, 3))

		s.accepted(t, s.who("kader"), "finding.note", finding.Note{Finding: s.id("F1"), Note: "tukang sudah datang"})
		s.accepted(t, s.who("wati"), "finding.close", finding.End{Finding: s.id("F1"), Reason: finding.Mended, Words: "jamban leher angsa selesai", Photo: blob.Hash([]byte("jadi"))})
		v = s.view(t, "F1")
		qt.Assert(t, qt.Equals(v.State, finding.Closed))
		qt.Assert(t, qt.Equals(v.Words, "jamban leher angsa selesai"))
		qt.Assert(t, qt.DeepEquals(story(v), []string{"reported", "coordinated", "overdue", "reminded", "reminded", "noted", "closed"}))
		qt.Assert(t, qt.Equals(v.Timeline[3].Agency, "Kantor Desa Sempu"))
		s.until(t, local("2026-06-01 00:00"))
		qt.Assert(t, qt.IsFalse(s.view(t, "F1").Overdue), qt.Commentf("what is closed is late no more"))
		s.verify(t)
	})
}

// TestAnotherAgencyIsAsked begins the letters anew: the first agency had no money.
func TestAnotherAgencyIsAsked(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted(t, s.who("slamet"), "finding.report", s.latrine("F1"))
		id := s.id("F1")
		s.accepted(t, s.who("sani"), "finding.coordinate", finding.Coordinate{Finding: id, Agency: "Kantor Desa"})
		s.accepted(t, s.who("sani"), "finding.remind", finding.Remind{Finding: id})
		s.accepted(t, s.who("sani"), "finding.coordinate", finding.Coordinate{Finding: id, Agency: "Dinas Perumahan", Ask: "bantuan jamban"})
		v := s.view(t, "F1")
		qt.Assert(t, qt.Equals(v.Agency, "Dinas Perumahan"))
		qt.Assert(t, qt.Equals(v.Reminders, 0))
		qt.Assert(t, qt.Equals(v.Letters, 3))
		var first, last finding.Letter
		s.read(t, func(q journal.Query) (err error) {
			if first, err = finding.LetterOf(q, id, 2); err != nil {
				return err
			}
			last, err = finding.LetterOf(q, id, 0)
			return err
		})
		qt.Assert(t, qt.Equals(first.Agency, "Kantor Desa"))
		qt.Assert(t, qt.Equals(first.Reminder, 1))
		qt.Assert(t, qt.Equals(last.Agency, "Dinas Perumahan"))
		qt.Assert(t, qt.Equals(last.Reminder, 0))
		qt.Assert(t, qt.Equals(last.Number, "0001/3/TMN/III/2026"))
	})
}

// TestTheSameThingToldTwiceIsOneFinding: the doctor and the cadre both saw it.
func TestTheSameThingToldTwiceIsOneFinding(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted(t, s.who("slamet"), "finding.report", s.latrine("F1"))
		out := s.accepted(t, s.who("kader"), "finding.report", s.latrine("F2"))
		qt.Assert(t, qt.Equals(string(out.Result), `{"finding":"`+string(s.id("F1"))+`","number":"0001"}`))
		qt.Assert(t, qt.DeepEquals(story(s.view(t, "F1")), []string{"reported", "told_again"}))
		water := s.latrine("F3")
		water.Kind = finding.Water
		s.accepted(t, s.who("kader"), "finding.report", water)
		qt.Assert(t, qt.Equals(s.view(t, "F3").Number, "0002"))
		qt.Assert(t, qt.Equals(s.refused(t, s.who("kader"), "finding.report", water), "finding.exists"))
	})
}

// TestWhereItIsTheRegisterKnows: by the code on the sticker, or by the nearest village of
// a point, for a driver whose phone holds no register.
func TestWhereItIsTheRegisterKnows(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		code := registry.HouseCode(jambe, 1)
		s.accepted(t, s.who("slamet"), "finding.report", finding.Tell{Finding: s.id("F1"), Kind: finding.House, Code: strings.ReplaceAll(code, "-", ""), What: "a"})
		v := s.view(t, "F1")
		qt.Assert(t, qt.Equals(v.House, s.id("house three")))
		qt.Assert(t, qt.Equals(v.Village, jambe))
		bad := finding.Tell{Finding: s.id("F2"), Kind: finding.House, Code: strings.Replace(code, "1", "7", 1), What: "a"}
		qt.Assert(t, qt.Equals(s.refused(t, s.who("slamet"), "finding.report", bad), "finding.bad_code"), qt.Commentf("a misread digit is noticed at once"))
		s.accepted(t, s.who("slamet"), "finding.report", finding.Tell{Finding: s.id("F3"), Kind: finding.Railway, Place: &finding.Place{Lat: -8.291, Lon: 114.161}, What: "a"})
		qt.Assert(t, qt.Equals(s.view(t, "F3").Village, jambe))
		far := finding.Tell{Finding: s.id("F4"), Kind: finding.Railway, Place: &finding.Place{Lat: -6.2, Lon: 106.8}, What: "a"}
		qt.Assert(t, qt.Equals(s.refused(t, s.who("slamet"), "finding.report", far), "finding.nobody_known"))
		qt.Assert(t, qt.Equals(s.refused(t, s.who("kader"), "finding.report", finding.Tell{Finding: s.id("F5"), Kind: finding.House, House: s.id("house three"), What: "a"}), "not_found"),
			qt.Commentf("a cadre tells of her own village"))
	})
}

// TestNobodyWhoLeavesTakesAFindingAlong: suspended, role ended, and a role that runs out
// with its day, which only the daily look sees.
func TestNobodyWhoLeavesTakesAFindingAlong(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted(t, s.who("slamet"), "finding.report", s.latrine("F1"))
		first := s.view(t, "F1").Owner
		second := s.id("tirta")
		if first == second {
			second = s.id("sani")
		}
		s.accepted(t, s.who("retno"), "workforce.suspend", workforce.Suspend{Worker: first, Reason: "cuti"})
		qt.Assert(t, qt.Equals(s.view(t, "F1").Owner, second))
		s.accepted(t, s.who("retno"), "workforce.end_role", workforce.EndRole{Worker: second, Role: "sanitarian"})
		qt.Assert(t, qt.Equals(s.view(t, "F1").Owner, s.id("wati")))
		s.accepted(t, s.who("retno"), "workforce.grant_role", workforce.GrantRole{Worker: s.id("kader"), Role: "nutritionist", From: "2026-03-01", To: "2026-03-04"})
		s.accepted(t, s.who("wati"), "finding.hand", finding.Hand{Finding: s.id("F1"), Owner: s.id("kader")})
		s.until(t, local("2026-03-05 09:00"))
		v := s.view(t, "F1")
		qt.Assert(t, qt.Equals(v.Owner, s.id("wati")), qt.Commentf("the daily look finds whose days are over"))
		qt.Assert(t, qt.Equals(v.DueOn, "2026-03-09"), qt.Commentf("the day goes along and does not move"))
		s.verify(t)
	})
}

// TestPeopleTakeTheirFindingAlong: an empty kitchen moves with the family into the next
// village, whose midwife is another; a bad roof stays where it is. Who writes of it
// without signal is kept for a person.
func TestPeopleTakeTheirFindingAlong(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.family(t, "kk", "Mbah Sarto", "house one")
		s.accepted(t, s.who("kader"), "finding.report", finding.Tell{Finding: s.id("empty"), Kind: finding.Food, Household: s.id("kk"), What: "tidak ada beras"})
		s.accepted(t, s.who("kader"), "finding.report", finding.Tell{Finding: s.id("roof"), Kind: finding.House, Household: s.id("kk"), What: "atap bocor"})
		qt.Assert(t, qt.Equals(s.view(t, "empty").OwnerName, "Bu gizi"))
		empty := s.id("empty")
		s.accepted(t, s.who("wati"), "finding.hand", finding.Hand{Finding: empty, Owner: s.id("bidan")})
		qt.Assert(t, qt.Equals(s.refused(t, s.who("wati"), "finding.hand", finding.Hand{Finding: empty, Owner: s.id("rini")}), "finding.not_for_them"),
			qt.Commentf("a midwife has what lies in her villages"))
		s.accepted(t, s.who("wati"), "registry.move", registry.Move{Person: s.id("Mbah Sarto"), Whole: true, On: "2026-03-01", To: "within", House: s.id("house three")})
		qt.Assert(t, qt.Equals(s.view(t, "empty").Village, jambe))
		qt.Assert(t, qt.Equals(s.view(t, "empty").House, s.id("house three")))
		qt.Assert(t, qt.Equals(s.view(t, "empty").OwnerName, "Bu gizi"))
		qt.Assert(t, qt.DeepEquals(story(s.view(t, "empty"))[2:], []string{"moved", "handed"}))
		qt.Assert(t, qt.Equals(s.view(t, "roof").Village, krajan))
		out, err := s.try(t, s.who("bidan"), "finding.note", finding.Note{Finding: empty, Note: "a"})
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(out.Status, journal.Held))
		s.verify(t)
	})
}

// family is a household of one.
func (s stage) family(t tester, household, head, house string) {
	t.Helper()
	s.accepted(t, s.who("wati"), "registry.set_household", registry.SetHousehold{Household: s.id(household), House: s.id(house), Head: s.id(head)})
	s.accepted(t, s.who("wati"), "registry.register", registry.Enter{Person: s.id(head), Kind: registry.Resident, Name: head, Born: "1950-01-01", Sex: "male", Household: s.id(household), Relation: registry.HeadOfHousehold})
}

// TestWhoMayCloseAFinding: with a reason and evidence, by somebody who has the right and
// has not found it.
func TestWhoMayCloseAFinding(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted(t, s.who("sani"), "finding.report", s.latrine("F1"))
		end := finding.End{Finding: s.id("F1"), Reason: finding.Mended, Words: "sudah jadi", Evidence: "dilihat kader 1 Maret"}
		bare := end
		bare.Evidence = ""
		qt.Assert(t, qt.Equals(s.refused(t, s.who("wati"), "finding.close", bare), "finding.evidence_wanted"))
		bare.Words = ""
		qt.Assert(t, qt.Equals(s.refused(t, s.who("wati"), "finding.close", bare), "body.required"))
		qt.Assert(t, qt.Equals(s.refused(t, s.who("kader"), "finding.close", end), "finding.not_for_cadre"))
		qt.Assert(t, qt.Equals(s.refused(t, s.who("sani"), "finding.close", end), "finding.finder_closes"))
		qt.Assert(t, qt.Equals(s.refused(t, s.who("slamet"), "finding.close", end), "not_found"))
		s.accepted(t, s.who("tirta"), "finding.close", end)
		qt.Assert(t, qt.Equals(s.refused(t, s.who("tirta"), "finding.close", end), "finding.closed_already"))
		s.accepted(t, s.who("wati"), "finding.reopen", finding.Reopen{Finding: s.id("F1"), Reason: "roboh kena banjir"})
		v := s.view(t, "F1")
		qt.Assert(t, qt.Equals(v.State, finding.Open))
		qt.Assert(t, qt.Equals(v.Words, ""))
		qt.Assert(t, qt.Not(qt.Equals(v.OwnerName, "")))
		s.verify(t)
	})
}

// TestAPhotoCanBeHiddenByWhoeverSeesIt and only the head shows or erases it.
func TestAPhotoCanBeHiddenByWhoeverSeesIt(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		tell := s.latrine("F1")
		tell.Photo = photo
		s.accepted(t, s.who("slamet"), "finding.report", tell)
		line := s.view(t, "F1").Timeline[0]
		sees := func(name string) (may bool) {
			s.read(t, func(q journal.Query) error {
				keys, resource, err := finding.Room{}.NamesBlob(q, string(line.Photo))
				v, ok := access.May(s.who(name), access.Read(resource))
				may = resource != "" && ok && v.Reaches(keys)
				return err
			})
			return may
		}
		qt.Assert(t, qt.IsTrue(sees("kader") && sees("slamet") && sees("retno") && !sees("rini")))
		hide := finding.HidePhoto{Finding: s.id("F1"), Step: line.ID, Reason: "ada anak tanpa baju"}
		qt.Assert(t, qt.Equals(s.refused(t, s.who("rini"), "finding.hide_photo", hide), "not_found"), qt.Commentf("another village"))
		s.accepted(t, s.who("kader"), "finding.hide_photo", hide)
		v := s.view(t, "F1")
		qt.Assert(t, qt.Equals(v.Photo, ""))
		qt.Assert(t, qt.Equals(v.PhotosHidden, 1))
		qt.Assert(t, qt.Equals(v.Timeline[1].Note, "ada anak tanpa baju"))
		qt.Assert(t, qt.IsTrue(sees("retno") && !sees("wati") && !sees("kader") && !sees("slamet")), qt.Commentf("only the head looks at what is hidden"))
		settle := finding.SettlePhoto{Finding: s.id("F1"), Step: line.ID}
		qt.Assert(t, qt.Equals(s.refused(t, s.who("wati"), "finding.settle_photo", settle), "not_found"))
		s.accepted(t, s.who("retno"), "finding.settle_photo", settle)
		qt.Assert(t, qt.Equals(s.view(t, "F1").Photo, line.Photo))
		s.accepted(t, s.who("slamet"), "finding.hide_photo", hide)
		settle.Erase = true
		s.accepted(t, s.who("retno"), "finding.settle_photo", settle)
		qt.Assert(t, qt.IsFalse(sees("retno")))
		qt.Assert(t, qt.Equals(s.view(t, "F1").Timeline[0].PhotoState, finding.Erased))
		s.verify(t)
	})
}

// TestTheDayOfAnEarlierFollowUpSaysNothing: a letter in time moves the day.
func TestTheDayOfAnEarlierFollowUpSaysNothing(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.accepted(t, s.who("slamet"), "finding.report", s.latrine("F1"))
		ask := finding.Coordinate{Finding: s.id("F1"), Agency: "Kantor Desa", DueOn: "2026-03-02"}
		qt.Assert(t, qt.Equals(s.refused(t, s.who("sani"), "finding.coordinate", ask), "finding.bad_day"), qt.Commentf("today is too late to ask for"))
		ask.DueOn = "2026-03-30"
		s.accepted(t, s.who("sani"), "finding.coordinate", ask)
		s.until(t, local("2026-03-15 00:00"))
		qt.Assert(t, qt.IsFalse(s.view(t, "F1").Overdue))
		s.until(t, local("2026-03-30 23:59"))
		qt.Assert(t, qt.IsFalse(s.view(t, "F1").Overdue), qt.Commentf("the day itself is in time"))
		s.until(t, local("2026-03-31 00:00"))
		qt.Assert(t, qt.IsTrue(s.view(t, "F1").Overdue))
	})
}

// TestNoWordOfItStandsInTheLog: texts, agencies, givers and places are sealed.
func TestNoWordOfItStandsInTheLog(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.family(t, "kk", "Mbah Sarto", "house one")
		tell := s.latrine("F1")
		tell.What, tell.Place = "RAHASIA lantai tanah", &finding.Place{Lat: -8.331234, Lon: 114.171234}
		s.accepted(t, s.who("kader"), "finding.report", tell)
		s.accepted(t, s.who("wati"), "finding.coordinate", finding.Coordinate{Finding: s.id("F1"), Agency: "RAHASIA Dinas", Contact: "RAHASIA 0812", Ask: "RAHASIA"})
		s.accepted(t, s.who("kader"), "finding.note", finding.Note{Finding: s.id("F1"), Note: "RAHASIA"})
		s.accepted(t, s.who("wati"), "finding.close", finding.End{Finding: s.id("F1"), Reason: finding.Mended, Words: "RAHASIA", Evidence: "RAHASIA"})
		s.accepted(t, s.who("wati"), "finding.reopen", finding.Reopen{Finding: s.id("F1"), Reason: "RAHASIA"})
		s.accepted(t, s.who("wati"), "aid.give", finding.Give{Aid: s.id("A1"), Household: s.id("kk"), Kind: "rice", Giver: "RAHASIA", Quantity: "RAHASIA", On: "2026-03-01"})
		s.read(t, func(q journal.Query) error {
			return q.Each("SELECT body FROM event WHERE facility_id = $1", store.Args(s.f), func(scan func(...any) error) error {
				var body string
				err := scan(&body)
				qt.Check(t, qt.IsFalse(strings.Contains(body, "RAHASIA") || strings.Contains(body, "8.331234") || strings.Contains(body, "Sarto")), qt.Commentf("%s", body))
				return err
			})
		})
		v := s.view(t, "F1")
		qt.Assert(t, qt.Equals(v.Agency, "RAHASIA Dinas"))
		qt.Assert(t, qt.Equals(*v.Place, *tell.Place))
	})
}
