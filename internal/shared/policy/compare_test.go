package policy_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/policy"
)

type levels struct {
	Reorder []level `json:"reorder"`
	Days    []int64 `json:"days"`
	Text    string  `json:"text"`
}

type level struct {
	Material string `json:"material"`
	Count    int64  `json:"count"`
}

// Who agrees sees setting by setting what there was and what there would be, also what
// would fall back to the program's own because nobody said it.
func TestAChangeIsShownSettingBySetting(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	room := policy.Room{Sections: []policy.Known{section, policy.Define("levels", levels{[]level{{"leaflet", 100}, {"vest", 1}}, []int64{30, 7}, "ya"})}}
	compared := func(section, document string) (said string, version int64) {
		t.Helper()
		qt.Assert(t, qt.IsNil(s.j.DB.Read(t.Context(), func(tx *store.Tx) error {
			c, err := room.Compare(journal.Query{Tx: tx, Facility: f}, json.RawMessage(fmt.Sprintf(`{"section":%q,"document":%s}`, section, document)))
			for _, d := range c.Changes {
				said += fmt.Sprint(d.Path, " ", d.Before, " -> ", d.After, "; ")
			}
			version, said = c.Version, said+c.Bad
			return err
		})))
		return said, version
	}
	for document, want := range map[string]string{
		`{}`:                             "",
		`{"text":"tidak","days":[30,7]}`: "[text] ya -> tidak; ",
		`{"days":[14]}`:                  "[days] [30 7] -> [14]; ",
		`{"reorder":[{"material":"vest","count":1},{"material":"leaflet","count":250}]}`: "[reorder leaflet count] 100 -> 250; ",
		`{"reorder":[{"material":"leaflet","count":100},{"material":"flag","count":2}]}`: "[reorder vest] map[count:1 material:vest] -> <nil>; [reorder flag] <nil> -> map[count:2 material:flag]; ",
		`{"reorder":[{"material":"vest","count":1},{"material":"vest","count":2}]}`:      "[reorder] [map[count:100 material:leaflet] map[count:1 material:vest]] -> [map[count:1 material:vest] map[count:2 material:vest]]; ",
		`{"reorder":[{"material":"vest","count":1},{"material":"leaflet","count":100}]}`: "[reorder] [map[count:100 material:leaflet] map[count:1 material:vest]] -> [map[count:1 material:vest] map[count:100 material:leaflet]]; ",
		`{"txt":"?"}`: "policy.bad_document",
	} {
		said, _ := compared("levels", document)
		qt.Check(t, qt.Equals(said, want), qt.Commentf("%s", document))
	}
	said, _ := compared("other", `{}`)
	qt.Check(t, qt.Equals(said, "policy.unknown_section"))
	qt.Assert(t, qt.Equals(string(s.change(`{"fee_rupiah":30000}`).Status), "accepted"))
	said, version := compared("milk", `{"minutes":90}`)
	qt.Check(t, qt.Equals(said, "[fee_rupiah] 30000 -> 25000; [minutes] 120 -> 90; "), qt.Commentf("what is left out falls back"))
	qt.Check(t, qt.Equals(version, 1))
}
