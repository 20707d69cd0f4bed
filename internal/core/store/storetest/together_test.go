package storetest_test

import (
	"sync"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/store/migrations"
	"sambang/internal/core/store/postgres"
	"sambang/internal/core/store/storetest"
)

// Four servers start on one empty database at once: each finds it up to date, and
// none gives up because another was first.
func TestServersThatStartTogetherWaitForOneSchema(t *testing.T) {
	address := storetest.Postgres(t)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			db, err := postgres.Open(address)
			if !qt.Check(t, qt.IsNil(err)) {
				return
			}
			defer db.Close()
			qt.Check(t, qt.IsNil(migrations.Up(t.Context(), db)))
		})
	}
	wg.Wait()
}
