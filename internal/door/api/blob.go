package api

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/blob"
	"sambang/internal/core/fault"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Owner says who sees what names a picture: the audiences of that row and the
// resource that somebody must have the right to read. No resource: no row of this
// owner names it. The id is what rows keep, as a text: see blob.ID.
type Owner func(q journal.Query, id string) (audiences []string, resource string, err error)

// senderSees is how long whoever sent a picture may look at it before anything
// names it: the command may be on its way.
const senderSees = time.Hour

// sendingTime is how long the bytes of one picture may take: the largest over 64
// kbit/s needs four and a half minutes.
const sendingTime = 5 * time.Minute

// BlobKept is a picture that is here.
type BlobKept struct {
	// ID is what rows and events name the picture by.
	ID     blob.ID         `json:"id"`
	Kind   blob.Kind       `json:"kind"`
	Media  string          `json:"media"`
	Size   int64           `json:"size"`
	Width  int64           `json:"width"`
	Height int64           `json:"height"`
	SentAt instant.Instant `json:"sent_at"`
}

// bodyLimit is what a request may carry, in bytes: pictures and lists have a limit of their own.
func bodyLimit(r *http.Request) int64 {
	if r.Method == http.MethodPut && strings.HasPrefix(r.URL.Path, "/api/v1/blobs/") {
		return blob.MaxBytes
	}
	if r.Method == http.MethodPost && (r.URL.Path == importsPath || r.URL.Path == measurementsPath) {
		return importLimit
	}
	return BodyLimit
}

// putBlob keeps a picture. Its name is the SHA-256 of the bytes: a phone that lost
// the answer sends it again and gets the same.
func (a *API) putBlob(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	kind, hash := blob.Kind(r.URL.Query().Get("kind")), r.PathValue("hash")
	if !kind.Valid() {
		return fault.BadField("body.bad_choice", "kind")
	}
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(sendingTime))
	sent, err := io.ReadAll(r.Body)
	if err != nil {
		return broken(err)
	}
	if blob.Hash(sent) != hash {
		return fault.BadField("blob.bad_hash", "hash")
	}
	picture, err := blob.Clean(sent)
	if err != nil {
		return err
	}
	id, _ := blob.Named(a.Keys, s.Actor.Facility, hash) // the hash has its form: it is one of ours
	var row blob.Row
	err = a.DB.Write(r.Context(), func(tx *store.Tx) (err error) {
		row, err = blob.Put(tx, a.Keys, s.Actor.Facility, blob.Sent{ID: id, Kind: kind, By: s.Actor.ID, Picture: picture}, a.Clock.Now())
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, BlobKept{row.ID, row.Kind, row.Media, row.Size, row.Width, row.Height, row.At})
}

// broken tells a body over its limit from one that was cut off on the way.
func broken(err error) error {
	var long *http.MaxBytesError
	if errors.As(err, &long) {
		return err
	}
	return &fault.Error{Kind: fault.Invalid, Code: "blob.bad_hash", Cause: err}
}

// getBlob shows a picture to whom a row that names it may be shown.
func (a *API) getBlob(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	id, ok := blob.Named(a.Keys, s.Actor.Facility, r.PathValue("hash"))
	if !ok {
		return fault.Absent()
	}
	row, body, err := a.openBlob(r.Context(), s.Actor, id)
	if err != nil {
		return errors.Join(err, a.noteRefused(r.Context(), s.Actor, row))
	}
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "blob", People: []string{"blob:" + string(id)}}); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", row.Media)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("Cache-Control", "private, no-store")
	// A picture is never a page: opened by itself it may not run, load or send anything.
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(body) // a client that has gone cannot be told
	return nil
}

// noteRefused notes that somebody asked for a picture that is here and not theirs.
func (a *API) noteRefused(ctx context.Context, by access.Actor, row blob.Row) error {
	if row.ID == "" {
		return nil
	}
	return a.Showed(ctx, Showing{Facility: by.Facility, Actor: by.ID, Door: "api", Purpose: "blob", People: []string{"blob:" + string(row.ID)}, Denied: true})
}

// openBlob reads a picture for somebody. Not to be seen and never heard of look
// alike; whoever may see it is told that it is still on the phone, or was erased.
// With an error the row is that of a picture which is here and was refused.
func (a *API) openBlob(ctx context.Context, by access.Actor, id blob.ID) (row blob.Row, body []byte, err error) {
	now := a.Clock.Now()
	err = a.DB.Read(ctx, func(tx *store.Tx) error {
		q := journal.Query{Tx: tx, Facility: by.Facility, By: by, Now: now, Keys: a.Keys}
		at, state, err := blob.Look(tx, by.Facility, id)
		if err != nil {
			return err
		}
		own := state == blob.Here && at.By == by.ID && now.Sub(at.At) < senderSees
		if named, err := a.mayLook(q, id); err != nil {
			return err
		} else if !named && !own {
			if state == blob.Here {
				row = at
			}
			return fault.Absent()
		}
		switch state {
		case blob.Waiting:
			return fault.New(fault.NotFound, "blob.not_here")
		case blob.Erased:
			return fault.New(fault.NotFound, "blob.erased")
		}
		body, err = blob.Open(tx, a.Keys, at)
		if err == nil {
			row = at
		}
		return err
	})
	return row, body, err
}

// mayLook asks each owner whether it names the picture, and the matrix whether the
// asker's right to read reaches what does.
func (a *API) mayLook(q journal.Query, id blob.ID) (bool, error) {
	for _, owner := range a.Owners {
		audiences, resource, err := owner(q, string(id))
		if err != nil {
			return false, err
		}
		if resource == "" {
			continue
		}
		if v, ok := access.May(q.By, access.Read(resource)); ok && v.Reaches(audiences) {
			return true, nil
		}
	}
	return false, nil
}

// blobs describes both addresses: what goes through them is bytes, not JSON.
func (b builder) blobs() {
	file := map[string]*huma.MediaType{}
	for _, media := range []string{blob.JPEG, blob.PNG, blob.WebP} {
		file[media] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	}
	hash := &huma.Param{Name: "hash", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString},
		Description: "SHA-256 of the bytes that were sent, 64 hexadecimal digits; to read, also the id that a row names."}
	kind := &huma.Param{Name: "kind", In: "query", Required: true, Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{blob.Photo, blob.Signature}}}
	put := b.operation("blob.put", "A photo or a signature, before or after the command that names it", nil, b.of(BlobKept{}))
	put.Parameters = []*huma.Param{hash, kind}
	put.RequestBody = &huma.RequestBody{Required: true, Content: file}
	get := b.operation("blob.get", "A photo or a signature that a row names which I may read", nil, nil)
	delete(get.Responses, "204")
	get.Parameters = []*huma.Param{hash}
	get.Responses["200"] = &huma.Response{Description: "The picture.", Content: file}
	b.doc.Paths["/api/v1/blobs/{hash}"] = &huma.PathItem{Put: put, Get: get}
}
