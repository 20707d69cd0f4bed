package sheet

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
	"unicode/utf16"

	"sambang/internal/core/fault"
)

// magic numbers at the beginning of files.
var (
	zipHead = []byte("PK")
	oleHead = []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1} // MS-CFB 2.2
)

// Open looks at a file of size bytes and finds out what it is; the name's ending
// is not believed. Refusals: sheet.empty, sheet.too_large, sheet.bomb,
// sheet.too_many_parts, sheet.too_many_columns, sheet.too_many_rows,
// sheet.encrypted, sheet.old_xls, sheet.not_a_sheet, sheet.broken,
// sheet.text_too_long; those about rows and cells come from Rows.
func Open(ctx context.Context, r io.ReaderAt, size int64, l Limits) (*Book, error) {
	switch {
	case size <= 0:
		return nil, fault.New(fault.Invalid, "sheet.empty")
	case size > l.In:
		return nil, fault.New(fault.Invalid, "sheet.too_large")
	}
	head := make([]byte, min(size, 512))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, fault.Wrap(err, "sheet: read")
	}
	switch {
	case bytes.HasPrefix(head, zipHead):
		return openXLSX(ctx, r, size, l)
	case bytes.HasPrefix(head, oleHead):
		return nil, compound(r, size)
	}
	return openCSV(ctx, r, size, l)
}

// compound tells the two files apart that come in Microsoft's old container: a
// new workbook locked by a password, and a workbook of before 2007.
func compound(r io.ReaderAt, size int64) error {
	var name bytes.Buffer
	for _, u := range utf16.Encode([]rune("EncryptedPackage")) { // MS-OFFCRYPTO 2.3.4.4
		name.Write([]byte{byte(u), byte(u >> 8)})
	}
	all, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return fault.Wrap(err, "sheet: read")
	}
	if bytes.Contains(all, name.Bytes()) {
		return fault.New(fault.Invalid, "sheet.encrypted")
	}
	return fault.New(fault.Invalid, "sheet.old_xls")
}

func broken(err error) error {
	return &fault.Error{Kind: fault.Invalid, Code: "sheet.broken", Cause: err}
}

// inRow names the row in a coded error that a row caused.
func inRow(err error, number int) error {
	var e *fault.Error
	if !errors.As(err, &e) {
		return err
	}
	return &fault.Error{Kind: e.Kind, Code: e.Code, Field: strconv.Itoa(number), Cause: e.Cause}
}

// trim cuts the empty cells at the end of a row.
func trim(cells []Cell) []Cell {
	for len(cells) > 0 && cells[len(cells)-1].Text == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}
