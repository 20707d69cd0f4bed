package page

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/shared/need"
)

// requestOfForm is what a request's id is derived for, from its form's.
const requestOfForm = 1

// askOf reads the form. Only a day that is none is refused, and that only where one
// is asked: somebody who needs help now is not sent back to a form.
func askOf(f url.Values, id ident.ID, zone *time.Location, now instant.Instant) (need.Ask, *fault.Error) {
	b := need.Ask{Case: ident.Derive(id, requestOfForm), Kind: need.VisitRequest, Door: "link", What: f.Get("what"), Where: placeOf(f),
		ForSelf: f.Get("whom") == forSelf, Sign: firstOf(f["sign"])}
	if b.Sign != "" {
		b.Colour = need.Red
	}
	if b.ForSelf {
		b.Patient = &need.Patient{Name: f.Get("patient"), Phone: f.Get("phone")}
	} else {
		b.Patient = &need.Patient{Name: f.Get("patient")}
		b.Reporter = &need.Reporter{Name: f.Get("reporter"), Phone: f.Get("phone")}
	}
	if f.Get("kind") != need.TransportRequest {
		return b, nil
	}
	b.Kind = need.TransportRequest
	for _, n := range f["needs"] {
		if slices.Contains([]string{"companion", "stretcher", "wheelchair", "pregnant", "old"}, n) && !slices.Contains(b.Needs, n) {
			b.Needs = append(b.Needs, n)
		}
	}
	if f.Get("day") == "" && f.Get("hour") == "" {
		return b, nil
	}
	day, ok := civilDay(f.Get("day"))
	if !ok {
		return b, fault.BadField("body.bad_date", "day")
	}
	at, ok := civil(day, f.Get("hour"), zone)
	if !ok {
		return b, fault.BadField("page.bad_hour", "hour")
	}
	b.WantAt = max(at, now)
	return b, nil
}

// placeOf reads where. A point that is none is left out.
func placeOf(f url.Values) *need.Where {
	w := &need.Where{HouseCode: f.Get("rumah"), Village: f.Get("village"), Text: f.Get("way")}
	if len(w.HouseCode) > longestHouseCode {
		w.HouseCode, w.Text = "", w.HouseCode+" "+w.Text
	}
	lat, err := strconv.ParseFloat(f.Get("here_lat"), 64)
	lon, bad := strconv.ParseFloat(f.Get("here_lon"), 64)
	if err == nil && bad == nil && lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180 {
		w.Lat, w.Lon = lat, lon
	}
	if *w == (need.Where{}) {
		return nil
	}
	return w
}

// firstOf is the first of the signs that can be one: the order of the form is that of
// the table.
func firstOf(signs []string) string {
	for _, s := range signs {
		if len(s) == 3 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= '0' && s[1] <= '9' && s[2] >= '0' && s[2] <= '9' {
			return s
		}
	}
	return ""
}
