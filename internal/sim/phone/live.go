package phone

import (
	"bufio"
	"context"
	"net/http"
	"strings"
)

// Event is one event of a live stream.
type Event struct{ Name, ID, Data string }

// Live reads the stream of news and hands each event over until the stream or
// the context ends.
func (a *App) Live(ctx context.Context, hear func(Event)) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, a.base+"/api/v1/live", nil)
	if err != nil {
		return err
	}
	w, err := a.client.Do(r)
	if err != nil {
		return err
	}
	defer w.Body.Close()
	if w.StatusCode != http.StatusOK {
		return &StatusError{Status: w.StatusCode}
	}
	return ReadEvents(bufio.NewReader(w.Body), hear)
}

// ReadEvents reads an event stream as the HTML standard writes it (fields event,
// id and data; others are passed over) until the reader ends.
func ReadEvents(from *bufio.Reader, hear func(Event)) error {
	var e Event
	for {
		line, err := from.ReadString('\n')
		if err != nil {
			return err
		}
		line = strings.TrimRight(line, "\r\n")
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case line == "":
			if e.Data != "" {
				hear(e)
			}
			e = Event{}
		case name == "event":
			e.Name = value
		case name == "id":
			e.ID = value
		case name == "data":
			if e.Data != "" {
				e.Data += "\n"
			}
			e.Data += value
		}
	}
}
