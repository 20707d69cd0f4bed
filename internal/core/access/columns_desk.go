package access

// deskColumns is what those see who plan, oversee, pay and keep the accounts, in the form
// that columns tells.
const deskColumns = `
head        f village        *
head        f posyandu       *
head        f ten_house_group *
head        f task           *
head        f worker         *
head        f six_month_certificate *
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
head        f support_group  *
head        f group_member   id group village state since_on why invite_by joined_on finish_on joining six_months
head        f group_meeting  id group village on from topics state why came family by_name
head        f massage_booking id number village cadre cadre_name day from to state door verdict course nth fee offer offer_cadre offer_name made_at ended_at why
head        f massage_roster *
head        f massage_substitute *
head        f massage_disruption *
head        f massage_visit id cadre day set_out_at screened_at verdict started_at ended_at did taught alone stop_why
head        f massage_fee    *
head        f hand_in        *
head        f massage_partner *
head        f massage_motorbike *
head        f massage_loan *
head        f massage_trip *
head        f day_plan       *
head        f day_route      *
head        f plan_wish      *
head        f finding        id number kind state village house house_code household where what photo owner owner_name found_by found_by_name found_at visit agency contact ask due_on letters reminders overdue closed_at reason words evidence photos_hidden timeline
head        w finding        *
head        f aid            *
head        f alarm_post     id house house_code elder_name village installed_on state can_strike tested_on heard_by test_due elder_gone consenting wants
head        f alarm          *
head        f alarm_call     id case post responder_name n round order state at answer_by answered_at how
head        f alarm_code     *
head        f travel_weather *
head        f travel_habit   *

officer     f village        *
officer     f posyandu       *
officer     f ten_house_group *
officer     f task           *
officer     f worker         *
officer     f milk_place     *
officer     f milk_application *
officer     f milk_delivery  *
officer     f feeding        *
officer     f six_month_certificate *
officer     f growth_concern *
head        f growth_concern id guest village posyandu reasons urgent since state opened_at ended_at ended_by_name seen_on request request_number
head        f training_session *
head        f training_place *
head        f training_attempt *
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
officer     f support_group  *
officer     f group_member   *
officer     f group_meeting  *
officer     f group_attendance *
officer     f experience     *
officer     f member_problem *
officer     f campaign_lead  *
officer     f massage_booking *
officer     f massage_roster *
officer     f massage_substitute *
officer     f massage_disruption *
officer     f massage_refusal *
officer     f massage_company *
officer     f massage_visit  *
officer     f massage_fee    *
officer     f hand_in        *
officer     f massage_partner *
officer     f massage_motorbike *
officer     f massage_loan *
officer     f massage_trip *
officer     f help_sentence  *
officer     f day_plan       *
officer     f day_route      *
officer     f plan_wish      *
officer     f finding        *
officer     w finding        *
officer     f aid            *
officer     f alarm_post     *
officer     f alarm          *
officer     f alarm_call     *
officer     f alarm_code     *
officer     f travel_weather *
officer     f travel_habit   *
officer     f training_session *
officer     f training_place *
officer     f training_attempt *

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
dispatcher  f finding        *
dispatcher  w finding        *
dispatcher  f alarm_post     *
dispatcher  f alarm          *
dispatcher  f alarm_call     *
dispatcher  f alarm_code     *
dispatcher  f massage_booking *
dispatcher  f massage_roster *
dispatcher  f massage_substitute *
dispatcher  f massage_disruption *
dispatcher  f massage_refusal *
dispatcher  f massage_company *
dispatcher  f massage_visit  *
dispatcher  f massage_fee    id number day cadre cadre_name fund amount state at settled_at entry
dispatcher  f massage_partner *
dispatcher  f massage_motorbike *
dispatcher  f massage_loan *
dispatcher  f massage_trip *
dispatcher  f travel_weather *
dispatcher  f travel_habit   *

treasurer   f worker         id name kinds state certificate appointment
treasurer   f milk_delivery  id ride number state courier courier_name declared_at ended_at fee proven review promise
treasurer   f promise        *
treasurer   f earning        *
treasurer   f milk_review    id delivery number courier courier_name reasons opened_at state decision due overdue fee fee_state
treasurer   f fund           *
treasurer   f receipt        *
treasurer   f support        *
treasurer   f hand_in        *
treasurer   f massage_fee    *
treasurer   f statement      *
treasurer   f balance        *
treasurer   f proposal       *
treasurer   f rice_debt      id number case root_number village grams rule state proof waiting_report silent offered due owed_at ended_at given_at given_by_name carriers carrier_names reason policy_version handover
treasurer   f rice_handover  id debt worker_name at recorded_at grams to state why
treasurer   f rice_line      *
treasurer   f rice_batch     *

admin       f worker         id name kinds state
admin       f phone          id worker worker_name label kind state last_seen
admin       f staff_account  *
admin       w break_glass    *
admin       o milk_place     *
admin       o milk_delivery  *
`
