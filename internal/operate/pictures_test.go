package operate_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/house"
	"sambang/internal/operate"
)

var kebakkramat = ident.Named("facility kebakkramat")

// keep keeps a picture as the door does and gives its bytes and its name.
func keep(t *testing.T, h *house.House, width int) ([]byte, blob.ID) {
	t.Helper()
	var b bytes.Buffer
	qt.Assert(t, qt.IsNil(png.Encode(&b, image.NewGray(image.Rect(0, 0, width, 9)))))
	p, err := blob.Clean(b.Bytes())
	qt.Assert(t, qt.IsNil(err))
	id, _ := blob.Named(h.Ring, kebakkramat, blob.Hash(b.Bytes()))
	qt.Assert(t, qt.IsNil(h.DB.Write(t.Context(), func(tx *store.Tx) error {
		_, err := blob.Put(tx, h.Ring, kebakkramat, blob.Sent{ID: id, Kind: blob.Photo, By: "a", Picture: p}, h.Clock.Now())
		return err
	})))
	return p.Body, id
}

func opened(t *testing.T, db *store.DB, ring *keys.Ring, id blob.ID) (body []byte) {
	t.Helper()
	qt.Assert(t, qt.IsNil(db.Read(t.Context(), func(tx *store.Tx) error {
		row, state, err := blob.Look(tx, kebakkramat, id)
		if err != nil || state != blob.Here {
			t.Fatalf("%s: %s %v", id, state, err)
		}
		body, err = blob.Open(tx, ring, row)
		return err
	})))
	return body
}

func TestABackupAndAMoveCarryThePictures(t *testing.T) {
	both(t, func(t *testing.T, h *house.House, other *store.DB) {
		picture, id := keep(t, h, 700)
		_, second := keep(t, h, 12)
		qt.Assert(t, qt.IsNil(h.DB.Write(t.Context(), func(tx *store.Tx) error { return blob.Erase(tx, kebakkramat, second, h.Clock.Now()) })))
		var file bytes.Buffer
		_, err := operate.Write(t.Context(), h.DB, &file, operate.Manifest{KeyID: h.Ring.ID()})
		qt.Assert(t, qt.IsNil(err))
		raw := unzip(t, file.Bytes())
		qt.Check(t, qt.StringContains(raw, string(id)))
		qt.Check(t, qt.IsFalse(strings.Contains(raw, base64.RawStdEncoding.EncodeToString(picture)[:80])), qt.Commentf("nobody sees it in the copy"))
		_, _, err = operate.Read(t.Context(), other, &file)
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.IsTrue(bytes.Equal(opened(t, other, h.Ring, id), picture)))
		table, err := operate.Compare(t.Context(), h.DB, other)
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(table, ""))
		_, err = h.DB.SQL().Exec("UPDATE blob SET erased_at = 0")
		qt.Assert(t, qt.IsNil(err))
		table, err = operate.Compare(t.Context(), h.DB, other)
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(table, "blob"))
	})
}

func TestVerifyTellsAPictureThatIsMissingFromOneThatHasNotCome(t *testing.T) {
	both(t, func(t *testing.T, h *house.House, _ *store.DB) {
		_, id := keep(t, h, 12)
		_, erased := keep(t, h, 13)
		qt.Assert(t, qt.IsNil(h.DB.Write(t.Context(), func(tx *store.Tx) error { return blob.Erase(tx, kebakkramat, erased, h.Clock.Now()) })))
		v, err := operate.Verify(t.Context(), h)
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(v.Pictures, operate.Pictures{Counts: blob.Counts{Here: 1, Erased: 1}}))
		for _, body := range []string{"", "cut"} {
			qt.Assert(t, qt.IsNil(h.DB.Write(t.Context(), func(tx *store.Tx) error {
				_, err := tx.Exec("UPDATE blob SET body = $3 WHERE facility_id = $1 AND id = $2", kebakkramat, id, body)
				return err
			})))
			_, err = operate.Verify(t.Context(), h)
			var bad *journal.Bad
			qt.Assert(t, qt.ErrorAs(err, &bad))
			qt.Check(t, qt.Equals(bad.Where, "blob "+string(id)))
		}
	})
}

func TestAPictureThatAnEventNamesIsStillOnThePhone(t *testing.T) {
	h := running(t, "")
	_, here := keep(t, h, 12)
	body, err := json.Marshal(map[string]any{"photos": []any{blob.Ref{Blob: here}, map[string]any{"of": "house", "photo": blob.Ref{Blob: "0123456789abcdef0123456789abcdef"}}}, "none": blob.Ref{}})
	qt.Assert(t, qt.IsNil(err))
	// Any event will do: what counts is what verify finds in its body.
	qt.Assert(t, qt.IsNil(h.DB.Write(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec("INSERT INTO event (facility_id, seq, command_id, ordinal, kind, actor, approver, occurred_at, recorded_at, body, chain) VALUES ($1, 999999, 'c', 0, 'a.b/1', 'a', '', 0, 0, $2, '')", kebakkramat, string(body))
		return err
	})))
	qt.Assert(t, qt.IsNil(h.DB.Read(t.Context(), func(tx *store.Tx) error {
		n, err := operate.PicturesOf(tx, h.Ring, kebakkramat)
		qt.Check(t, qt.Equals(n, operate.Pictures{Counts: blob.Counts{Here: 1}, Waiting: 1}))
		return err
	})))
}

func TestTheDoctorWeighsThePictures(t *testing.T) {
	h := running(t, "")
	for _, width := range []int{12, 13} {
		keep(t, h, width)
	}
	_, err := h.DB.SQL().Exec("UPDATE blob SET size = 1500000")
	qt.Assert(t, qt.IsNil(err))
	var said string
	for _, f := range operate.Examine(t.Context(), h.Data, h.KeyFile(), "", h.DB, h.Clock.Now()) {
		said += f.What + "\n"
	}
	qt.Check(t, qt.StringContains(said, "Photos and signatures: 2, 4.0 MB of the database"))
}
