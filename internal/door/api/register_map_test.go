package api_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/door/api"
)

const square = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"33.13.14.2001","name":"Nangsri"},"geometry":{"type":"Polygon","coordinates":[[[110,-7],[111,-7],[111,-8],[110,-7]]]}}]}`

func TestOutlinesAreShapesOnTheEarthAndNothingElse(t *testing.T) {
	for what, raw := range map[string]string{
		"no collection":     `{"type":"Feature"}`,
		"a point":           strings.Replace(square, "Polygon", "Point", 1),
		"beyond the poles":  strings.Replace(square, "[111,-8]", "[111,-91]", 1),
		"three corners":     strings.Replace(square, "[111,-8],", "", 1),
		"half a file":       square[:80],
		"too many corners":  strings.Replace(square, "[111,-8],", strings.Repeat("[111,-8],", 200_001), 1),
		"a corner of words": strings.Replace(square, "[111,-8]", `["x","y"]`, 1),
	} {
		_, err := api.CleanOutlines([]byte(raw))
		qt.Check(t, qt.IsNotNil(err), qt.Commentf("%s", what))
	}
	_, err := api.CleanOutlines([]byte(square))
	qt.Check(t, qt.IsNil(err))
}

func FuzzOutlines(f *testing.F) {
	f.Add([]byte(square))
	f.Add([]byte(strings.Replace(square, "Polygon", "MultiPolygon", 1)))
	f.Add([]byte(`{"type":"FeatureCollection","features":[{"geometry":null}]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		out, err := api.CleanOutlines(raw)
		if err != nil {
			return
		}
		if !json.Valid(out) {
			t.Fatalf("no JSON: %s", out)
		}
		again, err := api.CleanOutlines(out)
		if err != nil || string(again) != string(out) {
			t.Fatalf("what was cleaned changes when it is cleaned again: %v\n%s\n%s", err, out, again)
		}
	})
}
