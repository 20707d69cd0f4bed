package census

import (
	"context"

	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// Texts gives each health centre the texts that people are asked to agree to. A
// purpose that has one keeps it, so that a second run changes nothing.
func Texts(ctx context.Context, h House, all []Centre) error {
	for _, c := range all {
		have := map[string]bool{}
		err := h.DB.Read(ctx, func(tx *store.Tx) error {
			texts, err := registry.ConsentTexts.Where(tx, "facility_id = $1", c.Facility)
			for _, t := range texts {
				have[t.Purpose] = true
			}
			return err
		})
		if err != nil {
			return err
		}
		s := h.speak(ctx, c.Facility, c.Slug)
		for _, t := range registry.FirstTexts() {
			if !have[t.Purpose] {
				s.say("text "+t.Purpose, "registry.publish_text", t)
			}
		}
		if s.flush(); s.err != nil {
			return s.err
		}
	}
	return nil
}
