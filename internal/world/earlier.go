package world

import "time"

// onPhone is the device that speaks in a story.
const onPhone = "phone"

// Earlier says that what follows happened so long ago, without signal.
func (w *World) Earlier(d time.Duration) *World {
	w.at, w.word = w.Clock.Now().Add(-d), ""
	return w
}

// WrongClock says that what follows is told with signal, by a phone whose clock goes wrong by
// so much: it proves to have had the server's word of this moment.
func (w *World) WrongClock(off time.Duration) *World {
	now := w.Clock.Now()
	w.at, w.word = now.Add(off), w.House.Journal.Token(w.Facility, onPhone, now)
	return w
}
