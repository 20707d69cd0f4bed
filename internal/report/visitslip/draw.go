package visitslip

import (
	"strconv"

	"sambang/internal/core/paper"
	"sambang/internal/core/text"
)

// codeSide is the side of the square code in millimetres: a cheap camera reads it from a hand.
const codeSide = 34.0

// soonestPoints is the size of the letters of the day and hour.
const soonestPoints = 20

// Draw draws the slip in a language of the catalogue, on one side of A4. Address is how browsers
// reach us, as https://host.
func (f Facts) Draw(lang, address string) ([]byte, error) {
	t := func(key string, pairs ...string) string { return paper.Words(lang, "visitslip."+key, pairs...) }
	p := paper.New(lang, t("title"), paper.Letterhead{Name: f.Facility.Name, Phone: f.Facility.ServicePhone, Demo: f.Facility.Demo})
	p.Foot(t("title") + ", " + t("number", "n", number(f.Booking.Number)))
	p.Heading(t("title"))
	f.soonest(p, lang)
	p.Facts([2]string{t("column_number"), number(f.Booking.Number)}, [2]string{t("column_price"), f.price(lang)})
	f.table(p, lang)
	p.Part(t("ready"))
	p.List(t("ready_parent"), t("ready_room"), t("ready_fed", "minutes", strconv.Itoa(f.FeedMinutes)), t("ready_book"))
	p.Part(t("first"))
	p.Say(t("ill", "hours", strconv.Itoa(f.RestHours)))
	p.Say(t("change", "phone", text.Dialled(f.Facility.ServicePhone)))
	if f.Page != "" {
		if err := f.code(p, t("page"), address); err != nil {
			return nil, err
		}
	}
	return p.Bytes()
}

// soonest sets the first visit in letters that are read from across a room: the paper hangs on a wall.
func (f Facts) soonest(p *paper.Sheet, lang string) {
	if len(f.Visits) == 0 {
		return
	}
	p.Font(soonestPoints, true)
	p.Raw().MultiCell(p.Width(), 9, paper.Plain(text.CivilDay(lang, f.Visits[0].Day)+", "+f.hours(f.Visits[0])), "", "L", false)
	p.Gap(2)
}

// hours is from when to when a visit is.
func (f Facts) hours(v Visit) string {
	zone := f.Facility.Location()
	return text.Hour(v.From, zone) + " - " + text.Hour(v.To, zone)
}

// table sets the visits: day, hour, and who comes.
func (f Facts) table(p *paper.Sheet, lang string) {
	t := func(key string) string { return text.T(lang, "visitslip."+key, nil) }
	rows := p.Table(paper.Column{Title: t("day"), Wide: 6}, paper.Column{Title: t("hour"), Wide: 4}, paper.Column{Title: t("who"), Wide: 6})
	for _, v := range f.Visits {
		rows.Row(text.CivilDay(lang, v.Day), f.hours(v), v.Cadre)
	}
	p.Gap(2)
}

// code draws the square by which the family opens its page, with what it is for beside it.
func (f Facts) code(p *paper.Sheet, words, address string) error {
	p.Room(codeSide + 8)
	y := p.Raw().GetY() + 3
	if err := p.QR(address+f.Page, p.Left(), y, codeSide); err != nil {
		return err
	}
	p.Font(10.5, false)
	p.Raw().SetXY(p.Left()+codeSide+7, y)
	p.Raw().MultiCell(p.Width()-codeSide-7, 5.4, paper.Plain(words), "", "L", false)
	p.Raw().SetY(y + codeSide + 3)
	return nil
}

// price is what is paid for each visit; it is that of the booking and not of today.
func (f Facts) price(lang string) string {
	if f.Booking.Fee <= 0 {
		return text.T(lang, "visitslip.free", nil)
	}
	total := f.Booking.Fee
	for _, v := range f.Visits {
		if v.ID != f.Booking.ID {
			total += v.Fee
		}
	}
	key := "price"
	if len(f.Visits) > 1 {
		key = "price_course"
	}
	return paper.Words(lang, "visitslip."+key, "rp", text.Rp(lang, f.Booking.Fee), "n", strconv.Itoa(len(f.Visits)), "total", text.Rp(lang, total))
}

// number is a booking's as it is read aloud: 0042.
func number(n int64) string {
	s := strconv.FormatInt(n, 10)
	for len(s) < 4 {
		s = "0" + s
	}
	return s
}

// Name is the file's, without ".pdf": nobody is named in lists of downloads.
func (f Facts) Name() string { return "kunjungan-" + number(f.Booking.Number) }
