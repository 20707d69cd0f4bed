package training

import (
	"bytes"
	"encoding/json"
	"net/url"
	"regexp"
	"slices"

	"sambang/internal/core/fault"
)

// Words are a text in the languages of the field: Indonesian always, the others where
// somebody has translated it (Javanese jv, Osing osi, Sundanese su).
type Words struct {
	ID  string `json:"id"`
	EN  string `json:"en,omitempty"`
	JV  string `json:"jv,omitempty"`
	OSI string `json:"osi,omitempty"`
	SU  string `json:"su,omitempty"`
}

// Languages are those of a pack.
var Languages = []string{"id", "en", "jv", "osi", "su"}

// In gives the text in a language; Indonesian where there is none.
func (w Words) In(lang string) string {
	if said := map[string]string{"en": w.EN, "jv": w.JV, "osi": w.OSI, "su": w.SU}[lang]; said != "" {
		return said
	}
	return w.ID
}

// Module is a part of a course to be read or heard.
type Module struct {
	Code  string `json:"code"`
	Title Words  `json:"title"`
	Text  Words  `json:"text"`
	// Picture is the id of one that the health centre has put in; empty: none.
	Picture string `json:"picture,omitempty"`
	// Video is an https address of a short one; empty: none.
	Video string `json:"video,omitempty"`
}

// Question is one of the bank. Right counts from 0, in the order of Answers.
type Question struct {
	Code    string  `json:"code"`
	Ask     Words   `json:"ask"`
	Answers []Words `json:"answers"`
	Right   int64   `json:"right"`
	Why     Words   `json:"why"`
}

// Item is a line of the practical checklist. Without one that must be, nobody passes.
type Item struct {
	Code string `json:"code"`
	What Words  `json:"what"`
	Must bool   `json:"must"`
}

// Pack is a course.
type Pack struct {
	Code  string `json:"code"`
	Title Words  `json:"title"`
	// For are the kinds of workers it is meant for; whoever else may take it too.
	For       []string   `json:"for"`
	Modules   []Module   `json:"modules"`
	Questions []Question `json:"questions"`
	// Asked is how many questions are drawn; PassMark how many percent of them have to be
	// right; Oral: they may be asked aloud, the assessor ticking.
	Asked    int64 `json:"asked"`
	PassMark int64 `json:"pass_mark"`
	Oral     bool  `json:"oral"`
	// Practical is what an assessor looks at, PracticalMark how many percent of it has to be
	// done right; no item: the course has no practical check.
	Practical     []Item `json:"practical"`
	PracticalMark int64  `json:"practical_mark"`
	// Attend: a session is a condition.
	Attend bool `json:"attend"`
	// ValidDays is how long a certificate lasts, RenewDays how many days before its end a
	// re-assessment may be.
	ValidDays int64 `json:"valid_days"`
	RenewDays int64 `json:"renew_days"`
	// Source is the authority of what is taught.
	Source string `json:"source"`
}

// Packs are read whole: a course that leaves a member out has not that of another.
type Packs []Pack

// UnmarshalJSON reads them strictly into fresh rows.
func (p *Packs) UnmarshalJSON(b []byte) error {
	var fresh []Pack
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&fresh); err != nil {
		return err
	}
	*p = fresh
	return nil
}

// Find gives a course.
func (p Packs) Find(code string) (Pack, bool) {
	i := slices.IndexFunc(p, func(one Pack) bool { return one.Code == code })
	if i < 0 {
		return Pack{}, false
	}
	return p[i], true
}

// Question gives one of the bank.
func (p Pack) Question(code string) (Question, bool) {
	i := slices.IndexFunc(p.Questions, func(q Question) bool { return q.Code == code })
	if i < 0 {
		return Question{}, false
	}
	return p.Questions[i], true
}

// HasModule reports whether a module is one of the course.
func (p Pack) HasModule(code string) bool {
	return slices.ContainsFunc(p.Modules, func(m Module) bool { return m.Code == code })
}

var codeForm = regexp.MustCompile(`^[a-z][a-z0-9_]{1,39}$`)

// longest are the days a certificate may last at most: ten years, our own figure.
const longest = 3660

// wrong names the first setting of a course that cannot be; empty: none.
func (p Pack) wrong() string {
	codes := []string{p.Code}
	switch {
	case p.Title.ID == "":
		return "title"
	case len(p.Modules) == 0 && len(p.Questions) == 0:
		return "modules"
	case p.Asked < 0 || p.Asked > int64(len(p.Questions)) || p.Asked == 0 && len(p.Questions) > 0:
		return "asked"
	case p.PassMark < 0 || p.PassMark > 100 || p.Asked > 0 && p.PassMark == 0:
		return "pass_mark"
	case p.PracticalMark < 0 || p.PracticalMark > 100 || len(p.Practical) > 0 && p.PracticalMark == 0:
		return "practical_mark"
	case p.Asked == 0 && len(p.Practical) == 0:
		return "practical" // a certificate that nothing was checked for
	case p.ValidDays < 1 || p.ValidDays > longest:
		return "valid_days"
	case p.RenewDays < 0 || p.RenewDays >= p.ValidDays:
		return "renew_days"
	case p.Source == "":
		return "source"
	}
	for _, m := range p.Modules {
		codes = append(codes, "module_"+m.Code)
		if m.Title.ID == "" || m.Text.ID == "" || !isAddress(m.Video) {
			return "modules"
		}
	}
	for _, i := range p.Practical {
		codes = append(codes, "item_"+i.Code)
		if i.What.ID == "" {
			return "practical"
		}
	}
	for _, q := range p.Questions {
		codes = append(codes, "ask_"+q.Code)
		if !q.sound() {
			return "questions"
		}
	}
	return doubled(codes)
}

// sound reports whether a question can be asked: three or four answers, one of them right.
func (q Question) sound() bool {
	return q.Ask.ID != "" && len(q.Answers) >= 3 && len(q.Answers) <= 4 && q.Right >= 0 && q.Right < int64(len(q.Answers)) &&
		!slices.ContainsFunc(q.Answers, func(w Words) bool { return w.ID == "" })
}

// doubled is "code" where one is none, or stands twice.
func doubled(codes []string) string {
	slices.Sort(codes)
	if len(slices.Compact(slices.Clone(codes))) != len(codes) || slices.ContainsFunc(codes, func(c string) bool { return !codeForm.MatchString(c) }) {
		return "code"
	}
	return ""
}

func isAddress(video string) bool {
	u, err := url.Parse(video)
	return video == "" || err == nil && u.Scheme == "https" && u.Host != ""
}

// Check wants courses that can be taught, passed and renewed.
func (s Settings) Check() *fault.Error {
	codes := []string{}
	for _, p := range s.Courses {
		if p.wrong() != "" {
			return fault.BadField("policy.bad_document", "courses."+p.wrong())
		}
		codes = append(codes, p.Code)
	}
	switch {
	case doubled(codes) != "":
		return fault.BadField("policy.bad_document", "courses.code")
	case s.PartsDays < 1 || s.PartsDays > 730:
		return fault.BadField("policy.bad_document", "parts_days")
	case s.TriesDay < 1 || s.TriesDay > 20:
		return fault.BadField("policy.bad_document", "tries_day")
	}
	return nil
}
