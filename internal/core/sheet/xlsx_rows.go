package sheet

import (
	"context"
	"encoding/xml"
	"errors"
	"strings"

	"sambang/internal/core/fault"
)

// errStop ends the reading of a part because nobody wants more of it.
var errStop = errors.New("sheet: enough")

// reading is where the reader of a sheet's rows stands.
type reading struct {
	*workbook
	yield  func(Row, error) bool
	number int // of the row
	count  int // of rows given
	cells  []Cell
	column int // of the cell, from 1; 0 outside cells
	kind   string
	style  int
	value  strings.Builder
	inV    bool
	f      bool // the cell has a formula
	text   collector
}

func (w *workbook) rows(ctx context.Context, yield func(Row, error) bool) {
	r := &reading{workbook: w, yield: yield}
	err := w.each(ctx, w.at, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			return r.start(t)
		case xml.EndElement:
			return r.end(t)
		case xml.CharData:
			if r.inV {
				r.value.Write(t)
			}
		}
		if r.column > 0 {
			r.text.take(t)
		}
		return nil
	})
	if err != nil && !errors.Is(err, errStop) {
		yield(Row{Number: r.number}, inRow(err, r.number))
	}
}

func (r *reading) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "dimension":
		if claimed(attr(e, "ref")) > r.l.Columns {
			return fault.New(fault.Invalid, "sheet.too_many_columns")
		}
	case "row":
		r.number++
		if n := atoi(attr(e, "r")); n >= r.number {
			r.number = n
		}
		r.cells, r.column = nil, 0
	case "c":
		return r.begin(e)
	case "v":
		r.inV = r.column > 0
	case "f":
		r.f = true
	default:
		r.text.take(e)
	}
	return nil
}

// begin starts a cell. A cell without a reference stands right of the last one.
func (r *reading) begin(e xml.StartElement) error {
	r.column = len(r.cells) + 1
	if n := columnOf(attr(e, "r")); n >= r.column {
		r.column = n
	}
	if r.column > r.l.Columns {
		return fault.New(fault.Invalid, "sheet.too_many_columns")
	}
	r.kind, r.style, r.f, r.inV = attr(e, "t"), atoi(attr(e, "s")), false, false
	r.value.Reset()
	r.text.give()
	return nil
}

func (r *reading) end(e xml.EndElement) error {
	switch e.Name.Local {
	case "v":
		r.inV = false
	case "c":
		if r.column == 0 {
			return nil
		}
		for len(r.cells) < r.column {
			r.cells = append(r.cells, Cell{})
		}
		c := r.cell()
		if len(c.Text) > r.l.Text {
			return fault.New(fault.Invalid, "sheet.text_too_long")
		}
		r.cells[r.column-1], r.column = c, 0
	case "row":
		return r.give()
	default:
		r.text.take(e)
	}
	return nil
}

func (r *reading) give() error {
	cells := trim(r.cells)
	r.cells = nil
	if len(cells) == 0 {
		return nil
	}
	if r.count++; r.count > r.l.Rows {
		return fault.New(fault.Invalid, "sheet.too_many_rows")
	}
	if !r.yield(Row{r.number, cells}, nil) {
		return errStop
	}
	return nil
}

// cell reads what a cell holds by its type (ECMA-376, 18.18.11 ST_CellType).
func (r *reading) cell() Cell {
	v := r.value.String()
	c := Cell{Text: strings.TrimSpace(v)}
	switch r.kind {
	case "s":
		c.Text = ""
		if i := atoi(v); i >= 0 && i < len(r.strings) && v != "" {
			c.Text = strings.TrimSpace(r.strings[i])
		}
	case "inlineStr":
		c.Text = strings.TrimSpace(r.text.give())
	case "str":
		// the text that a formula gave
	case "b":
		// 1 or 0
	case "e":
		return Cell{Mark: Broken}
	case "d":
		return Cell{dayOf(c.Text), Date}
	default:
		c = r.styles.number(c.Text, r.style)
	}
	if r.f && c.Mark == Plain && c.Text != "" {
		c.Mark = Formula
	}
	return c
}
