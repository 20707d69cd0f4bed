package milk

import (
	"strings"
	"time"

	"sambang/internal/calc/milktime"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// PrintedLabel is the name on a printed label: six letters of 30 random bits and
// their check character. Nothing is written down when it is printed: a label means
// something from the moment a bottle is declared with it.
func PrintedLabel(random uint32) string {
	six := make([]byte, 6)
	for i := range six {
		six[i] = labelLetters[random>>(5*i)&31]
	}
	return spaced(string(six) + string(labelLetters[checkOf(string(six))]))
}

// LabelAsk is whose labels are asked for: blank ones of a place, or those of the
// bottles of a delivery. Baby puts the baby's name and day of birth on them.
type LabelAsk struct {
	Place, Delivery ident.ID
	Baby            bool
}

// BottleLabel is what is known of a declared bottle.
type BottleLabel struct {
	Label       string
	VolumeML    int64
	ExpressedAt instant.Instant
	UseBy       instant.Instant
	Milk        milktime.Milk
}

// LabelSheet is what a sheet of labels says.
type LabelSheet struct {
	// Mother is her first name and an initial: enough to find a bottle in a shared
	// refrigerator. Baby and Born are empty unless they were asked for.
	Mother, Baby, Born string
	// Number is the delivery's; Bottles are none for blank labels.
	Number  string
	Bottles []BottleLabel
	Zone    *time.Location
	// Audiences are those of the place: who may see whose labels these are.
	Audiences []string
	// People are the rows that are shown, for the access log.
	People []string
}

// LabelsOf reads what stands on labels. A place or delivery that is not here is
// not found.
func LabelsOf(q journal.Query, ask LabelAsk) (LabelSheet, error) {
	sheet := LabelSheet{}
	if ask.Delivery != "" {
		d, found, err := Deliveries.Get(q.Tx, q.Facility, ask.Delivery)
		if err != nil {
			return sheet, err
		}
		if !found {
			return sheet, fault.Absent()
		}
		ask.Place, sheet.Number = d.Place, d.short()
		sheet.People = []string{"milk_delivery:" + string(d.ID)}
		for _, b := range d.Bottles {
			sheet.Bottles = append(sheet.Bottles, BottleLabel{b.Label, b.VolumeML, b.ExpressedAt, b.UseBy, b.Milk})
		}
	}
	return sheet, sheet.of(q, ask)
}

func (sheet *LabelSheet) of(q journal.Query, ask LabelAsk) error {
	p, found, err := Places.Get(q.Tx, q.Facility, ask.Place)
	if err != nil {
		return err
	}
	if !found {
		return fault.Absent()
	}
	sheet.Audiences, sheet.People = p.Audiences(), append(sheet.People, "milk_place:"+string(p.ID))
	_, mother, _, err := registry.OpenCanonical(q, p.Mother)
	if err != nil {
		return err
	}
	sheet.Mother = onLabel(mother.Name)
	if ask.Baby {
		if sheet.Baby, sheet.Born, err = baby(q, p.Baby); err != nil {
			return err
		}
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return err
	}
	sheet.Zone, err = time.LoadLocation(f.Zone)
	return err
}

// onLabel is a first name with the initial of the next: "Sri W."
func onLabel(name string) string {
	words := strings.Fields(name)
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return words[0] + " " + string([]rune(words[1])[:1]) + "."
}
