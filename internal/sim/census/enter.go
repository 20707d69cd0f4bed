package census

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
	"sambang/internal/sim/people"
)

// Centre is a health centre whose people are to be entered.
type Centre struct {
	Facility ident.ID
	Slug     string
	// Homes are rows of people who are known already: they get houses of their own.
	Homes []registry.Row
}

// twice is how many people of each town stand in its register a second time, as
// another hand typed them: the list of likely duplicates is not empty.
const twice = 3

// Chunk is how many rows the demo enters with one command: few enough that those
// who work at the desk meanwhile do not wait.
const Chunk = 60

// Demo lists the health centres of the demo: the first, whose day is played, with
// its id and the homes of its cast, and the further ones.
func Demo(slug string, facility ident.ID, homes []registry.Row) []Centre {
	all := []Centre{{Facility: facility, Slug: slug, Homes: homes}}
	for _, more := range []string{"sempu", "coblong", "bojongnangka"} {
		all = append(all, Centre{Facility: Facility(more), Slug: more})
	}
	return all
}

// Everybody enters the people of health centres of the demo one after another. It
// may run while others work there.
func Everybody(ctx context.Context, h House, all []Centre) error {
	for _, c := range all {
		if err := h.enter(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

func (h House) enter(ctx context.Context, c Centre) error {
	day, done, err := h.begun(ctx, c)
	if err != nil || done {
		return err
	}
	centres, err := people.Centres(day)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(centres, func(p people.Centre) bool { return p.Slug == c.Slug })
	if at < 0 {
		return fmt.Errorf("census: nobody lives at %s", c.Slug)
	}
	t, err := people.Generate(people.DemoSeed, centres[at])
	if err != nil {
		return err
	}
	s := h.speak(ctx, c.Facility, c.Slug)
	s.places(t)
	s.town(t, Chunk)
	if len(c.Homes) > 0 { // after the town, whose houses have numbers of their own
		s.rows("homes", registry.EnterRows{Rows: c.Homes})
	}
	s.duplicates(t)
	return s.err
}

// Town enters a whole town into a health centre that serves its villages: posyandu,
// groups of ten houses, then people, chunk rows with one command and no household
// over two of them.
func Town(ctx context.Context, h House, facility ident.ID, t people.Town, chunk int) error {
	s := h.speak(ctx, facility, t.Centre.Slug)
	s.places(t)
	s.town(t, chunk)
	return s.err
}

// last is the name of the command that ends a census.
const last = "twice"

// begun is the day on which the census of a health centre began, today when it has
// not, and whether it has ended.
func (h House) begun(ctx context.Context, c Centre) (day string, done bool, err error) {
	at, ended := instant.Instant(0), instant.Instant(0)
	zone := ""
	err = h.DB.Read(ctx, func(tx *store.Tx) error {
		const recorded = "SELECT recorded_at FROM command WHERE facility_id = $1 AND id = $2"
		if _, err := tx.One(recorded, store.Args(c.Facility, command(c.Slug, "posyandu 0")), &at); err != nil {
			return err
		}
		if _, err := tx.One(recorded, store.Args(c.Facility, command(c.Slug, last)), &ended); err != nil {
			return err
		}
		_, err := tx.One("SELECT zone FROM facility WHERE id = $1", store.Args(c.Facility), &zone)
		return err
	})
	if at.IsZero() {
		at = h.Clock.Now()
	}
	return at.Day(registry.Facility{Zone: zone}.Location()), !ended.IsZero(), err
}

// places writes the posyandu and the groups of ten, and takes one woman for each
// posyandu into the list of workers as its cadre.
func (s *script) places(t people.Town) {
	cadres := s.cadres(t)
	for i, p := range t.Posyandu {
		var at []ident.ID
		if cadres[i] != "" {
			at = []ident.ID{cadres[i]}
		}
		s.say("posyandu "+strconv.Itoa(i), "registry.set_posyandu", registry.SetPosyandu{Posyandu: t.ID("posyandu", i), Village: p.Village, Name: p.Name, OpenDay: int64(p.OpenDay), Cadres: at})
	}
	s.flush()
	for i, ten := range t.Tens {
		group := registry.SetGroup{Group: t.ID("ten", i), Village: t.Posyandu[ten.Posyandu].Village, Name: ten.Name}
		if first(t, i) {
			group.Cadre = cadres[ten.Posyandu]
		}
		s.say("ten "+strconv.Itoa(i), "registry.set_group", group)
	}
	s.flush()
}

// first reports whether a group is the first of its posyandu with a cadre.
func first(t people.Town, ten int) bool {
	return ten == slices.IndexFunc(t.Tens, func(x people.Ten) bool { return x.Posyandu == t.Tens[ten].Posyandu && x.Cadre != people.None })
}

// cadres gives each posyandu its cadre: whoever of the staff serves the village,
// else a woman of its first group, who becomes a worker without an account.
func (s *script) cadres(t people.Town) []ident.ID {
	cadres := make([]ident.ID, len(t.Posyandu))
	staff, taken := s.staff(), map[string]bool{}
	for i, p := range t.Posyandu {
		for _, w := range staff {
			if slices.Contains(w.Kinds, "cadre") && slices.Contains(codes(t.Centre, w.Villages), p.Village) && !taken[p.Village] {
				cadres[i], taken[p.Village] = w.id(), true
			}
		}
	}
	for i, ten := range t.Tens {
		if cadres[ten.Posyandu] != "" || ten.Cadre == people.None {
			continue
		}
		who := t.People[ten.Cadre]
		cadres[ten.Posyandu] = t.ID("cadre", i)
		add := workforce.AddWorker{Worker: t.ID("cadre", i), Name: who.Name, Kinds: []string{"cadre"}, Villages: []string{t.Posyandu[ten.Posyandu].Village}}
		if len(who.Phones) > 0 {
			add.Phone = who.Phones[0]
		}
		s.say("cadre "+strconv.Itoa(i), "workforce.add_worker", add)
	}
	s.flush()
	return cadres
}

func (s *script) staff() []worker {
	teams, err := readTeams()
	if err != nil && s.err == nil {
		s.err = err
	}
	if at := slices.IndexFunc(teams, func(t team) bool { return t.Slug == s.slug }); at >= 0 {
		return teams[at].Staff
	}
	return nil
}

// town enters everybody, household by household.
func (s *script) town(t people.Town, chunk int) {
	var rows []registry.Row
	n := 0
	for i, h := range t.Households {
		for _, m := range h.Members {
			rows = append(rows, t.Row(m))
		}
		if i+1 == len(t.Households) || len(rows)+len(t.Households[i+1].Members) > chunk {
			s.rows("rows "+strconv.Itoa(n), registry.EnterRows{Rows: rows})
			rows, n = nil, n+1
		}
	}
}

// duplicates enters some people a second time, without saying who they are, as
// the notebook of another posyandu would.
func (s *script) duplicates(t people.Town) {
	var all registry.EnterRows
	for _, x := range people.Spoil(t, people.DemoSeed, 400) {
		p := x.Person
		if len(all.Rows) == twice || t.Age(p) < 20 || !slices.Contains(x.How, "nik_missing") || len(x.How) > 3 {
			continue // a NIK finds its owner, and who is not likely the same is no example
		}
		h := t.Houses[t.Households[p.Household].House]
		all.Doubts = append(all.Doubts, registry.Doubt{Row: len(all.Rows), Person: t.ID("person", x.Of), Reasons: []string{"name"}})
		all.Rows = append(all.Rows, registry.Row{Name: p.Name, Phones: p.Phones, Born: p.Told, BornGuessed: p.Guessed, Sex: p.Sex, Mother: p.MotherName,
			Village: h.Village, Hamlet: h.Hamlet, RT: h.RT, RW: h.RW})
	}
	s.rows(last, all)
}

// rows enters some. A row that is not filed stops the census: nobody would miss
// whoever is in it.
func (s *script) rows(name string, body registry.EnterRows) {
	s.flush()
	s.say(name, "registry.enter_rows", body)
	for _, r := range s.flush() {
		var filed []registry.RowAnswer
		if err := json.Unmarshal(r.Result, &filed); err != nil && s.err == nil {
			s.err = fmt.Errorf("census: %s: %w", name, err)
		}
		for _, f := range filed {
			if f.Outcome == registry.RowBad && s.err == nil {
				s.err = fmt.Errorf("census: %s: row %d: %s %s", name, f.Row, f.Code, f.Field)
			}
		}
	}
}
