package screening

import (
	"slices"

	"sambang/internal/core/fault"
)

// How firmly a hand works.
const (
	Stroking = "stroking"
	Light    = "light"
	Firm     = "firm"
)

var pressures = []string{Stroking, Light, Firm}

// Band is how children of an age are massaged.
type Band struct {
	// Below is the first whole month of age that is no longer in the band.
	Below int `json:"below_months"`
	// Minutes is how long the massage itself lasts at most, Visit how long the cadre is in
	// the house: questions, washing, warming, teaching.
	Minutes  int      `json:"minutes"`
	Visit    int      `json:"visit_minutes"`
	Pressure string   `json:"pressure"`
	Limits   []string `json:"limits,omitempty"`
}

// Source is who says a figure, and how well that is founded.
type Source struct {
	Figure    string `json:"figure"`
	Authority string `json:"authority"`
	Evidence  string `json:"evidence"`
}

// How well a figure is founded, as in the other clinical tables.
const (
	Found     = "found"
	Knowledge = "general_knowledge"
	Proposal  = "proposal"
)

// Settings are the figures of the questions, each of them the health centre's own to
// change. None is medical advice until its head and a midwife have looked it up.
type Settings struct {
	// ImmunisedHours is the rest after an immunisation (M03). 72: the strictest of the
	// published contraindications of infant massage; others say 24 to 48.
	ImmunisedHours int `json:"immunised_hours"`
	// FeverDangerMonths is below which age a fever is a danger sign (M01). 2: MTBM, the
	// ministry's handbook of the infant under two months, by general knowledge.
	FeverDangerMonths int `json:"fever_danger_months"`
	// FeedWaitMinutes is the rest after a feed (M12). 30: the same publications.
	FeedWaitMinutes int `json:"feed_wait_minutes"`
	// CordMonths is below which age it is asked whether the cord has fallen off (M09). 2:
	// our own proposal; it falls within the first weeks.
	CordMonths int `json:"cord_months"`
	// Bands from the youngest; the end of the last is the upper age. To 1 month stroking
	// only, to 3 months light and short, to 3 years about a quarter of an hour: what is
	// taught to cadres, by general knowledge. Minutes of a visit: our own proposal, slots of
	// 30 to 45 minutes.
	Bands []Band `json:"bands"`
	// Source names the authority of each figure above, by its name in this document.
	Source []Source `json:"source"`
}

// publications are where the rests after immunisation and feed stand in print.
const publications = "physicaltherapy.com, infant massage contraindications; tobabyandbeyond; medicalcases.info; pediatricmedic.com"

// Defaults are the program's own figures.
func Defaults() Settings {
	return Settings{
		ImmunisedHours: 72, FeverDangerMonths: 2, FeedWaitMinutes: 30, CordMonths: 2,
		Bands: []Band{
			{Below: 1, Minutes: 10, Visit: 30, Pressure: Stroking, Limits: []string{StrokingOnly, Short}},
			{Below: 3, Minutes: 10, Visit: 30, Pressure: Light, Limits: []string{Short}},
			{Below: 36, Minutes: 15, Visit: 45, Pressure: Firm},
		},
		Source: []Source{
			{"immunised_hours", publications, Found},
			{"fever_danger_months", "Kemenkes, MTBM under 2 months", Knowledge},
			{"feed_wait_minutes", publications, Found},
			{"cord_months", "Sambang", Proposal},
			{"bands", "training of Indonesian massage cadres; visit_minutes: Sambang", Knowledge},
		},
	}
}

// Band is that of a child of so many whole months; not ok: too old, or no age.
func (s Settings) Band(months int) (Band, bool) {
	i := slices.IndexFunc(s.Bands, func(b Band) bool { return months < b.Below })
	if i < 0 || months < 0 {
		return Band{}, false
	}
	return s.Bands[i], true
}

// Upper is the age in whole months from which nobody is massaged.
func (s Settings) Upper() int {
	if len(s.Bands) == 0 {
		return 0
	}
	return s.Bands[len(s.Bands)-1].Below
}

// How far the figures go: more is a slip of the finger. A baby of 18 years is none.
const (
	mostHours   = 14 * 24
	mostMonths  = 18 * 12
	mostMinutes = 240
)

// figures are what needs a source, by the names of the document.
var figures = []string{"immunised_hours", "fever_danger_months", "feed_wait_minutes", "cord_months", "bands"}

// Check wants figures that can be, bands that rise, and a source for each figure. It gives
// policy.bad_document with the field.
func (s Settings) Check() *fault.Error {
	bad := func(field string) *fault.Error { return fault.BadField("policy.bad_document", field) }
	switch {
	case s.ImmunisedHours < 0 || s.ImmunisedHours > mostHours:
		return bad("immunised_hours")
	case s.FeverDangerMonths < 0 || s.FeverDangerMonths > mostMonths:
		return bad("fever_danger_months")
	case s.FeedWaitMinutes < 0 || s.FeedWaitMinutes > mostMinutes:
		return bad("feed_wait_minutes")
	case s.CordMonths < 0 || s.CordMonths > mostMonths:
		return bad("cord_months")
	case !s.rise():
		return bad("bands")
	case !s.sourced():
		return bad("source")
	}
	return nil
}

// rise reports whether the bands follow each other and can be worked with.
func (s Settings) rise() bool {
	from := 0
	for _, b := range s.Bands {
		known := slices.Contains(pressures, b.Pressure) && !slices.ContainsFunc(b.Limits, func(l string) bool { return !slices.Contains(limits, l) })
		if b.Below <= from || b.Below > mostMonths || b.Minutes < 1 || b.Visit < b.Minutes || b.Visit > mostMinutes || !known {
			return false
		}
		from = b.Below
	}
	return from > 0
}

// sourced reports whether each figure has one source, with an authority.
func (s Settings) sourced() bool {
	seen := map[string]bool{}
	for _, x := range s.Source {
		if seen[x.Figure] || !slices.Contains(figures, x.Figure) || x.Authority == "" || !slices.Contains([]string{Found, Knowledge, Proposal}, x.Evidence) {
			return false
		}
		seen[x.Figure] = true
	}
	return len(seen) == len(figures)
}
