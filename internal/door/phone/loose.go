package phone

import (
	"encoding/json"
	"errors"
)

// loose is a JSON value that should be a number, a text or a yes/no, in whichever
// of these forms a sender writes it. Objects and lists become a text that is no
// number. Told is false for null and for what is missing.
type loose struct {
	text string
	told bool
}

// UnmarshalJSON never fails: b is already known to be well-formed.
func (l *loose) UnmarshalJSON(b []byte) error {
	*l = loose{text: string(b), told: string(b) != "null"}
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &l.text)
	}
	return nil
}

// or gives the first that is told.
func (l loose) or(other loose) loose {
	if l.told {
		return l
	}
	return other
}

// errJSON says that a body is no JSON at all. A body of a wrong shape is another
// matter: a phone would repeat it for ever.
var errJSON = errors.New("phone: the body is no JSON")

// lenient reads b into v; members of a wrong type are left as they are.
func lenient(b []byte, v any) error {
	err := json.Unmarshal(b, v)
	var wrong *json.UnmarshalTypeError
	if err == nil || errors.As(err, &wrong) {
		return nil
	}
	return errJSON
}
