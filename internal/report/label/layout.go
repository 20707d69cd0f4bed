package label

import "sambang/internal/core/fault"

// Layout is how labels lie on an A4 sheet, in millimetres. The block of labels lies in
// the middle of the sheet: the margins of the usual sheets come out to a tenth.
type Layout struct {
	Name          string  `json:"name"`
	Columns, Rows int     `json:"-"`
	Wide          float64 `json:"wide_mm"`
	Tall          float64 `json:"tall_mm"`
	// Gap is what lies between two columns; between rows there is nothing.
	Gap float64 `json:"-"`
}

// A4 in millimetres (ISO 216).
const pageWide, pageTall = 210.0, 297.0

// Layouts are the sheets that one can print on: A4 with 8, 10 and 21 self-adhesive
// labels, in the sizes of the labels sold as L7165, L7173 and L7160.
var Layouts = []Layout{
	{"2x4", 2, 4, 99.1, 67.7, 2.5},
	{"2x5", 2, 5, 99.1, 57, 2.5},
	{"3x7", 3, 7, 63.5, 38.1, 2.54},
}

// LayoutOf finds a layout by its name.
func LayoutOf(name string) (Layout, *fault.Error) {
	for _, l := range Layouts {
		if l.Name == name {
			return l, nil
		}
	}
	return Layout{}, fault.BadField("body.bad_choice", "layout")
}

// ASheet is how many labels one sheet has.
func (l Layout) ASheet() int { return l.Columns * l.Rows }

// corner is where the n-th label of a sheet begins, counted from 0 along the rows.
func (l Layout) corner(n int) (x, y float64) {
	left := (pageWide - float64(l.Columns)*l.Wide - float64(l.Columns-1)*l.Gap) / 2
	top := (pageTall - float64(l.Rows)*l.Tall) / 2
	return left + float64(n%l.Columns)*(l.Wide+l.Gap), top + float64(n/l.Columns)*l.Tall
}
