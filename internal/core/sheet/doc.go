// Package sheet reads and writes spreadsheets, XLSX and CSV, and knows nothing
// of what stands in them.
//
// What comes in is not trusted: a file is measured before it is inflated and
// while it is (see Limits), nothing in it is evaluated, no reference out of it
// is followed. What goes out cannot act either: a text that begins like a
// formula stays a text, and every file says who took it, when and for what.
//
// Reading is our own, over archive/zip and encoding/xml: excelize inflates every
// part of a file before it hands out the first cell, believes the sizes that the
// file states about itself and makes as many cells of a row as the row claims,
// so its memory cannot be bounded from outside. Writing is excelize's stream
// writer, which is fed by us alone.
package sheet

import (
	"iter"
)

// Limits bound what is read. A file beyond one of them is refused with a code.
type Limits struct {
	// In is how many bytes a file may have, Out how many it may inflate to.
	In, Out int64
	// Ratio is how many times its packed size an archive, or a part of it, may
	// inflate to; parts under one MiB are not measured.
	Ratio int64
	// Entries is how many parts an archive may have.
	Entries int
	// Rows counts rows with something in them; Columns is the last column that may
	// be used, or that the sheet may claim to use.
	Rows, Columns int
	// Text is how many bytes one cell may hold.
	Text int
}

// Usual are the limits for an uploaded list: 10 MiB in, 100 MiB out, 100:1,
// 1,000 parts, 60,000 rows and 200 columns. A cell takes 32,767 characters in
// Excel itself; four bytes are the most that a character needs.
func Usual() Limits {
	return Limits{In: 10 << 20, Out: 100 << 20, Ratio: 100, Entries: 1000, Rows: 60_000, Columns: 200, Text: 4 * 32_767}
}

// Mark says what happened to a cell before it came to us.
type Mark uint8

const (
	// Plain is a text as somebody typed it.
	Plain Mark = iota
	// Number was typed as a number: zeros in front of it are gone.
	Number
	// Rounded is a number of more than 15 digits that the spreadsheet may have
	// cut (3.31314520398E+15): its last digits are not to be believed.
	Rounded
	// Date was a date; the text is YYYY-MM-DD.
	Date
	// Formula is the result that the spreadsheet had stored beside a formula.
	Formula
	// Broken is an error value of the spreadsheet (#N/A); the text is empty.
	Broken
)

// Cell is a text with what is known of where it came from.
type Cell struct {
	Text string
	Mark Mark
}

// Row is one row of a sheet. Number is what the spreadsheet shows at its left
// edge, from 1. Cells end at the last one that is not empty; rows without any
// are not given.
type Row struct {
	Number int
	Cells  []Cell
}

// Format is how a file is written.
type Format string

// The formats that are read and written.
const (
	XLSX Format = "xlsx"
	CSV  Format = "csv"
)

// Book is an opened file; its first visible sheet is what is read.
type Book struct {
	Format Format
	// Sheet is the name of the sheet that is read; empty for CSV.
	Sheet string
	// Encoding and Delimiter are what was found in a CSV: "utf-8", "utf-16" or
	// "windows-1252", and the character between cells.
	Encoding  string
	Delimiter rune
	rows      func(yield func(Row, error) bool)
}

// Rows gives the rows in order, each once. It ends with the first error, which
// is coded. It may be called again and begins anew.
func (b *Book) Rows() iter.Seq2[Row, error] { return b.rows }
