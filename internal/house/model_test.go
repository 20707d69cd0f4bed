package house_test

import (
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/store/storetest"
	"sambang/internal/door/api"
	"sambang/internal/house"
)

// model is a town whose health centres have begun, as the files of a closed server and,
// on PostgreSQL, its database. Founding takes two hundred commands, one of everything
// another hundred, and dozens of tests want the same: it is done once, and every test
// gets a copy of its own.
type model struct {
	files    map[string][]byte // by path below the server's data
	database string            // on PostgreSQL: what copies are made of
	n        int               // how many ids have been used
	spare    map[position][]things
}

// ready is how many of everything stand in a model, by position.
type ready struct{ own, village, other, foreign int }

func (r ready) of(p position) int {
	return map[position]int{own: r.own, village: r.village, other: r.other, foreign: r.foreign}[p]
}

type modelKey struct {
	postgres bool
	ready    ready
}

// townModels are those that have been made.
var townModels struct {
	sync.Mutex
	made map[modelKey]*model
	drop []func() error
}

// TestMain removes the models on PostgreSQL when nobody copies them any more.
func TestMain(m *testing.M) {
	code := m.Run()
	for _, drop := range townModels.drop {
		if err := drop(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = max(code, 1)
		}
	}
	os.Exit(code)
}

// copyOfTown opens a copy of the town, with so many of everything in it, and lets it work.
func copyOfTown(t *testing.T, postgres bool, of ready) *town {
	t.Helper()
	w := stillCopy(t, postgres, of)
	w.serve()
	return w
}

// stillCopy opens a copy of the town in which nothing works by itself.
func stillCopy(t *testing.T, postgres bool, of ready) *town {
	t.Helper()
	m := theModel(t, modelKey{postgres, of})
	data, database := storetest.Data(t), ""
	for name, body := range m.files {
		qt.Assert(t, qt.IsNil(os.MkdirAll(filepath.Join(data, filepath.Dir(name)), 0o700)))
		qt.Assert(t, qt.IsNil(os.WriteFile(filepath.Join(data, name), body, 0o600)))
	}
	if postgres {
		database = storetest.Copy(t, m.database)
	}
	w := stillTown(t, data, database)
	w.n, w.spare = m.n, map[position][]things{}
	for p, all := range m.spare {
		w.spare[p] = all[:len(all):len(all)]
	}
	return w
}

// stillTown opens a server at the town's hour on which nothing works by itself.
func stillTown(t *testing.T, data, database string) *town {
	t.Helper()
	clock := house.NewTestClock()
	clock.Set(day)
	w := &town{stage: &stage{t: t, said: &lines{}}, clock: clock}
	w.h = openHouse(t, data, database, clock, w.said)
	return w
}

// serve lets the house work, behind a door.
func (s *stage) serve() {
	s.t.Helper()
	handler, err := s.h.Handler(house.Doors{Guard: api.Guard{Log: s.h.Log}})
	qt.Assert(s.t, qt.IsNil(err))
	s.srv = httptest.NewServer(handler)
	s.t.Cleanup(s.srv.Close)
	s.t.Cleanup(s.h.BeginStop) // streams end before the server waits for them
	s.h.Address = s.srv.URL
	s.h.Run()
	s.client = s.browser()
}

// theModel is made by whoever asks first; one that could not be made is tried again, so
// that each test says for itself why it cannot begin.
func theModel(t *testing.T, key modelKey) *model {
	t.Helper()
	townModels.Lock()
	defer townModels.Unlock()
	if townModels.made == nil {
		townModels.made = map[modelKey]*model{}
	}
	if townModels.made[key] == nil {
		townModels.made[key] = makeModel(t, key)
	}
	return townModels.made[key]
}

// makeModel founds the town on a server on which nothing works by itself: what is due
// waits for the servers that open the copies.
func makeModel(t *testing.T, key modelKey) *model {
	t.Helper()
	data, m := storetest.Data(t), &model{files: map[string][]byte{}, spare: map[position][]things{}}
	if key.postgres {
		var drop func() error
		m.database, drop = storetest.Model(t)
		townModels.drop = append(townModels.drop, drop)
	}
	w := stillTown(t, data, m.database)
	w.found()
	for _, p := range positions {
		for range key.ready.of(p) {
			m.spare[p] = append(m.spare[p], w.putAt(p))
		}
	}
	w.h.Close()
	m.n = w.n
	qt.Assert(t, qt.IsNil(filepath.WalkDir(data, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || key.postgres && d.Name() == storetest.DatabaseName {
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

// putAt makes one of everything in a position.
func (w *town) putAt(p position) things {
	w.t.Helper()
	switch p {
	case own:
		return w.put(here, 0, "doctor")
	case village:
		return w.put(here, 0, "head")
	case other:
		return w.put(here, 1, "head")
	default:
		return w.put(there, 0, "doctor")
	}
}

// take gives one of everything in a position: one that stands ready, or a new one.
func (w *town) take(p position) things {
	w.t.Helper()
	if all := w.spare[p]; len(all) > 0 {
		w.spare[p] = all[1:]
		return all[0]
	}
	return w.putAt(p)
}
