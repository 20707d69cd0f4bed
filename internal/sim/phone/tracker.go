package phone

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/core/instant"
)

// Fix is one position as a phone knows it.
type Fix struct {
	At       instant.Instant
	Point    geo.Point
	Speed    float64 // metres a second
	Bearing  float64 // degrees from north
	Accuracy float64 // metres
	Battery  float64 // percent
}

// knot is one sea mile an hour, the unit of speed of the form.
const knot = 1852.0 / 3600

// Form writes a fix as Traccar Client 10 and later posts it, speed in knots. The
// time is in milliseconds, the finer of the two forms that its protocol knows.
func (f Fix) Form() string {
	number := func(x float64, digits int) string { return strconv.FormatFloat(x, 'f', digits, 64) }
	return url.Values{
		"timestamp": {strconv.FormatInt(f.At.Time().UnixMilli(), 10)},
		"lat":       {number(f.Point.Lat, 6)}, "lon": {number(f.Point.Lon, 6)},
		"speed": {number(f.Speed/knot, 2)}, "bearing": {number(f.Bearing, 0)},
		"accuracy": {number(f.Accuracy, 0)}, "batt": {number(f.Battery, 0)},
	}.Encode()
}

// Tracker is the tracking app: a queue of positions, the oldest first. Whatever
// was not answered with 2xx is sent again, as the real one does.
type Tracker struct {
	URL    string
	Client *http.Client
	queue  []Fix
}

// Post puts a position into the queue and tries to empty it. An error leaves
// what is left for the next time.
func (t *Tracker) Post(ctx context.Context, f Fix) error {
	t.queue = append(t.queue, f)
	for len(t.queue) > 0 {
		if err := t.send(ctx, t.queue[0]); err != nil {
			return err
		}
		t.queue = t.queue[1:]
	}
	return nil
}

// Waiting is how many positions have not been answered.
func (t *Tracker) Waiting() int { return len(t.queue) }

// postPatience is Traccar Client's time-out of one request.
const postPatience = 15 * time.Second

func (t *Tracker) send(ctx context.Context, f Fix) error {
	ctx, cancel := context.WithTimeout(ctx, postPatience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, t.URL, strings.NewReader(f.Form()))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	client := t.Client
	if client == nil {
		client = http.DefaultClient
	}
	w, err := client.Do(r)
	if err != nil {
		return err
	}
	defer w.Body.Close()
	_, _ = io.Copy(io.Discard, w.Body) // read to the end, so that the connection is used again
	if w.StatusCode >= http.StatusMultipleChoices {
		return &StatusError{Status: w.StatusCode}
	}
	return nil
}
