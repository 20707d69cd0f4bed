package api

import (
	"context"
	"log/slog"
	"net/http"
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/plan"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/tracking"
)

// Signed is somebody who has signed in on a browser.
type Signed struct {
	Actor   access.Actor
	Account ident.ID
	Name    string
}

// Entry is a session that was just begun: its secret goes into the cookie.
type Entry struct {
	Signed
	Token string
}

// DeskPerson is somebody who has signed in on this browser before.
type DeskPerson struct {
	Account ident.ID      `json:"account"`
	Name    string        `json:"name"`
	Roles   []access.Role `json:"roles"`
}

// People is who signs in. Every error is coded: session.none, session.wrong,
// session.too_many.
type People interface {
	// SignIn begins a session; from is the address the request came from, browser
	// the secret of this browser's shared desk.
	SignIn(ctx context.Context, phone, password, from, browser string) (Entry, error)
	// BySession finds who a session is, with the rights of this moment.
	BySession(ctx context.Context, token string) (Signed, error)
	SignOut(ctx context.Context, token string) error
	// SwitchByPIN begins a session of somebody who signed in on this browser before.
	SwitchByPIN(ctx context.Context, browser string, account ident.ID, pin, from string) (Entry, error)
	Desk(ctx context.Context, browser string) ([]DeskPerson, error)
	SetPIN(ctx context.Context, token, pin string) error
	// Facilities are those of the people who have signed in on a browser.
	Facilities(ctx context.Context, browser string) ([]ident.ID, error)
}

// Facility is the health centre as the app shows it.
type Facility struct {
	ID              ident.ID `json:"id"`
	Name            string   `json:"name"`
	Slug            string   `json:"slug"`
	Zone            string   `json:"zone"`
	Demo            bool     `json:"demo"`
	ServicePhone    string   `json:"service_phone"`
	EmergencyNumber string   `json:"emergency_number"`
}

// Showing is an answer that showed people: a row of the access log.
type Showing struct {
	Facility ident.ID
	Actor    ident.ID
	Door     string
	Purpose  string
	// People are the ids of the rows shown, as table:id.
	People []string
	Denied bool
}

// MapTiles is where the app gets its map from.
type MapTiles struct {
	URL         string `json:"url"`
	Attribution string `json:"attribution"`
}

// Positions takes the app's own positions in; tracking.Recorder is one.
type Positions interface {
	Take(ctx context.Context, fixes []tracking.Fix) error
}

// API is the JSON door.
type API struct {
	Journal *journal.Journal
	DB      *store.DB
	Keys    *keys.Ring
	Clock   instant.Clock
	Log     *slog.Logger
	People  People
	Shows   map[string]journal.Show
	// Columns says which fields of a row somebody sees through an audience;
	// access.Columns is one.
	Columns func(table string, roles []access.Role, audience string) (fields []string, all bool)
	// Facility reads what the app shows of a health centre.
	Facility func(tx *store.Tx, id ident.ID) (Facility, error)
	// Showed writes the access log and returns once the row is durable.
	Showed func(ctx context.Context, s Showing) error
	// Finish adds to an answer what must not stand in the log: addresses with secrets.
	Finish func(ctx context.Context, facility ident.ID, verb string, out journal.Outcome) (journal.Outcome, error)
	// Owners say who sees what names a picture; without any, only who sent it does.
	Owners []Owner
	// PhoneQR draws the code by which a phone is enrolled.
	PhoneQR func(ctx context.Context, a access.Actor, phone ident.ID) (png []byte, err error)
	// DrawQR draws a text as a PNG of this many pixels a side; nil: pictures are left out.
	DrawQR func(text string, pixels int) (png []byte, err error)
	// NameOf gives the name of who acted, of an account or a link; empty for the
	// machine. WorkerName gives a worker's name.
	NameOf     func(q journal.Query, actor string) (string, error)
	WorkerName func(q journal.Query, worker ident.ID) (string, error)
	// WorkOf lists what the programmes do for some people; nil: nothing.
	WorkOf func(q journal.Query, people []ident.ID) ([]Work, error)
	// Directory finds people as they are typed; Imports brings lists of them in. One
	// of each serves a process; without them their addresses are not there.
	Directory *registry.Directory
	Imports   *Imports
	// Address is how browsers reach us, as https://host: what is printed leads there.
	Address string
	// Plans answers what is asked of a day's plan; nil: nobody plans.
	Plans *plan.Desk
	// Plays holds what-if questions; nil: none are asked here.
	Plays *Plays
	// Massages finds free slots and the cadres' days.
	Massages massage.Room
	// Hub may be nil: then nothing moves on the map.
	Hub *tracking.Hub
	// Positions may be nil: then the app's positions are not taken.
	Positions Positions
	Tiles     *Tiles
	// Outlines is a GeoJSON file of the villages' outlines; none: the map draws none.
	OutlineFile string
	Version     string
	// Secure says that browsers reach us over TLS: cookies are named and marked so.
	Secure bool
	// Proxied says that the address of the sender is the last of X-Forwarded-For.
	Proxied bool
	// Demo says that the health centre is invented.
	Demo bool
	// Stopping is closed when the server begins to stop.
	Stopping <-chan struct{}

	points   registry.Points
	outline  outlineFile
	advising advising
}

// Route is one address of this door with who may use it.
type Route struct {
	Pattern string
	// Access is "open", "session" (anyone who has signed in), or "verb" (the
	// command's own row of the matrix decides).
	Access string
	handle func(http.ResponseWriter, *http.Request) error
}

// Routes lists every address of this door.
func (a *API) Routes() []Route {
	return slices.Concat(a.stickerRoutes(), a.timeRoutes(), a.dutyRoutes(), a.suggestRoutes(), a.roundRoutes(), a.weighRoutes(), a.supportRoutes(), a.planRoutes(), a.triageRoutes(), a.complaintRoutes(), a.travelRoutes(), a.recordFormRoutes(), a.recordRoutes(), a.servedRoutes(), a.overviewRoutes(), a.boardRoutes(), a.listRoutes(), a.handlingRoutes(), a.papersRoutes(), a.scheduleRoutes(), a.mapRoutes(), a.letterRoutes(), a.setupRoutes(), a.searchRoutes(), a.importRoutes(), a.courierRoutes(), a.admissionRoutes(), a.paymentRoutes(), a.riceRoutes(), a.whatIfRoutes(), a.coverageRoutes(), a.eppgbmRoutes(), a.reachRoutes(), a.leadRoutes(), a.findingRoutes(), a.graduationRoutes(), a.trainingRoutes(), a.contentRoutes(), a.campaignRoutes(), a.massageRoutes(), a.massageSheetRoutes(), a.massageFigureRoutes(), []Route{
		{"POST /api/v1/session", "open", a.signIn},
		{"GET /api/v1/session/desk", "open", a.desk},
		{"POST /api/v1/session/pin", "open", a.switchUser},
		{"DELETE /api/v1/session", "open", a.signOut},
		{"GET /api/v1/me", "session", a.me},
		{"POST /api/v1/me/pin", "session", a.setPIN},
		{"POST /api/v1/do/{verb}", "verb", a.do},
		{"POST /api/v1/sync", "session", a.sync},
		{"GET /api/v1/live", "session", a.live},
		{"POST /api/v1/positions", "session", a.positions},
		{"PUT /api/v1/blobs/{hash}", "session", a.putBlob},
		{"GET /api/v1/blobs/{hash}", "session", a.getBlob},
		{"GET /api/v1/phones/{phone}/qr.png", "session", a.phoneQR},
		{"GET /api/v1/register/people/{id}", "session", a.personPage},
		{"GET /api/v1/register/households/{id}", "session", a.householdPage},
		{"GET /api/v1/register/due", "session", a.due},
		{"GET /api/openapi.json", "open", a.document},
		{"GET /tiles/{z}/{x}/{y}", "open", a.tile},
	})
}

// Register hangs the door into a mux. Whatever else lies under /api is not found.
func (a *API) Register(mux *http.ServeMux) {
	for _, r := range a.Routes() {
		mux.HandleFunc(r.Pattern, answering(r.handle))
	}
	mux.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) { Refuse(w, r, fault.Absent()) })
}

func answering(handle func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := handle(w, r); err != nil {
			Refuse(w, r, err)
		}
	}
}
