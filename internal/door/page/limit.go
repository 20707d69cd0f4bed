package page

import (
	"net"
	"net/http"
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

// How often one address may send a form that anybody may send. Our own proposal: a
// mobile network here puts many families behind one address, so it is far above
// what a cadre sends who applies for a whole village in an afternoon.
const (
	callsAnInterval = 30
	callInterval    = 10 * time.Minute
)

// How often one address may ask for help, and how often a receipt's number may be
// tried. Our own proposals: a whole village behind one address of the mobile network
// in a flood sends fewer reports than that in ten minutes, and opens fewer leaflets; and five tries at a code of
// six digits, as on every other door that takes one.
const (
	reportsAnInterval = 120
	triesANumber      = 5
)

// limits counts what each key does within an interval, in memory.
type limits struct {
	mu    sync.Mutex
	most  int
	every time.Duration
	from  instant.Instant
	used  map[ident.ID]int
}

func newLimits(most int, every time.Duration) *limits {
	return &limits{most: most, every: every, used: map[ident.ID]int{}}
}

// take reports whether one more thing may be done now.
func (l *limits) take(id ident.ID, now instant.Instant) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now.Sub(l.from) >= l.every || now < l.from || len(l.used) > limitsHeld {
		l.from = now
		clear(l.used)
	}
	l.used[id]++
	return l.used[id] <= l.most
}

// caller is the key of an address: of one in the newer notation its network, for
// every phone has millions of them.
func caller(address string) ident.ID {
	ip := net.ParseIP(address)
	if ip != nil && ip.To4() == nil {
		return ident.ID(ip.Mask(net.CIDRMask(64, 128)).String())
	}
	return ident.ID(address)
}

// senderOf is the address a request came from.
func (p *Page) senderOf(r *http.Request) string {
	if p.Sender != nil {
		return p.Sender(r)
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
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
