package house_test

import (
	"cmp"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/campaign"
	"sambang/internal/shared/workforce"
)

// hawked is what the campaign has in a place of the town: a trained seller with a bundle
// of leaflets, its code and something told; and somebody who may begin.
type hawked struct {
	vendor, pedlar, bundle, told ident.ID
	code                         string
}

// hawk makes them.
func (w *town) hawk(x things) (h hawked) {
	w.t.Helper()
	h = hawked{vendor: w.fresh(), pedlar: w.fresh(), bundle: w.fresh()}
	officer := x.centre.actor("officer")
	for _, id := range []ident.ID{h.vendor, h.pedlar} {
		w.machine(x.centre, "workforce.add_worker", workforce.AddWorker{Worker: id, Name: "KanariPenjual", Phone: "081377700444", Kinds: []string{workforce.Seller}})
	}
	for _, course := range []string{workforce.BreastfeedingBasics, workforce.BreastMassage} {
		w.machine(x.centre, "workforce.certify", workforce.Certify{Worker: h.vendor, Course: course, Number: "K " + course[:1] + " " + string(h.vendor), ValidFrom: "2026-01-01", ValidTo: "2026-12-31"})
	}
	w.must(officer, "campaign.enlist", x.round(h.vendor))
	for _, material := range campaign.Materials {
		w.must(officer, "campaign.receive", campaign.Receive{Material: material, Count: 30, From: "KanariCatatan"})
	}
	w.must(officer, "campaign.hand_over", campaign.HandOver{Batch: h.bundle, Seller: h.vendor, Material: campaign.Leaflet, Count: 20})
	w.must(officer, "campaign.give_kit", campaign.GiveKit{Seller: h.vendor, Material: campaign.Vest, Count: 1})
	w.must(officer, "campaign.report", campaign.Report{Seller: h.vendor, Text: "2 leaflet"})
	w.query(x.centre, func(q journal.Query) error {
		b, _, err := campaign.Batches.Get(q.Tx, q.Facility, h.bundle)
		if err != nil {
			return err
		}
		c, _, err := campaign.Contacts.First(q.Tx, "facility_id = $1 AND seller = $2", q.Facility, h.vendor)
		h.code, h.told = b.Code, c.ID
		return err
	})
	return h
}

func (x things) round(seller ident.ID) campaign.Enlist {
	return campaign.Enlist{Seller: seller, Kind: campaign.Jamu, Villages: []string{x.village}, Days: []int64{1, 4}, Language: "jv", Phone: "smart", Licence: "KanariCatatan"}
}

// campaignPhrases are bodies for the verbs of the campaign.
var campaignPhrases = map[string]func(w *town, x things) any{
	"campaign.enlist":        func(_ *town, x things) any { return x.round(x.pedlar) },
	"campaign.change_seller": func(_ *town, x things) any { return campaign.ChangeSeller(x.round(x.vendor)) },
	"campaign.end_seller":    func(_ *town, x things) any { return campaign.EndSeller{Seller: x.vendor, Why: "moved"} },
	"campaign.send_page":     func(_ *town, x things) any { return campaign.SendPage{Seller: x.vendor} },
	"campaign.receive": func(*town, things) any {
		return campaign.Receive{Material: campaign.Flag, Count: 1, From: "KanariCatatan"}
	},
	"campaign.hand_over": func(w *town, x things) any {
		return campaign.HandOver{Batch: w.fresh(), Seller: x.vendor, Material: campaign.PocketBook, Count: 1}
	},
	"campaign.give_kit": func(_ *town, x things) any {
		return campaign.GiveKit{Seller: x.vendor, Material: campaign.Flag, Count: 1}
	},
	"campaign.take_back": func(_ *town, x things) any { return campaign.TakeBack{Seller: x.vendor, Batch: x.bundle, Count: 1} },
	"campaign.write_off": func(_ *town, x things) any {
		return campaign.WriteOff{Seller: x.vendor, Batch: x.bundle, Count: 1, Why: "wet"}
	},
	"campaign.write_off_many": func(_ *town, x things) any {
		return campaign.WriteOffMany{Seller: x.vendor, Batch: x.bundle, Count: 1, Why: "lost"}
	},
	"campaign.report": func(_ *town, x things) any {
		return campaign.Report{Seller: x.vendor, Kind: campaign.Leaflet, Count: 1, Village: x.village}
	},
	"campaign.weekly_count": func(_ *town, x things) any {
		return campaign.WeeklyCount{Seller: x.vendor, Batches: []campaign.LeftOver{{Batch: x.bundle, Left: 9}}, Village: x.village}
	},
	"campaign.massage": func(_ *town, x things) any {
		return campaign.TellMassage{Seller: x.vendor, Village: x.village, Fever: "no", Breast: "yes", Operated: "no", Consent: true, Name: "KanariCatatan", Phone: "0" + leadNumber, Note: "KanariCatatan"}
	},
	"campaign.biscuits": func(_ *town, x things) any {
		return campaign.TellBiscuits{Seller: x.vendor, Count: 5, Village: x.village}
	},
	"campaign.scan": func(w *town, x things) any {
		return campaign.ScanCode{Scan: w.fresh(), Code: cmp.Or(x.code, "ZZZZZ")}
	},
	"campaign.correct": func(_ *town, x things) any { return campaign.Correct{Contact: x.told, Count: 1, Village: x.village} },
}
