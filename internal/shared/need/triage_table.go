package need

import (
	"encoding/json"
	"fmt"
	"regexp"

	"sambang/internal/calc/triage"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
)

// TriageSettings are the table of danger signs and what goes with it.
type TriageSettings struct {
	Signs []triage.Sign `json:"signs"`
	// EmergencyNumber is what to dial at once: 119 under Permenkes 19/2016, or the
	// local one where 119 does not answer. TestedOn is the day somebody rang it.
	EmergencyNumber string `json:"emergency_number"`
	TestedOn        string `json:"emergency_tested_on"`
	// FarMetres is how far from the house of a sticker a request may be sent before it
	// is marked: 1,000, our proposal, for houses are found by foot and maps are coarse.
	FarMetres int64 `json:"far_metres"`
	// Many is how many requests of one telephone or page in an hour stand in the queue
	// like any other: 3, our proposal. More stand behind, and none is refused.
	Many int64 `json:"many"`
}

// TriagePolicy is its section of the facility's policy.
var TriagePolicy = policy.Define("triage", TriageSettings{triage.Defaults(), "119", "", 1000, 3})

var (
	dialForm = regexp.MustCompile(`^\+?[0-9]{3,15}$`)
	dayForm  = regexp.MustCompile(`^(|[0-9]{4}-[0-9]{2}-[0-9]{2})$`)
)

// Check wants a table that can be, a number to dial and figures of this world.
func (s TriageSettings) Check() *fault.Error {
	if !dialForm.MatchString(s.EmergencyNumber) || !dayForm.MatchString(s.TestedOn) || s.FarMetres < 50 || s.FarMetres > 50_000 || s.Many < 1 || s.Many > 1000 {
		return fault.BadField("policy.bad_document", "document")
	}
	return triage.Check(s.Signs)
}

// SignedTable is the row of a table of signs that somebody has signed.
type SignedTable struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Version  int64           `db:"version"`
	Digest   string          `db:"digest"`
	Document json.RawMessage `db:"document,json"`
	HeadBy   ident.ID        `db:"head_by"`
	HeadAt   instant.Instant `db:"head_at"`
	HealthBy ident.ID        `db:"health_by"`
	HealthAt instant.Instant `db:"health_at"`
	// SignedAt is when the second signature came: from then on it is live.
	SignedAt instant.Instant `db:"signed_at"`
}

// Force is the table by which requests are judged now.
type Force struct {
	TriageSettings
	// Version is that of the settings the signs are from.
	Version int64
	// Live: the table decides. Until then the operator does, and every page says so.
	Live bool
}

// ForceOf reads the table in force: the newest that two persons have signed, with
// today's number to dial. Before any is signed an invented health centre works by
// the newest, and in a real one it decides nothing.
func ForceOf(q journal.Query) (f Force, err error) {
	if f.TriageSettings, f.Version, err = TriagePolicy.Get(q); err != nil {
		return f, err
	}
	row, found, err := SignedTables.First(q.Tx, "facility_id = $1 AND signed_at > 0 ORDER BY signed_at DESC, version DESC", q.Facility)
	if err != nil {
		return f, err
	}
	if !found {
		home, err := registry.FacilityOf(q.Tx, q.Facility)
		f.Live = home.Demo
		return f, err
	}
	f.Live, f.Version, f.Signs = true, row.Version, nil
	if err := json.Unmarshal(row.Document, &f.Signs); err != nil {
		return f, fmt.Errorf("need: read the table of signs of version %d: %w", row.Version, err)
	}
	return f, nil
}

// verdict is what a sign and a person make of a request.
type verdict struct {
	colour, by string
	seconds    int64 // until somebody is to be there
	row        bool  // a row of the table said so
}

// due is until when the sign wants somebody there.
func (v verdict) due(from instant.Instant) instant.Instant {
	if !v.row {
		return 0
	}
	return from.Add(second(v.seconds))
}

// judge gives the colour: the table's where it is live, a graver one where somebody
// says so, else the operator's. A public page may say red and nothing else: whoever
// calls for help is believed. Nobody has judged what has no ColourBy.
func (f Force) judge(sign, said string, staff bool, k Kind) verdict {
	by := "operator"
	if !staff {
		by = "reporter"
		if said != Red {
			said = ""
		}
	}
	row, found := triage.Find(f.Signs, sign)
	if found && (f.Live || !row.Clinical()) {
		v := verdict{string(row.Colour), "table", row.DueSeconds, true}
		if triage.Colour(said).Graver(row.Colour) {
			v.colour, v.by = said, by
		}
		return v
	}
	switch {
	case said != "":
		return verdict{colour: said, by: by}
	case k.Name == TransportRequest:
		return verdict{colour: Green}
	}
	return verdict{colour: Yellow}
}
