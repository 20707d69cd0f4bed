package tracking

import (
	"sambang/internal/core/geo"
	"sambang/internal/core/instant"
)

// Reason says why a fix within a job is kept apart and shown to nobody.
type Reason string

// The reasons. The words are stored: they never change.
const (
	Usable          Reason = ""
	InvalidPoint    Reason = "invalid_point"
	FutureTime      Reason = "future_time"
	TooOld          Reason = "too_old"
	Mocked          Reason = "mock"
	Inaccurate      Reason = "inaccurate"
	ImpossibleSpeed Reason = "impossible_speed"
)

// place is where and when a device was: what judging the next fix needs.
type place struct {
	at       instant.Instant
	point    geo.Point
	accuracy float64
}

func (f *Fix) place() place { return place{f.At, f.Point, max(0, f.Accuracy)} }

// judge says whether a fix can be believed for what it is by itself. It is pure.
func judge(f *Fix, now instant.Instant, s *Settings) Reason {
	switch {
	case f.Void, !f.Point.Valid(), f.Point.IsZero():
		return InvalidPoint
	case f.At.After(now.Add(s.FutureSlack)):
		return FutureTime
	case f.At.Before(now.Add(-s.MaxAge)):
		return TooOld
	case f.Mock:
		return Mocked
	case f.Accuracy > s.MaxAccuracy:
		return Inaccurate
	}
	return Usable
}

// reachable says whether nobody had to travel faster than MaxSpeed between two
// places, after both accuracies have been taken off the distance. Order does not
// matter: a phone that was offline sends its past late.
func reachable(a, b place, s *Settings) bool {
	metres := a.point.Metres(b.point) - a.accuracy - b.accuracy
	if metres <= 0 {
		return true
	}
	seconds := b.at.Sub(a.at).Abs().Seconds()
	// A second is added because many phones cut times to whole seconds.
	return metres <= s.MaxSpeed*(seconds+1)
}
