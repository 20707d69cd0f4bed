package access

// fieldColumns is what those see who go out to people or look after a village, in the form
// that columns tells.
const fieldColumns = `
midwife     v village        *
midwife     v posyandu       *
midwife     v ten_house_group *
midwife     v person         *
midwife     w task           *
midwife     v milk_place     id mother_name baby_name baby_born mother_phone village state profile paused_until ends_on
midwife     v milk_application id number mother mother_name babies village state channel applied_on days posyandu posyandu_on posyandu_by reason
midwife     v milk_delivery  id place number mother_name baby_name state bottles courier_name declared_at handed_over_at arrived_at ended_at eta
midwife     v feeding        *
midwife     v six_month_certificate *
midwife     v growth_card    *
midwife     v growth_concern *
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
midwife     v support_group  *
midwife     w support_group  *
midwife     v group_member   *
midwife     v group_meeting  *
midwife     v group_attendance *
midwife     v experience     *
midwife     e experience     *
midwife     v member_problem *
midwife     v campaign_lead  *
midwife     v massage_booking *
midwife     w massage_booking *
midwife     w massage_roster *
midwife     w massage_substitute *
midwife     w massage_disruption *
midwife     w massage_refusal *
midwife     w massage_company *
midwife     w massage_visit  *
midwife     w massage_fee    id number day cadre cadre_name fund amount state at settled_at entry
midwife     w hand_in        *
midwife     w balance        *
midwife     w massage_motorbike *
midwife     w massage_loan *
midwife     w massage_trip *
midwife     v help_sentence  *
midwife     e help_sentence  *
midwife     w day_route      *
midwife     v finding        *
midwife     w finding        *
midwife     v aid            *
midwife     v alarm_post     *
midwife     v alarm          *
midwife     v alarm_call     *
midwife     v alarm_code     *
midwife     w travel_weather id village day kind at factor
midwife     w travel_habit   *
midwife     w training_session *
midwife     w training_place *
midwife     w training_attempt *
midwife     w training_progress *

cadre       v village        *
cadre       v posyandu       *
cadre       v ten_house_group *
cadre       v person         id name sex born born_guessed village household relation mother mother_name posyandu ten_house_group due lives_alone disabled in_hospital quiet languages phones house_code address landmark directions home hidden_address
cadre       w task           *
cadre       v milk_place     id mother_name baby_name baby_born mother_phone village state paused_until ends_on
cadre       v milk_application id number mother mother_name babies village state channel applied_on days posyandu posyandu_on posyandu_by reason
cadre       v milk_delivery  id place number mother_name baby_name state courier_name declared_at handed_over_at arrived_at ended_at eta
cadre       v feeding        *
cadre       v six_month_certificate id baby baby_name mother mother_name village state number issued_on print_mother print_baby page
cadre       v growth_card    *
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
cadre       v support_group  *
cadre       w support_group  *
cadre       v group_member   *
cadre       v group_meeting  *
cadre       v group_attendance *
cadre       v experience     *
cadre       e experience     *
cadre       v member_problem *
cadre       v campaign_lead  *
cadre       v massage_booking *
cadre       w massage_booking *
cadre       w massage_roster *
cadre       w massage_substitute *
cadre       w massage_disruption *
cadre       w massage_refusal *
cadre       w massage_company *
cadre       w massage_visit  *
cadre       w massage_fee    id number day cadre cadre_name fund amount state at settled_at entry
cadre       w hand_in        *
cadre       w balance        *
cadre       w massage_motorbike *
cadre       w massage_loan *
cadre       w massage_trip *
cadre       v help_sentence  *
cadre       e help_sentence  *
cadre       w day_route      *
cadre       v finding        *
cadre       w finding        *
cadre       v aid            id household head_name house_code village kind on twin undone
cadre       v alarm_post     *
cadre       v alarm          *
cadre       v alarm_call     *
cadre       v alarm_code     *
cadre       w travel_weather id village day kind at factor
cadre       w travel_habit   *
cadre       w training_session *
cadre       w training_place *
cadre       w training_attempt *
cadre       w training_progress *

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
doctor      w finding        *
doctor      w alarm          *
doctor      w alarm_call     id case post responder responder_name phone n round order state at answer_by answered_at how
doctor      w travel_weather id village day kind at factor
doctor      w travel_habit   *
doctor      w training_session *
doctor      w training_place *
doctor      w training_attempt *
doctor      w training_progress *

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
nurse       w finding        *
nurse       w alarm          *
nurse       w alarm_call     id case post responder responder_name phone n round order state at answer_by answered_at how
nurse       w travel_weather id village day kind at factor
nurse       w travel_habit   *
nurse       w training_session *
nurse       w training_place *
nurse       w training_attempt *
nurse       w training_progress *

sanitarian  f village        *
sanitarian  f worker         id name kinds state
sanitarian  w worker         *
sanitarian  w phone          *
sanitarian  w task           *
sanitarian  f finding        *
sanitarian  w finding        *
sanitarian  f aid            *
sanitarian  w travel_weather id village day kind at factor
sanitarian  w travel_habit   *

nutritionist f village       *
nutritionist f worker        id name kinds state
nutritionist w worker        *
nutritionist w phone         *
nutritionist w task          *
nutritionist f finding        *
nutritionist w finding        *
nutritionist f aid            *
nutritionist f growth_concern *
nutritionist w travel_weather id village day kind at factor
nutritionist w travel_habit   *

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
driver      w finding        *
driver      w alarm          *
driver      w alarm_call     id case post responder responder_name phone n round order state at answer_by answered_at how
driver      w travel_weather id village day kind at factor
driver      w travel_habit   *
driver      w training_session *
driver      w training_place *
driver      w training_attempt *
driver      w training_progress *

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
courier     w travel_weather id village day kind at factor
courier     w travel_habit   *
courier     w training_session *
courier     w training_place *
courier     w training_attempt *
courier     w training_progress *
`
