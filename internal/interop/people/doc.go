// Package people reads and writes lists of people as the offices of a district
// pass them around: our own sheet, the sheets of e-PPGBM (the nutrition register
// of the Ministry of Health), and family lists in the manner of DTSEN (the
// national socio-economic data).
//
// Columns are known by the words at their head, never by their position: the
// same list comes with one column more from one office and in another order
// from the next. What the words do not tell, a person does, once for each form.
//
// A row becomes a registry.Row and a list of problems. An error keeps the row
// out (it can be corrected and sent again); a warning only says what was left
// out of it or guessed.
package people

import (
	"sambang/internal/core/ident"
)

// Field is what a column tells.
type Field string

// The fields. None is a column nobody reads.
const (
	None          Field = ""
	PersonID      Field = "person"
	HouseholdID   Field = "household"
	Name          Field = "name"
	NIK           Field = "nik"
	KK            Field = "kk"
	Phone         Field = "phone"
	Born          Field = "born"
	Guessed       Field = "born_guessed"
	Age           Field = "age"
	Sex           Field = "sex"
	Relation      Field = "relation"
	Mother        Field = "mother"
	MotherNIK     Field = "mother_nik"
	Due           Field = "due"
	Alone         Field = "lives_alone"
	Disabled      Field = "disabled"
	Insurance     Field = "insurance"
	Languages     Field = "languages"
	Decile        Field = "decile"
	DecileSource  Field = "decile_source"
	DecileOn      Field = "decile_on"
	PovertyLetter Field = "poverty_letter"
	PovertyOn     Field = "poverty_letter_on"
	PovertyBy     Field = "poverty_letter_by"
	House         Field = "house"
	Village       Field = "village"
	Hamlet        Field = "hamlet"
	RT            Field = "rt"
	RW            Field = "rw"
	RTRW          Field = "rt_rw"
	Street        Field = "street"
	Landmark      Field = "landmark"
	Directions    Field = "directions"
	Posyandu      Field = "posyandu"
	// Deleted and MovedAway are marks that the office took somebody off its list.
	Deleted   Field = "deleted"
	MovedAway Field = "moved_away"
)

// Fields lists all fields a column may be given by hand.
func Fields() []Field {
	return []Field{Name, NIK, KK, Phone, Born, Guessed, Age, Sex, Relation, Mother, MotherNIK, Due, Alone, Disabled, Insurance, Languages,
		Decile, DecileSource, DecileOn, PovertyLetter, PovertyOn, PovertyBy, House, Village, Hamlet, RT, RW, RTRW, Street, Landmark,
		Directions, Posyandu, Deleted, MovedAway, PersonID, HouseholdID}
}

// Known is what a health centre knows that a list may name.
type Known struct {
	// Today is YYYY-MM-DD in the zone of the health centre: ages count back from it.
	Today     string
	Villages  []Place
	Posyandus []Place
}

// Place is a village by its code, or a posyandu by its id; Village is where a
// posyandu stands.
type Place struct {
	ID      ident.ID
	Name    string
	Village string
}

// Problem is what is wrong with a row, or doubtful. Its text stands in the
// catalogue under its code; the value itself is never repeated.
type Problem struct {
	// Row is the number at the left edge of the sheet; Column counts from 1, 0 is
	// the row as a whole.
	Row    int    `json:"row"`
	Column int    `json:"column,omitempty"`
	Field  Field  `json:"field,omitempty"`
	Code   string `json:"code"`
	// Error keeps the row out; otherwise it is a warning.
	Error bool `json:"error,omitempty"`
}
