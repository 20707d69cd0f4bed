package training

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
)

// CourseLine is a course in the list of all, in one language.
type CourseLine struct {
	Code  string   `json:"code"`
	Title string   `json:"title"`
	For   []string `json:"for"`
	// Modules, Questions and Items are how many there are, Asked how many questions are drawn.
	Modules       int64 `json:"modules"`
	Questions     int64 `json:"questions"`
	Asked         int64 `json:"asked"`
	PassMark      int64 `json:"pass_mark"`
	Oral          bool  `json:"oral"`
	Items         int64 `json:"items"`
	PracticalMark int64 `json:"practical_mark"`
	Attend        bool  `json:"attend"`
	ValidDays     int64 `json:"valid_days"`
	RenewDays     int64 `json:"renew_days"`
}

// CourseList is every course; Version is that of the policy, which a check names again.
type CourseList struct {
	Version int64        `json:"version"`
	Courses []CourseLine `json:"courses"`
}

// ModulePage is a module in one language.
type ModulePage struct {
	Code    string `json:"code"`
	Title   string `json:"title"`
	Text    string `json:"text"`
	Picture string `json:"picture,omitempty"`
	Video   string `json:"video,omitempty"`
}

// QuestionPage is a question in one language. Right and Why are only for who assesses:
// nobody else learns them before they have answered.
type QuestionPage struct {
	Code    string   `json:"code"`
	Ask     string   `json:"ask"`
	Answers []string `json:"answers"`
	Right   *int64   `json:"right,omitempty"`
	Why     string   `json:"why,omitempty"`
}

// ItemPage is a line of the checklist in one language.
type ItemPage struct {
	Code string `json:"code"`
	What string `json:"what"`
	Must bool   `json:"must"`
}

// CoursePage is a course whole, in one language; where a text has no translation it is in
// Indonesian.
type CoursePage struct {
	CourseLine
	Version int64 `json:"version"`
	// Languages are those into which anything of it was translated.
	Languages []string       `json:"languages"`
	Read      []ModulePage   `json:"read"`
	Bank      []QuestionPage `json:"bank"`
	Checklist []ItemPage     `json:"checklist"`
	Source    string         `json:"source"`
}

func (p Pack) line(lang string) CourseLine {
	return CourseLine{Code: p.Code, Title: p.Title.In(lang), For: append([]string{}, p.For...), Modules: int64(len(p.Modules)), Questions: int64(len(p.Questions)),
		Asked: p.Asked, PassMark: p.PassMark, Oral: p.Oral, Items: int64(len(p.Practical)), PracticalMark: p.PracticalMark, Attend: p.Attend,
		ValidDays: p.ValidDays, RenewDays: p.RenewDays}
}

// CoursesOf lists the courses of the health centre in a language.
func CoursesOf(q journal.Query, lang string) (out CourseList, err error) {
	set, version, err := Policy.Get(q)
	out = CourseList{Version: version, Courses: []CourseLine{}}
	for _, p := range set.Courses {
		out.Courses = append(out.Courses, p.line(lang))
	}
	return out, err
}

// CourseOf reads one whole; assessor: with what is right.
func CourseOf(q journal.Query, code, lang string, assessor bool) (out CoursePage, err error) {
	set, version, err := Policy.Get(q)
	if err != nil {
		return out, err
	}
	p, found := set.Courses.Find(code)
	if !found {
		return out, fault.Absent()
	}
	out = CoursePage{CourseLine: p.line(lang), Version: version, Languages: p.languages(), Source: p.Source,
		Read: []ModulePage{}, Bank: []QuestionPage{}, Checklist: []ItemPage{}}
	for _, m := range p.Modules {
		out.Read = append(out.Read, ModulePage{m.Code, m.Title.In(lang), m.Text.In(lang), m.Picture, m.Video})
	}
	for _, one := range p.Questions {
		page := QuestionPage{Code: one.Code, Ask: one.Ask.In(lang), Answers: []string{}}
		for _, a := range one.Answers {
			page.Answers = append(page.Answers, a.In(lang))
		}
		if assessor {
			page.Right, page.Why = &one.Right, one.Why.In(lang)
		}
		out.Bank = append(out.Bank, page)
	}
	for _, i := range p.Practical {
		out.Checklist = append(out.Checklist, ItemPage{i.Code, i.What.In(lang), i.Must})
	}
	return out, nil
}

// languages are those of which any module or question has a text.
func (p Pack) languages() (out []string) {
	texts := []Words{}
	for _, m := range p.Modules {
		texts = append(texts, m.Text)
	}
	for _, q := range p.Questions {
		texts = append(texts, q.Ask)
	}
	for _, lang := range Languages {
		if slices.ContainsFunc(texts, func(w Words) bool { return w.has(lang) }) {
			out = append(out, lang)
		}
	}
	return out
}

// has reports whether the text is there in a language itself.
func (w Words) has(lang string) bool {
	return map[string]string{"id": w.ID, "en": w.EN, "jv": w.JV, "osi": w.OSI, "su": w.SU}[lang] != ""
}

// TitleOf is what a course is called; its code where the health centre has it no more.
func TitleOf(q journal.Query, code, lang string) (string, error) {
	set, _, err := Policy.Get(q)
	if p, found := set.Courses.Find(code); found {
		return p.Title.In(lang), err
	}
	if p, found := ours().Find(code); found {
		return p.Title.In(lang), err
	}
	return code, err
}
