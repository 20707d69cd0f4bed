package operate

import (
	"context"
	"encoding/json"

	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
)

// Pictures counts photos and signatures.
type Pictures struct {
	blob.Counts
	// Waiting are named by an event and have not come: they are still on the phones.
	Waiting int64
}

// PicturesOf opens every picture of a facility. One that is missing without having
// been erased, or that does not fit its name, is a *journal.Bad; one that an event
// names and that has not come yet is not.
func PicturesOf(tx *store.Tx, ring *keys.Ring, f ident.ID) (Pictures, error) {
	n, wrong, err := blob.Check(tx, ring, f)
	sum := Pictures{Counts: n}
	if err != nil {
		return sum, err
	}
	if wrong.ID != "" {
		return sum, &journal.Bad{Facility: f, Where: "blob " + string(wrong.ID), What: wrong.What}
	}
	named, err := namedPictures(tx, f)
	if err != nil {
		return sum, err
	}
	for id := range named {
		_, state, err := blob.Look(tx, f, id)
		if err != nil {
			return sum, err
		}
		if state == blob.Waiting {
			sum.Waiting++
		}
	}
	return sum, nil
}

func (p *Pictures) add(o Pictures) {
	p.Here += o.Here
	p.Erased += o.Erased
	p.Waiting += o.Waiting
}

// namedPictures finds what the events of a facility name by a blob.Ref.
func namedPictures(tx *store.Tx, f ident.ID) (map[blob.ID]bool, error) {
	named := map[blob.ID]bool{}
	err := tx.Each(`SELECT body FROM event WHERE facility_id = $1 AND body LIKE '%"blob":%'`, store.Args(f), func(scan func(...any) error) error {
		var body string
		var v any
		if err := scan(&body); err != nil {
			return err
		}
		if json.Unmarshal([]byte(body), &v) == nil { // the chain has vouched for the body: it is what was written
			collectPictures(v, named)
		}
		return nil
	})
	return named, err
}

// collectPictures walks a decoded body.
func collectPictures(v any, into map[blob.ID]bool) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			collectPictures(x, into)
		}
	case map[string]any:
		for key, x := range v {
			if id, ok := x.(string); ok && key == "blob" && id != "" {
				into[blob.ID(id)] = true
				continue
			}
			collectPictures(x, into)
		}
	}
}

// picturesFound says how much room the pictures take.
func picturesFound(ctx context.Context, db *store.DB) Finding {
	var n, bytes int64
	err := db.Read(ctx, func(tx *store.Tx) (err error) { n, bytes, err = blob.Weight(tx); return err })
	if err != nil {
		return wrong("The photos do not answer: %v.", err)
	}
	return fine("Photos and signatures: %d, %.1f MB of the database and of every copy.", n, float64(bytes)/1e6)
}
