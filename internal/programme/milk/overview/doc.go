// Package overview reckons what the head of a health centre sees of the milk
// programme: whole months, read from the tables, written nowhere.
//
// It owns no table and no verb. Each figure has one definition, which stands in the
// comment of its field and is printed beside it (catalogue key overview.def_<figure>);
// shares carry their numerator and denominator; what is not known is counted and
// shown, never left out. Totals of the health centre are always shown, none included;
// a split by village hides counts under five (calc/suppress).
package overview
