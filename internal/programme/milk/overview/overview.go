package overview

// Overview is what the head sees of some whole months. Counts are of what ended in
// them by the clock on the health centre's wall.
type Overview struct {
	// From and To are the first and the last month, YYYY-MM, both included; Until is the
	// civil day up to which it was reckoned.
	From  string `json:"from"`
	To    string `json:"to"`
	Until string `json:"until"`
	// Served is how many mothers' milk arrived at least once.
	Served int64 `json:"served"`
	// Places that went on or were paused on the last day, and those that ended.
	Active int64 `json:"active"`
	Paused int64 `json:"paused"`
	Ended  int64 `json:"ended"`
	// Waiting is how many applications wait now, Since the civil day the oldest came.
	Waiting int64  `json:"waiting"`
	Since   string `json:"waiting_since,omitempty"`

	// Delivered, Returned, Discarded, Cancelled are deliveries by how they ended.
	Delivered int64 `json:"delivered"`
	Returned  int64 `json:"returned"`
	Discarded int64 `json:"discarded"`
	Cancelled int64 `json:"cancelled"`
	// Kept of Promised rides ended within the promised time (programme: 2 hours).
	Kept     int64 `json:"kept"`
	Promised int64 `json:"promised"`
	// Minutes is the median from the mother's hand to the recipient's.
	Minutes int64 `json:"minutes"`

	// DeliveredML and DiscardedML are millilitres that arrived and that were poured away.
	DeliveredML int64     `json:"delivered_ml"`
	DiscardedML int64     `json:"discarded_ml"`
	Reasons     []Reason  `json:"reasons"`
	Incidents   []Counted `json:"incidents"`

	// Cost is what was earned for deliveries of these months, in rupiah, held fees
	// aside; Each is Cost by Delivered, rounded down. Held is what is held.
	Cost int64 `json:"cost"`
	Held int64 `json:"held"`
	Each int64 `json:"each"`

	Exclusive Exclusive `json:"exclusive"`
	Days      []Day     `json:"days"`
	Villages  []Village `json:"villages"`
}

// Reason is milk that was poured away, by why.
type Reason struct {
	Reason  string `json:"reason"`
	Bottles int64  `json:"bottles"`
	ML      int64  `json:"ml"`
}

// Counted is how often something happened.
type Counted struct {
	Kind  string `json:"kind"`
	Count int64  `json:"count"`
}

// Exclusive counts months of life ("bulan ASI eksklusif selama menjadi mitra"): each
// month 0 to 5 of a baby that ended in these months while it had a place. Of those
// Yes were answered exclusive, No not, NotKnown that nobody knew, Unasked by nobody.
type Exclusive struct {
	Yes      int64 `json:"yes"`
	No       int64 `json:"no"`
	NotKnown int64 `json:"not_known"`
	Unasked  int64 `json:"unasked"`
}

// Months is how many months of life there were to know of.
func (e Exclusive) Months() int64 { return e.Yes + e.No + e.NotKnown + e.Unasked }

// Day is one day of a plot, or a month when the overview has more than two.
type Day struct {
	// Day is YYYY-MM-DD, or YYYY-MM.
	Day         string `json:"day"`
	Delivered   int64  `json:"delivered"`
	Late        int64  `json:"late"`
	Minutes     int64  `json:"minutes"`
	DiscardedML int64  `json:"discarded_ml"`
}

// Village is a part of the whole; Hidden says that its counts are too small to show.
type Village struct {
	Village   string `json:"village"`
	Name      string `json:"name"`
	Delivered int64  `json:"delivered"`
	Hidden    bool   `json:"hidden,omitempty"`
}
