package house_test

import (
	"time"

	"sambang/internal/calc/milktime"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/admission"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/duty"
	"sambang/internal/shared/equipment"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/health"
	"sambang/internal/shared/holiday"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/need"
	"sambang/internal/shared/payment"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/sticker"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// spoken is a body for every verb, about things of the town: a verb without one
// fails the test.
var spoken = map[string]func(w *town, x things) any{
	"approval.approve":  func(_ *town, x things) any { return journal.Approve{Command: x.proposal} },
	"approval.reject":   func(_ *town, x things) any { return journal.Reject{Command: x.proposal, Reason: "tidak"} },
	"journal.close_day": func(*town, things) any { return journal.CloseDay{Day: "2026-03-02", Zone: "Asia/Jakarta"} },

	"registry.found": func(*town, things) any {
		return registry.Found{Slug: "baru", Name: "Baru", Zone: "Asia/Jakarta", ServicePhone: "0271000000", EmergencyNumber: "119"}
	},
	"registry.register": func(w *town, x things) any {
		return registry.Enter{Person: w.fresh(), Kind: "mother", Name: "Ani", Village: x.village}
	},
	"registry.correct": func(_ *town, x things) any { return registry.Amend{Person: x.mother} },
	"registry.consent": func(_ *town, x things) any {
		return registry.Agree{Person: x.mother, Purpose: "milk", TextVersion: "milk/1", Given: true, How: "paper", ByWhom: "self"}
	},
	"registry.publish_text": func(w *town, _ things) any {
		return registry.PublishText{Purpose: "photo", Version: string(w.fresh()[:8]), Basis: "consent", Wording: "Boleh difoto?"}
	},
	"registry.set_numbers": func(*town, things) any {
		return registry.SetNumbers{ServicePhone: "0271000000", EmergencyNumber: "119"}
	},
	"registry.set_posyandu": func(w *town, x things) any {
		return registry.SetPosyandu{Posyandu: w.fresh(), Village: x.village, Name: "Melati"}
	},
	"registry.set_group": func(w *town, x things) any {
		return registry.SetGroup{Group: w.fresh(), Village: x.village, Name: "Melati"}
	},
	"registry.set_house": func(_ *town, x things) any { return registry.SetHouse{House: x.house, Village: x.village} },
	"registry.enter_rows": func(_ *town, x things) any {
		return registry.EnterRows{Rows: []registry.Row{{Name: "Warga Baru", Village: x.village}}}
	},
	"registry.set_household": func(_ *town, x things) any {
		return registry.SetHousehold{Household: x.household, House: x.house}
	},
	"registry.expect": func(_ *town, x things) any { return registry.Expect{Person: x.twin, Due: "2026-05-01"} },
	"registry.born": func(w *town, x things) any {
		return registry.GiveBirth{Mother: x.twin, On: "2026-03-01", Babies: []registry.Newborn{{Person: w.fresh()}}}
	},
	"registry.died":    func(_ *town, x things) any { return registry.Die{Person: x.twin, On: "2026-03-01"} },
	"registry.comfort": func(_ *town, x things) any { return registry.Comfort{Person: x.twin} },
	"registry.move": func(_ *town, x things) any {
		return registry.Move{Person: x.twin, On: "2026-03-01", To: "out"}
	},
	"registry.change_guardian": func(_ *town, x things) any {
		return registry.ChangeGuardian{Child: x.child, Guardian: x.twin, Reason: "mother_ill", TextVersion: "child_data/1", How: "paper"}
	},
	"registry.in_hospital": func(_ *town, x things) any { return registry.Stay{Person: x.twin} },
	"registry.home_again":  func(_ *town, x things) any { return registry.Stay{Person: x.resident} },
	"registry.retract":     func(_ *town, x things) any { return registry.Retract{Line: x.line, Reason: "wrong_person"} },
	"registry.merge":       func(_ *town, x things) any { return registry.Merge{Keep: x.resident, Drop: x.twin} },
	"registry.unmerge":     func(_ *town, x things) any { return registry.Unmerge{Drop: x.merged} },
	"registry.receive_letter": func(w *town, x things) any {
		return registry.ReceiveLetter{Letter: w.fresh(), Generation: 1, From: there.id, Village: x.village, On: "2026-03-01",
			Travellers: []registry.Traveller{{Kind: registry.Resident, Row: registry.Row{Person: w.fresh(), Name: "Warga"}}}}
	},
	"registry.recall_letter": func(w *town, _ things) any {
		return registry.RecallLetter{Letter: w.fresh(), Generation: 1, From: there.id, Person: w.fresh()}
	},
	"registry.answer_letter": func(_ *town, x things) any {
		return registry.AnswerLetter{Letter: x.letter, Generation: 1}
	},
	"registry.resend_letter": func(_ *town, x things) any {
		return registry.ResendLetter{Letter: x.letter, Facility: "tiada", Village: "99.99.99.9999"}
	},
	"registry.judge": func(_ *town, x things) any {
		return registry.Judge{One: x.resident, Other: x.twin, Verdict: registry.Different}
	},
	"task.close": func(_ *town, x things) any { return task.Close{Task: x.task, Outcome: "done"} },
	"task.hand":  func(_ *town, x things) any { return task.Hand{Task: x.task, Owner: worker(x.centre, "officer")} },

	"health.feeding": func(w *town, x things) any {
		return health.Feed{Feeding: w.fresh(), Baby: x.child, Answer: health.Exclusive, Source: health.Told, On: "2025-09-01"}
	},

	"graduation.issue":      graduationPhrases["graduation.issue"],
	"graduation.decide":     graduationPhrases["graduation.decide"],
	"graduation.print_name": graduationPhrases["graduation.print_name"],
	"graduation.told":       graduationPhrases["graduation.told"],

	"health.record":       recordPhrases["health.record"],
	"health.correct":      recordPhrases["health.correct"],
	"health.mark_copied":  recordPhrases["health.mark_copied"],
	"health.weigh":        weighingPhrases["health.weigh"],
	"health.unweigh":      weighingPhrases["health.unweigh"],
	"health.see_child":    weighingPhrases["health.see_child"],
	"health.ask_visit":    weighingPhrases["health.ask_visit"],
	"health.link_guest":   weighingPhrases["health.link_guest"],
	"health.unlink_guest": weighingPhrases["health.unlink_guest"],
	"health.forget_guest": weighingPhrases["health.forget_guest"],

	"need.open": func(w *town, x things) any {
		return need.OpenCase{Case: w.fresh(), Kind: milk.TooWarm, Village: x.village, What: "Kotak terbuka"}
	},
	"need.note":   func(_ *town, x things) any { return need.Note{Case: x.incident, Note: "a"} },
	"need.step":   func(_ *town, x things) any { return need.DoStep{Case: x.incident, Step: "not_fed"} },
	"need.hand":   func(_ *town, x things) any { return need.Hand{Case: x.incident, Owner: worker(x.centre, "officer")} },
	"need.close":  func(_ *town, x things) any { return need.Close{Case: x.incident, Outcome: "solved", Reason: "a"} },
	"need.reopen": func(_ *town, x things) any { return need.Reopen{Case: x.incident, Reason: "a"} },
	"need.complain": func(w *town, x things) any {
		return need.Complain{Case: w.fresh(), Kind: "complaint", About: x.place, What: "Menunggu lama"}
	},
	"need.sort_complaint": func(_ *town, x things) any {
		return need.SortComplaint{Case: x.complaint, Kind: "complaint_conduct", Against: []ident.ID{worker(x.centre, "officer")}}
	},
	"need.answer": func(_ *town, x things) any {
		return need.AnswerComplaint{Case: x.complaint, Words: "a", Told: "spoken"}
	},
	"need.disclose": func(_ *town, x things) any { return need.Disclose{Case: x.incident} },
	"need.look":     func(_ *town, x things) any { return need.Look{Case: x.incident} },
	"need.request": func(w *town, x things) any {
		return need.Request{Case: w.fresh(), Kind: need.VisitRequest, What: "Sesak", Where: &need.Where{Village: x.village}}
	},
	"need.ask": func(w *town, x things) any {
		return need.Ask{Case: w.fresh(), Kind: need.VisitRequest, What: "Sesak", Where: &need.Where{Village: x.village}}
	},
	"need.add_evidence": func(_ *town, x things) any { return need.AddEvidence{Case: x.request, Door: "radio", What: "a"} },
	"need.triage":       func(_ *town, x things) any { return need.Triage{Case: x.request, Sign: "E01"} },
	"need.withdraw":     func(_ *town, x things) any { return need.Withdraw{Case: x.request, Code: "000000"} },
	"need.merge":        func(_ *town, x things) any { return need.Merge{Case: x.request2, Into: x.request} },
	"need.unmerge":      func(_ *town, x things) any { return need.Unmerge{Case: x.merged1} },
	"need.dismiss":      func(_ *town, x things) any { return need.Dismiss{Case: x.request, Reason: "a"} },
	"need.cancel":       func(_ *town, x things) any { return need.Cancel{Case: x.request, Reason: "a"} },
	"need.recategorise": func(_ *town, x things) any {
		return need.Recategorise{Case: x.request, Kind: need.TransportRequest}
	},
	"need.identify":    func(_ *town, x things) any { return need.Identify{Case: x.request, Person: x.resident} },
	"need.sign_triage": func(*town, things) any { return need.SignTriage{As: need.AsHead} },

	"visit.send":      func(_ *town, x things) any { return homevisit.Send{Visit: x.request2, Team: x.team} },
	"visit.accept":    func(_ *town, x things) any { return homevisit.Accept{Visit: x.request} },
	"visit.give_back": func(_ *town, x things) any { return homevisit.GiveBack{Visit: x.request, Reason: "road"} },
	"visit.set_out":   func(_ *town, x things) any { return homevisit.SetOut{Visit: x.request} },
	"visit.arrive":    func(_ *town, x things) any { return homevisit.Arrive{Visit: x.request} },
	"visit.spoke": func(_ *town, x things) any {
		return homevisit.Speak{Visit: x.request, Outcome: "Sudah lebih baik"}
	},
	"visit.aboard":       func(_ *town, x things) any { return homevisit.TakeAboard{Visit: x.request} },
	"visit.at_centre":    func(_ *town, x things) any { return homevisit.ReachCentre{Visit: x.request} },
	"visit.care_ended":   func(_ *town, x things) any { return homevisit.EndCare{Visit: x.request} },
	"visit.set_off_home": func(_ *town, x things) any { return homevisit.SetOffHome{Visit: x.request} },
	"visit.home":         func(_ *town, x things) any { return homevisit.BringHome{Visit: x.request} },
	"visit.done_on_spot": func(_ *town, x things) any { return homevisit.FinishOnSpot{Visit: x.request} },
	"visit.hand_on": func(_ *town, x things) any {
		return homevisit.HandOn{Visit: x.request, To: "119", Name: "Bu Indah"}
	},
	"visit.no_show": func(_ *town, x things) any { return homevisit.FindNobody{Visit: x.request} },
	"visit.confirm": func(w *town, x things) any {
		return homevisit.Confirm{Visit: x.request, Code: "000000", At: w.clock.Now()}
	},
	"visit.call_back": func(w *town, x things) any {
		return homevisit.CallBack{Visit: x.request, At: w.clock.Now(), Note: "Sudah dijemput"}
	},

	"policy.change": func(*town, things) any {
		doc, _ := policy.NewDocument(map[string]int64{"fee_rupiah": 25_000}) // numbers always become JSON
		return policy.Change{Section: "milk", Document: doc}
	},
	"promise.warn":  func(_ *town, x things) any { return promise.Warn{Promise: x.promise} },
	"promise.lapse": func(_ *town, x things) any { return promise.Lapse{Promise: x.promise} },

	"workforce.add_worker": func(w *town, _ things) any {
		return workforce.AddWorker{Worker: w.fresh(), Name: "Baru", Kinds: []string{"courier"}}
	},
	"workforce.suspend":     func(_ *town, x things) any { return workforce.Suspend{Worker: x.worker, Reason: "a"} },
	"workforce.reinstate":   func(_ *town, x things) any { return workforce.Reinstate{Worker: x.worker} },
	"workforce.set_licence": recordPhrases["workforce.set_licence"],
	"workforce.certify": func(_ *town, x things) any {
		return workforce.Certify{Worker: x.worker, Course: "other_course", Number: "1", ValidFrom: "2026-01-01", ValidTo: "2026-12-31"}
	},
	"workforce.withdraw_certificate": func(_ *town, x things) any {
		return workforce.WithdrawCertificate{Worker: x.worker, Course: "other_course", Reason: "a"}
	},
	"workforce.appoint": func(_ *town, x things) any {
		return workforce.Appoint{Worker: x.worker, Number: "1", ValidFrom: "2026-01-01", ValidTo: "2026-12-31"}
	},
	"workforce.set_shift": func(_ *town, x things) any { return workforce.SetShift{Worker: x.worker, Day: "2026-03-03"} },
	"workforce.refresh":   func(_ *town, x things) any { return workforce.Refresh{Worker: x.worker} },
	"workforce.grant_role": func(_ *town, x things) any {
		return workforce.GrantRole{Worker: x.worker, Role: access.Courier, From: "2026-03-02"}
	},
	"workforce.end_role":      func(_ *town, x things) any { return workforce.EndRole{Worker: x.worker, Role: access.Courier} },
	"workforce.break_glass":   func(_ *town, x things) any { return workforce.BreakGlass{About: x.mother, Reason: "gawat"} },
	"workforce.request_glass": func(_ *town, x things) any { return workforce.RequestGlass{About: x.mother, Reason: "gawat"} },
	"workforce.end_glass":     func(_ *town, x things) any { return workforce.EndGlass{Glass: x.glass} },
	"workforce.enrol_phone": func(w *town, x things) any {
		return workforce.EnrolPhone{Phone: w.fresh(), Worker: x.worker, Label: "HP", Kind: "app"}
	},
	"workforce.block_phone": func(_ *town, x things) any { return workforce.BlockPhone{Phone: x.phone, Reason: "hilang"} },

	"dispatch.offer":       func(_ *town, x things) any { return dispatch.Offer{Job: x.job, Worker: x.worker} },
	"dispatch.accept":      func(_ *town, x things) any { return dispatch.Accept{Job: x.job} },
	"dispatch.decline":     func(_ *town, x things) any { return dispatch.Decline{Job: x.job, Reason: "busy"} },
	"dispatch.withdraw":    func(_ *town, x things) any { return dispatch.Withdraw{Job: x.job, Reason: "desk"} },
	"dispatch.set_out":     func(_ *town, x things) any { return dispatch.SetOut{Job: x.job} },
	"dispatch.offer_next":  func(_ *town, x things) any { return dispatch.OfferNext{Job: x.job} },
	"dispatch.offer_lapse": func(_ *town, x things) any { return dispatch.OfferLapse{Job: x.job} },

	"link.issue": func(_ *town, x things) any {
		return link.Make{Purpose: link.Track, About: x.delivery, Person: x.recipient}
	},
	"link.revoke":    func(_ *town, x things) any { return link.Revoke{Link: x.link} },
	"messaging.mark": func(_ *town, x things) any { return messaging.Mark{Message: x.message, How: "called"} },
	"ledger.reverse": func(_ *town, x things) any { return ledger.Reverse{Entry: x.entry, Reason: "salah"} },

	"milk.enrol": func(w *town, x things) any { return x.enrol(w.fresh(), w.fresh(), w.fresh()) },
	"milk.apply": func(w *town, x things) any { return x.ask(w.fresh()) },
	"milk.confirm_posyandu": func(_ *town, x things) any {
		return admission.Confirm{Application: x.application, Answer: admission.Comes}
	},
	"milk.correct_application":  func(_ *town, x things) any { return admission.Correct{Application: x.application} },
	"milk.withdraw_application": func(_ *town, x things) any { return admission.Withdraw{Application: x.application, How: "told"} },
	"milk.prepare":              func(_ *town, x things) any { return admission.Prepare{Application: x.application} },
	"milk.admit":                func(w *town, x things) any { return admission.Admit{Application: x.application, Place: w.fresh()} },
	"milk.refuse":               func(_ *town, x things) any { return admission.Refuse{Application: x.application, Reason: "full"} },
	"milk.skip": func(_ *town, x things) any {
		return admission.Skip{Application: x.application, Reason: "kembali bekerja besok"}
	},
	"milk.pause":         func(_ *town, x things) any { return milk.Pause{Place: x.place, Why: "leave", Until: "2026-03-20"} },
	"milk.resume":        func(_ *town, x things) any { return milk.Resume{Place: x.place} },
	"milk.give_notice":   func(_ *town, x things) any { return milk.GiveNotice{Place: x.place, Reason: "not_working"} },
	"milk.cancel_notice": func(_ *town, x things) any { return milk.CancelNotice{Place: x.place} },
	"milk.end_place":     func(_ *town, x things) any { return milk.EndPlace{Place: x.place, How: "told"} },
	"milk.place_due":     func(_ *town, x things) any { return milk.PlaceDue{Place: x.place, What: "term", On: "2026-06-01"} },
	"milk.name_recipient": func(w *town, x things) any {
		return milk.NameRecipient{Place: x.place, Recipient: milk.Named{ID: w.fresh(), Name: "Tono", Relation: "paman"}}
	},
	"milk.drop_recipient": func(_ *town, x things) any { return milk.DropRecipient{Place: x.place, Recipient: x.recipient} },
	"milk.declare":        func(w *town, x things) any { return x.declare(w, w.fresh(), w.fresh()) },
	"milk.cancel":         func(_ *town, x things) any { return milk.Cancel{Delivery: x.delivery, Reason: "mistake"} },
	"milk.hand_over": func(_ *town, x things) any {
		return milk.HandOver{Delivery: x.delivery, Bag: "x", Bottles: []ident.ID{x.bottle}, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}
	},
	"milk.pack":   func(_ *town, x things) any { return milk.Pack{Delivery: x.delivery} },
	"milk.depart": func(_ *town, x things) any { return milk.Depart{Delivery: x.delivery} },
	"milk.arrive": func(_ *town, x things) any { return milk.Arrive{Delivery: x.delivery} },
	"milk.deliver": func(_ *town, x things) any {
		return milk.Deliver{Delivery: x.delivery, Recipient: x.recipient, Code: "0", Bottles: []ident.ID{x.bottle}}
	},
	"milk.absent": func(_ *town, x things) any { return milk.Absent{Delivery: x.delivery, Action: "wait"} },
	"milk.give":   func(_ *town, x things) any { return milk.Give{Delivery: x.delivery, To: x.worker} },
	"milk.take":   func(_ *town, x things) any { return milk.Take{Delivery: x.delivery, Bottles: []ident.ID{x.bottle}} },
	"milk.return": func(_ *town, x things) any {
		return milk.Return{Delivery: x.delivery, To: "workplace", Bottles: []ident.ID{x.bottle}}
	},
	"milk.discard": func(_ *town, x things) any {
		return milk.Discard{Delivery: x.delivery, Bottles: []ident.ID{x.bottle}, Reason: "leak"}
	},
	"milk.stranded": func(_ *town, x things) any {
		return milk.Stranded{Kind: "breakdown", Courier: x.rider}
	},
	"milk.report_mixup": func(_ *town, x things) any {
		return milk.ReportMixup{Delivery: x.delivery, Bottles: []ident.ID{x.bottle}}
	},
	"milk.fetched_by_recipient": func(_ *town, x things) any {
		return milk.FetchedByRecipient{Delivery: x.delivery, Recipient: x.recipient, Code: "000000", Bottles: []ident.ID{x.bottle}}
	},
	"milk.undo":       func(_ *town, x things) any { return milk.Undo{Delivery: x.delivery, Step: x.step} },
	"milk.new_code":   func(_ *town, x things) any { return milk.NewCode{Delivery: x.delivery} },
	"milk.sign_table": func(*town, things) any { return milk.SignTable{Version: 0, Digest: "0", As: milk.AsHealth} },
	"milk.set_profile": func(_ *town, x things) any {
		return milk.SetProfile{Place: x.place, Profile: milktime.Preterm, Reason: "born_early"}
	},
	"milk.judge_fitness": func(_ *town, x things) any {
		return milk.JudgeFitness{Delivery: x.delivery, Bottles: []ident.ID{x.bottle}, Decision: milk.JudgedUnfit, Reason: "smell"}
	},
	"milk.review": func(_ *town, x things) any { return milk.Decide{Review: x.review, Decision: "pay"} },
	"milk.close":  func(_ *town, x things) any { return milk.Close{Delivery: x.delivery} },

	"milk.doubt_track": func(_ *town, x things) any {
		return milk.DoubtTrack{Delivery: x.delivery, Reasons: []string{"impossible_speed"}}
	},
	"milk.supervise": func(_ *town, x things) any {
		return milk.Supervise{Delivery: x.delivery, Supervisor: worker(x.centre, "officer"), How: "phone", Reason: "dekat"}
	},
	"milk.answer_hold": func(_ *town, x things) any {
		return milk.AnswerHold{Review: x.review, Words: "HP nenek mati."}
	},
	"milk.remind_review": func(_ *town, x things) any { return milk.RemindReview{Review: x.review} },
	"payment.open_fund": func(w *town, _ things) any {
		return payment.OpenFund{Fund: "gift_" + string(w.fresh()[:8]), Kind: payment.Gift, Name: "Hibah Bank Desa"}
	},
	"payment.receive": func(*town, things) any {
		return payment.Receive{Fund: payment.BLUD, What: payment.Money, Amount: 1_000_000, Source: "SP2D 12", On: "2026-03-01"}
	},
	"payment.support": func(_ *town, x things) any {
		return payment.GiveSupport{Worker: x.worker, Fund: payment.Gift, What: payment.Money, Amount: 50_000, On: "2026-03-01"}
	},
	"payment.prepare": func(_ *town, x things) any { return payment.Prepare{Worker: x.worker, Month: "2026-02"} },
	"payment.approve": func(_ *town, x things) any { return payment.Settle{Statement: x.statement} },
	"payment.reject": func(_ *town, x things) any {
		return payment.Reject{Statement: x.statement, Reason: "periksa lagi"}
	},
	"payment.pay":     func(_ *town, x things) any { return payment.Pay{Statement: x.statement, How: "cash", On: "2026-03-01"} },
	"payment.receipt": func(_ *town, x things) any { return payment.Confirm{Statement: x.statement, How: "paper"} },
	"dispatch.check_in": func(w *town, _ things) any {
		return dispatch.CheckIn{Watch: w.fresh(), ExpectedEnd: w.clock.Now().Add(time.Hour)}
	},
	"dispatch.check_out":  func(_ *town, x things) any { return dispatch.CheckOut{Watch: x.watch} },
	"dispatch.need_help":  func(w *town, _ things) any { return dispatch.NeedHelp{Watch: w.fresh()} },
	"dispatch.ring_watch": func(_ *town, x things) any { return dispatch.RingWatch{Watch: x.watch} },
	"fleet.add_vehicle": func(w *town, _ things) any {
		id := w.fresh()
		return fleet.AddVehicle{Vehicle: id, Name: "V" + string(id[10:]), Roads: []string{"paved"}}
	},
	"fleet.edit_vehicle": func(_ *town, x things) any {
		return fleet.EditVehicle{Vehicle: x.vehicle, Name: "V" + string(x.vehicle[10:]), Seats: 3, Roads: []string{"paved"}}
	},
	"fleet.vehicle_broken": func(_ *town, x things) any { return fleet.VehicleBreaks{Vehicle: x.vehicle} },
	"fleet.vehicle_mended": func(_ *town, x things) any { return fleet.VehicleMends{Vehicle: x.vehicle} },
	"fleet.set_base":       func(w *town, x things) any { return fleet.SetBase{Base: w.fresh(), Village: x.village, Label: "a"} },
	"fleet.form_team":      func(w *town, x things) any { return w.teamOf(x, w.fresh()) },
	"fleet.change_team":    func(w *town, x things) any { return fleet.ChangeTeam(w.teamOf(x, x.team)) },
	"fleet.end_team":       func(_ *town, x things) any { return fleet.EndTeam{Team: x.team} },
	"fleet.close_road": func(w *town, x things) any {
		return fleet.CloseRoad{Closure: w.fresh(), Village: x.village, Until: w.clock.Now().Add(time.Hour), Reason: "flood"}
	},
	"fleet.open_road": func(_ *town, x things) any { return fleet.OpenRoad{Closure: x.closure} },
	"fleet.set_on_call": func(w *town, x things) any {
		return fleet.SetOnCall{OnCall: w.fresh(), Worker: x.worker, From: w.clock.Now(), To: w.clock.Now().Add(time.Hour)}
	},
	"duty.take_desk": func(w *town, _ things) any { return duty.Take{Duty: w.fresh()} },
	"duty.hand_over": func(w *town, x things) any {
		return duty.HandOver{Duty: w.fresh(), To: worker(x.centre, "officer")}
	},
	"duty.receive":     func(w *town, _ things) any { return duty.Receive{Duty: w.fresh(), Next: w.fresh()} },
	"duty.print_slips": func(w *town, _ things) any { return duty.PrintSlips{Book: w.fresh(), Count: 2} },
	"duty.void_slip":   func(*town, things) any { return duty.VoidSlip{Number: 1, Why: "spoiled"} },
	"sticker.put_up": func(_ *town, x things) any {
		return sticker.PutUp{Which: sticker.Which{House: x.house}, ConsentHow: "spoken"}
	},
	"sticker.seen": func(_ *town, x things) any { return sticker.Seen{Which: sticker.Which{House: x.house}} },
	"sticker.gone": func(_ *town, x things) any {
		return sticker.Missing{Which: sticker.Which{House: x.house}, Why: "torn"}
	},
	"sticker.refused": func(_ *town, x things) any { return sticker.Refuse{Which: sticker.Which{House: x.house}} },

	"equipment.add": func(w *town, _ things) any {
		id := w.fresh()
		return equipment.Add{Cooler: id, Code: "K-" + string(id[14:]), Capacity: 12, IcePacks: 6}
	},
	"equipment.hand": func(_ *town, x things) any { return equipment.Hand{Cooler: x.cooler} },
	"equipment.check": func(_ *town, x things) any {
		return equipment.LookAt{Cooler: x.cooler, SealOK: true, Clean: true, IceFrozen: 4}
	},
	"equipment.retire": func(_ *town, x things) any { return equipment.Retire{Cooler: x.cooler, State: equipment.Broken} },
	"equipment.mend":   func(_ *town, x things) any { return equipment.Mend{Cooler: x.cooler} },

	"schedule.set": func(_ *town, x things) any {
		return schedule.Set{Place: x.place, Periods: []schedule.PeriodBody{{From: "2026-03-02", Kind: "normal", Weekdays: []int{1}, At: "13:00",
			Start: &dispatch.Place{Label: "Gerbang", Lat: -7.5, Lon: 110.9}}}}
	},
	"schedule.set_finish": func(_ *town, x things) any {
		return schedule.SetFinish{Place: x.place, Finish: &dispatch.Place{Label: "Bangsal", Lat: -7.5, Lon: 110.9}, From: "2026-03-02"}
	},
	"schedule.set_holiday": func(w *town, _ things) any {
		return holiday.SetHoliday{Day: w.dayOff(), Kind: "national", Name: "Hari raya"}
	},
	"schedule.fill_holidays": func(*town, things) any { return holiday.FillHolidays{} },
	"schedule.drop_holiday":  func(_ *town, x things) any { return holiday.DropHoliday{Holiday: x.holiday} },
	"schedule.plan":          func(*town, things) any { return schedule.Plan{} },
	"schedule.courier_out": func(_ *town, x things) any {
		return schedule.CourierOut{Worker: x.rider, Day: "2026-03-02", Reason: "ill"}
	},
	"schedule.courier_back": func(_ *town, x things) any {
		return schedule.CourierBack{Worker: x.rider, Day: "2026-03-02"}
	},
	"schedule.skip": func(_ *town, x things) any { return schedule.Skip{Pickup: x.pickup, Reason: "no_milk"} },
	"milk.count_back": func(_ *town, x things) any {
		return schedule.CountBack{Ride: x.ride, Place: x.place, Empties: 1, IcePacks: 4}
	},
	"milk.tell_sheet": func(w *town, x things) any {
		return milk.TellSheet{Delivery: w.fresh(), Place: x.place, Courier: x.rider, Bag: "K", PickedUpAt: w.clock.Now(), DeliveredAt: w.clock.Now(),
			OtherName: "tetangga", Bottles: []milk.BottleBody{{ID: w.fresh(), VolumeML: 90, ExpressedAt: w.clock.Now(), Milk: "fresh"}}}
	},

	"rice.gift":       ricePhrases["rice.gift"],
	"rice.buy":        ricePhrases["rice.buy"],
	"rice.count":      ricePhrases["rice.count"],
	"rice.undo":       ricePhrases["rice.undo"],
	"rice.carry":      ricePhrases["rice.carry"],
	"rice.give":       ricePhrases["rice.give"],
	"rice.take_back":  ricePhrases["rice.take_back"],
	"rice.review":     ricePhrases["rice.review"],
	"rice.reverse":    ricePhrases["rice.reverse"],
	"rice.offer":      ricePhrases["rice.offer"],
	"rice.look_stock": ricePhrases["rice.look_stock"],
	"rice.hear_team":  ricePhrases["rice.hear_team"],
	"round.plan":      roundPhrases["round.plan"],
	"round.unplan":    roundPhrases["round.unplan"],
	"round.visit":     roundPhrases["round.visit"],
	"round.turn":      roundPhrases["round.turn"],

	"supportgroup.found":            circlePhrases["supportgroup.found"],
	"supportgroup.change":           circlePhrases["supportgroup.change"],
	"supportgroup.close":            circlePhrases["supportgroup.close"],
	"supportgroup.invite":           circlePhrases["supportgroup.invite"],
	"supportgroup.answer":           circlePhrases["supportgroup.answer"],
	"supportgroup.leave":            circlePhrases["supportgroup.leave"],
	"supportgroup.move_member":      circlePhrases["supportgroup.move_member"],
	"supportgroup.answer_questions": circlePhrases["supportgroup.answer_questions"],
	"supportgroup.plan_meeting":     circlePhrases["supportgroup.plan_meeting"],
	"supportgroup.cancel_meeting":   circlePhrases["supportgroup.cancel_meeting"],
	"supportgroup.hold_meeting":     circlePhrases["supportgroup.hold_meeting"],
	"supportgroup.erase_photo":      circlePhrases["supportgroup.erase_photo"],
	"supportgroup.turn":             circlePhrases["supportgroup.turn"],

	"campaign.enlist":         campaignPhrases["campaign.enlist"],
	"campaign.change_seller":  campaignPhrases["campaign.change_seller"],
	"campaign.end_seller":     campaignPhrases["campaign.end_seller"],
	"campaign.send_page":      campaignPhrases["campaign.send_page"],
	"campaign.receive":        campaignPhrases["campaign.receive"],
	"campaign.hand_over":      campaignPhrases["campaign.hand_over"],
	"campaign.give_kit":       campaignPhrases["campaign.give_kit"],
	"campaign.take_back":      campaignPhrases["campaign.take_back"],
	"campaign.write_off":      campaignPhrases["campaign.write_off"],
	"campaign.write_off_many": campaignPhrases["campaign.write_off_many"],
	"campaign.report":         campaignPhrases["campaign.report"],
	"campaign.weekly_count":   campaignPhrases["campaign.weekly_count"],
	"campaign.massage":        campaignPhrases["campaign.massage"],
	"campaign.biscuits":       campaignPhrases["campaign.biscuits"],
	"campaign.scan":           campaignPhrases["campaign.scan"],
	"campaign.correct":        campaignPhrases["campaign.correct"],

	"experience.enter":   bankPhrases["experience.enter"],
	"experience.share":   bankPhrases["experience.share"],
	"experience.approve": bankPhrases["experience.approve"],
	"experience.hide":    bankPhrases["experience.hide"],
	"help.approve":       bankPhrases["help.approve"],
	"help.withdraw":      bankPhrases["help.withdraw"],
	"problem.tell":       bankPhrases["problem.tell"],
	"problem.answer":     bankPhrases["problem.answer"],
	"problem.look":       bankPhrases["problem.look"],
	"problem.pass":       bankPhrases["problem.pass"],

	"lead.refer":   leadPhrases["lead.refer"],
	"lead.confirm": leadPhrases["lead.confirm"],
	"lead.visit":   leadPhrases["lead.visit"],
	"lead.refuse":  leadPhrases["lead.refuse"],
	"lead.link":    leadPhrases["lead.link"],
	"lead.correct": leadPhrases["lead.correct"],
	"lead.erase":   leadPhrases["lead.erase"],

	"motorbike.correct_trip": motorbikePhrases["motorbike.correct_trip"],
	"motorbike.track":        motorbikePhrases["motorbike.track"],
	"motorbike.open_page":    motorbikePhrases["motorbike.open_page"],
	"motorbike.close_page":   motorbikePhrases["motorbike.close_page"],
	"motorbike.end_partner":  motorbikePhrases["motorbike.end_partner"],
	"motorbike.restore":      motorbikePhrases["motorbike.restore"],

	"massage.set_hours":     massagePhrases["massage.set_hours"],
	"massage.set_off":       massagePhrases["massage.set_off"],
	"massage.drop_off":      massagePhrases["massage.drop_off"],
	"massage.stand_in":      massagePhrases["massage.stand_in"],
	"massage.end_stand_in":  massagePhrases["massage.end_stand_in"],
	"massage.book":          massagePhrases["massage.book"],
	"massage.confirm":       massagePhrases["massage.confirm"],
	"massage.new_code":      massagePhrases["massage.new_code"],
	"massage.move":          massagePhrases["massage.move"],
	"massage.answer":        massagePhrases["massage.answer"],
	"massage.cancel":        massagePhrases["massage.cancel"],
	"massage.lapse":         massagePhrases["massage.lapse"],
	"massage.look":          massagePhrases["massage.look"],
	"massage.give_up":       massagePhrases["massage.give_up"],
	"massage.disrupt":       massagePhrases["massage.disrupt"],
	"massage.overdue":       massagePhrases["massage.overdue"],
	"massage.undisrupt":     massagePhrases["massage.undisrupt"],
	"massage.remind":        massagePhrases["massage.remind"],
	"massage.accompany":     massagePhrases["massage.accompany"],
	"massage.unaccompany":   massagePhrases["massage.unaccompany"],
	"motorbike.set_partner": motorbikePhrases["motorbike.set_partner"],
	"motorbike.add":         motorbikePhrases["motorbike.add"],
	"motorbike.edit":        motorbikePhrases["motorbike.edit"],
	"motorbike.retire":      motorbikePhrases["motorbike.retire"],
	"motorbike.lend":        motorbikePhrases["motorbike.lend"],
	"motorbike.give_back":   motorbikePhrases["motorbike.give_back"],
	"motorbike.service":     motorbikePhrases["motorbike.service"],
	"motorbike.trip":        motorbikePhrases["motorbike.trip"],
	"massage.set_out":       massageVisitPhrases["massage.set_out"],
	"massage.screen":        massageVisitPhrases["massage.screen"],
	"massage.start":         massageVisitPhrases["massage.start"],
	"massage.finish":        massageVisitPhrases["massage.finish"],
	"massage.stop":          massageVisitPhrases["massage.stop"],
	"massage.not_home":      massageVisitPhrases["massage.not_home"],
	"massage.refuse_house":  massageVisitPhrases["massage.refuse_house"],
	"massage.rate":          massageVisitPhrases["massage.rate"],
	"massage.fee_paid":      feePhrases["massage.fee_paid"],
	"massage.waive_fee":     feePhrases["massage.waive_fee"],
	"payment.hand_in":       feePhrases["payment.hand_in"],

	"travel.set_weather": travelPhrases["travel.set_weather"],
	"travel.set_pauses":  travelPhrases["travel.set_pauses"],
	"travel.set_night":   travelPhrases["travel.set_night"],
	"travel.learn":       travelPhrases["travel.learn"],

	"plan.make":   planPhrases["plan.make"],
	"plan.move":   planPhrases["plan.move"],
	"plan.pin":    planPhrases["plan.pin"],
	"plan.unpin":  planPhrases["plan.unpin"],
	"plan.forbid": planPhrases["plan.forbid"],
	"plan.allow":  planPhrases["plan.allow"],
	"plan.again":  planPhrases["plan.again"],

	"alarm.install":        alarmPhrases["alarm.install"],
	"alarm.name_responder": alarmPhrases["alarm.name_responder"],
	"alarm.leave":          alarmPhrases["alarm.leave"],
	"alarm.test":           alarmPhrases["alarm.test"],
	"alarm.strike":         alarmPhrases["alarm.strike"],
	"alarm.remove":         alarmPhrases["alarm.remove"],
	"alarm.set_code":       alarmPhrases["alarm.set_code"],
	"alarm.drop_code":      alarmPhrases["alarm.drop_code"],
	"alarm.call":           alarmPhrases["alarm.call"],
	"alarm.answer":         alarmPhrases["alarm.answer"],
	"alarm.next":           alarmPhrases["alarm.next"],

	"training.plan":           trainingPhrases["training.plan"],
	"training.change":         trainingPhrases["training.change"],
	"training.cancel":         trainingPhrases["training.cancel"],
	"training.invite":         trainingPhrases["training.invite"],
	"training.attend":         trainingPhrases["training.attend"],
	"training.read":           trainingPhrases["training.read"],
	"training.answer":         trainingPhrases["training.answer"],
	"training.examine":        trainingPhrases["training.examine"],
	"training.assess":         trainingPhrases["training.assess"],
	"workforce.appeal":        trainingPhrases["workforce.appeal"],
	"workforce.settle_appeal": trainingPhrases["workforce.settle_appeal"],

	"finding.report":       findingPhrases["finding.report"],
	"finding.note":         findingPhrases["finding.note"],
	"finding.coordinate":   findingPhrases["finding.coordinate"],
	"finding.remind":       findingPhrases["finding.remind"],
	"finding.hand":         findingPhrases["finding.hand"],
	"finding.close":        findingPhrases["finding.close"],
	"finding.reopen":       findingPhrases["finding.reopen"],
	"finding.hide_photo":   findingPhrases["finding.hide_photo"],
	"finding.settle_photo": findingPhrases["finding.settle_photo"],
	"finding.lapse":        findingPhrases["finding.lapse"],
	"finding.look":         findingPhrases["finding.look"],
	"aid.give":             findingPhrases["aid.give"],
	"aid.undo":             findingPhrases["aid.undo"],
}
