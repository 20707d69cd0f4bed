package record_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/instant"
	"sambang/internal/core/text"
	"sambang/internal/report/record"
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

func day(t *testing.T, at string) instant.Instant {
	t.Helper()
	i, err := instant.Parse(at)
	qt.Assert(t, qt.IsNil(err))
	return i
}

func mother(t *testing.T, lang string) record.Facts {
	seen := true
	return record.Facts{Lang: lang, Today: "2026-03-02", By: "Bu Eni", Village: "Alastuwo",
		Facility: registry.Facility{Name: "Puskesmas Contoh", Zone: "Asia/Jakarta", ServicePhone: "0271000000", Demo: true},
		Person:   registry.Person{Born: "1998-04-01", Sex: "female"},
		Record: health.RecordView{PersonName: "Sri Wahyuni", Kind: health.Antenatal, Code: "K4", On: "2026-03-02", Place: health.Home, Version: 2,
			Vitals: &health.Vitals{SystolicMMHg: 140, DiastolicMMHg: 95, PulsePerMin: 92, TemperatureTenths: 367, WeightG: 58_400, LengthMM: 1_503, MuacMM: 231},
			Antenatal: &health.AntenatalPart{Code: "K4", Weeks: 30, FundalMM: 280, HeartbeatPerMin: 144, UrineProtein: "plus1", HaemoglobinTenths: 112,
				Position: "head", BookSeen: &seen},
			Dangers: []string{"P03"}, Complaint: "Pusing sejak kemarin, penglihatan kabur", Finding: "Bengkak di kedua kaki, refleks baik.",
			Advice: "Istirahat miring kiri. Ke puskesmas hari ini bersama suami.", Given: []health.GiftView{{Code: "iron_folate", Quantity: 30, Unit: "tablet"}},
			NewCases: []string{"hypertension"}, NextOn: "2026-03-04", ByName: "Bu Eni", Licence: "503/SIPB/0417/2025", Reason: "Tensi diukur ulang"}}
}

func TestARecordStandsOnOnePage(t *testing.T) {
	for _, lang := range []string{text.ID, text.EN} {
		f := mother(t, lang)
		made, err := f.Paper()
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(pages(made), 1))
		look(t, "record-"+lang, made)
	}
	three, two := int64(3), int64(2)
	old := mother(t, text.ID)
	old.Person = registry.Person{Born: "1948-02-01", Sex: "male"}
	old.Record.Kind, old.Record.Code, old.Record.Antenatal, old.Record.Dangers, old.Record.Licence = health.Elder, "", nil, []string{"E04"}, ""
	old.Record.Elder = &health.ElderPart{Falls: &three, Memory: "forgets", MealsPerDay: &two, Walks: "helped", LookedAfterBy: "Anaknya tiap sore"}
	old.Record.CopiedAt, old.Record.CopiedBy = day(t, "2026-03-03T02:00:00.000Z"), "Suster Yuli"
	made, err := old.Paper()
	qt.Assert(t, qt.IsNil(err))
	look(t, "record-elder", made)
}

// However much somebody wrote, it is one page: the record system has one page for it.
func TestTheLongestRecordStandsOnOnePage(t *testing.T) {
	f := mother(t, text.ID)
	f.Record.Complaint, f.Record.Finding, f.Record.Advice = strings.Repeat("pusing sekali ", 71), strings.Repeat("bengkak kaki ", 153), strings.Repeat("istirahat ", 99)
	f.Record.Dangers = []string{"P01", "P02", "P03", "P04", "P05", "P06"}
	f.Record.Given = nil
	for range 12 {
		f.Record.Given = append(f.Record.Given, health.GiftView{Code: "iron_folate", Quantity: 30, Unit: "tablet"})
	}
	made, err := f.Paper()
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(pages(made), 1))
	look(t, "record-long", made)
}
