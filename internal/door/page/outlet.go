package page

import (
	"net"
	"net/http"
	"time"
)

// outlet is where a stream's words go.
type outlet interface {
	// Send writes at once, or fails when the reader takes nothing for long.
	Send(text string) error
	Close()
}

// openOutlet begins the answer of a stream. Taken says that the connection was
// taken over from the server, which only works over HTTP/1.1.
func openOutlet(w http.ResponseWriter) (to outlet, taken bool) {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("X-Accel-Buffering", "no")
	ctl := http.NewResponseController(w)
	conn, _, err := ctl.Hijack()
	if err != nil {
		return answer{w, ctl}, false
	}
	c := wire{conn}
	_ = conn.SetReadDeadline(time.Time{})
	h.Set("Connection", "close")
	var head headText
	_ = h.Write(&head)
	_ = c.Send("HTTP/1.1 200 OK\r\n" + string(head) + "\r\n") // the first words fail too when this did
	return c, true
}

// headText collects a header as it goes over the wire.
type headText []byte

func (t *headText) Write(b []byte) (int, error) { *t = append(*t, b...); return len(b), nil }

// wire is a connection of our own.
type wire struct{ conn net.Conn }

// Send writes with a deadline: the connection's own time, not the house's.
func (c wire) Send(text string) error {
	_ = c.conn.SetWriteDeadline(time.Now().Add(slowReader))
	_, err := c.conn.Write([]byte(text))
	return err
}

// Close ends the connection, and with it the answer.
func (c wire) Close() { _ = c.conn.Close() }

// answer is a stream within the server's own answer (HTTP/2).
type answer struct {
	w   http.ResponseWriter
	ctl *http.ResponseController
}

// Send writes and flushes.
func (a answer) Send(text string) error {
	_ = a.ctl.SetWriteDeadline(time.Now().Add(slowReader))
	if _, err := a.w.Write([]byte(text)); err != nil {
		return err
	}
	return a.ctl.Flush()
}

// Close has nothing to do: the answer ends with its handler.
func (a answer) Close() {}
