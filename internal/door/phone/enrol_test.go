package phone

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image/png"
	"net/url"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

func TestTheTraccarCodeHoldsTheSecretInThePathAndSettingsForARide(t *testing.T) {
	u, err := url.Parse(TraccarURL("https://desa.example", token, "joko-phone", CourierTracking()))
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(u.Path, "/phone/"+token))
	qt.Check(t, qt.Equals(u.RawQuery,
		"accuracy=high&angle=30&buffer=true&distance=25&heartbeat=120&id=joko-phone&interval=20&stop_detection=false&wakelock=true"))
}

func TestTheOwnTracksLinkSetsUpHTTPInMoveMode(t *testing.T) {
	link, err := OwnTracksLink("https://desa.example", Secrets{User: "joko", Password: password}, "joko-phone", "JK", CourierTracking())
	qt.Assert(t, qt.IsNil(err))
	inline, isLink := strings.CutPrefix(link, "owntracks:///config?inline=")
	qt.Assert(t, qt.IsTrue(isLink))
	plain, err := url.QueryUnescape(inline)
	qt.Assert(t, qt.IsNil(err))
	b, err := base64.StdEncoding.DecodeString(plain)
	qt.Assert(t, qt.IsNil(err))
	var got map[string]any
	qt.Assert(t, qt.IsNil(json.Unmarshal(b, &got)))
	qt.Check(t, qt.DeepEquals(got, map[string]any{"_type": "configuration", "mode": 3.0, "url": "https://desa.example/phone/owntracks",
		"auth": true, "username": "joko", "password": password, "deviceId": "joko-phone", "tid": "JK", "monitoring": 2.0,
		"locatorInterval": 20.0, "locatorDisplacement": 25.0, "ignoreInaccurateLocations": 200.0, "ping": 15.0,
		"extendedData": true, "remoteConfiguration": false}))

	code, err := QR(link, 512)
	qt.Assert(t, qt.IsNil(err))
	picture, err := png.Decode(bytes.NewReader(code))
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(picture.Bounds().Dx(), 512))
	_, err = QR(strings.Repeat("x", 5000), 512)
	qt.Check(t, qt.IsNotNil(err))
}
