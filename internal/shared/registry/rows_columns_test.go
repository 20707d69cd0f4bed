package registry

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Whatever the rows say, the event that is read back says the same.
func TestEnteredRowsAreReadBackAsTheyWereWritten(t *testing.T) {
	word := rapid.StringMatching(`[a-z0-9]{0,5}`)
	rapid.Check(t, func(t *rapid.T) {
		ref := func(table string, id ident.ID) journal.Ref {
			return journal.Ref{Table: table, ID: id, Version: rapid.Int64Range(1, 3).Draw(t, "version"), Digest: "d" + word.Draw(t, "digest")}
		}
		var e RowsEntered
		for range rapid.IntRange(0, 6).Draw(t, "people") {
			p := PersonRegistered{Person: ident.ID("p" + word.Draw(t, "id")), Kind: Resident, Village: word.Draw(t, "village"), Born: word.Draw(t, "born"),
				PhoneHash: word.Draw(t, "phone"), BornGuessed: rapid.Bool().Draw(t, "guessed"), Household: ident.ID(word.Draw(t, "household"))}
			if rapid.Bool().Draw(t, "more") {
				p.MorePhones = []string{"a", word.Draw(t, "second")}
			}
			p.Detail = ref(sealedPerson, p.Person)
			e.People = append(e.People, p)
		}
		for range rapid.IntRange(0, 3).Draw(t, "houses") {
			h := HouseSet{House: ident.ID("h" + word.Draw(t, "house")), Code: word.Draw(t, "code"), Village: word.Draw(t, "of"), HasPoint: rapid.Bool().Draw(t, "point")}
			h.Detail = ref(sealedHouse, h.House)
			e.Houses = append(e.Houses, h)
		}
		for range rapid.IntRange(0, 3).Draw(t, "households") {
			h := HouseholdSet{Household: ident.ID("f" + word.Draw(t, "family")), House: "h", Decile: rapid.Int64Range(0, 10).Draw(t, "decile")}
			if rapid.Bool().Draw(t, "card") {
				h.Detail = ref(sealedHousehold, h.Household)
			}
			e.Households = append(e.Households, h)
		}
		text, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		var again RowsEntered
		if err := json.Unmarshal(text, &again); err != nil {
			t.Fatal(err)
		}
		a, _ := json.Marshal(again)
		if string(a) != string(text) || len(again.People) != len(e.People) {
			t.Fatalf("%s became %s", text, a)
		}
		for i := range e.People {
			if got, want := mustText(t, again.People[i]), mustText(t, e.People[i]); got != want {
				t.Fatalf("%s became %s", want, got)
			}
		}
	})
}

func mustText(t *rapid.T, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestTwoHundredPeopleTakeHalfTheBytes(t *testing.T) {
	var e RowsEntered
	for i := range 200 {
		id := ident.Named("person " + string(rune('a'+i)))
		e.People = append(e.People, PersonRegistered{Person: id, Kind: Resident, Village: "35.10.20.2001", Born: "1990-01-01", Sex: "female", Relation: Child, Languages: "osi,id",
			Household: ident.Named("household"), Detail: journal.Ref{Table: sealedPerson, ID: id, Version: 1, Digest: strings.Repeat("0", 64)}})
	}
	type plain RowsEntered
	byRow, err := json.Marshal(plain(e))
	qt.Assert(t, qt.IsNil(err))
	byColumn, err := json.Marshal(e)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.IsTrue(len(byColumn)*2 < len(byRow)), qt.Commentf("%d bytes, by rows %d", len(byColumn), len(byRow)))
}
