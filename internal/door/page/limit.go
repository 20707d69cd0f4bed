package page

import (
	"sync"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// How often one link may be used to change something. Our own proposals: a
// family presses a few buttons a minute, a script presses hundreds.
const (
	actsAMinute   = 20
	streamsALink  = 8
	limitsHeld    = 4096
	limitInterval = time.Minute
)

// limits counts the posts of each link within a minute, in memory.
type limits struct {
	mu   sync.Mutex
	from instant.Instant
	used map[ident.ID]int
}

func newLimits() *limits { return &limits{used: map[ident.ID]int{}} }

// take reports whether a link may do one more thing now.
func (l *limits) take(id ident.ID, now instant.Instant) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now.Sub(l.from) >= limitInterval || now < l.from || len(l.used) > limitsHeld {
		l.from = now
		clear(l.used)
	}
	l.used[id]++
	return l.used[id] <= actsAMinute
}

// hold takes one of a link's live views; leave gives it back.
func (p *Page) hold(id ident.ID) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.streams[id] >= streamsALink {
		return false
	}
	p.streams[id]++
	return true
}

func (p *Page) leave(id ident.ID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.streams[id]--; p.streams[id] <= 0 {
		delete(p.streams, id)
	}
}
