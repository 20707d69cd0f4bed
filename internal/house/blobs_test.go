package house_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/blob"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/door/api"
	"sambang/internal/house"
)

// gallery is a town whose door knows one room with pictures.
type gallery struct {
	*town
	// names says which picture stands in a row of which village.
	names map[string]string
}

func inGallery(t *testing.T, story func(g *gallery)) {
	t.Helper()
	t.Parallel()
	for _, name := range []string{"sqlite", "postgres"} {
		t.Run(name, func(t *testing.T) { t.Parallel(); story(newGallery(t, databaseFor(t, name))) })
	}
}

func databaseFor(t *testing.T, name string) string {
	t.Helper()
	if name == "postgres" {
		return storetest.Postgres(t)
	}
	return ""
}

func newGallery(t *testing.T, database string) *gallery {
	t.Helper()
	g := &gallery{newTown(t, database), map[string]string{}}
	door := g.h.API(house.Doors{})
	door.Owners = []api.Owner{
		func(journal.Query, string) ([]string, string, error) { return nil, "", nil }, // a room that names none
		func(_ journal.Query, id string) ([]string, string, error) {
			if village := g.names[id]; village != "" {
				return []string{"f", "v:" + village}, "person", nil
			}
			return nil, "", nil
		}}
	mux := http.NewServeMux()
	door.Register(mux)
	g.srv = httptest.NewServer(api.Guard{Log: g.h.Log}.Wrap(mux))
	t.Cleanup(g.srv.Close)
	return g
}

func photo(t *testing.T, width int) string {
	t.Helper()
	var b bytes.Buffer
	qt.Assert(t, qt.IsNil(png.Encode(&b, image.NewGray(image.Rect(0, 0, width, 8)))))
	return b.String()
}

func (g *gallery) put(file, query string) reply {
	g.t.Helper()
	return g.send("PUT", "/api/v1/blobs/"+blob.Hash([]byte(file))+query, file)
}

func (g *gallery) get(name string) reply {
	g.t.Helper()
	return g.send("GET", "/api/v1/blobs/"+name, nil)
}

func (g *gallery) sent(file string) api.BlobKept {
	g.t.Helper()
	r := g.put(file, "?kind=photo")
	qt.Assert(g.t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
	var kept api.BlobKept
	r.into(g.t, &kept)
	return kept
}

// looks are the entries of the access log about pictures: actor and whether denied.
func (g *gallery) looks() (shown, denied int) {
	g.t.Helper()
	qt.Assert(g.t, qt.IsNil(g.h.DB.Read(g.t.Context(), func(tx *store.Tx) error {
		return tx.Each("SELECT people, denied FROM access_log WHERE facility_id = $1 AND purpose = 'blob'", store.Args(here.id), func(scan func(...any) error) error {
			var people string
			var no bool
			err := scan(&people, &no)
			qt.Check(g.t, qt.IsTrue(strings.HasPrefix(people, "blob:")))
			if no {
				denied++
			} else {
				shown++
			}
			return err
		})
	})))
	return shown, denied
}

func TestAPhotoIsSeenByWhoMayReadWhatNamesIt(t *testing.T) {
	inGallery(t, func(g *gallery) {
		file := photo(g.t, 12)
		g.session(here, "cadre")
		kept := g.sent(file)
		qt.Check(g.t, qt.Equals(kept.Width, 12))
		qt.Check(g.t, qt.Equals(g.sent(file), kept), qt.Commentf("a phone that lost the answer sends it again"))
		r := g.get(blob.Hash([]byte(file)))
		qt.Assert(g.t, qt.Equals(r.status, 200), qt.Commentf("who sent it sees it while the command is under way"))
		qt.Check(g.t, qt.Equals(r.header.Get("Content-Type"), "image/png"))
		qt.Check(g.t, qt.Equals(r.header.Get("Cache-Control"), "private, no-store"))
		qt.Check(g.t, qt.StringContains(r.header.Get("Content-Security-Policy"), "sandbox"))
		qt.Check(g.t, qt.Equals(r.header.Get("X-Content-Type-Options"), "nosniff"))
		_, err := png.Decode(strings.NewReader(r.body))
		qt.Check(g.t, qt.IsNil(err))
		g.session(here, "officer")
		qt.Check(g.t, qt.Equals(g.get(string(kept.ID)).status, 404), qt.Commentf("and nobody else"))
		g.session(here, "cadre")
		g.clock.Set(day.Add(time.Hour))
		qt.Check(g.t, qt.Equals(g.get(string(kept.ID)).status, 404), qt.Commentf("an hour later nothing names it"))

		g.names[string(kept.ID)] = here.villages[0]
		for _, c := range []struct {
			centre centre
			who    string
			want   int
		}{{here, "cadre", 200}, {here, "midwife", 200}, {here, "officer", 200}, {here, "courier", 404}, {here, "admin", 404}, {there, "officer", 404}} {
			g.session(c.centre, c.who)
			for _, name := range []string{string(kept.ID), blob.Hash([]byte(file))} {
				qt.Check(g.t, qt.Equals(g.get(name).status, c.want), qt.Commentf("%s of %s", c.who, c.centre.name))
			}
		}
		g.names[string(kept.ID)] = here.villages[1]
		g.session(here, "cadre")
		outside := g.get(string(kept.ID))
		qt.Check(g.t, qt.Equals(outside.status, 404), qt.Commentf("another village"))
		qt.Check(g.t, qt.Equals(withoutID(outside.body), withoutID(g.get(strings.Repeat("0", 32)).body)), qt.Commentf("not theirs and not there look alike"))
		shown, denied := g.looks()
		qt.Check(g.t, qt.Equals(shown, 7))
		qt.Check(g.t, qt.Equals(denied, 7))
		g.client = g.browser()
		qt.Check(g.t, qt.Equals(g.get(string(kept.ID)).status, 401))
		qt.Check(g.t, qt.Equals(g.put(file, "?kind=photo").status, 401))
	})
}

func TestAPictureThatIsNamedAndNotHereIsStillOnThePhone(t *testing.T) {
	inGallery(t, func(g *gallery) {
		file := photo(g.t, 9)
		id, _ := blob.Named(g.h.Ring, here.id, blob.Hash([]byte(file)))
		g.names[string(id)] = here.villages[0]
		g.session(here, "midwife")
		r := g.get(string(id))
		qt.Check(g.t, qt.Equals(r.status, 404))
		qt.Check(g.t, qt.Equals(r.code(), "blob.not_here"))
		g.session(here, "cadre")
		g.sent(file)
		g.session(here, "midwife")
		qt.Check(g.t, qt.Equals(g.get(string(id)).status, 200))
		qt.Assert(g.t, qt.IsNil(g.h.DB.Write(g.t.Context(), func(tx *store.Tx) error { return blob.Erase(tx, here.id, id, g.clock.Now()) })))
		r = g.get(string(id))
		qt.Check(g.t, qt.Equals(r.status, 404))
		qt.Check(g.t, qt.Equals(r.code(), "blob.erased"))
		g.session(here, "cadre")
		r = g.put(file, "?kind=photo")
		qt.Check(g.t, qt.Equals(r.status, 409))
		qt.Check(g.t, qt.Equals(r.code(), "blob.erased"))
	})
}

func TestWhatIsNoPictureOfOursIsNotTaken(t *testing.T) {
	inGallery(t, func(g *gallery) {
		g.session(here, "cadre")
		file := photo(g.t, 9)
		long := file + strings.Repeat("x", blob.MaxBytes)
		for _, c := range []struct {
			what         string
			r            reply
			status       int
			code, inside string
		}{
			{"no kind", g.put(file, ""), 422, "body.bad_choice", "kind"},
			{"another kind", g.put(file, "?kind=film"), 422, "body.bad_choice", "kind"},
			{"cut off", g.send("PUT", "/api/v1/blobs/"+blob.Hash([]byte(file))+"?kind=photo", file[:len(file)-1]), 422, "blob.bad_hash", ""},
			{"no name", g.send("PUT", "/api/v1/blobs/x?kind=photo", file), 422, "blob.bad_hash", ""},
			{"a text", g.put("hello", "?kind=photo"), 422, "blob.not_an_image", ""},
			{"too large", g.put(long, "?kind=photo"), 413, "body.too_large", ""},
			{"too wide", g.put(photo(g.t, 3000), "?kind=photo"), 422, "blob.too_many_pixels", ""},
			{"no name to read", g.get("x"), 404, "not_found", ""},
		} {
			qt.Check(g.t, qt.Equals(c.r.status, c.status), qt.Commentf("%s: %s", c.what, c.r.body))
			qt.Check(g.t, qt.Equals(c.r.code(), c.code), qt.Commentf("%s", c.what))
			var p api.Problem
			qt.Assert(g.t, qt.IsNil(json.Unmarshal([]byte(c.r.body), &p)))
			qt.Check(g.t, qt.Equals(p.Field != "", c.inside != "" || c.code == "blob.bad_hash"))
		}
		big := file + strings.Repeat("x", api.BodyLimit) // more than any other request may carry
		r := g.put(big, "?kind=signature")
		qt.Check(g.t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
		qt.Check(g.t, qt.IsFalse(strings.Contains(g.said.String(), blob.Hash([]byte(file)))), qt.Commentf("no hash of a picture in the log"))
	})
}

func TestADisturbedBodyIsAFaultAndNotAPicture(t *testing.T) {
	inGallery(t, func(g *gallery) {
		g.session(here, "cadre")
		kept := g.sent(photo(g.t, 9))
		other := g.sent(photo(g.t, 10))
		qt.Assert(g.t, qt.IsNil(g.h.DB.Write(g.t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec("UPDATE blob SET body = (SELECT o.body FROM blob o WHERE o.facility_id = $1 AND o.id = $2) WHERE facility_id = $1 AND id = $3", here.id, other.ID, kept.ID)
			return err
		})))
		qt.Check(g.t, qt.Equals(g.get(string(kept.ID)).status, 500))
		qt.Check(g.t, qt.Equals(g.get(string(other.ID)).status, 200))
	})
}
