package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"net/url"
	"os"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver named "pgx"
)

// ClusterVariable names the environment variable with the address of the
// PostgreSQL cluster in which tests make their databases, as a postgres:// URL of
// a role that may create databases. `make test` starts a cluster and sets it.
const ClusterVariable = "SAMBANG_TEST_POSTGRES"

// Postgres creates an empty database in the test cluster and returns its DSN.
// The database is dropped when the test ends, also under connections that are
// still open. Without a cluster the test fails: a test that cannot run has failed.
func Postgres(t testing.TB) string {
	t.Helper()
	cluster := os.Getenv(ClusterVariable)
	if cluster == "" {
		t.Fatalf("%s is not set: run the tests with `make test`, or give it the address of a PostgreSQL cluster", ClusterVariable)
	}
	at, err := url.Parse(cluster)
	if err != nil || at.Scheme == "" {
		t.Fatalf("%s must be a postgres:// address: %v", ClusterVariable, err)
	}
	name := databaseName()
	administer(t, cluster, "CREATE DATABASE "+name)
	t.Cleanup(func() { administer(t, cluster, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") })
	at.Path = "/" + name
	return at.String()
}

// databaseName is random, because tests of several packages share the cluster,
// and plain letters and digits, because a name cannot be a placeholder.
func databaseName() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	return "sambang_test_" + hex.EncodeToString(b[:])
}

// administer runs one statement on the cluster's own database. It does not use
// the context of the test, which has ended when cleaning up.
func administer(t testing.TB, cluster, statement string) {
	t.Helper()
	db, err := sql.Open("pgx", cluster)
	if err != nil {
		t.Fatalf("%s: %v", ClusterVariable, err)
	}
	defer db.Close()
	if _, err := db.ExecContext(context.Background(), statement); err != nil {
		t.Errorf("%s: %v", statement, err)
		if t.Context().Err() == nil {
			t.FailNow()
		}
	}
}
