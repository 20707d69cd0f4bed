package phone

import (
	"bytes"

	"sambang/internal/shared/tracking"
)

// report is what we read of a message of OwnTracks. Everything else it may hold
// (topic, regions, network names, pictures) is not ours to keep.
type report struct {
	Type loose `json:"_type"`
	Time loose `json:"tst"`
	Lat  loose `json:"lat"`
	Lon  loose `json:"lon"`
	Acc  loose `json:"acc"`
	Vel  loose `json:"vel"`
	Cog  loose `json:"cog"`
	Batt loose `json:"batt"`
	Conn loose `json:"conn"`
}

// networks are OwnTracks' letters for what a phone was connected by.
var networks = map[string]string{"w": "wifi", "m": "mobile", "o": "offline"}

// decodeOwnTracks reads one message of OwnTracks. A location and a transition
// carry a position; every other kind, known or not, and an empty body (a friend
// was deleted) carry none. It fails with errJSON on what is no JSON.
func decodeOwnTracks(body []byte) (Message, error) {
	m := Message{Fix: tracking.NewFix(tracking.OwnTracks)}
	if len(bytes.TrimSpace(body)) == 0 {
		return m, nil
	}
	var r report
	if err := lenient(body, &r); err != nil {
		return m, err
	}
	if r.Type.text != "location" && r.Type.text != "transition" {
		return m, nil
	}
	m.setPoint(r.Lat.text, r.Lon.text)
	m.setTime(r.Time.text) // both kinds always have one
	m.Fix.Accuracy = accuracyOf(r.Acc.text)
	m.Fix.Speed = speedOf(r.Vel.text, kmPerHour)
	m.Fix.Bearing = bearingOf(r.Cog.text)
	m.Fix.Battery = batteryOf(r.Batt.text, 1)
	m.Fix.Network = networks[r.Conn.text]
	return m, nil
}
