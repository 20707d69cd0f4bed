package api

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
)

// Work is something a programme does for somebody of a page.
type Work struct {
	Person ident.ID `json:"person"`
	// Kind names it: catalogue key register.work.<kind>; State is the programme's own word.
	Kind  string   `json:"kind"`
	ID    ident.ID `json:"id"`
	State string   `json:"state"`
}

// PageTask is work that is left to do about somebody of a page.
type PageTask struct {
	ID         ident.ID `json:"id"`
	Kind       string   `json:"kind"`
	Person     ident.ID `json:"person"`
	PersonName string   `json:"person_name"`
	Owner      ident.ID `json:"owner"`
	OwnerName  string   `json:"owner_name"`
	Due        string   `json:"due,omitempty"`
}

// PageRead is one time that somebody read about the people of a page.
type PageRead struct {
	At      instant.Instant `json:"at"`
	Name    string          `json:"name"`
	Purpose string          `json:"purpose"`
}

// RegisterPage is what the page of a person or a household shows.
type RegisterPage struct {
	registry.Page
	Tasks []PageTask `json:"tasks"`
	Work  []Work     `json:"work"`
	// Reads are the last times that somebody read this, for head and officer.
	Reads []PageRead `json:"reads"`
	// Today is the civil day at the health centre: ages are reckoned from it.
	Today string `json:"today"`
	// Full says that numbers are shown whole.
	Full bool `json:"full,omitempty"`
}

// DueList is who is pregnant, by due date.
type DueList struct {
	Women []registry.Awaited `json:"women"`
	// After continues the list; empty: there are no more.
	After string `json:"after,omitempty"`
	Today string `json:"today"`
}

// keepers are the roles that read the register; a treasurer's right to read a
// person ends at the name in the books.
var keepers = []access.Role{access.Head, access.Officer, access.Dispatcher, access.Midwife, access.Cadre}

// knowers learn where somebody lives and how to reach them; the head only behind
// the glass.
var knowers = []access.Role{access.Officer, access.Dispatcher, access.Midwife, access.Cadre}

func isOne(a access.Actor, of []access.Role) bool { return slices.ContainsFunc(of, a.Is) }

// eyes says how much of the register somebody sees; nil keys would see nothing.
func (a *API) eyes(by access.Actor, full bool) (registry.Eyes, error) {
	v, ok := access.May(by, access.Read("person"))
	if !ok || !isOne(by, keepers) {
		return registry.Eyes{}, fault.Absent()
	}
	desk := by.Is(access.Officer) || by.Is(access.Dispatcher)
	return registry.Eyes{
		Reaches: func(person ident.ID, village string) bool {
			keys := []string{"f"}
			if village != "" {
				keys = append(keys, "v:"+village)
			}
			return v.Reaches(keys) || person != "" && slices.Contains(by.Keys, "o:"+string(person))
		},
		Contact: func(person ident.ID) bool {
			return isOne(by, knowers) || person != "" && slices.Contains(by.Keys, "o:"+string(person))
		},
		Hidden: desk, Full: full && by.Is(access.Officer),
		Name: a.NameOf,
	}, nil
}

func (a *API) personPage(w http.ResponseWriter, r *http.Request) error {
	return a.registerPage(w, r, registry.PersonPage)
}

func (a *API) householdPage(w http.ResponseWriter, r *http.Request) error {
	return a.registerPage(w, r, registry.HouseholdPageOf)
}

type pageMaker func(q journal.Query, id ident.ID, eyes registry.Eyes) (registry.Page, error)

func (a *API) registerPage(w http.ResponseWriter, r *http.Request, made pageMaker) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	eyes, err := a.eyes(s.Actor, r.URL.Query().Get("full") == "1")
	if err != nil {
		return err
	}
	id := ident.ID(r.PathValue("id"))
	if !id.Valid() {
		return fault.Absent()
	}
	var page RegisterPage
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		page, err = a.fillPage(q, id, eyes, made)
		return err
	})
	if err != nil {
		return errors.Join(err, a.noteUnread(r.Context(), s.Actor, id))
	}
	purpose := "page"
	if eyes.Full {
		purpose = "full"
	}
	var people []string
	for _, m := range page.Members {
		people = append(people, "person:"+string(m.ID))
	}
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: purpose, People: people}); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, page)
}

// asking reads for somebody at one moment.
func (a *API) asking(ctx context.Context, by access.Actor, f func(q journal.Query) error) error {
	return a.DB.Read(ctx, func(tx *store.Tx) error {
		return f(journal.Query{Tx: tx, Facility: by.Facility, By: by, Now: a.Clock.Now(), Keys: a.Keys})
	})
}

// noteUnread notes that somebody asked for a record that is here and not theirs.
func (a *API) noteUnread(ctx context.Context, by access.Actor, id ident.ID) error {
	there := false
	err := a.asking(ctx, by, func(q journal.Query) (err error) {
		_, there, err = registry.People.Get(q.Tx, by.Facility, id)
		return err
	})
	if err != nil || !there {
		return err
	}
	return a.Showed(ctx, Showing{Facility: by.Facility, Actor: by.ID, Door: "api", Purpose: "page", People: []string{"person:" + string(id)}, Denied: true})
}

// fillPage adds to the register's page what other rooms know of its people.
func (a *API) fillPage(q journal.Query, id ident.ID, eyes registry.Eyes, made pageMaker) (out RegisterPage, err error) {
	if out.Page, err = made(q, id, eyes); err != nil {
		return out, err
	}
	if out.Today, err = today(q); err != nil {
		return out, err
	}
	out.Full = eyes.Full
	about := []ident.ID{}
	for _, m := range out.Members {
		if out.Person == "" || out.Person == m.ID {
			about = append(about, m.ID)
		}
	}
	if out.Tasks, err = a.pageTasks(q, out.Page, about); err != nil {
		return out, err
	}
	out.Work = []Work{}
	if a.WorkOf != nil {
		if out.Work, err = a.WorkOf(q, about); err != nil {
			return out, err
		}
	}
	out.Reads, err = a.pageReads(q, about)
	return out, err
}

// today is the civil day on the wall of the health centre.
func today(q journal.Query) (string, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	return q.Now.Day(f.Location()), err
}

func (a *API) pageTasks(q journal.Query, page registry.Page, about []ident.ID) ([]PageTask, error) {
	out, names := []PageTask{}, map[ident.ID]string{}
	for _, m := range page.Members {
		names[m.ID] = m.Name
	}
	for _, id := range about {
		open, err := task.OpenOf(q, id)
		if err != nil {
			return nil, err
		}
		for _, t := range open {
			owner, err := a.WorkerName(q, t.Owner)
			if err != nil {
				return nil, err
			}
			out = append(out, PageTask{t.ID, t.Kind, t.Person, names[t.Person], t.Owner, owner, t.Due})
		}
	}
	return out, nil
}

// registerPages describes the addresses of pages.
func (b builder) registerPages() {
	id := &huma.Param{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}}
	full := &huma.Param{Name: "full", In: "query", Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{"1"}},
		Description: "NIK and KK whole, for an officer; the reading is noted as such."}
	person := b.operation("register.person", "A person with their household", nil, b.of(RegisterPage{}))
	person.Parameters = []*huma.Param{id, full}
	household := b.operation("register.household", "A household with everybody in it", nil, b.of(RegisterPage{}))
	household.Parameters = []*huma.Param{id, full}
	due := b.operation("register.due", "Who is pregnant, by due date: three days past it without an answer first", nil, b.of(DueList{}))
	due.Parameters = []*huma.Param{{Name: "after", In: "query", Schema: &huma.Schema{Type: huma.TypeString}}, {Name: "limit", In: "query", Schema: &huma.Schema{Type: huma.TypeInteger}}}
	b.doc.Paths["/api/v1/register/people/{id}"] = &huma.PathItem{Get: person}
	b.doc.Paths["/api/v1/register/households/{id}"] = &huma.PathItem{Get: household}
	b.doc.Paths["/api/v1/register/due"] = &huma.PathItem{Get: due}
}
