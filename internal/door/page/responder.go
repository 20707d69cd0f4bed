package page

import (
	"cmp"
	"fmt"
	"html/template"
	"net/http"
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/programme/homevisit/alarm"
	"sambang/internal/shared/registry"
)

// responderView is the page of a neighbour who is called because a kenthongan was
// heard. The way stands on it only while the call is open and only for a browser that
// has answered or opened it; of what is the matter nothing does.
type responderView struct {
	// Word says what became of the call: thanks_going, thanks_cannot, no_answer,
	// stopped, over; empty while it runs. Good: it is good news.
	Word string
	Good bool
	// Open: there is something to do. MayGo: they have not said that they go.
	Open, MayGo bool
	House       string
	Map         template.URL // opens the telephone's own map: no other server learns where it is
	Way         []string
	// Hidden: nobody may be shown where it is; the desk tells the way.
	Hidden    bool
	Emergency string
	ID        ident.ID // of the command that answers; empty: nothing to answer
}

// callWords are what the page says of a call's state.
var callWords = map[string]string{alarm.Going: "thanks_going", alarm.Cannot: "thanks_cannot", alarm.NoAnswer: "no_answer", alarm.Stopped: "stopped"}

// responder draws it and gives who was shown.
func (p *Page) responder(tx *store.Tx, v *visit, s *sheet) ([]ident.ID, error) {
	q := v.query(p, tx)
	c, found, err := alarm.Calls.Get(tx, v.link.Facility, v.link.Subject)
	if err != nil || !found {
		return nil, cmp.Or(err, error(fault.Absent()))
	}
	view := &responderView{Word: callWords[c.State], Emergency: v.facility.EmergencyNumber}
	if c.Over {
		view.Word = "over"
	}
	view.Good = slices.Contains([]string{"thanks_going", "thanks_cannot", "stopped", "over"}, view.Word)
	view.Open = !c.Over && slices.Contains([]string{alarm.Ringing, alarm.Going, alarm.NoAnswer}, c.State)
	view.MayGo = c.State != alarm.Going
	s.Face, s.Title, s.Responder = "responder", s.T("alarm.title"), view
	if view.Open {
		view.ID = p.freshID()
	}
	who := s.T("alarm.neighbour")
	var people []ident.ID
	if view.Open && v.browser != "" {
		post, _, err := alarm.Posts.Get(tx, v.link.Facility, c.Post)
		if err != nil {
			return nil, err
		}
		_, d, _, err := registry.OpenCanonical(q, post.Elder)
		if err != nil {
			return nil, err
		}
		who, people = cmp.Or(called(d.Name), who), []ident.ID{post.Elder}
		house, at, _, err := registry.OpenHouse(q, c.Post)
		if err != nil {
			return nil, err
		}
		view.way(house, at)
	}
	s.Say = rich(v.lang, "page.alarm.say", "at", "", map[string]string{"who": who, "at": s.T("alarm.mark")})
	return people, nil
}

// way fills in how to get there, in the villagers' own words first.
func (view *responderView) way(h registry.House, at registry.HouseDetail) {
	view.House, view.Hidden = h.Code, h.HiddenAddress
	if h.HiddenAddress {
		return
	}
	for _, line := range []string{at.Directions, at.Landmark, at.Hamlet, at.Street} {
		if line != "" {
			view.Way = append(view.Way, line)
		}
	}
	if len(view.Way) == 0 {
		view.Way = []string{h.Code}
	}
	if !at.Home.IsZero() {
		view.Map = template.URL(fmt.Sprintf("geo:%.5f,%.5f?q=%.5f,%.5f", at.Home.Lat, at.Home.Lon, at.Home.Lat, at.Home.Lon)) //nolint:gosec // made of numbers
	}
}

// respond takes the answer. Whoever has answered has opened the page by that.
func (p *Page) respond(w http.ResponseWriter, r *http.Request, v *visit) error {
	id, answer := ident.ID(r.PostForm.Get("id")), r.PostForm.Get("answer")
	if r.PathValue("act") != "jawab" || !id.Valid() || answer != alarm.Going && answer != alarm.Cannot {
		return fault.Absent()
	}
	var c alarm.Call
	err := p.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		c, _, err = alarm.Calls.Get(tx, v.link.Facility, v.link.Subject)
		return err
	})
	if err != nil {
		return err
	}
	if v.browser == "" {
		if err := p.admit(w, r, v.link, v.token, v.now); err != nil {
			return err
		}
	}
	return p.say(w, r, v, id, order{"alarm.answer", alarm.Answer{Case: c.Case, Call: c.ID, Answer: answer}, ""})
}
