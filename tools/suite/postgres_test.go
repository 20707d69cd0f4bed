package main

import (
	"bytes"
	"database/sql"
	"os"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
	_ "github.com/jackc/pgx/v5/stdlib"
)

func TestAClusterServesTheRunAndLeavesNothing(t *testing.T) {
	s := newSuite(&bytes.Buffer{})
	o := s.postgres(t.Context())
	defer s.close()
	qt.Assert(t, qt.Equals(o.tally, tally{passed: 1}), qt.Commentf("%s", o.output))

	dsn := strings.TrimPrefix(s.environment()[len(s.environment())-1], "SAMBANG_TEST_POSTGRES=")
	db, err := sql.Open("pgx", dsn)
	qt.Assert(t, qt.IsNil(err))
	defer db.Close()
	var folder string
	qt.Assert(t, qt.IsNil(db.QueryRowContext(t.Context(), "SHOW data_directory").Scan(&folder)))
	_, err = os.Stat(folder)
	qt.Assert(t, qt.IsNil(err))

	s.close()
	_, err = os.Stat(folder)
	qt.Assert(t, qt.ErrorIs(err, os.ErrNotExist))
	qt.Assert(t, qt.IsNotNil(db.PingContext(t.Context())))
}
