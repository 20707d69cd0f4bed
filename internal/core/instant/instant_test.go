package instant_test

import (
	"encoding/json"
	"testing"
	"time"

	"sambang/internal/core/instant"
)

// FuzzParse reads any time: what is read prints as itself and reads as the same.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"2026-03-02T13:00:00+07:00", "2026-03-02T06:00:00.123456Z", "1899-12-31T23:59:59Z", "2200-12-31T23:59:59.9999-23:59", "0000-00-00T00:00:00Z", `"`, "null"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := instant.Parse(s)
		if err != nil {
			return
		}
		again, err := instant.Parse(got.String())
		if err != nil || again != got {
			t.Fatalf("%q is %v and then %v, %v", s, got, again, err)
		}
		raw, err := json.Marshal(got)
		var back instant.Instant
		if err != nil || json.Unmarshal(raw, &back) != nil || back != got {
			t.Fatalf("%q as JSON is %s", s, raw)
		}
		if got.Time().Sub(got.Add(time.Second).Time()) != -time.Second {
			t.Fatalf("%q: a second later is not a second later", s)
		}
	})
}
