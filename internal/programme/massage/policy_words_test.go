package massage_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/screening"
	"sambang/internal/core/text"
	"sambang/internal/programme/massage"
)

// Nobody agrees to a change that they cannot read: each field of the four sections has its
// words in both languages, and so has each word that a field may hold.
func TestThePoliciesAreReadInWords(t *testing.T) {
	fields := map[string]bool{}
	for _, section := range []any{massage.Settings{Screening: screening.Defaults()}, massage.VisitSettings{AdultPresent: massage.AdultNone}, massage.RemindSettings{}, massage.FeeSettings{}} {
		raw, err := json.Marshal(section)
		qt.Assert(t, qt.IsNil(err))
		var document any
		qt.Assert(t, qt.IsNil(json.Unmarshal(raw, &document)))
		fieldsOf(document, fields)
	}
	qt.Assert(t, qt.IsTrue(len(fields) > 30))
	values := slices.Concat(massage.Steps, []string{massage.AdultNone, massage.AdultAsked, massage.AdultRequired, screening.Stroking, screening.Light, screening.Firm,
		screening.Found, screening.Knowledge, screening.Proposal, screening.NoBelly, screening.StrokingOnly, screening.Short})
	for _, lang := range []string{"id", "en"} {
		for _, section := range []string{"massage", "massage_visit", "massage_reminder", "massage_fee"} {
			qt.Check(t, qt.IsTrue(text.Has(lang, "app.policy.s_"+section)), qt.Commentf("%s %s", lang, section))
		}
		for field := range fields {
			qt.Check(t, qt.IsTrue(text.Has(lang, "app.policy.f_"+field)), qt.Commentf("%s %s", lang, field))
		}
		for _, value := range values {
			qt.Check(t, qt.IsTrue(text.Has(lang, "app.policy.v_"+value)), qt.Commentf("%s %s", lang, value))
		}
	}
}

// fieldsOf gathers the names of a document's fields, whatever they stand in.
func fieldsOf(document any, into map[string]bool) {
	switch x := document.(type) {
	case map[string]any:
		for name, inside := range x {
			into[name] = true
			fieldsOf(inside, into)
		}
	case []any:
		for _, inside := range x {
			fieldsOf(inside, into)
		}
	}
}
