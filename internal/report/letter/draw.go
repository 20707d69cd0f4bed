package letter

import (
	"strconv"
	"strings"

	"sambang/internal/core/paper"
	"sambang/internal/core/text"
)

// word is a sentence of these papers.
func word(lang, key string, params ...string) string {
	with := map[string]string{}
	for i := 0; i+1 < len(params); i += 2 {
		with[params[i]] = params[i+1]
	}
	return text.T(lang, "letter_of_milk."+key, with)
}

func (f Facts) sheet(lang, title string) *paper.Sheet {
	p := paper.New(lang, title, paper.Letterhead{Name: f.Facility.Name, Phone: f.Facility.ServicePhone, Demo: f.Facility.Demo})
	p.Foot(word(lang, "printed", "day", text.CivilDate(lang, f.Today)))
	return p
}

// Employer draws the letter for where she works: who comes where and when, and
// what the law says of her right to express milk there. The articles are those of
// UU 17/2023 (Health), UU 4/2024 (Welfare of mother and child) and PP 28/2024, which
// carries the former out; the letter asks, it does not threaten.
func (f Facts) Employer(lang string) ([]byte, error) {
	t := func(key string, params ...string) string { return word(lang, key, params...) }
	p := f.sheet(lang, t("employer_title"))
	p.Heading(t("employer_title"))
	p.Say(t("to", "place", f.Pickup.Label))
	p.Say(t("opening", "name", f.Mother, "facility", f.Facility.Name))
	p.Facts([2]string{t("mother"), f.Mother}, [2]string{t("pickup"), f.Pickup.Label}, [2]string{t("where"), f.Pickup.Note},
		[2]string{t("days"), f.days(lang)}, [2]string{t("hour"), strings.Replace(f.At, ":", ".", 1)})
	p.Part(t("ask"))
	p.List(t("ask_1"), t("ask_2"), t("ask_3"), t("ask_4"))
	p.Part(t("law"))
	p.List(t("law_1"), t("law_2"), t("law_3"))
	p.Say(t("closing", "phone", text.Dialled(f.Facility.ServicePhone)))
	p.Sign(text.CivilDate(lang, f.Today), paper.Signer{Role: t("head", "facility", f.Facility.Name), Name: f.Head})
	return p.Bytes()
}

// days names the days of the week; empty leaves the line to the pen.
func (f Facts) days(lang string) string {
	var out []string
	for _, d := range f.Weekdays {
		out = append(out, text.T(lang, "day.long."+strconv.Itoa(d), nil))
	}
	return strings.Join(out, ", ")
}

// Pledge draws what she promises, in the version that she agreed to or, on an
// empty one, in the one that holds now, with room for two hands: hers and that of
// who read it to her.
func (f Facts) Pledge(lang string) ([]byte, error) {
	t := func(key string, params ...string) string { return word(lang, key, params...) }
	p := f.sheet(lang, t("pledge_title"))
	p.Heading(t("pledge_title"))
	p.Facts([2]string{t("mother"), f.Mother}, [2]string{t("baby"), f.Babies})
	p.Say(f.Text.Wording)
	p.Small(t("version", "v", f.Text.Version))
	p.Part(t("rights"))
	p.List(t("right_1"), t("right_2"), t("right_3"))
	if f.Given != "" {
		p.Strong(t("given", "day", text.CivilDate(lang, f.Given), "how", t("how_"+f.How)))
	}
	p.Sign(t("day_line"), paper.Signer{Role: t("the_mother"), Name: f.Mother}, paper.Signer{Role: t("the_witness")})
	return p.Bytes()
}
