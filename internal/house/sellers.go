package house

import (
	"sambang/internal/programme/campaign"
	"sambang/internal/programme/homevisit/rice"
)

// postedElsewhere reports whether entries of a kind are taken back by the room that posted
// them, with what hangs on them: a debt, a batch of rice or of leaflets.
func postedElsewhere(kind string) bool { return rice.Posts(kind) || campaign.Posts(kind) }
