package day

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/milktime"
	"sambang/internal/core/access"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/holiday"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/need"
	"sambang/internal/shared/payment"
	"sambang/internal/shared/policy"
)

// rules are what the head and the midwife sign on the first day, and the holidays
// that fall on the same date every year.
func (p *past) rules() error {
	table, err := json.Marshal(milktime.Defaults())
	if err != nil {
		return err
	}
	sign := milk.SignTable{Digest: milk.Signing{Paper: policy.Paper{Document: table}}.Digest()}
	for _, by := range []struct{ key, as string }{{"kepala", milk.AsHead}, {"bidan", milk.AsHealth}} {
		sign.As = by.as
		if err := p.say(p.staff[by.key], "sign "+by.as, "milk.sign_table", sign); err != nil {
			return err
		}
	}
	from, to := p.began.Day(p.zone), p.first.Add(60*24*time.Hour).Day(p.zone)
	for _, d := range calendar.Days(from, int(p.first.Sub(p.began).Hours()/24)+60) {
		name := map[string]string{"01-01": "Tahun Baru", "05-01": "Hari Buruh", "06-01": "Hari Lahir Pancasila", "08-17": "Hari Kemerdekaan", "12-25": "Hari Natal"}[d[5:]]
		if name == "" || d > to {
			continue
		}
		if err := p.say(p.staff["petugas"], "holiday "+d, "schedule.set_holiday", holiday.SetHoliday{Day: d, Kind: "national", Name: name}); err != nil {
			return err
		}
	}
	return nil
}

// treasury is the month's money: what came in, the statements, their approval and
// payment. Of the last month one statement still waits to be paid and one for the head.
func (p *past) treasury(day time.Time) {
	treasurer, head, on := p.staff["bendahara"], p.staff["kepala"], day.Format(time.DateOnly)
	if isDay(day, p.began.In(p.zone)) || day.Day() == 1 {
		p.tell(p.hour(day, 8, 30), treasurer, "funds "+on, "payment.receive",
			payment.Receive{Fund: "blud", What: payment.Money, Amount: 3_000_000, Source: "Anggaran BLUD puskesmas", On: on})
	}
	if isDay(day, p.began.In(p.zone).AddDate(0, 0, 9)) {
		p.tell(p.hour(day, 11, 0), treasurer, "gift", "payment.receive", payment.Receive{Fund: "gift", What: "ice_pack", Amount: 24, Source: "Koperasi karyawan", On: on})
	}
	before := day.AddDate(0, 0, -day.Day()) // the last day of the month before
	if day.Day() > 4 || before.Before(p.began.In(p.zone)) {
		return
	}
	month, latest := before.Format("2006-01"), p.first.In(p.zone).AddDate(0, 0, -p.first.In(p.zone).Day()).Format("2006-01") == before.Format("2006-01")
	for i, c := range p.cast.couriers() {
		name := c.Key + " " + month
		at := p.hour(day, 9, 10+i)
		switch {
		case day.Day() == 2:
			p.at(at, func() error { return p.prepare(name, payment.Prepare{Worker: c.worker(), Month: month}) })
		case latest && i == 2:
		case day.Day() == 3:
			p.settleStatement(at, head, name, "approve", func(s payment.Statement) any { return payment.Settle{Statement: s.ID} })
		case latest && i == 1:
		case day.Day() == 4:
			p.settleStatement(at, treasurer, name, "pay", func(s payment.Statement) any { return payment.Pay{Statement: s.ID, How: "transfer", On: on} })
			p.settleStatement(at.Add(3*time.Hour), p.staff[c.Key], name, "receipt", func(s payment.Statement) any { return payment.Confirm{Statement: s.ID, How: "app"} })
		}
	}
}

// prepare freezes a month; a courier who earned nothing in it gets no statement.
func (p *past) prepare(name string, body payment.Prepare) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	out, err := p.house.Journal.Do(p.ctx, p.staff["bendahara"], journal.Envelope{ID: named("command statement " + name), Verb: "payment.prepare", V: 1, Device: "demo", Body: raw})
	if err == nil && out.Status != journal.Accepted && out.Code != "payment.nothing_due" {
		err = fmt.Errorf("payment.prepare (%s): %s", name, out.Code)
	}
	return err
}

// settleStatement says one thing about the statement of a courier and month, when
// there is one.
func (p *past) settleStatement(at instant.Instant, by access.Actor, name, what string, body func(payment.Statement) any) {
	p.at(at, func() error {
		var all []payment.Statement
		err := p.query(func(q journal.Query) (err error) {
			all, err = payment.Statements.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
			return err
		})
		for _, s := range all {
			for _, c := range p.cast.couriers() {
				if err == nil && s.Worker == c.worker() && name == c.Key+" "+s.Month {
					err = p.say(by, what+" "+name, "payment."+what, body(s))
				}
			}
		}
		return err
	})
}

// decisions end what somebody had to look at: the courier has answered, the officer
// decides the next day. The doubts of the last two days still wait.
func (p *past) decisions(day time.Time) error {
	var open []milk.Review
	err := p.query(func(q journal.Query) (err error) {
		open, err = milk.Reviews.Where(q.Tx, "facility_id = $1 AND state = 'open' ORDER BY opened_at, id", q.Facility)
		return err
	})
	for i, r := range open {
		n, at := chance(string(r.ID)), p.hour(day, 8, 20+i)
		if n%2 == 0 && r.Courier != "" && len(r.Answers) == 0 {
			p.tell(at, p.worker(r.Courier), "answer "+string(r.ID), "milk.answer_hold", milk.AnswerHold{Review: r.ID, Words: "Kode tidak terbaca di HP nenek, botol saya serahkan langsung di depan rumah."})
		}
		if !day.AddDate(0, 0, 2).Before(p.first.In(p.zone)) {
			continue
		}
		d := milk.Decide{Review: r.ID, Decision: "pay"}
		switch {
		case slices.Contains(r.Reasons, "no_code") && n%5 == 0:
			d.Decision, d.Note = "no_fee", "Keluarga yang ditelepon menerima botol dari orang lain; dibicarakan dengan kurir."
		case slices.Contains(r.Reasons, "no_code"):
			d.Decision = "proven"
		}
		p.tell(at.Add(2*time.Hour), p.staff["petugas"], "review "+string(r.ID), "milk.review", d)
	}
	return err
}

// cases are seen to the end in the afternoon: each step by whose it is, then the last
// word.
func (p *past) cases() error {
	var open []need.Case
	err := p.query(func(q journal.Query) (err error) {
		open, err = need.Cases.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY number", q.Facility, need.Going)
		return err
	})
	for _, c := range open {
		if err == nil {
			err = p.closeCase(c)
		}
	}
	return err
}

func (p *past) closeCase(c need.Case) error {
	done := map[string]bool{}
	err := p.query(func(q journal.Query) error {
		steps, err := need.Steps.Where(q.Tx, "facility_id = $1 AND case_id = $2 AND kind = 'step'", q.Facility, c.ID)
		for _, s := range steps {
			done[s.Code] = true
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, k := range milk.IncidentKinds() {
		for _, s := range k.Steps {
			if k.Name != c.Kind || done[s.Code] {
				continue
			}
			by := p.staff["petugas"]
			if s.Who == access.Midwife {
				if by = p.serves(p.villageOf(c.Village)); !by.Is(access.Midwife) {
					continue // no midwife serves it: what she would say stays open
				}
			}
			if err := p.say(by, "step "+string(c.ID)+s.Code, "need.step", need.DoStep{Case: c.ID, Step: s.Code}); err != nil {
				return err
			}
		}
	}
	return p.say(p.staff["petugas"], "close "+string(c.ID), "need.close", need.Close{Case: c.ID, Outcome: "solved", Reason: "Ibu sudah dihubungi, penyebabnya dicatat dan dibahas dengan kurir."})
}

// villageOf is the name of a village by its code.
func (p *past) villageOf(code string) string {
	for _, v := range p.cast.villages {
		if v.Code == code {
			return v.Name
		}
	}
	return ""
}

// messages sends all that wait.
func (p *past) messages() error {
	var all []messaging.Row
	err := p.query(func(q journal.Query) (err error) {
		all, err = messaging.Messages.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY created_at, id", q.Facility, messaging.Waiting)
		return err
	})
	if err != nil {
		return err
	}
	s := &script{ctx: p.ctx, journal: p.house.Journal, by: p.staff["petugas"]}
	for _, m := range all {
		s.say("told "+string(m.ID), "messaging.mark", messaging.Mark{Message: m.ID, How: "whatsapp"})
	}
	s.flush()
	return s.err
}
