package phone

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strconv"
	"time"

	"github.com/skip2/go-qrcode"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
)

// Tracking is how a courier's phone is to report. Both apps' own settings (every
// 300 s or 500 m) are useless for a ride.
type Tracking struct {
	Interval  time.Duration // between positions while moving
	Distance  int           // metres between positions
	Angle     int           // degrees of turning that make a position
	Heartbeat time.Duration // a sign of life while standing
	Worst     int           // metres: OwnTracks leaves out positions less accurate than this
}

// CourierTracking is in the middle of what suits a courier on a motorbike:
// 15 to 30 s, 20 to 30 m, a heartbeat of 60 to 300 s.
func CourierTracking() Tracking {
	return Tracking{Interval: 20 * time.Second, Distance: 25, Angle: 30, Heartbeat: 2 * time.Minute, Worst: 200}
}

// TraccarURL is what Traccar Client reads from its QR code: it keeps origin and
// path as its server and the rest as settings. Base is the origin, such as
// https://desa.example; the token is the phone's secret.
func TraccarURL(base, token string, device ident.ID, t Tracking) string {
	q := url.Values{
		"id":        {string(device)},
		"interval":  {whole(t.Interval)},
		"distance":  {strconv.Itoa(t.Distance)},
		"angle":     {strconv.Itoa(t.Angle)},
		"heartbeat": {whole(t.Heartbeat)},
		"accuracy":  {"high"},
		"buffer":    {"true"},
		"wakelock":  {"true"},
		// With it a parked phone goes silent, and starting again costs minutes.
		"stop_detection": {"false"},
	}
	return base + "/phone/" + url.PathEscape(token) + "?" + q.Encode()
}

func whole(d time.Duration) string { return strconv.Itoa(int(d.Seconds())) }

// configuration is OwnTracks' own form of its settings.
type configuration struct {
	Type     string `json:"_type"`
	Mode     int    `json:"mode"` // 3: HTTP
	URL      string `json:"url"`
	Auth     bool   `json:"auth"`
	Username string `json:"username"`
	Password string `json:"password"`
	DeviceID string `json:"deviceId"`
	TID      string `json:"tid"`
	// 2, move: the default reports about every 500 m.
	Monitoring   int  `json:"monitoring"`
	Interval     int  `json:"locatorInterval"`           // seconds
	Displacement int  `json:"locatorDisplacement"`       // metres
	Worst        int  `json:"ignoreInaccurateLocations"` // metres
	Ping         int  `json:"ping"`                      // minutes, 15 is the least the app takes
	Extended     bool `json:"extendedData"`              // battery, speed, trigger
	Remote       bool `json:"remoteConfiguration"`       // nobody steers the phone from afar
}

// OwnTracksLink is the link (or the text of a QR code) that sets OwnTracks up.
// It is used once: setting an address anew wipes the phone's queue. TID is the
// two characters shown on the map.
func OwnTracksLink(base string, s Secrets, device ident.ID, tid string, t Tracking) (string, error) {
	b, err := json.Marshal(configuration{Type: "configuration", Mode: 3, URL: base + "/phone/owntracks", Auth: true,
		Username: s.User, Password: s.Password, DeviceID: string(device), TID: tid, Monitoring: 2,
		Interval: int(t.Interval.Seconds()), Displacement: t.Distance, Worst: t.Worst, Ping: 15, Extended: true})
	if err != nil {
		return "", fault.Wrap(err, "phone: writing the settings")
	}
	return "owntracks:///config?inline=" + url.QueryEscape(base64.StdEncoding.EncodeToString(b)), nil
}

// QR draws a text as a PNG with this many pixels a side. It fails on a text of
// more than about 2,300 bytes.
func QR(text string, pixels int) ([]byte, error) {
	png, err := qrcode.Encode(text, qrcode.Medium, pixels)
	return png, fault.Wrap(err, "phone: drawing the code")
}
