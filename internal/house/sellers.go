package house

import (
	"sambang/internal/programme/campaign"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/programme/massage"
)

// postedElsewhere reports whether entries of a kind are taken back by the room that posted
// them, with what hangs on them: a debt, a batch of rice or of leaflets, a visit that was given.
func postedElsewhere(kind string) bool {
	return rice.Posts(kind) || campaign.Posts(kind) || massage.Posts(kind)
}
