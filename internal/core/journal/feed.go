package journal

import (
	"sync"

	"sambang/internal/core/ident"
)

// Feed wakes those who wait for news of a facility. A wake-up carries nothing:
// whoever is woken reads by seq, so a lost hint is harmless.
type Feed struct {
	mu   sync.Mutex
	subs map[ident.ID]map[chan struct{}]bool
}

func newFeed() *Feed { return &Feed{subs: map[ident.ID]map[chan struct{}]bool{}} }

// Subscribe gives a channel that gets a value after commits of the facility,
// several of which may be told as one. Stop ends it.
func (f *Feed) Subscribe(facility ident.ID) (news <-chan struct{}, stop func()) {
	c := make(chan struct{}, 1)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.subs[facility] == nil {
		f.subs[facility] = map[chan struct{}]bool{}
	}
	f.subs[facility][c] = true
	return c, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.subs[facility], c)
	}
}

// Every is the facility to subscribe to for news of all of them.
const Every ident.ID = ""

func (f *Feed) wake(facility ident.ID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, who := range []ident.ID{facility, Every} {
		for c := range f.subs[who] {
			select {
			case c <- struct{}{}:
			default:
			}
		}
	}
}
