package api

import (
	"crypto/rand"
	"encoding/hex"
	"net"
	"net/http"
	"strings"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/store"
)

// Credentials begin a session.
type Credentials struct {
	Phone    string `json:"phone"`
	Password string `json:"password"`
}

// PINEntry switches to another person at a shared desk.
type PINEntry struct {
	Account ident.ID `json:"account"`
	PIN     string   `json:"pin"`
}

// NewPIN is one's own PIN, six digits.
type NewPIN struct {
	PIN string `json:"pin"`
}

// Me is the person who has signed in, as the app needs it.
type Me struct {
	Account    ident.ID      `json:"account"`
	Worker     ident.ID      `json:"worker,omitempty"`
	Name       string        `json:"name"`
	Roles      []access.Role `json:"roles"`
	Facility   Facility      `json:"facility"`
	Audiences  []string      `json:"audiences"`
	AppVersion string        `json:"app_version"`
	Tiles      MapTiles      `json:"tiles"`
}

// Desk is who has signed in on this browser.
type Desk struct {
	People []DeskPerson `json:"people"`
	// Demo says that everything here is invented, before anybody has signed in.
	Demo bool `json:"demo"`
}

// sessionCookie and deskCookie are the names; over TLS the prefix __Host- binds
// them to this host and to TLS.
const (
	sessionCookie = "sambang"
	deskCookie    = "sambang-desk"
	deskLife      = 400 * 24 * time.Hour // the longest a browser keeps a cookie (RFC 6265bis)
)

func (a *API) cookieName(name string) string {
	if a.Secure {
		return "__Host-" + name
	}
	return name
}

func (a *API) setCookie(w http.ResponseWriter, name, value string, life time.Duration) {
	c := &http.Cookie{Name: a.cookieName(name), Value: value, Path: "/", HttpOnly: true, Secure: a.Secure,
		SameSite: http.SameSiteLaxMode, MaxAge: int(life.Seconds())}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

func (a *API) cookie(r *http.Request, name string) string {
	c, err := r.Cookie(a.cookieName(name))
	if err != nil {
		return ""
	}
	return c.Value
}

// signed finds who asks, with the rights of this moment.
func (a *API) signed(r *http.Request) (Signed, error) {
	token := a.cookie(r, sessionCookie)
	if token == "" {
		return Signed{}, fault.New(fault.Forbidden, "session.none")
	}
	s, err := a.People.BySession(r.Context(), token)
	if err != nil {
		return Signed{}, err
	}
	s.Actor.Door = "api"
	noteOf(r).Facility = s.Actor.Facility
	return s, nil
}

// sender is the address a request came from, for the limits on guessing.
func (a *API) sender(r *http.Request) string { return Sender(r, a.Proxied) }

// Sender is the address a request came from: behind a proxy of ours (proxied) the
// last of X-Forwarded-For, for that is the one the proxy wrote itself.
func Sender(r *http.Request, proxied bool) string {
	if proxied {
		hops := strings.Split(r.Header.Get("X-Forwarded-For"), ",")
		if last := strings.TrimSpace(hops[len(hops)-1]); net.ParseIP(last) != nil {
			return last
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// browser is the secret of this browser's desk; one is made where there is none.
func (a *API) browser(w http.ResponseWriter, r *http.Request) string {
	if b := a.cookie(r, deskCookie); len(b) == 32 {
		return b
	}
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	secret := hex.EncodeToString(b[:])
	a.setCookie(w, deskCookie, secret, deskLife)
	return secret
}

func (a *API) signIn(w http.ResponseWriter, r *http.Request) error {
	var c Credentials
	if err := decode(r, &c); err != nil {
		return err
	}
	if len(c.Phone) > 40 || len(c.Password) > 200 {
		return fault.New(fault.Forbidden, "session.wrong")
	}
	e, err := a.People.SignIn(r.Context(), c.Phone, c.Password, a.sender(r), a.browser(w, r))
	if err != nil {
		return err
	}
	return a.begin(w, r, e)
}

// begin sets the cookie of a new session and ends the browser's earlier one, so
// that a session fixed beforehand is worth nothing.
func (a *API) begin(w http.ResponseWriter, r *http.Request, e Entry) error {
	if old := a.cookie(r, sessionCookie); old != "" {
		_ = a.People.SignOut(r.Context(), old) // an unknown one has ended already
	}
	a.setCookie(w, sessionCookie, e.Token, deskLife)
	return a.tellMe(w, r, e.Signed)
}

func (a *API) tellMe(w http.ResponseWriter, r *http.Request, s Signed) error {
	me := Me{Account: s.Account, Worker: s.Actor.Worker, Name: s.Name, Roles: append([]access.Role{}, s.Actor.Roles...), Audiences: sorted(s.Actor.Keys),
		AppVersion: a.Version, Tiles: a.Tiles.Offer()}
	err := a.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		me.Facility, err = a.Facility(tx, s.Actor.Facility)
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, me)
}

func (a *API) me(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	return a.tellMe(w, r, s)
}

func (a *API) signOut(w http.ResponseWriter, r *http.Request) error {
	if token := a.cookie(r, sessionCookie); token != "" {
		if err := a.People.SignOut(r.Context(), token); err != nil && !fault.Is(err, "session.none") {
			return err
		}
	}
	a.setCookie(w, sessionCookie, "", 0)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (a *API) desk(w http.ResponseWriter, r *http.Request) error {
	people := []DeskPerson{}
	if b := a.cookie(r, deskCookie); b != "" {
		list, err := a.People.Desk(r.Context(), b)
		if err != nil {
			return err
		}
		people = append(people, list...)
	}
	return JSON(w, http.StatusOK, Desk{people, a.Demo})
}

func (a *API) switchUser(w http.ResponseWriter, r *http.Request) error {
	var p PINEntry
	if err := decode(r, &p); err != nil {
		return err
	}
	e, err := a.People.SwitchByPIN(r.Context(), a.cookie(r, deskCookie), p.Account, p.PIN, a.sender(r))
	if err != nil {
		return err
	}
	return a.begin(w, r, e)
}

func (a *API) setPIN(w http.ResponseWriter, r *http.Request) error {
	var p NewPIN
	if err := decode(r, &p); err != nil {
		return err
	}
	if _, err := a.signed(r); err != nil {
		return err
	}
	if err := a.People.SetPIN(r.Context(), a.cookie(r, sessionCookie), p.PIN); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
