package world

import "time"

// Earlier says that what follows happened so long ago, without signal.
func (w *World) Earlier(d time.Duration) *World { w.at = w.Clock.Now().Add(-d); return w }
