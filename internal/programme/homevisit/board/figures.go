package board

import (
	"sambang/internal/core/instant"
	"sambang/internal/shared/promise"
)

// Board is everything that hangs on the wall.
type Board struct {
	// At is when it was counted.
	At instant.Instant `json:"at"`
	// Month and Year are the figures of a month, and of its year up to that month's end.
	Month Figures `json:"month"`
	Year  Figures `json:"year"`
	// Waits are the month's requests whose fetching has ended, the shortest first.
	Waits []Wait `json:"waits"`
	// Weeks are the twelve weeks that end with the month, the oldest first.
	Weeks []Week `json:"weeks"`
	// Villages and Colours split the year.
	Villages []Part `json:"villages"`
	Colours  []Part `json:"colours"`
	Vow      Vow    `json:"vow"`
	// Maklumat is what the head has typed; empty until then.
	Maklumat string `json:"maklumat"`
}

// Vow is what was promised, by the rules in force.
type Vow struct {
	RespondSeconds int64 `json:"respond_seconds"`
	FetchSeconds   int64 `json:"fetch_seconds"`
	Grams          int64 `json:"grams"`
	// Hours are those in which its clocks run; none: round the clock.
	Hours []promise.Span `json:"hours"`
}

// Figures are the totals of a span. Requests is Fetch.Of, Fetch.Running and
// Fetch.Cancelled together; of the answers the same.
type Figures struct {
	// From and To are civil days of the health centre, both included.
	From string `json:"from"`
	To   string `json:"to"`
	// Requests is how many began in the span.
	Requests int64 `json:"requests"`
	Respond  Share `json:"respond"`
	Fetch    Share `json:"fetch"`
	// Half and Nine are the minutes within which half of the requests, and nine of
	// ten, were fetched.
	Half Minutes `json:"half"`
	Nine Minutes `json:"nine"`
	Rice Rice    `json:"rice"`
	// Dismissed are those that two persons found to be no request. They are in no other
	// figure but Rice: what a deadline made owed is owed.
	Dismissed int64 `json:"dismissed"`
}

// Share is how many promises were kept of those that have ended.
type Share struct {
	Kept int64 `json:"kept"`
	// Of is Kept and those that were late.
	Of int64 `json:"of"`
	// Running are not decided yet, Cancelled were withdrawn by the patient.
	Running   int64 `json:"running"`
	Cancelled int64 `json:"cancelled"`
}

// Minutes is a length of time. Known is false while there is nothing to measure;
// Over says that it is longer than that, for whoever was late and never fetched
// waited longer than anybody.
type Minutes struct {
	Minutes int64 `json:"minutes"`
	Known   bool  `json:"known"`
	Over    bool  `json:"over"`
}

// Rice is what the late fetchings of the span owe, in grams. Owed includes Given;
// what proof struck or two persons reversed is in neither.
type Rice struct {
	Owed     int64 `json:"owed"`
	Given    int64 `json:"given"`
	Struck   int64 `json:"struck"`
	Reversed int64 `json:"reversed"`
}

// Wait is how long one request waited to be fetched. Over: it was late and has not
// been fetched at all, so far as is proved.
type Wait struct {
	Minutes int64 `json:"minutes"`
	Late    bool  `json:"late"`
	Over    bool  `json:"over,omitempty"`
}

// Week is one bar: requests that began in it and what became of their fetching.
type Week struct {
	// From is its Monday, YYYY-MM-DD.
	From     string `json:"from"`
	Requests int64  `json:"requests"`
	Late     int64  `json:"late"`
}

// Part is one village or one colour. Hidden parts carry no number.
type Part struct {
	Key      string `json:"key"`
	Name     string `json:"name"`
	Requests int64  `json:"requests"`
	Kept     int64  `json:"kept"`
	Of       int64  `json:"of"`
	Hidden   bool   `json:"hidden,omitempty"`
}
