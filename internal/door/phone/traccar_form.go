package phone

import (
	"net/url"
	"strings"

	"sambang/internal/shared/tracking"
)

// decodeForm reads the parameters of Traccar Client up to 7.9 (in the query) and
// from 10 on (in a form body). It never fails: what cannot be read is unknown, or
// makes the point unusable. Who sends (id, deviceid) is not asked here.
func decodeForm(params string) Message {
	m := Message{Fix: tracking.NewFix(tracking.TraccarForm)}
	var lat, lon string
	for params != "" {
		var pair string
		pair, params, _ = strings.Cut(params, "&")
		key, value, _ := strings.Cut(pair, "=")
		value = unescape(value)
		switch key {
		case "lat":
			m.HasPoint, lat = true, value
		case "lon":
			m.HasPoint, lon = true, value
		case "location":
			m.HasPoint = true
			lat, lon, _ = strings.Cut(value, ",")
		default:
			m.formValue(key, value)
		}
	}
	if m.HasPoint {
		m.setPoint(lat, lon)
	}
	return m
}

func (m *Message) formValue(key, value string) {
	switch key {
	case "timestamp":
		m.setTime(value)
	case "speed":
		m.Fix.Speed = speedOf(value, knot)
	case "bearing", "heading":
		m.Fix.Bearing = bearingOf(value)
	case "accuracy":
		m.Fix.Accuracy = accuracyOf(value)
	case "batt":
		m.Fix.Battery = batteryOf(value, 1)
	case "valid":
		m.Fix.Void = m.Fix.Void || !truth(value)
	case "mock":
		m.Fix.Mock = truth(value)
	case "alarm":
		m.Alarm = value == alarmSOS
	}
}

// unescape undoes form encoding without copying where there is none; what is
// wrongly encoded stays as it is.
func unescape(s string) string {
	if strings.IndexByte(s, '%') < 0 && strings.IndexByte(s, '+') < 0 {
		return s
	}
	if plain, err := url.QueryUnescape(s); err == nil {
		return plain
	}
	return s
}
