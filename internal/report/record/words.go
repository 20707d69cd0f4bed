package record

import (
	"math"
	"strconv"
	"strings"

	"sambang/internal/core/paper"
	"sambang/internal/core/text"
	"sambang/internal/shared/health"
)

// t is a word of the form of a visit record, as the app has it: a thing has one name.
func (f Facts) t(key string, params ...string) string {
	return f.word("app.record."+key, params...)
}

// own is a word that only the paper has.
func (f Facts) own(key string, params ...string) string { return f.word("record."+key, params...) }

func (f Facts) word(key string, params ...string) string {
	return paper.Words(f.Lang, key, params...)
}

// called is the facility's own name of a code, else the catalogue's, else the code.
func (f Facts) called(key, code, own string) string {
	switch {
	case own != "":
		return own
	case text.Has(text.ID, key+code):
		return f.word(key + code)
	}
	return strings.ReplaceAll(code, "_", " ")
}

// decimal writes a figure of tenths, hundredths or thousandths as people read it.
func (f Facts) decimal(value int64, digits int) string {
	return text.Decimal(f.Lang, float64(value)/math.Pow10(digits), digits)
}

// pair is a figure with its name.
type pair struct{ name, value string }

// figures are what was measured and asked, in the order of the form.
func (f Facts) figures() (out []pair) {
	add := func(key, unit string, value int64, digits int) {
		if value != 0 {
			out = append(out, pair{f.t("f_" + key), strings.TrimSpace(f.decimal(value, digits) + " " + unit)})
		}
	}
	say := func(key, word string) {
		if word != "" {
			out = append(out, pair{f.t("f_" + key), word})
		}
	}
	minute := f.own("per_minute")
	if v := f.Record.Vitals; v != nil {
		if v.SystolicMMHg > 0 {
			out = append(out, pair{f.t("pressure"), strconv.FormatInt(v.SystolicMMHg, 10) + "/" + strconv.FormatInt(v.DiastolicMMHg, 10) + " mmHg"})
		}
		add("pulse_per_min", minute, v.PulsePerMin, 0)
		add("breaths_per_min", minute, v.BreathsPerMin, 0)
		add("temperature_tenths", "°C", v.TemperatureTenths, 1)
		add("saturation_percent", "%", v.SaturationPercent, 0)
		add("glucose_mg_dl", "mg/dL", v.GlucoseMgDl, 0)
		add("weight_g", "kg", v.WeightG, 3)
		add("length_mm", f.lying(v), v.LengthMM, 1)
		add("muac_mm", "cm", v.MuacMM, 1)
	}
	f.antenatal(add, say)
	f.elder(say)
	return out
}

// lying is the unit of a length with how it was taken, for the two differ by 7 mm.
func (f Facts) lying(v *health.Vitals) string {
	if v.Lying {
		return "cm (" + strings.ToLower(f.t("lying_yes")) + ")"
	}
	return "cm"
}

func (f Facts) antenatal(add func(string, string, int64, int), say func(string, string)) {
	a := f.Record.Antenatal
	if a == nil {
		return
	}
	add("weeks", f.own("weeks"), a.Weeks, 0)
	add("fundal_mm", "cm", a.FundalMM, 1)
	add("heartbeat_per_min", f.own("per_minute"), a.HeartbeatPerMin, 0)
	add("haemoglobin_tenths", "g/dL", a.HaemoglobinTenths, 1)
	say("urine_protein", f.choice("urine_", a.UrineProtein))
	say("position", f.choice("position_", a.Position))
	if a.BookSeen != nil {
		say("book_seen", f.yes(*a.BookSeen))
	}
}

func (f Facts) elder(say func(string, string)) {
	e := f.Record.Elder
	if e == nil {
		return
	}
	if e.Falls != nil {
		say("falls", strconv.FormatInt(*e.Falls, 10)+" ×")
	}
	say("memory", f.choice("memory_", e.Memory))
	if e.MealsPerDay != nil {
		say("meals_per_day", strconv.FormatInt(*e.MealsPerDay, 10)+" ×")
	}
	say("walks", f.choice("walks_", e.Walks))
}

// lookedAfter is who looks in, which takes a line of its own.
func (f Facts) lookedAfter() string {
	if f.Record.Elder == nil {
		return ""
	}
	return f.Record.Elder.LookedAfterBy
}

func (f Facts) choice(prefix, word string) string {
	if word == "" {
		return ""
	}
	return f.t(prefix + word)
}

func (f Facts) yes(so bool) string {
	if so {
		return f.t("yes")
	}
	return f.t("no")
}

// given lists the medicines: "Parasetamol 500 mg, 10 tablet".
func (f Facts) given() string {
	var out []string
	for _, g := range f.Record.Given {
		line := f.called("medicine.", g.Code, g.Name) + ", " + strconv.FormatInt(g.Quantity, 10)
		if g.Unit != "" {
			line += " " + f.t("unit_"+g.Unit)
		}
		out = append(out, line)
	}
	if len(out) > 4 { // a long list goes on in the line
		return strings.Join(out, "; ")
	}
	return strings.Join(out, "\n")
}

// dangers are the questions that were answered with yes.
func (f Facts) dangers() string {
	var out []string
	for _, code := range f.Record.Dangers {
		key := "triage." + code + ".ask"
		if !text.Has(text.ID, key) {
			out = append(out, code)
			continue
		}
		out = append(out, code+" "+f.word(key)+" "+f.t("yes")+".")
	}
	return strings.Join(out, "\n")
}

func (f Facts) newCases() string {
	var out []string
	for _, code := range f.Record.NewCases {
		out = append(out, f.called("new_case.", code, f.Cases[code]))
	}
	return strings.Join(out, ", ")
}
