package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver named "pgx"

	"sambang/internal/core/store/migrations"
	"sambang/internal/core/store/postgres"
)

// ClusterVariable names the environment variable with the address of the
// PostgreSQL cluster in which tests make their databases, as a postgres:// URL of
// a role that may create databases. `make test` starts a cluster and sets it.
const ClusterVariable = "SAMBANG_TEST_POSTGRES"

// Postgres creates a migrated, empty database in the test cluster and returns its
// DSN. The database is dropped when the test ends, also under connections that are
// still open. Without a cluster the test fails: a test that cannot run has failed.
func Postgres(t testing.TB) string {
	t.Helper()
	cluster := clusterOf(t)
	return copied(t, cluster, templateOf(t, cluster))
}

// Model creates a migrated, empty database from which Copy makes others once whoever
// has filled it has closed it. It outlives the test; drop, for the end of a package's
// tests, removes it.
func Model(t testing.TB) (dsn string, drop func() error) {
	t.Helper()
	cluster := clusterOf(t)
	name := databaseName()
	create(t, cluster, name, templateOf(t, cluster))
	return databaseAt(t, cluster, name), func() error { return administer(cluster, dropping(name)) }
}

// Copy creates a database with everything that the one at dsn, which nobody has open,
// holds, and returns its DSN. It is dropped when the test ends.
func Copy(t testing.TB, dsn string) string {
	t.Helper()
	at, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	return copied(t, clusterOf(t), strings.TrimPrefix(at.Path, "/"))
}

// clusterOf is the address of the cluster.
func clusterOf(t testing.TB) string {
	t.Helper()
	cluster := os.Getenv(ClusterVariable)
	if cluster == "" {
		t.Fatalf("%s is not set: run the tests with `make test`, or give it the address of a PostgreSQL cluster", ClusterVariable)
	}
	return cluster
}

// databaseAt is the DSN of a database of the cluster.
func databaseAt(t testing.TB, cluster, name string) string {
	t.Helper()
	at, err := url.Parse(cluster)
	if err != nil || at.Scheme == "" {
		t.Fatalf("%s must be a postgres:// address: %v", ClusterVariable, err)
	}
	at.Path = "/" + name
	return at.String()
}

// copied is the DSN of a copy of a database, which goes with the test.
func copied(t testing.TB, cluster, from string) string {
	t.Helper()
	name := databaseName()
	create(t, cluster, name, from)
	t.Cleanup(func() {
		if err := administer(cluster, dropping(name)); err != nil {
			t.Error(err)
		}
	})
	return databaseAt(t, cluster, name)
}

// create copies a database file by file: page by page through the write-ahead log, as
// PostgreSQL does unless told, costs twice the time and is for clusters that are followed.
func create(t testing.TB, cluster, name, from string) {
	t.Helper()
	if err := administer(cluster, "CREATE DATABASE "+name+" TEMPLATE "+from+" STRATEGY FILE_COPY"); err != nil {
		t.Fatal(err)
	}
}

func dropping(name string) string { return "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)" }

// templateOf is the database with this program's schema that others are copied
// from; the first test of a cluster makes it, under a lock that the others wait for.
func templateOf(t testing.TB, cluster string) string {
	t.Helper()
	digest, err := migrations.Digest()
	if err != nil {
		t.Fatal(err)
	}
	name := "sambang_schema_" + digest
	db, err := sql.Open("pgx", cluster)
	if err != nil {
		t.Fatalf("%s: %v", ClusterVariable, err)
	}
	defer db.Close()
	if err := makeSchema(t.Context(), db, cluster, name); err != nil {
		t.Fatalf("%s: %v", ClusterVariable, err)
	}
	return name
}

// schemaLock is the advisory lock of those who make a template: any number that
// nobody else takes.
const schemaLock = 7306941

func makeSchema(ctx context.Context, db *sql.DB, cluster, name string) error {
	var there bool
	const ask = "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate)"
	if err := db.QueryRowContext(ctx, ask, name).Scan(&there); err != nil || there {
		return err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close() // which lets go of the lock
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", schemaLock); err != nil {
		return err
	}
	if err := conn.QueryRowContext(ctx, ask, name).Scan(&there); err != nil || there {
		return err
	}
	for _, statement := range []string{"DROP DATABASE IF EXISTS " + name, "CREATE DATABASE " + name} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	at, err := url.Parse(cluster)
	if err != nil {
		return err
	}
	at.Path = "/" + name
	made, err := postgres.Open(at.String())
	if err != nil {
		return err
	}
	if err := errors.Join(migrations.Up(ctx, made), made.Close()); err != nil {
		return err
	}
	// Only a finished one is marked as a template: a half-made one is made anew.
	_, err = conn.ExecContext(ctx, "ALTER DATABASE "+name+" IS_TEMPLATE true")
	return err
}

// databaseName is random, because tests of several packages share the cluster,
// and plain letters and digits, because a name cannot be a placeholder.
func databaseName() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	return "sambang_test_" + hex.EncodeToString(b[:])
}

// administer runs one statement on the cluster's own database. It does not use
// the context of a test, which has ended when cleaning up.
func administer(cluster, statement string) error {
	db, err := sql.Open("pgx", cluster)
	if err != nil {
		return fmt.Errorf("%s: %w", ClusterVariable, err)
	}
	defer db.Close()
	if _, err := db.ExecContext(context.Background(), statement); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}
