package page

import (
	"cmp"
	"html/template"
	"strconv"
	"time"

	"sambang/internal/calc/slots"
	"sambang/internal/core/instant"
	"sambang/internal/core/text"
	"sambang/internal/programme/massage"
)

// whenWords is an hour as families say it: Kamis, 3 Des pukul 14.00. Visits are near, so there is
// no year.
func whenWords(v *visit, at instant.Instant) string {
	return text.T(v.lang, "page.booking.at", map[string]string{"day": text.Weekday(v.lang, at, v.zone), "hour": text.Hour(at, v.zone)})
}

// afterWords says from when on a child may be massaged. Where only the day of an immunisation is
// known the rest ends with a day, and the next one is said.
func afterWords(v *visit, until instant.Instant) template.HTML {
	next := until.Add(time.Minute)
	at := whenWords(v, until)
	if t := next.In(v.zone); t.Hour() == 0 && t.Minute() == 0 {
		at = text.Weekday(v.lang, next, v.zone)
	}
	return rich(v.lang, "page.booking.after", "at", "", map[string]string{"at": at})
}

// farDays is from how many days on the first free hour is called far, and waiting is told of: the
// week in which a family is to be visited (docs/massage.md, are there enough). Ours.
const farDays = 7

// farWords says that the first free hour is far off, and that who waits is asked when an earlier
// one is given up; empty: it is near, or none is free.
func farWords(v *visit, free []slots.Slot, after instant.Instant) string {
	for _, s := range free {
		if s.From.Before(after) {
			continue
		}
		days := int(midnight(s.From, v.zone).Sub(midnight(max(v.now, after), v.zone)).Hours() / 24)
		if days <= farDays {
			return ""
		}
		return text.T(v.lang, "page.booking.far", map[string]string{"at": text.Weekday(v.lang, s.From, v.zone), "n": strconv.Itoa(days)})
	}
	return ""
}

// midnight is the beginning of an instant's day.
func midnight(at instant.Instant, zone *time.Location) time.Time {
	t := at.In(zone)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zone)
}

// familySay is the headline of a family's page: who is on her way or there now, else the next
// visit, else that there is none.
func familySay(s *sheet, ahead []bookedItem) template.HTML {
	key, at := "page.booked.family_none", s.T("booked.none_mark")
	if len(ahead) > 0 {
		key, at = "page.booked.family_say", cmp.Or(ahead[0].When, s.T("booked.state."+ahead[0].State))
		if state := ahead[0].State; state == massage.OnWay || state == massage.Started {
			key, at = "page.booked.now_say", s.T("booked.now."+state)
		}
	}
	return rich(s.Lang, key, "at", "", map[string]string{"at": at})
}

// onceSaid leaves out what stands at the visit before in the same words: the visits of a course
// all want the same of the family.
func onceSaid(ahead []bookedItem) {
	for i := len(ahead) - 1; i > 0; i-- {
		if ahead[i].Words == ahead[i-1].Words {
			ahead[i].Words = ""
		}
	}
}
