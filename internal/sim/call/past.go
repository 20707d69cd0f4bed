package call

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"sambang/internal/core/instant"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/shared/need"
)

// step is something that somebody does at an instant.
type step struct {
	at instant.Instant
	do func() error
}

// past lives through the days before today, with the steps that are given: what fell
// due on the way is done at its time. What a day leaves for the next (the rice) stands among that one's calls.
func (v voice) past(c cast, clock Clock, now instant.Instant, zone *time.Location, days int, steps []step) error {
	for n := days - 1; n > 0; n-- { // the first day had begun before the health centre did
		day := midnight(now, zone).AddDate(0, 0, -n)
		steps = append(steps, step{instant.Of(day), func() error { return v.form(day) }})
		steps = append(steps, v.day(c, day)...)
	}
	today := midnight(now, zone) // its rounds are planned in the morning, which may have been
	steps = append(steps, step{instant.Of(today), func() error { return v.form(today) }})
	slices.SortStableFunc(steps, func(a, b step) int { return cmp.Compare(a.at, b.at) })
	for _, s := range steps {
		if !s.at.Before(now) {
			break // it is for the days to come
		}
		if err := v.until(clock, s.at); err != nil {
			return err
		}
		if err := s.do(); err != nil {
			return err
		}
	}
	return v.until(clock, now)
}

// until lets the machine work up to an instant, in steps of a quarter of an hour.
func (v voice) until(clock Clock, at instant.Instant) error {
	for clock.Now().Before(at) {
		clock.Put(min(at, clock.Now().Add(15*time.Minute)))
		if err := v.Settle(); err != nil {
			return err
		}
	}
	return nil
}

// day are the calls of one day, two to five of them, each with how it went.
func (v voice) day(c cast, day time.Time) (out []step) {
	date := day.Format(time.DateOnly)
	for n := range 2 + chance("how many "+date)%4 {
		name := fmt.Sprintf("%s %d", date, n)
		dice := chance("how " + name)
		from := instant.Of(day.Add(6*time.Hour + time.Duration(dice%(13*60))*time.Minute))
		at := func(minutes int, do func() error) {
			out = append(out, step{from.Add(time.Duration(minutes) * time.Minute), do})
		}
		v.story(c, name, date, dice, at)
	}
	return out
}

// story is one call: most teams come in time, one in fourteen does not, now and then
// it was no request, or somebody has thought better of it.
func (v voice) story(c cast, name, date string, dice int, at func(int, func() error)) {
	k := c.call(name)
	id, t := requestID(name), teams[dice/3%len(teams)]
	health, driver := as(t.members[0]), as(t.members[1])
	say := func(minutes int, who, verb string, body any) {
		by := map[string]func() (err error){
			"desk":   func() error { _, err := v.say(as("pengatur-sempu"), name+verb, verb, body); return err },
			"health": func() error { _, err := v.say(health, name+verb, verb, body); return err },
			"driver": func() error { _, err := v.say(driver, name+verb, verb, body); return err },
			"two":    func() error { return v.both(as("petugas-sempu"), as("kepala-sempu"), name+verb, verb, body) },
		}[who]
		at(minutes, by)
	}
	say(0, "desk", "need.request", c.request(k))
	if dice%31 == 7 {
		say(20, "two", "need.dismiss", need.Dismiss{Case: id, Reason: "Salah sambung, mencari puskesmas lain"})
		return
	}
	slow := 0
	if dice%14 == 3 {
		slow = 190 // the river was high
	}
	go_ := 25 + dice/11%50 + slow
	say(6, "desk", "visit.send", homevisit.Send{Visit: id, Team: t.id(date)})
	say(8, "driver", "visit.accept", homevisit.Accept{Visit: id})
	if slow == 0 || dice%2 == 0 {
		say(12, "health", "visit.spoke", homevisit.Speak{Visit: id, Outcome: "Keluarga menjelaskan keadaan, tim berangkat."})
	}
	say(go_, "driver", "visit.set_out", homevisit.SetOut{Visit: id})
	say(go_+25, "driver", "visit.arrive", homevisit.Arrive{Visit: id, Alone: slow > 0})
	if dice%3 == 0 && slow == 0 {
		say(go_+55, "health", "visit.done_on_spot", homevisit.FinishOnSpot{Visit: id})
		return
	}
	say(go_+40, "driver", "visit.aboard", homevisit.TakeAboard{Visit: id, Alone: slow > 0})
	say(go_+70, "driver", "visit.at_centre", homevisit.ReachCentre{Visit: id})
	say(go_+130, "health", "visit.care_ended", homevisit.EndCare{Visit: id})
	say(go_+150, "driver", "visit.set_off_home", homevisit.SetOffHome{Visit: id})
	say(go_+180, "driver", "visit.home", homevisit.BringHome{Visit: id})
	if slow > 0 && dice%4 != 0 {
		at(26*60, func() error {
			// Where the promise was kept after all nothing is owed, and this is refused.
			_, _ = v.say(driver, name+" rice", "rice.give", rice.HandOver{Debt: rice.DebtID(id), Grams: 5000, To: rice.ToPatient, Signature: drawn})
			return nil
		})
	}
}

// drawn is the hash of the signature that stands for all of them.
const drawn = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"
