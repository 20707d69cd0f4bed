package registry

import (
	"sambang/internal/core/journal"
)

// householdDraft is a household as the rows make it.
type householdDraft struct {
	Household
	detail  HouseholdDetail
	house   *houseDraft
	touched bool
	reseal  bool
}

// fill puts in what a row tells of the family.
func (h *householdDraft) fill(row Row, l *listing) {
	before, detail := h.Household, h.detail
	if hash := l.kkHash(row.KK); hash != "" {
		h.KKHash, h.detail.KK = hash, NormalNIK(row.KK)
	}
	if row.Decile > 0 {
		h.Decile, h.DecileSource = row.Decile, row.DecileSource
		put(&h.DecileOn, row.DecileOn)
	}
	put(&h.PovertyLetterOn, row.PovertyLetterOn)
	put(&h.detail.PovertyLetter, row.PovertyLetter)
	put(&h.detail.PovertyLetterBy, row.PovertyLetterBy)
	h.reseal = h.reseal || h.detail != detail
	h.touched = h.touched || h.reseal || h.Household != before
}

// event is the household as it is from now on; its sealed part is sealed anew only
// when it has changed.
func (h *householdDraft) event(s journal.Said[EnterRows]) HouseholdSet {
	e := HouseholdSet{Household: h.ID, House: h.House, Head: h.Head, KKHash: h.KKHash, Decile: h.Decile, DecileSource: h.DecileSource,
		DecileOn: h.DecileOn, PovertyLetterOn: h.PovertyLetterOn, Detail: h.Detail}
	if h.reseal {
		e.Detail = s.Seal(sealedHousehold, h.ID, h.Detail.Version+1, h.detail)
	}
	return e
}

// houseDraft is a house as the rows make it.
type houseDraft struct {
	House
	at      HouseDetail
	touched bool
	reseal  bool
}

// fill puts in what a row tells of where the house stands.
func (h *houseDraft) fill(row Row, l *listing) {
	before := h.House
	set := func(to *string, told string) {
		if told != "" && told != *to {
			*to, h.reseal = told, true
		}
	}
	set(&h.at.Hamlet, row.Hamlet)
	set(&h.at.RT, row.RT)
	set(&h.at.RW, row.RW)
	set(&h.at.Street, row.Street)
	set(&h.at.Landmark, row.Landmark)
	set(&h.at.Directions, row.Directions)
	if !row.Home.IsZero() && row.Home != h.at.Home {
		h.at.Home, h.HasPoint, h.reseal = row.Home, true, true
	}
	h.HiddenAddress = h.HiddenAddress || row.HiddenAddress
	if row.Group != "" && l.groups[row.Group] == h.Village {
		h.Group = row.Group
	}
	h.touched = h.touched || h.reseal || h.House != before
}

func (h *houseDraft) event(s journal.Said[EnterRows]) HouseSet {
	e := HouseSet{h.ID, h.Code, h.Village, h.Group, h.HiddenAddress, h.HasPoint, h.Detail}
	if h.reseal || h.Detail.IsZero() {
		e.Detail = s.Seal(sealedHouse, h.ID, h.Detail.Version+1, h.at)
	}
	return e
}
