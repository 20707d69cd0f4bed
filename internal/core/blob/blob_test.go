package blob_test

import (
	"bytes"
	"image"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/blob"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
)

var (
	here  = ident.Named("facility here")
	there = ident.Named("facility there")
	cadre = ident.Named("account of a cadre")
	noon  = instant.Of(time.Date(2026, 3, 2, 5, 0, 0, 0, time.UTC))
)

// album is a database with a ring of keys.
type album struct {
	t    *testing.T
	db   *store.DB
	ring *keys.Ring
}

func both(t *testing.T, story func(a *album)) {
	t.Helper()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		ring, err := keys.New(bytes.Repeat([]byte{7}, 32))
		qt.Assert(t, qt.IsNil(err))
		story(&album{t, db, ring})
	})
}

func (a *album) write(f func(tx *store.Tx) error) error { return a.db.Write(a.t.Context(), f) }

func (a *album) read(f func(tx *store.Tx) error) {
	a.t.Helper()
	qt.Assert(a.t, qt.IsNil(a.db.Read(a.t.Context(), f)))
}

func (a *album) name(facility ident.ID, sent []byte) blob.ID {
	a.t.Helper()
	id, ok := blob.Named(a.ring, facility, blob.Hash(sent))
	qt.Assert(a.t, qt.IsTrue(ok))
	return id
}

// send sends a picture as a door does.
func (a *album) send(facility ident.ID, sent []byte, now instant.Instant) (row blob.Row, err error) {
	a.t.Helper()
	p, err := blob.Clean(sent)
	qt.Assert(a.t, qt.IsNil(err))
	err = a.write(func(tx *store.Tx) (err error) {
		row, err = blob.Put(tx, a.ring, facility, blob.Sent{ID: a.name(facility, sent), Kind: blob.Photo, By: cadre, Picture: p}, now)
		return err
	})
	return row, err
}

func (a *album) must(facility ident.ID, sent []byte) blob.Row {
	a.t.Helper()
	row, err := a.send(facility, sent, noon)
	qt.Assert(a.t, qt.IsNil(err))
	return row
}

func (a *album) look(facility ident.ID, id blob.ID) (row blob.Row, state blob.State) {
	a.t.Helper()
	a.read(func(tx *store.Tx) (err error) { row, state, err = blob.Look(tx, facility, id); return err })
	return row, state
}

func (a *album) check(facility ident.ID) (n blob.Counts, first blob.Wrong) {
	a.t.Helper()
	a.read(func(tx *store.Tx) (err error) { n, first, err = blob.Check(tx, a.ring, facility); return err })
	return n, first
}

func TestAPictureWaitsComesAndIsSeen(t *testing.T) {
	both(t, func(a *album) {
		sent := fromPhone(a.t, scene(40, 30), 6)
		id := a.name(here, sent)
		_, state := a.look(here, id)
		qt.Check(a.t, qt.Equals(state, blob.Waiting), qt.Commentf("the command came first: it is still on the phone"))
		row := a.must(here, sent)
		qt.Check(a.t, qt.Equals(row.Width, 40))
		again, err := a.send(here, sent, noon.Add(time.Hour))
		qt.Assert(a.t, qt.IsNil(err))
		have, state := a.look(here, id)
		qt.Check(a.t, qt.Equals(state, blob.Here))
		qt.Check(a.t, qt.Equals(again, have), qt.Commentf("sent twice is the same"))
		qt.Check(a.t, qt.Equals(have.At, noon))
		clean, err := blob.Clean(sent)
		qt.Assert(a.t, qt.IsNil(err))
		a.read(func(tx *store.Tx) error {
			body, err := blob.Open(tx, a.ring, have)
			qt.Check(a.t, qt.IsTrue(bytes.Equal(body, clean.Body)))
			return err
		})
		_, state = a.look(there, id)
		qt.Check(a.t, qt.Equals(state, blob.Waiting), qt.Commentf("another health centre has none of it"))
	})
}

func TestTheSamePictureOfTwoHealthCentresCannotBeLinked(t *testing.T) {
	both(t, func(a *album) {
		sent := jpegOf(a.t, scene(20, 20))
		a.must(here, sent)
		a.must(there, sent)
		seen := map[string]bool{}
		a.read(func(tx *store.Tx) error {
			return tx.Each("SELECT facility_id, id, digest, body FROM blob", nil, func(scan func(...any) error) error {
				var f, id, digest, body string
				err := scan(&f, &id, &digest, &body)
				for _, v := range []string{id, digest, body} {
					qt.Check(a.t, qt.IsFalse(seen[v]))
					seen[v] = true
				}
				qt.Check(a.t, qt.Not(qt.StringContains(blob.Hash(sent), id)), qt.Commentf("who has the picture cannot find it without the key"))
				return err
			})
		})
		qt.Check(a.t, qt.HasLen(seen, 6))
	})
}

func TestAnErasedPictureIsGoneAndNeverComesBack(t *testing.T) {
	both(t, func(a *album) {
		early, late := jpegOf(a.t, scene(20, 20)), jpegOf(a.t, scene(21, 20))
		a.must(here, early)
		erase := func(at instant.Instant) {
			qt.Assert(a.t, qt.IsNil(a.write(func(tx *store.Tx) error {
				for _, b := range [][]byte{early, late} { // the second is still on the phone
					if err := blob.Erase(tx, here, a.name(here, b), at); err != nil {
						return err
					}
				}
				return nil
			})))
		}
		erase(noon.Add(time.Hour))
		erase(noon.Add(2 * time.Hour))
		for _, b := range [][]byte{early, late} {
			row, state := a.look(here, a.name(here, b))
			qt.Check(a.t, qt.Equals(state, blob.Erased))
			qt.Check(a.t, qt.Equals(row.ErasedAt, noon.Add(time.Hour)), qt.Commentf("the hash and the hour stay"))
			qt.Check(a.t, qt.Equals(row.Size, 0))
			_, err := a.send(here, b, noon.Add(3*time.Hour))
			qt.Check(a.t, qt.IsTrue(fault.Is(err, "blob.erased")), qt.Commentf("%v", err))
			a.read(func(tx *store.Tx) error {
				var body string
				_, err := tx.One("SELECT body FROM blob WHERE facility_id = $1 AND id = $2", store.Args(here, row.ID), &body)
				qt.Check(a.t, qt.Equals(body, ""))
				return err
			})
		}
		n, wrong := a.check(here)
		qt.Check(a.t, qt.Equals(n, blob.Counts{Erased: 2}))
		qt.Check(a.t, qt.Equals(wrong, blob.Wrong{}))
	})
}

// alike are two pictures that differ in nothing but what they show.
func alike(t *testing.T) (one, two []byte) {
	t.Helper()
	bySize := map[int][]byte{}
	for v := range 256 {
		m := image.NewGray(image.Rect(0, 0, 8, 8))
		for i := range m.Pix {
			m.Pix[i] = uint8(v)
		}
		b := jpegOf(t, m)
		if have := bySize[len(b)]; have != nil && !bytes.Equal(have, b) {
			return have, b
		}
		bySize[len(b)] = b
	}
	t.Fatal("no two pictures of one size")
	return nil, nil
}

func TestAMissingOrForeignBodyIsNoticedAndTheRightOneHeals(t *testing.T) {
	both(t, func(a *album) {
		one, two := alike(a.t)
		first, second := a.must(here, one), a.must(here, two)
		n, wrong := a.check(here)
		qt.Check(a.t, qt.Equals(n, blob.Counts{Here: 2}))
		qt.Assert(a.t, qt.Equals(wrong, blob.Wrong{}))
		change := func(text string, args ...any) {
			qt.Assert(a.t, qt.IsNil(a.write(func(tx *store.Tx) error { _, err := tx.Exec(text, args...); return err })))
		}
		var told string
		a.read(func(tx *store.Tx) error {
			_, err := tx.One("SELECT digest FROM blob WHERE facility_id = $1 AND id = $2", store.Args(here, first.ID), &told)
			return err
		})
		change("UPDATE blob SET body = (SELECT o.body FROM blob o WHERE o.facility_id = $1 AND o.id = $2) WHERE facility_id = $1 AND id = $3", here, second.ID, first.ID)
		_, wrong = a.check(here)
		qt.Check(a.t, qt.Equals(wrong, blob.Wrong{ID: first.ID, What: "its body is another one"}))
		change("UPDATE blob SET digest = (SELECT o.digest FROM blob o WHERE o.facility_id = $1 AND o.id = $2) WHERE facility_id = $1 AND id = $3", here, second.ID, first.ID)
		_, wrong = a.check(here)
		qt.Check(a.t, qt.Equals(wrong, blob.Wrong{ID: first.ID, What: "its body is another one"}), qt.Commentf("the digest came along, and belongs to another name"))
		change("UPDATE blob SET digest = $3 WHERE facility_id = $1 AND id = $2", here, first.ID, told)
		change("UPDATE blob SET body = '' WHERE facility_id = $1 AND id = $2", here, first.ID)
		_, wrong = a.check(here)
		qt.Check(a.t, qt.Equals(wrong, blob.Wrong{ID: first.ID, What: "its body is missing, and it was not erased"}))
		qt.Assert(a.t, qt.IsNotNil(a.db.Read(a.t.Context(), func(tx *store.Tx) error { _, err := blob.Open(tx, a.ring, first); return err })))
		a.must(here, one)
		_, wrong = a.check(here)
		qt.Check(a.t, qt.Equals(wrong, blob.Wrong{}), qt.Commentf("a phone that still had it has sent it again"))
		change("UPDATE blob SET body = 'x' WHERE facility_id = $1 AND id = $2", here, second.ID)
		_, wrong = a.check(here)
		qt.Check(a.t, qt.Equals(wrong.ID, second.ID))
		change("UPDATE blob SET erased_at = 5 WHERE facility_id = $1 AND id = $2", here, second.ID)
		_, wrong = a.check(here)
		qt.Check(a.t, qt.Equals(wrong.What, "it was erased, and its body is still there"))
	})
}

func TestNobodyFillsTheDiskInADay(t *testing.T) {
	both(t, func(a *album) {
		for i := range blob.MostADay {
			_, err := a.send(here, jpegOf(a.t, scene(i+1, 1)), noon)
			qt.Assert(a.t, qt.IsNil(err))
		}
		more := jpegOf(a.t, scene(5, 5))
		_, err := a.send(here, more, noon.Add(23*time.Hour))
		qt.Check(a.t, qt.IsTrue(fault.Is(err, "blob.too_many")), qt.Commentf("%v", err))
		_, err = a.send(here, jpegOf(a.t, scene(1, 1)), noon)
		qt.Check(a.t, qt.IsNil(err), qt.Commentf("what is there already costs nothing"))
		_, err = a.send(here, more, noon.Add(25*time.Hour))
		qt.Check(a.t, qt.IsNil(err), qt.Commentf("the next day"))
		a.read(func(tx *store.Tx) error {
			n, bytes, err := blob.Weight(tx)
			qt.Check(a.t, qt.Equals(n, blob.MostADay+1))
			qt.Check(a.t, qt.IsTrue(bytes > 251*300))
			return err
		})
	})
}

func TestAPhoneAndARowNameTheSamePicture(t *testing.T) {
	ring, err := keys.New(bytes.Repeat([]byte{7}, 32))
	qt.Assert(t, qt.IsNil(err))
	hash := blob.Hash([]byte("a"))
	id, ok := blob.Named(ring, here, hash)
	qt.Assert(t, qt.IsTrue(ok))
	same, ok := blob.Named(ring, here, string(id))
	qt.Check(t, qt.IsTrue(ok))
	qt.Check(t, qt.Equals(same, id))
	for _, bad := range []string{"", hash[1:], hash + "0", "G" + hash[1:], string(id[1:])} {
		_, ok := blob.Named(ring, here, bad)
		qt.Check(t, qt.IsFalse(ok), qt.Commentf("%q", bad))
	}
	qt.Check(t, qt.IsTrue(blob.Ref{}.IsZero()))
	qt.Check(t, qt.IsFalse(blob.Kind("film").Valid()))
}
