package need

import (
	"regexp"
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// Where is the place of a request as it was told: sealed, for it is somebody's
// home. Nothing of it must be known to the registry.
type Where struct {
	// House is the registry's house, HouseCode what stands on its sticker (07-0423-5).
	House     ident.ID `json:"house,omitempty"`
	HouseCode string   `json:"house_code,omitempty" max:"20"`
	Village   string   `json:"village,omitempty" max:"60"`
	// Text tells how to find it, in the reporter's words.
	Text string `json:"text,omitempty" max:"300"`
	// Lat and Lon are where the reporter says it is, in degrees; zero: not said.
	Lat float64 `json:"lat,omitempty"`
	Lon float64 `json:"lon,omitempty"`
}

// Patient is who is ill when the registry does not know them, or not yet.
type Patient struct {
	Name  string `json:"name,omitempty" max:"80"`
	Phone string `json:"phone,omitempty" max:"30"`
}

// Request takes a request for help in, whichever door it came by. Verb
// need.request: the desk, a worker's phone, a cadre, an official's messenger. A
// person or a place that nobody knows never stops it.
type Request struct {
	Case ident.ID `json:"case"`
	// Kind is visit_request or transport_request.
	Kind    string   `json:"kind" max:"40"`
	Person  ident.ID `json:"person,omitempty"`
	Patient *Patient `json:"patient,omitempty"`
	Where   *Where   `json:"where,omitempty"`
	What    string   `json:"what,omitempty" max:"1000"`
	Door    string   `json:"door,omitempty" max:"20"`
	// CallSign is of the radio station that passed it on (JZ13ABC).
	CallSign string `json:"call_sign,omitempty" max:"40"`
	// HeardAt is when the news came in, when that was earlier than the typing.
	HeardAt instant.Instant `json:"heard_at,omitzero"`
	// WrittenAt stands on the slip of that number.
	WrittenAt instant.Instant `json:"written_at,omitzero"`
	Slip      int64           `json:"slip,omitempty"`
	// Sign is the code of the danger sign that was answered with yes.
	Sign string `json:"sign,omitempty" max:"4"`
	// Colour is red, yellow or green, as the operator says.
	Colour string `json:"colour,omitempty" max:"10"`
	// ForSelf: who tells of it is the patient.
	ForSelf  bool      `json:"for_self,omitempty"`
	Reporter *Reporter `json:"reporter,omitempty"`
	// WantAt is when a planned journey is wanted.
	WantAt instant.Instant `json:"want_at,omitzero"`
	// Needs are companion, stretcher, wheelchair, pregnant, old.
	Needs []string `json:"needs,omitempty"`
	// Call: the ambulance's number was called at once.
	Call bool `json:"call,omitempty"`
}

// Ask is the same from a public page or a link: verb need.ask. Who writes may write
// for somebody else. The news comes in when it reaches us, so no time is asked.
type Ask struct {
	Case     ident.ID        `json:"case"`
	Kind     string          `json:"kind" max:"40"`
	Person   ident.ID        `json:"person,omitempty"`
	Patient  *Patient        `json:"patient,omitempty"`
	Where    *Where          `json:"where,omitempty"`
	What     string          `json:"what,omitempty" max:"1000"`
	Door     string          `json:"door,omitempty" max:"20"`
	CallSign string          `json:"call_sign,omitempty" max:"40"`
	HeardAt  instant.Instant `json:"heard_at,omitzero"`
	Sign     string          `json:"sign,omitempty" max:"4"`
	Colour   string          `json:"colour,omitempty" max:"10"`
	ForSelf  bool            `json:"for_self,omitempty"`
	Reporter *Reporter       `json:"reporter,omitempty"`
	WantAt   instant.Instant `json:"want_at,omitzero"`
	Needs    []string        `json:"needs,omitempty"`
	Call     bool            `json:"call,omitempty"`
}

// The colours of the queue.
const (
	Red    = "red"
	Yellow = "yellow"
	Green  = "green"
)

// Kenthongan is the door of a request that somebody makes who heard the bamboo alarm
// of an old person. Such a request is red at once: whoever strikes it cannot say why.
const Kenthongan = "kentongan"

var (
	colours  = []string{Red, Yellow, Green}
	needed   = []string{"companion", "stretcher", "wheelchair", "pregnant", "old"}
	signForm = regexp.MustCompile(`^[A-Z][0-9]{2}$`)
	// requestDoors are the ways by which news comes in.
	requestDoors = []string{"desk", "phone", "whatsapp", "radio", "official", "cadre", "walk_in", "call_centre", "health_office", "regent",
		"link", "field", "slip", "visit", Kenthongan}
)

// asRequest gives what somebody asks as a request. What they say of times is left
// out: the clock of what nobody of ours heard starts when it reaches us.
func (b Ask) asRequest() Request {
	return Request{Case: b.Case, Kind: b.Kind, Person: b.Person, Patient: b.Patient, Where: b.Where, What: b.What, Door: b.Door, CallSign: b.CallSign,
		Sign: b.Sign, Colour: b.Colour, ForSelf: b.ForSelf, Reporter: b.Reporter, WantAt: b.WantAt, Needs: b.Needs, Call: b.Call}
}

// Check wants an id, a kind and known words.
func (b Ask) Check() *fault.Error { return b.asRequest().Check() }

// Check wants an id, a kind and known words.
func (b Request) Check() *fault.Error {
	switch {
	case b.Case == "":
		return fault.BadField("body.required", "case")
	case b.Kind == "":
		return fault.BadField("body.required", "kind")
	case b.Door != "" && !slices.Contains(requestDoors, b.Door):
		return fault.BadField("body.unknown_word", "door")
	case b.Slip < 0 || b.Slip > mostSlips:
		return fault.BadField("need.bad_slip", "slip")
	}
	for _, n := range b.Needs {
		if !slices.Contains(needed, n) {
			return fault.BadField("body.unknown_word", "needs")
		}
	}
	if err := checkSign(b.Sign, b.Colour); err != nil {
		return err
	}
	return b.Where.check()
}

// mostSlips is the highest number that a slip of paper can have.
const mostSlips = 99_999_999

func checkSign(sign, colour string) *fault.Error {
	switch {
	case sign != "" && !signForm.MatchString(sign):
		return fault.BadField("body.unknown_word", "sign")
	case colour != "" && !slices.Contains(colours, colour):
		return fault.BadField("body.unknown_word", "colour")
	}
	return nil
}

func (w *Where) check() *fault.Error {
	if w != nil && !(w.Lat >= -90 && w.Lat <= 90 && w.Lon >= -180 && w.Lon <= 180) {
		return fault.BadField("body.bad_point", "where")
	}
	return nil
}
