package house_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/store/storetest"
	"sambang/internal/house"
)

// model is a town whose health centres have begun, as the files of a closed server.
// Founding takes two hundred commands and dozens of tests want the same: it is done
// once, and every test gets a copy of its own.
type model struct {
	files map[string][]byte // by path below the server's data
	n     int               // how many ids the founding has used
}

var townModel struct {
	sync.Mutex
	made *model
}

// copyOfTown opens a copy of the town on SQLite.
func copyOfTown(t *testing.T) *town {
	t.Helper()
	m := theModel(t)
	data := storetest.Data(t)
	for name, body := range m.files {
		qt.Assert(t, qt.IsNil(os.MkdirAll(filepath.Join(data, filepath.Dir(name)), 0o700)))
		qt.Assert(t, qt.IsNil(os.WriteFile(filepath.Join(data, name), body, 0o600)))
	}
	clock := house.NewTestClock()
	clock.Set(day)
	return &town{stage: openAt(t, data, "", clock), clock: clock, n: m.n}
}

// theModel is made by whoever asks first; one that could not be made is tried again, so
// that each test says for itself why it cannot begin.
func theModel(t *testing.T) *model {
	t.Helper()
	townModel.Lock()
	defer townModel.Unlock()
	if townModel.made == nil {
		townModel.made = makeModel(t)
	}
	return townModel.made
}

// makeModel founds the town on a server on which nothing works by itself: what is due
// waits for the servers that open the copies.
func makeModel(t *testing.T) *model {
	t.Helper()
	data := storetest.Data(t)
	w := &town{stage: &stage{t: t, said: &lines{}}, clock: house.NewTestClock()}
	w.h = openHouse(t, data, "", w.clock, w.said)
	w.found()
	w.h.Close()
	m := &model{files: map[string][]byte{}, n: w.n}
	qt.Assert(t, qt.IsNil(filepath.WalkDir(data, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(data, path)
		if err == nil {
			m.files[name], err = os.ReadFile(path)
		}
		return err
	})))
	return m
}
