package finding

import (
	"fmt"
	"strconv"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Letter is what a letter to an agency says. No name of the people it is about, no
// telephone number and no illness stands in it: house, village and what is wrong do.
type Letter struct {
	Finding Finding
	// Number is the letter's own: finding, how manieth letter, month and year.
	Number string
	// On is the day it was written, Count how manieth letter of the finding it is.
	On      string
	Count   int64
	Agency  string
	Contact string
	Ask     string
	// Reminder is 0 for the first letter to the agency, 1 for the first reminder.
	Reminder int64
	// Since is the day of the first letter to this agency.
	Since string
	DueOn string
	// HouseCode and Where are the sticker's code and the hamlet; empty where the
	// finding is no house's or its address is hidden.
	HouseCode, Where, VillageName string
	FoundOn                       string
	// OwnerName is whom the agency speaks to here, Head who signs.
	OwnerName, Head string
	Facility        registry.Facility
}

var roman = [...]string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"}

// LetterOf reads a letter of a finding: the count-th, or the newest for 0. Absent: there
// is none.
func LetterOf(q journal.Query, id ident.ID, count int64) (l Letter, err error) {
	f, found, err := Findings.Get(q.Tx, q.Facility, id)
	if err != nil {
		return l, err
	}
	if count == 0 {
		count = f.Letters
	}
	if !found || count < 1 || count > f.Letters {
		return l, fault.Absent()
	}
	l.Finding, l.Count = f, count
	if l.Facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
		return l, err
	}
	if err = l.story(q); err != nil {
		return l, err
	}
	return l, l.around(q)
}

// story reads the letter's own line of the timeline, and how many reminders it is.
func (l *Letter) story(q journal.Query) error {
	steps, err := StepsOf(q, l.Finding.ID)
	if err != nil {
		return err
	}
	zone := l.Facility.Location()
	for _, s := range steps {
		if s.Letter == 0 || s.Letter > l.Count {
			continue
		}
		if s.Kind == "coordinated" {
			l.Reminder, l.Since = 0, s.At.Day(zone)
		} else {
			l.Reminder++
		}
		if s.Letter == l.Count {
			l.On, l.DueOn, l.Number = s.At.Day(zone), s.DueOn, number(l.Finding.Number, l.Count, s.At, zone)
			var a Asked
			_, err := q.Open(s.Note, &a)
			l.Agency, l.Contact, l.Ask = a.Agency, a.Contact, a.Ask
			return err
		}
	}
	return fault.Absent()
}

// number is how offices here number letters: count, what it is, month in Roman, year.
func number(finding, count int64, at instant.Instant, zone *time.Location) string {
	day := at.In(zone)
	return fmt.Sprintf("%s/%d/TMN/%s/%d", short(finding), count, roman[int(day.Month())-1], day.Year())
}

// File is the name of the letter's file: no name of anybody.
func (l Letter) File() string {
	return "surat-temuan-" + l.Finding.Short() + "-" + strconv.FormatInt(l.Count, 10)
}

// around fills where it is and who stands for it here.
func (l *Letter) around(q journal.Query) error {
	v, _, err := registry.Villages.Get(q.Tx, q.Facility, ident.ID(l.Finding.Village))
	if err != nil {
		return err
	}
	l.VillageName, l.FoundOn = v.Name, l.Finding.FoundAt.Day(l.Facility.Location())
	if l.Finding.House != "" {
		h, at, _, err := registry.OpenHouse(q, l.Finding.House)
		if err != nil {
			return err
		}
		l.HouseCode = h.Code
		if !h.HiddenAddress {
			l.Where = hamlet(at)
		}
	}
	if l.OwnerName, err = workforce.Name(q, l.Finding.Owner); err != nil {
		return err
	}
	heads, err := workforce.HeadsOn(q)
	if err == nil && len(heads) > 0 {
		l.Head, err = workforce.Name(q, heads[0])
	}
	return err
}
