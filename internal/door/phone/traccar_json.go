package phone

import (
	"bytes"
	"encoding/json"

	"sambang/internal/shared/tracking"
)

// listLimit is how many reports one list may hold; the rest would be lost, so a
// longer list is refused whole.
const listLimit = 500

// nested is the object of Traccar Client 9; the flat members are those of lists
// that some versions of its tracking library send.
type nested struct {
	Location *struct {
		Timestamp loose           `json:"timestamp"`
		Coords    json.RawMessage `json:"coords"`
		Mock      loose           `json:"mock"`
		Alarm     loose           `json:"alarm"`
		Battery   struct {
			Level loose `json:"level"`
		} `json:"battery"`
	} `json:"location"`
	Legacy string `json:"_"`
	Alarm  loose  `json:"alarm"`

	Lat       loose `json:"lat"`
	Lon       loose `json:"lon"`
	Timestamp loose `json:"timestamp"`
	Speed     loose `json:"speed"`
	Bearing   loose `json:"bearing"`
	Heading   loose `json:"heading"`
	Accuracy  loose `json:"accuracy"`
	Batt      loose `json:"batt"`
	Mock      loose `json:"mock"`
}

type coords struct {
	Latitude  loose `json:"latitude"`
	Longitude loose `json:"longitude"`
	Accuracy  loose `json:"accuracy"`
	Speed     loose `json:"speed"`
	Heading   loose `json:"heading"`
}

// decodeJSON reads the object of Traccar Client 9, or a list of such objects or
// of flat ones. It fails with errJSON on what is no JSON, and with errLong on a
// list longer than listLimit.
func decodeJSON(body []byte) ([]Message, error) {
	body = bytes.TrimSpace(body)
	if len(body) == 0 {
		return nil, nil
	}
	if body[0] != '[' {
		m, err := decodeObject(body)
		return []Message{m}, err
	}
	var items []json.RawMessage
	if err := lenient(body, &items); err != nil {
		return nil, err
	}
	if len(items) > listLimit {
		return nil, errLong
	}
	list := make([]Message, 0, len(items))
	for _, item := range items {
		m, err := decodeObject(item)
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

func decodeObject(body []byte) (Message, error) {
	var n nested
	if err := lenient(body, &n); err != nil {
		return Message{}, err
	}
	switch {
	case n.Location != nil:
		return n.message()
	case n.Legacy != "":
		m := decodeForm(n.Legacy)
		m.Fix.Source = tracking.TraccarJSON
		return m, nil
	}
	return n.flat(), nil
}

// message reads the nested form: metres a second, battery from 0 to 1, -1 for
// unknown.
func (n *nested) message() (Message, error) {
	m := Message{Fix: tracking.NewFix(tracking.TraccarJSON)}
	l := n.Location
	if l.Timestamp.told {
		m.setTime(l.Timestamp.text)
	}
	m.Fix.Mock = truth(l.Mock.text)
	m.Fix.Battery = batteryOf(l.Battery.Level.text, 100)
	m.Alarm = l.Alarm.or(n.Alarm).text == alarmSOS
	if len(l.Coords) == 0 || string(l.Coords) == "null" {
		return m, nil
	}
	var c coords
	if err := lenient(l.Coords, &c); err != nil {
		return m, err
	}
	m.setPoint(c.Latitude.text, c.Longitude.text)
	m.Fix.Accuracy = accuracyOf(c.Accuracy.text)
	m.Fix.Speed = speedOf(c.Speed.text, 1)
	m.Fix.Bearing = bearingOf(c.Heading.text)
	return m, nil
}

// flat reads the members of a flat object in the units of the form.
func (n *nested) flat() Message {
	m := Message{Fix: tracking.NewFix(tracking.TraccarJSON)}
	if n.Timestamp.told {
		m.setTime(n.Timestamp.text)
	}
	if n.Lat.told || n.Lon.told {
		m.setPoint(n.Lat.text, n.Lon.text)
	}
	m.Fix.Speed = speedOf(n.Speed.text, knot)
	m.Fix.Bearing = bearingOf(n.Bearing.or(n.Heading).text)
	m.Fix.Accuracy = accuracyOf(n.Accuracy.text)
	m.Fix.Battery = batteryOf(n.Batt.text, 1)
	m.Fix.Mock = truth(n.Mock.text)
	m.Alarm = n.Alarm.text == alarmSOS
	return m
}
