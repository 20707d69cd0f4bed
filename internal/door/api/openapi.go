package api

import (
	"encoding/json"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// Document describes this door as OpenAPI 3.1, from the types that decode.
func (a *API) Document() *huma.OpenAPI {
	reg := huma.NewMapRegistry("#/components/schemas/", schemaName)
	reg.RegisterTypeAlias(reflect.TypeFor[instant.Instant](), reflect.TypeFor[time.Time]())
	reg.RegisterTypeAlias(reflect.TypeFor[json.RawMessage](), reflect.TypeFor[any]())
	doc := &huma.OpenAPI{OpenAPI: "3.1.0", Info: &huma.Info{Title: "Sambang", Version: a.Version}, Paths: map[string]*huma.PathItem{},
		Components: &huma.Components{Schemas: reg, SecuritySchemes: map[string]*huma.SecurityScheme{
			"session": {Type: "apiKey", In: "cookie", Name: a.cookieName(sessionCookie)}}}}
	b := builder{doc, reg}
	b.session()
	b.sync()
	b.blobs()
	b.registerPages()
	b.registerLists()
	b.registerMaps()
	b.registerLetters()
	b.registerSetup()
	b.registerImports()
	b.searches()
	b.handling()
	b.stickerPages()
	b.milkPapers()
	b.daysheets()
	b.courierPages()
	b.admissionPages()
	b.paymentFiles()
	b.riceFiles()
	b.findingPages()
	b.campaignPages()
	b.overviewPages()
	b.boardPages()
	b.dutyPages()
	b.suggestPages()
	b.roundPages()
	b.weighPages()
	b.supportPages()
	b.planPages()
	b.whatIfPages()
	b.coveragePages()
	b.reachPages()
	b.massagePages()
	b.massageFigurePages()
	b.eppgbmPages()
	b.triagePages()
	b.complaintPages()
	b.travelPages()
	b.recordFormPages()
	b.recordPages()
	b.servedPages()
	b.graduationPages()
	b.trainingPages()
	b.contentPages()
	b.leadPages()
	verbs := a.Journal.Verbs()
	for _, name := range slices.Sorted(maps.Keys(verbs)) {
		b.verb(verbs[name])
	}
	for _, s := range reg.Map() {
		neverNull(s)
	}
	return doc
}

func (a *API) document(w http.ResponseWriter, _ *http.Request) error {
	return JSON(w, http.StatusOK, a.Document())
}

type builder struct {
	doc *huma.OpenAPI
	reg huma.Registry
}

// schemaName is room.Type; generic types lose their brackets.
func schemaName(t reflect.Type, hint string) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	name := t.Name()
	if name == "" {
		name = hint
	}
	path := t.PkgPath()
	room := path[strings.LastIndexByte(path, '/')+1:]
	name = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '-' || r == '.' {
			return r
		}
		return -1
	}, name)
	if room == "" {
		return name
	}
	return room + "." + name
}

func (b builder) of(v any) *huma.Schema { return b.reg.Schema(reflect.TypeOf(v), true, "") }

func content(s *huma.Schema) map[string]*huma.MediaType {
	return map[string]*huma.MediaType{"application/json": {Schema: s}}
}

// operation makes an operation; a nil answer is 204, a nil body none.
func (b builder) operation(id, summary string, body, answer *huma.Schema) *huma.Operation {
	op := &huma.Operation{OperationID: id, Summary: summary, Security: []map[string][]string{{"session": {}}}, Responses: map[string]*huma.Response{
		"default": {Description: "A problem (RFC 9457) with our code.", Content: map[string]*huma.MediaType{"application/problem+json": {Schema: b.of(Problem{})}}}}}
	if body != nil {
		op.RequestBody = &huma.RequestBody{Required: true, Content: content(body)}
	}
	if answer == nil {
		op.Responses["204"] = &huma.Response{Description: "Done."}
	} else {
		op.Responses["200"] = &huma.Response{Description: "The answer.", Content: content(answer)}
	}
	return op
}

// public marks what needs no session.
func public(op *huma.Operation) *huma.Operation {
	op.Security = []map[string][]string{{}}
	return op
}

func (b builder) session() {
	b.doc.Paths["/api/v1/session"] = &huma.PathItem{
		Post:   public(b.operation("session.sign_in", "Sign in with phone number and password", b.of(Credentials{}), b.of(Me{}))),
		Delete: b.operation("session.sign_out", "Sign out", nil, nil)}
	b.doc.Paths["/api/v1/session/desk"] = &huma.PathItem{Get: public(b.operation("session.desk", "Who has signed in on this browser", nil, b.of(Desk{})))}
	b.doc.Paths["/api/v1/session/pin"] = &huma.PathItem{Post: public(b.operation("session.switch", "Switch to another person of this desk", b.of(PINEntry{}), b.of(Me{})))}
	b.doc.Paths["/api/v1/me"] = &huma.PathItem{Get: b.operation("me.get", "Who I am", nil, b.of(Me{}))}
	b.doc.Paths["/api/v1/me/pin"] = &huma.PathItem{Post: b.operation("me.set_pin", "Set my own PIN", b.of(NewPIN{}), nil)}
}

func (b builder) sync() {
	b.doc.Paths["/api/v1/sync"] = &huma.PathItem{Post: b.operation("sync", "Commands in, answers and changed rows out", b.of(SyncAsk{}), b.of(SyncAnswer{}))}
	b.doc.Paths["/api/v1/positions"] = &huma.PathItem{Post: b.operation("positions", "My own positions while the screen is on", b.of(OwnFixes{}), nil)}
	b.doc.Paths["/api/v1/time"] = &huma.PathItem{Get: b.operation("time", "The server's time, with a token that proves that this device (?device=) knew of it", nil, b.of(TimeAnswer{}))}
	b.doc.Paths["/api/v1/witness"] = &huma.PathItem{Post: public(b.operation("witness", "The server's word that it has seen these commands now, for a phone whose commands it cannot take yet; keeps nothing", b.of(WitnessAsk{}), b.of(WitnessAnswer{})))}
	live := b.operation("live", "Live news as server-sent events", nil, nil)
	delete(live.Responses, "204")
	for _, v := range []any{LiveHead{}, LiveFix{}, LiveGone{}, LiveSilence{}, LiveHeard{}} {
		b.of(v)
	}
	live.Responses["200"] = &huma.Response{Description: "Events head (api.LiveHead), fix (api.LiveFix), gone (api.LiveGone), silence (api.LiveSilence) and heard (api.LiveHeard); ids are seq.hash8.",
		Content: map[string]*huma.MediaType{"text/event-stream": {Schema: &huma.Schema{Type: huma.TypeString}}}}
	b.doc.Paths["/api/v1/live"] = &huma.PathItem{Get: live}
}

// verb describes one command: the envelope with the verb's own body.
func (b builder) verb(v *journal.Verb) {
	envelope := &huma.Schema{Type: huma.TypeObject, Required: []string{"id", "verb", "v", "body"}, Properties: map[string]*huma.Schema{
		"id": {Type: huma.TypeString}, "verb": {Type: huma.TypeString, Enum: []any{v.Name}}, "v": {Type: huma.TypeInteger, Enum: []any{v.V}},
		"occurred_at": {Type: huma.TypeString, Format: "date-time"}, "device": {Type: huma.TypeString}, "n": {Type: huma.TypeInteger},
		"after": {Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeString}}, "token": {Type: huma.TypeString},
		"body": b.reg.Schema(v.Body, true, "")}}
	op := b.operation(v.Name, "", envelope, b.of(DoAnswer{}))
	op.Tags = []string{v.Name[:strings.IndexByte(v.Name+".", '.')]}
	op.Extensions = map[string]any{"x-kind": string(v.Kind), "x-need": string(v.Need.Action) + " " + v.Need.Resource, "x-two-persons": v.TwoPersons}
	b.doc.Paths["/api/v1/do/"+v.Name] = &huma.PathItem{Post: op}
}

// neverNull says that our lists are lists, also when there is nothing in them.
func neverNull(s *huma.Schema) {
	if s == nil {
		return
	}
	if s.Type == huma.TypeArray {
		s.Nullable = false
	}
	neverNull(s.Items)
	for _, p := range s.Properties {
		neverNull(p)
	}
}
