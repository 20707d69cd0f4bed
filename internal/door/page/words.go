package page

import (
	"html/template"
	"regexp"
	"strings"
	"time"

	"sambang/internal/core/instant"
	"sambang/internal/core/text"
	"sambang/internal/shared/registry"
)

// sheet is everything a template is drawn with.
type sheet struct {
	Lang, Token, Version string
	// Face is the template of the page: plain, open, track, place, head, apply, complain, status, report, find, receipt, board, heard, responder, certificate, leaflet, seller or member.
	Face, Word, Title string
	Facility          registry.Facility
	Known             bool // the facility is known: not for a link that is none
	Say               template.HTML
	Note, Trouble     string
	// Quiet: nothing is said by itself, for somebody has died.
	Quiet    bool
	Track    *trackView
	Place    *placeView
	Head     *headView
	Apply    *applyView
	Complain *complainView
	Status   *statusView
	Report   *reportView
	Find     *findView
	Receipt  *receiptView
	Board    *boardView
	// Heard is the page of a kenthongan that was heard, Responder that of who is called for it.
	Heard     *heardView
	Responder *responderView
	// Certificate is the page on which anybody may check one of six months.
	Certificate *certificateView
	// Member is the page of a mother in a support group.
	Member *memberView
	// Leaflet is what stands behind the code of a leaflet.
	Leaflet *leafletView
	// Seller is a seller's own page.
	Seller *sellerView
	// Booking is the form for a massage of a baby at home, Booked the visits that were asked for.
	Booking *bookingView
	Booked  *bookedView
	// Partner is the page of a partner of the baby massages.
	Partner *partnerView
	// Ride is the cadre on her way to this family, Rate the visit that stars are asked for.
	Ride *rideView
	Rate *rateView
	// Extra and Also name the styles and scripts that a page has beside those of all pages.
	Extra, Also string
	// Style names a style that comes without a script.
	Style       string
	Attribution string
	// Manifest is where a page that can be put among a phone's apps says how; empty: it cannot.
	Manifest string
}

// plainSheet is a page that shows nothing of anybody.
func (p *Page) plainSheet(lang string, v *visit) *sheet {
	s := &sheet{Lang: lang, Version: p.version}
	if v != nil {
		s.Facility, s.Known, s.Token = v.facility, v.facility.ID != "", v.token
	}
	return s
}

// T is a sentence without anything put in.
func (s *sheet) T(key string) string { return text.T(s.Lang, "page."+key, nil) }

// With is a sentence with one thing put in: its name, its value.
func (s *sheet) With(key, name, value string) template.HTML {
	return rich(s.Lang, "page."+key, "", "", map[string]string{name: value})
}

// Marked is the sentence of a page that shows nobody, with its one marked fact.
func (s *sheet) Marked(word string) template.HTML {
	return rich(s.Lang, "page."+word+".say", "at", "", map[string]string{"at": s.T(word + ".mark")})
}

// List is what a template goes through.
func (*sheet) List(words ...string) []string { return words }

// Code is the sentence of a code.
func (s *sheet) Code(code string) string { return text.Code(s.Lang, code) }

// Dialled is a telephone number as one dials it here.
func (*sheet) Dialled(phone string) string { return text.Dialled(phone) }

// Mark is the word that stands on every page of an invented facility.
func (s *sheet) Mark() string { return text.T(s.Lang, "demo.mark", nil) }

// Night reports whether the page is dark on a phone that is: what a family reads beside a sleeping child.
func (s *sheet) Night() bool {
	switch s.Face {
	case "leaflet", "seller", "certificate", "booking", "booking-hours", "booked", "family":
		return true
	}
	return false
}

// Other is the language the switch leads to.
func (s *sheet) Other() string {
	if s.Lang == text.EN {
		return text.ID
	}
	return text.EN
}

// Act is the address of a form.
func (s *sheet) Act(what string) string { return localPath(s.Token, "/"+what, s.Lang) }

// Here is the page's own address.
func (s *sheet) Here() string { return localPath(s.Token, "", s.Lang) }

var holes = regexp.MustCompile(`\{\w+\}`)

// rich puts params into a sentence of the catalogue as HTML. Every value is
// escaped and kept apart, so that a name's marks of direction end with the name;
// the one called mark is the fact that the sentence is about.
func rich(lang, key, mark, tone string, params map[string]string) template.HTML {
	sentence := text.T(lang, key, nil)
	var b strings.Builder
	from := 0
	for _, at := range holes.FindAllStringIndex(sentence, -1) {
		b.WriteString(template.HTMLEscapeString(sentence[from:at[0]]))
		name := sentence[at[0]+1 : at[1]-1]
		value := template.HTMLEscapeString(params[name])
		switch {
		case name == mark && tone != "":
			b.WriteString(`<mark data-tone="` + tone + `"><bdi>` + value + `</bdi></mark>`)
		case name == mark:
			b.WriteString("<mark><bdi>" + value + "</bdi></mark>")
		default:
			b.WriteString("<bdi>" + value + "</bdi>")
		}
		from = at[1]
	}
	b.WriteString(template.HTMLEscapeString(sentence[from:]))
	return template.HTML(b.String()) //nolint:gosec // every value above is escaped
}

// called is how somebody is spoken of: the first word of the name, with the
// title that stands before it.
func called(name string) string {
	words := strings.Fields(name)
	if len(words) > 1 && titles[strings.ToLower(strings.TrimSuffix(words[0], "."))] {
		return words[0] + " " + words[1]
	}
	if len(words) > 0 {
		return words[0]
	}
	return ""
}

var titles = map[string]bool{"ibu": true, "bu": true, "bapak": true, "pak": true, "mbah": true, "mbak": true, "mas": true, "nenek": true, "kakek": true,
	"eyang": true, "simbah": true, "bude": true, "pakde": true, "bulik": true, "paklik": true, "dr": true, "bidan": true, "mr": true, "mrs": true, "ny": true, "tn": true}

// calledMother adds the title she is spoken to with.
func calledMother(lang, name string) string {
	short := called(name)
	if short == "" || strings.Contains(short, " ") {
		return short
	}
	return text.T(lang, "page.mother", map[string]string{"name": short})
}

// initials are one or two letters for a face.
func initials(name string) string {
	var out []rune
	words := strings.Fields(name)
	if len(words) > 1 && titles[strings.ToLower(strings.TrimSuffix(words[0], "."))] {
		words = words[1:]
	}
	for _, w := range words {
		if len(out) < 2 {
			out = append(out, []rune(strings.ToUpper(w))[0])
		}
	}
	return string(out)
}

// hour is a time of day; of another day its day comes first.
func hour(lang string, i, now instant.Instant, zone *time.Location) string {
	if i.IsZero() {
		return ""
	}
	at := text.Hour(i, zone)
	switch i.Day(zone) {
	case now.Day(zone):
		return at
	case now.Add(24 * time.Hour).Day(zone):
		return text.T(lang, "page.tomorrow", map[string]string{"at": at})
	case now.Add(-24 * time.Hour).Day(zone):
		return text.T(lang, "page.yesterday", map[string]string{"at": at})
	}
	return text.T(lang, "page.on_day", map[string]string{"day": text.Date(lang, i, zone), "at": at})
}
