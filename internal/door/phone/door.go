package phone

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"sync"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/shared/tracking"
)

// Sink takes positions and answers nil once they are durable; tracking.Recorder
// is one. A fault.Busy error makes the phone come back later.
type Sink interface {
	Take(ctx context.Context, fixes []tracking.Fix) error
}

// Alarms hears that somebody pressed SOS. It answers nil once the alarm is kept:
// the apps send it once and do not repeat it.
type Alarms interface {
	SOS(ctx context.Context, device ident.ID, at instant.Instant) error
}

// bodyLimit in bytes. Positions are under 2 kB; cards of OwnTracks with a face
// and long lists need more.
const bodyLimit = 256 << 10

// errLong says that there is more than we take at once.
var errLong = errors.New("phone: too long")

// Door answers the tracking apps. Alarms may be nil: then SOS is only a position.
type Door struct {
	Devices Devices
	Sink    Sink
	Alarms  Alarms
	Clock   instant.Clock

	desks sync.Pool // *desk: what one request needs, used again
}

type desk struct {
	body  []byte
	fixes []tracking.Fix
}

// Register hangs the door into the mux: /phone/owntracks for OwnTracks, and
// /phone/{token} with anything behind it for Traccar Client. The token is a
// secret: whoever logs requests leaves the path out.
func (d *Door) Register(mux *http.ServeMux) {
	mux.HandleFunc("/phone/owntracks", d.ownTracks)
	mux.HandleFunc("/phone/owntracks/{rest...}", d.ownTracks)
	mux.HandleFunc("/phone/{token}", d.traccar)
	mux.HandleFunc("/phone/{token}/{rest...}", d.traccar)
}

// traccar serves Traccar Client. An unknown phone gets 401, or 404 if it speaks
// JSON, as Traccar's own server answers.
func (d *Door) traccar(w http.ResponseWriter, r *http.Request) {
	isJSON := speaksJSON(r)
	device, err := d.Devices.ByToken(r.Context(), r.PathValue("token"))
	if err != nil {
		shut := http.StatusUnauthorized
		if isJSON {
			shut = http.StatusNotFound
		}
		refuse(w, err, shut)
		return
	}
	desk := d.take()
	defer d.desks.Put(desk)
	err = desk.read(r)
	if err == nil {
		err = d.traccarMessages(r, device, desk, isJSON)
	}
	if err != nil {
		refuse(w, err, 0)
	}
}

func (d *Door) traccarMessages(r *http.Request, device ident.ID, desk *desk, isJSON bool) error {
	if isJSON && len(desk.body) > 0 {
		list, err := decodeJSON(desk.body)
		if err != nil {
			return err
		}
		return d.receive(r.Context(), device, desk, list...)
	}
	if r.URL.RawQuery != "" {
		return d.receive(r.Context(), device, desk, decodeForm(r.URL.RawQuery))
	}
	return d.receive(r.Context(), device, desk, decodeForm(string(desk.body)))
}

// ownTracks serves OwnTracks over HTTP. Who sends is known from Basic auth alone;
// the header that names the user must agree where it is sent.
func (d *Door) ownTracks(w http.ResponseWriter, r *http.Request) {
	user, password, _ := r.BasicAuth()
	device, err := d.Devices.ByLogin(r.Context(), user, password)
	if limit := r.Header.Get("X-Limit-U"); err == nil && limit != "" && !strings.EqualFold(limit, user) {
		err = fault.Absent()
	}
	if err != nil {
		w.Header().Set("WWW-Authenticate", `Basic realm="sambang"`)
		refuse(w, err, http.StatusUnauthorized)
		return
	}
	desk := d.take()
	defer d.desks.Put(desk)
	var m Message
	if err = desk.read(r); err == nil {
		m, err = decodeOwnTracks(desk.body)
	}
	if err == nil {
		err = d.receive(r.Context(), device, desk, m)
	}
	if err != nil {
		refuse(w, err, 0)
		return
	}
	// The app shows an error on anything but a JSON list.
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, "[]")
}

// receive hands over what the messages carry. The alarm goes first: it must not
// wait behind a queue that is full of positions.
func (d *Door) receive(ctx context.Context, device ident.ID, desk *desk, list ...Message) error {
	desk.fixes = desk.fixes[:0]
	for i := range list {
		m := &list[i]
		if m.Alarm && d.Alarms != nil {
			at := d.Clock.Now()
			if m.Fix.At != 0 {
				at = min(at, m.Fix.At)
			}
			if err := d.Alarms.SOS(ctx, device, at); err != nil {
				return err
			}
		}
		if m.HasPoint {
			m.Fix.Device = device
			if m.Fix.Void && m.Fix.At == 0 {
				// Nobody can say whether this was within a job: only that it came is kept.
				m.Fix.Point = tracking.NewFix(m.Fix.Source).Point
			}
			desk.fixes = append(desk.fixes, m.Fix)
		}
	}
	if len(desk.fixes) == 0 {
		return nil
	}
	return d.Sink.Take(ctx, desk.fixes)
}

func (d *Door) take() *desk {
	if k, ok := d.desks.Get().(*desk); ok {
		return k
	}
	return &desk{}
}

// read takes the body in. HEAD carries nothing, so that looking changes nothing.
func (k *desk) read(r *http.Request) error {
	k.body = k.body[:0]
	if r.Method == http.MethodHead {
		r.URL.RawQuery = ""
		return nil
	}
	if r.ContentLength > bodyLimit {
		return errLong
	}
	for {
		if len(k.body) == cap(k.body) {
			k.body = append(k.body, 0)[:len(k.body)]
		}
		n, err := r.Body.Read(k.body[len(k.body):cap(k.body)])
		k.body = k.body[:len(k.body)+n]
		switch {
		case len(k.body) > bodyLimit:
			return errLong
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fault.Wrap(err, "phone: reading the body")
		}
	}
}

func speaksJSON(r *http.Request) bool {
	kind := r.Header.Get("Content-Type")
	if kind == "application/x-www-form-urlencoded" || kind == "" {
		return false
	}
	kind, _, _ = mime.ParseMediaType(kind)
	return kind == "application/json"
}

// refuse answers with a code. Shut is the answer to an unknown phone. Whatever
// is not the phone's fault asks it to come back: it keeps its points.
func refuse(w http.ResponseWriter, err error, shut int) {
	status, code := http.StatusServiceUnavailable, fault.Of(err).Code
	switch kind := fault.Of(err).Kind; {
	case errors.Is(err, errJSON):
		status, code = http.StatusBadRequest, "phone.no_json"
	case errors.Is(err, errLong):
		status, code = http.StatusRequestEntityTooLarge, "phone.too_long"
	case kind == fault.NotFound && shut != 0:
		status, code = shut, "phone.unknown"
	}
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	io.WriteString(w, `{"code":"`+code+`"}`)
}
