package access

import (
	"slices"
	"strings"
)

// columns is read from visible: table -> role and kind of audience -> fields.
var columns = readColumns(visible)

// view is a role reaching a row through a kind of audience (f, v, w, j, o, c, h, d).
type view struct {
	role Role
	kind string
}

// visible says which fields of a synced row a role sees, one line a role, table
// and kind of audience: * for all, or the fields by name. What is not here is
// not sent. The reasons, from the authorisation matrix:
//
//   - the desk plans and answers the telephone, so it sees people and places; the
//     books are the officer's to read, not the dispatcher's;
//   - the head oversees: who, how and how late, not where somebody lives or which
//     number they have. That is behind the glass: o is the audience of a person,
//     and staff hold one only while a glass is broken for it;
//   - the treasurer pays: who carried what and what is due, no client, no place;
//   - a courier sees what the job needs, their own papers and earnings, and of the
//     other couriers (c) the name, to hand a bag over to one;
//   - midwife and cadre see their village's mothers and how a ride stands, not
//     where it goes to or comes from;
//   - midwife and cadre hold the residents of their villages, so that the register
//     works without signal; the desk asks for them and holds nobody;
//   - the administrator sees accounts and devices, no client.
const visible = `
head        f village        *
head        f posyandu       *
head        f ten_house_group *
head        f task           *
head        f worker         *
head        f milk_place     id mother mother_name baby_name baby_born village state hidden_address profile application term_on paused_why paused_until notice ends_on ended_why ended_on enrolled_at
head        f milk_application id number mother mother_name babies village state channel applied_on applied_at days from to metres hidden_address posyandu posyandu_on posyandu_by pledge_text pledge_how prepared_by prepared_by_name prepared_at decided_by_name decided_at reason note passed pass_reason place
head        f milk_delivery  id ride place number mother_name baby_name want_pickup_at state job courier courier_name offered_to bag bottles declared_at handed_over_at packed_at departed_at arrived_at ended_at eta eta_80 promise fee proven review received_by code_misses code_locked temperature_c transfer_to transfer_to_name absent_tries last_step supervision supervisor_name
head        f milk_step      *
head        f job            *
head        f promise        *
head        f earning        *
head        f fund           *
head        f receipt        *
head        f support        *
head        f statement      *
head        f balance        *
head        f milk_review    *
head        f milk_schedule  id courier courier_name ward_from ward_to
head        f milk_pickup    id place mother_name baby_name village day at kind courier courier_name why_none ride state reason delivery ward
head        f milk_holiday   *
head        f milk_absence   *
head        f milk_count     *
head        f message        id to_name kind channel state how created_at sent_by sent_at worker
head        f phone          *
head        f staff_account  *
head        f proposal       *
head        f break_glass    *
head        f day_head       *
head        f cooler         *
head        f cooler_check   *
head        f need_case      id number kind about people village owner owner_name door state confidential complaint what opened_at opened_by_name due promise overdue closed_at outcome todo timeline whole whole_number side parts disclosed other_names request patient_name sign colour colour_by sign_due started_at slip want_at needs called doubt merged merged_number reports differs code_locked patient_died
head        f desk_duty      *
head        f slip_book      *
head        f vehicle        *
head        f base           *
head        f team           *
head        f road_closure   *
head        f on_call        *
head        f lone_watch     *
head        h need_case      *
head        w need_case      *
head        h promise        *
head        o milk_place     *
head        o milk_delivery  *
head        w break_glass    *
head        f home_visit     id number kind state outcome colour sign village patient_name team team_name call_sign order workers health_worker vehicle vehicle_name want_at planned needs misfit respond respond_due respond_state fetch fetch_due fetch_state return return_due return_state opened_at started_at sent_at accepted_at set_out_at spoke_at arrived_at aboard_at at_centre_at care_ended_at set_off_at home_at ended_at handed_to merged doubts silent
head        f home_visit_step id visit kind code at recorded_at by_name late doubts
head        f rice_debt      *
head        f rice_handover  *
head        f rice_line      *
head        f rice_batch     *
head        f house_sticker  *
head        f round          id person name born village hamlet house_code group groups code last_on due_on until_on late_from missed expected paused at_risk visit planned_on planned_for planned_names last_outcome not_home_count refused_on
head        f round_visit    *
head        f day_plan       *
head        f day_route      *
head        f plan_wish      *

officer     f village        *
officer     f posyandu       *
officer     f ten_house_group *
officer     f task           *
officer     f worker         *
officer     f milk_place     *
officer     f milk_application *
officer     f milk_delivery  *
officer     f feeding        *
officer     f milk_step      *
officer     f job            *
officer     f promise        *
officer     f earning        *
officer     f fund           *
officer     f receipt        *
officer     f support        *
officer     f statement      *
officer     f balance        *
officer     f milk_review    *
officer     f milk_schedule  *
officer     f milk_pickup    *
officer     f milk_holiday   *
officer     f milk_absence   *
officer     f milk_count     *
officer     f message        *
officer     f phone          *
officer     f proposal       *
officer     f cooler         *
officer     f cooler_check   *
officer     f need_case      *
officer     w need_case      *
officer     f desk_duty      *
officer     f slip_book      *
officer     f vehicle        *
officer     f base           *
officer     f team           *
officer     f road_closure   *
officer     f on_call        *
officer     f lone_watch     *
officer     f home_visit     *
officer     f home_visit_step *
officer     f rice_debt      *
officer     f rice_handover  *
officer     f rice_line      *
officer     f rice_batch     *
officer     f house_sticker  *
officer     f round          id person name born village hamlet house_code group groups code last_on due_on until_on late_from missed expected paused at_risk visit planned_on planned_for planned_names last_outcome not_home_count refused_on
officer     f round_visit    *
officer     f day_plan       *
officer     f day_route      *
officer     f plan_wish      *

dispatcher  f village        *
dispatcher  f posyandu       *
dispatcher  f ten_house_group *
dispatcher  f task           *
dispatcher  f worker         *
dispatcher  f milk_place     *
dispatcher  f milk_delivery  id ride place number mother_name mother_phone baby_name pickup drop recipients handed_by_name want_pickup_at state job courier courier_name bag bottles declared_at handed_over_at departed_at arrived_at ended_at eta eta_80 promise proven review received_by temperature_c transfer_to absent_tries supervision supervisor_name
dispatcher  f milk_step      *
dispatcher  f job            *
dispatcher  f promise        *
dispatcher  f milk_review    id delivery number reasons opened_at state courier_name due overdue
dispatcher  f milk_schedule  *
dispatcher  f milk_pickup    *
dispatcher  f milk_holiday   *
dispatcher  f milk_absence   *
dispatcher  f milk_count     *
dispatcher  f message        *
dispatcher  f phone          *
dispatcher  f proposal       *
dispatcher  f cooler         *
dispatcher  f cooler_check   *
dispatcher  f need_case      *
dispatcher  w need_case      *
dispatcher  f desk_duty      *
dispatcher  f slip_book      *
dispatcher  f vehicle        *
dispatcher  f base           *
dispatcher  f team           *
dispatcher  f road_closure   *
dispatcher  f on_call        *
dispatcher  f lone_watch     *
dispatcher  f home_visit     *
dispatcher  f home_visit_step *
dispatcher  f rice_debt      id number case root_number village grams state waiting_report silent due owed_at given_at
dispatcher  f house_sticker  *
dispatcher  f round          id person name born village hamlet house_code group groups code last_on due_on until_on late_from missed expected paused at_risk visit planned_on planned_for planned_names last_outcome not_home_count refused_on
dispatcher  f round_visit    *
dispatcher  f day_plan       *
dispatcher  f day_route      *
dispatcher  f plan_wish      *

treasurer   f worker         id name kinds state certificate appointment
treasurer   f milk_delivery  id ride number state courier courier_name declared_at ended_at fee proven review promise
treasurer   f promise        *
treasurer   f earning        *
treasurer   f milk_review    id delivery number courier courier_name reasons opened_at state decision due overdue fee fee_state
treasurer   f fund           *
treasurer   f receipt        *
treasurer   f support        *
treasurer   f statement      *
treasurer   f balance        *
treasurer   f proposal       *
treasurer   f rice_debt      id number case root_number village grams rule state proof waiting_report silent offered due owed_at ended_at given_at given_by_name carriers carrier_names reason policy_version handover
treasurer   f rice_handover  id debt worker_name at recorded_at grams to state why
treasurer   f rice_line      *
treasurer   f rice_batch     *

midwife     v village        *
midwife     v posyandu       *
midwife     v ten_house_group *
midwife     v person         *
midwife     w task           *
midwife     v milk_place     id mother_name baby_name baby_born mother_phone village state profile paused_until ends_on
midwife     v milk_application id number mother mother_name babies village state channel applied_on days posyandu posyandu_on posyandu_by reason
midwife     v milk_delivery  id place number mother_name baby_name state bottles courier_name declared_at handed_over_at arrived_at ended_at eta
midwife     v feeding        *
midwife     v milk_step      id delivery at kind late
midwife     v need_case      id number kind about people phones what village owner owner_name door state confidential opened_at opened_by_name due promise overdue closed_at outcome todo timeline whole_number side request patient_name patient_phone where house home sign colour colour_by sign_due started_at call_sign slip want_at needs called merged merged_number reports differs code_locked patient_died reporter
midwife     w worker         *
midwife     v visit_record   *
midwife     w visit_record   *
midwife     w phone          *
midwife     w need_case      *
midwife     w promise        *
midwife     w vehicle        *
midwife     w team           *
midwife     w road_closure   *
midwife     w on_call        *
midwife     w lone_watch     *
midwife     v home_visit     *
midwife     v house_sticker  *
midwife     w home_visit     *
midwife     w home_visit_step *
midwife     v round          *
midwife     v round_visit    *
midwife     w round          *
midwife     w round_visit    *
midwife     w day_route      *

cadre       v village        *
cadre       v posyandu       *
cadre       v ten_house_group *
cadre       v person         id name sex born born_guessed village household relation mother mother_name posyandu ten_house_group due lives_alone disabled in_hospital quiet languages phones house_code address landmark directions home hidden_address
cadre       w task           *
cadre       v milk_place     id mother_name baby_name baby_born mother_phone village state paused_until ends_on
cadre       v milk_application id number mother mother_name babies village state channel applied_on days posyandu posyandu_on posyandu_by reason
cadre       v milk_delivery  id place number mother_name baby_name state courier_name declared_at handed_over_at arrived_at ended_at eta
cadre       v feeding        *
cadre       v milk_step      id delivery at kind late
cadre       v need_case      id number kind village owner owner_name door state confidential opened_at due promise overdue closed_at outcome todo request patient_name where house home sign colour colour_by started_at want_at needs called merged merged_number reports patient_died
cadre       w worker         *
cadre       v visit_record   id person person_name village kind on place by by_name next_on version corrects replaced_by recorded_at
cadre       w visit_record   *
cadre       w phone          *
cadre       w need_case      *
cadre       w lone_watch     *
cadre       v home_visit     id number kind state outcome colour village patient_name team_name call_sign want_at respond respond_due respond_state fetch fetch_due fetch_state return return_due return_state opened_at started_at sent_at accepted_at set_out_at spoke_at arrived_at aboard_at at_centre_at care_ended_at set_off_at home_at ended_at merged
cadre       v rice_debt      id number case patient_name village grams state offered due given_at given_by_name
cadre       v house_sticker  *
cadre       w rice_debt      id number case patient_name village grams state offered due given_at given_by_name
cadre       w rice_handover  id debt at recorded_at grams to state why
cadre       v round          *
cadre       v round_visit    *
cadre       w round          *
cadre       w round_visit    *
cadre       w day_route      *

doctor      w worker         *
doctor      w visit_record   *
doctor      w break_glass    *
doctor      w need_case      *
doctor      d need_case      *
doctor      d promise        *
doctor      w promise        *
doctor      w vehicle        *
doctor      w team           *
doctor      w road_closure   *
doctor      w on_call        *
doctor      w lone_watch     *
doctor      o milk_place     *
doctor      d milk_delivery  id number baby_born state bottles courier_name declared_at handed_over_at packed_at arrived_at ended_at temperature_c
doctor      o milk_delivery  *
doctor      w home_visit     *
doctor      d home_visit     *
doctor      w home_visit_step *
doctor      w round          *
doctor      w round_visit    *
doctor      w day_route      *

nurse       w worker         *
nurse       w visit_record   *
nurse       w phone          *
nurse       w promise        *
nurse       w need_case      *
nurse       w vehicle        *
nurse       w team           *
nurse       w road_closure   *
nurse       w on_call        *
nurse       w lone_watch     *
nurse       w home_visit     *
nurse       w home_visit_step *
nurse       w round          *
nurse       w round_visit    *
nurse       w day_route      *

sanitarian  f village        *
sanitarian  f worker         id name kinds state
sanitarian  w worker         *
sanitarian  w phone          *
sanitarian  w task           *

nutritionist f village       *
nutritionist f worker        id name kinds state
nutritionist w worker        *
nutritionist w phone         *
nutritionist w task          *

driver      w worker         *
driver      w phone          *
driver      w promise        *
driver      w vehicle        *
driver      w team           *
driver      w road_closure   *
driver      w on_call        *
driver      w lone_watch     *
driver      w home_visit     id number kind state outcome colour village patient_name patient_phone where home team team_name call_sign order workers health_worker vehicle vehicle_name want_at planned needs misfit respond respond_due respond_state fetch fetch_due fetch_state return return_due return_state opened_at started_at sent_at accepted_at set_out_at spoke_at arrived_at aboard_at at_centre_at care_ended_at set_off_at home_at ended_at handed_to merged silent
driver      w home_visit_step id visit kind code at recorded_at by_name late doubts
driver      w rice_debt      id number case patient_name village grams state offered due given_at given_by_name
driver      w rice_handover  id debt at recorded_at grams to state why
driver      w round          id person name village hamlet house_code home group code due_on paused visit planned_on planned_for planned_names
driver      w round_visit    id person person_name village planned_on team workers outcome on by_name at
driver      w day_route      *

courier     w worker         *
courier     c milk_place     id mother_name baby_name village state pickup
courier     c worker         id name kinds state
courier     w milk_delivery  id ride place number mother_name mother_phone baby_name pickup drop recipients want_pickup_at state job courier courier_name bag bottles declared_at handed_over_at departed_at arrived_at ended_at eta eta_80 promise fee proven review received_by temperature_c transfer_to absent_tries supervision supervisor_name
courier     w milk_step      *
courier     w job            *
courier     w day_route      *
courier     w promise        *
courier     w earning        *
courier     w support        *
courier     w statement      *
courier     w balance        *
courier     w milk_review    id delivery number reasons opened_at state decision note due overdue answers fee fee_state
courier     w milk_pickup    id place mother_name baby_name village day at kind courier courier_name why_none ride state reason delivery pickup ward
courier     w milk_absence   *
courier     w message        *
courier     w phone          *
courier     w cooler         *
courier     w cooler_check   *
courier     w need_case      id number kind village owner owner_name door state confidential opened_at due promise overdue closed_at outcome todo request sign colour started_at merged merged_number
courier     w lone_watch     *
courier     j milk_delivery  id ride place number mother_name mother_phone baby_name pickup drop recipients want_pickup_at state job courier courier_name bag bottles declared_at handed_over_at departed_at arrived_at ended_at eta eta_80 promise fee proven review received_by temperature_c transfer_to absent_tries supervision supervisor_name
courier     j milk_step      *
courier     j job            *
courier     j promise        *
courier     j message        *

admin       f worker         id name kinds state
admin       f phone          id worker worker_name label kind state last_seen
admin       f staff_account  *
admin       w break_glass    *
admin       o milk_place     *
admin       o milk_delivery  *

head        f finding        id number kind state village house house_code household where what photo owner owner_name found_by found_by_name found_at visit agency contact ask due_on letters reminders overdue closed_at reason words evidence photos_hidden timeline
head        w finding        *
officer     f finding        *
officer     w finding        *
dispatcher  f finding        *
dispatcher  w finding        *
dispatcher  f alarm_post     *
dispatcher  f alarm          *
dispatcher  f alarm_call     *
dispatcher  f alarm_code     *
sanitarian  f finding        *
sanitarian  w finding        *
nutritionist f finding        *
nutritionist w finding        *
midwife     v finding        *
midwife     w finding        *
cadre       v finding        *
cadre       w finding        *
doctor      w finding        *
doctor      w alarm          *
doctor      w alarm_call     id case post responder responder_name phone n round order state at answer_by answered_at how
nurse       w finding        *
nurse       w alarm          *
nurse       w alarm_call     id case post responder responder_name phone n round order state at answer_by answered_at how
driver      w finding        *
driver      w alarm          *
driver      w alarm_call     id case post responder responder_name phone n round order state at answer_by answered_at how
head        f aid            *
head        f alarm_post     id house house_code elder_name village installed_on state can_strike tested_on heard_by test_due elder_gone consenting wants
head        f alarm          *
head        f alarm_call     id case post responder_name n round order state at answer_by answered_at how
head        f alarm_code     *
officer     f aid            *
officer     f alarm_post     *
officer     f alarm          *
officer     f alarm_call     *
officer     f alarm_code     *
sanitarian  f aid            *
nutritionist f aid            *
midwife     v aid            *
midwife     v alarm_post     *
midwife     v alarm          *
midwife     v alarm_call     *
midwife     v alarm_code     *
cadre       v aid            id household head_name house_code village kind on twin undone
cadre       v alarm_post     *
cadre       v alarm          *
cadre       v alarm_call     *
cadre       v alarm_code     *

head        f travel_weather *
head        f travel_habit   *
officer     f travel_weather *
officer     f travel_habit   *
dispatcher  f travel_weather *
dispatcher  f travel_habit   *
midwife     w travel_weather id village day kind at factor
midwife     w travel_habit   *
cadre       w travel_weather id village day kind at factor
cadre       w travel_habit   *
doctor      w travel_weather id village day kind at factor
doctor      w travel_habit   *
nurse       w travel_weather id village day kind at factor
nurse       w travel_habit   *
driver      w travel_weather id village day kind at factor
driver      w travel_habit   *
courier     w travel_weather id village day kind at factor
courier     w travel_habit   *
sanitarian  w travel_weather id village day kind at factor
sanitarian  w travel_habit   *
nutritionist w travel_weather id village day kind at factor
nutritionist w travel_habit   *
`

func readColumns(text string) map[string]map[view][]string {
	out := map[string]map[view][]string{}
	for _, line := range strings.Split(text, "\n") {
		words := strings.Fields(line)
		if len(words) < 4 {
			continue
		}
		if out[words[2]] == nil {
			out[words[2]] = map[view][]string{}
		}
		out[words[2]][view{Role(words[0]), words[1]}] = words[3:]
	}
	return out
}

// Columns gives the fields of a table's row that these roles see when they reach
// it through a kind of audience ("f", "v", "w", "j", "o", "c"), as one sorted list;
// all says that there is no limit. Neither: the row is not to be sent.
func Columns(table string, roles []Role, audienceKind string) (fields []string, all bool) {
	for _, r := range roles {
		more := columns[table][view{r, audienceKind}]
		if len(more) == 1 && more[0] == "*" {
			return nil, true
		}
		fields = append(fields, more...)
	}
	slices.Sort(fields)
	return slices.Compact(fields), false
}

// Sees gives the fields of a row that an actor sees through all the audiences
// that the row and the actor share.
func Sees(a Actor, table string, row []string) (fields []string, all bool) {
	for _, key := range a.Keys {
		if !slices.Contains(row, key) {
			continue
		}
		kind, _, _ := strings.Cut(key, ":")
		more, everything := Columns(table, a.Roles, kind)
		if everything {
			return nil, true
		}
		fields = append(fields, more...)
	}
	slices.Sort(fields)
	return slices.Compact(fields), false
}
