package api

import (
	"context"
	"net/http"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/duty"
)

// PhoneWord is what a phone says of itself with a round of sync.
type PhoneWord struct {
	// Unsent is how many commands and pictures wait on it, Oldest when the oldest of
	// them was made; both by the phone.
	Unsent int64           `json:"unsent"`
	Oldest instant.Instant `json:"oldest,omitzero"`
	// Refused is how much refused work was not yet looked at.
	Refused int64 `json:"refused"`
	// Battery is percent, -1 where the phone does not tell.
	Battery int64 `json:"battery"`
	// At is what the phone's own clock shows.
	At instant.Instant `json:"at"`
}

// PhoneHealth is how a phone was when it was last heard.
type PhoneHealth struct {
	duty.Health
	WorkerName string `json:"worker_name"`
}

// PhonesHealth is the answer of GET /api/v1/phones/health.
type PhonesHealth struct {
	Phones []PhoneHealth `json:"phones"`
}

// Bounds of what is kept of phones, our own proposals: who changes browsers every
// day fills no disk, and a phone silent for a month is nobody's any more.
const (
	phonesOfWorker = 8
	phoneForgotten = 30 * 24 * time.Hour
	mostWaiting    = 1_000_000
)

// hear writes down what a phone says of itself. It may fail: the round of sync does
// not hang on it.
func (a *API) hear(ctx context.Context, who access.Actor, device string, word *PhoneWord) {
	if word == nil || who.Worker == "" || device == "" {
		return
	}
	now := a.Clock.Now()
	h := duty.Health{Facility: who.Facility, ID: ident.Named(string(who.Worker) + device), Worker: who.Worker, Unsent: clamped(word.Unsent, 0, mostWaiting),
		Oldest: word.Oldest, Refused: clamped(word.Refused, 0, mostWaiting), Battery: clamped(word.Battery, -1, 100), LastSync: now}
	if !word.At.IsZero() {
		h.OffsetMS = word.At.Sub(now).Milliseconds()
	}
	var before duty.Health
	err := a.DB.Read(ctx, func(tx *store.Tx) (err error) {
		before, _, err = duty.Healths.Get(tx, h.Facility, h.ID)
		return err
	})
	if err == nil && !h.Fresh(before) {
		err = a.DB.Write(ctx, func(tx *store.Tx) error { return keepHealth(tx, h) })
	}
	if err != nil && ctx.Err() == nil {
		a.Log.Error("sync: phone's health", "error", err)
	}
}

func clamped(n, least, most int64) int64 { return max(least, min(n, most)) }

// keepHealth writes it and drops the oldest of a worker who has too many.
func keepHealth(tx *store.Tx, h duty.Health) error {
	if err := duty.Healths.Put(tx, h); err != nil {
		return err
	}
	all, err := duty.Healths.Where(tx, "facility_id = $1 AND worker = $2 ORDER BY last_sync DESC, id", h.Facility, h.Worker)
	if err != nil {
		return err
	}
	for _, old := range all[min(len(all), phonesOfWorker):] {
		if err := duty.Healths.Delete(tx, old.Facility, old.ID); err != nil {
			return err
		}
	}
	return nil
}

// phonesHealth tells the desk how the phones of its workers are.
func (a *API) phonesHealth(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if _, ok := access.May(s.Actor, access.Read("duty")); !ok {
		return fault.Absent()
	}
	out := PhonesHealth{Phones: []PhoneHealth{}}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		all, err := duty.PhonesHeard(q)
		if err != nil {
			return err
		}
		for _, h := range all {
			if q.Now.Sub(h.LastSync) > phoneForgotten {
				continue
			}
			p := PhoneHealth{Health: h}
			if p.WorkerName, err = a.WorkerName(q, h.Worker); err != nil {
				return err
			}
			out.Phones = append(out.Phones, p)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}
