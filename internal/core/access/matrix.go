package access

import "strings"

// matrix is read from rules: role -> need -> scopes.
var matrix = read(rules)

// rules is the authorisation matrix, one line a role and resource: the actions
// (C create, R read, U correct, A approve, X export) each with its scope
// (o own, j job, v village, p facility). What is not here is denied.
const rules = `
head        person       Rp Xp
head        identity     Up Ap
head        register     Cp Rp Up
head        import       Cp Rp Up
head        task         Rp Up
head        letter       Rp Up
head        enrolment    Rp Ap Up
head        application  Rp Ap
head        location     Rp
head        custody      Rp
head        schedule     Rp
head        dispatch     Rp
head        promise      Rp Ap
head        ledger       Rp Ap Xp
head        overview     Rp Xp
head        whatif       Rp
head        coverage     Rp
head        payment      Rp Ap Xp
head        certificate  Cp Rp Up Ap
head        staff        Cp Rp Up Ap
head        device       Cp Rp Up
head        review       Rp Up Ap
head        fitness      Cp Rp
head        message      Rp
head        link         Rp Up
head        config       Rp Ap Up
head        audit        Rp Xp
head        approval     Rp Ap
head        account      Cp Rp Up
head        break_glass  Cp Rp Up
head        glass_request Ap
head        equipment    Rp
head        incident     Rp Up Ap
head        complaint    Rp Up
head        duty         Rp
head        fleet        Rp Up
head        watch        Rp Up
head        visit        Rp Ap
head        request      Rp Up Ap
head        request_change Up Ap
head        triage       Cp Rp Ap
head        rice         Cp Rp Ap Xp
head        served       Rp
head        sticker      Rp
head        round        Rp
head        plan         Rp
head        weighing     Rp Xp
head        growth_concern Rp

officer     person       Cp Rp Up Xp
officer     identity     Up Ap
officer     register     Cp Rp Up
officer     import       Cp Rp Up
officer     task         Rp Up
officer     letter       Rp Up
officer     enrolment    Rp Up
officer     application  Cp Rp Up
officer     admission    Cp
officer     custody      Cp Rp Up
officer     schedule     Cp Rp Up
officer     health       Cp Rp
officer     weighing     Cp Rp Up
officer     growth_concern Rp Up
officer     dispatch     Rp Up
officer     promise      Rp Up
officer     location     Rp
officer     ledger       Rp Cp
officer     overview     Rp
officer     whatif       Rp
officer     coverage     Rp
officer     payment      Cp Rp
officer     certificate  Cp Rp
officer     staff        Rp Up
officer     device       Cp Rp Up
officer     review       Cp Rp Up
officer     fitness      Rp
officer     message      Rp Up
officer     link         Cp Rp Up
officer     audit        Rp
officer     approval     Rp Ap
officer     equipment    Cp Rp Up
officer     incident     Cp Rp Up
officer     complaint    Cp Uo
officer     duty         Cp Rp Up
officer     fleet        Cp Rp Up
officer     watch        Rp Up
officer     visit        Rp Up Ap
officer     request      Cp Rp Up
officer     request_change Up Ap
officer     rice         Cp Rp
officer     served       Rp
officer     sticker      Cp Rp Up
officer     round        Cp Rp Up
officer     plan         Rp Up

dispatcher  person       Cp Rp Up
dispatcher  identity     Up
dispatcher  task         Rp Up
dispatcher  letter       Rp Up
dispatcher  enrolment    Rp Up
dispatcher  custody      Cp Rp Up
dispatcher  schedule     Rp Up
dispatcher  dispatch     Cp Rp Up
dispatcher  promise      Rp Up
dispatcher  location     Rp
dispatcher  certificate  Rp
dispatcher  staff        Rp
dispatcher  device       Cp Rp Up
dispatcher  review       Rp
dispatcher  fitness      Rp
dispatcher  message      Rp Up
dispatcher  link         Cp Rp Up
dispatcher  equipment    Rp Up
dispatcher  incident     Cp Rp Up
dispatcher  complaint    Cp Uo
dispatcher  duty         Cp Rp Up
dispatcher  fleet        Cp Rp Up
dispatcher  watch        Rp Up
dispatcher  visit        Cp Rp Up Ap
dispatcher  request      Cp Rp Up
dispatcher  request_change Ap
dispatcher  approval     Rp Ap
dispatcher  rice         Rp
dispatcher  sticker      Rp Up
dispatcher  round        Cp Rp Up
dispatcher  plan         Rp Up

treasurer   person       Rp
treasurer   ledger       Cp Rp Ap Xp
treasurer   overview     Rp
treasurer   payment      Cp Rp Up Xp
treasurer   payout       Cp
treasurer   custody      Rp
treasurer   promise      Rp
treasurer   certificate  Rp
treasurer   approval     Rp Ap
treasurer   rice         Cp Rp Up Xp

midwife     person       Cv Rv Uv
midwife     identity     Uv
midwife     task         Ro Uo
midwife     letter       Rv Uv
midwife     custody      Rv
midwife     fitness      Cp Rv Uv Av
midwife     health       Cv Rv
midwife     coverage     Rv
midwife     weighing     Cv Rv Uv
midwife     growth_concern Rv Uv
midwife     record       Cv Rv Uv
midwife     served       Rv
midwife     enrolment    Rv Uv
midwife     application  Cv Rv Uv
midwife     certificate  Rv
midwife     incident     Cv Rv Uv
midwife     fleet        Rj Uj
midwife     watch        Co Ro Uo
midwife     visit        Rv Uv Rj Uj
midwife     request      Cv Rv Uv
midwife     triage       Rp Ap
midwife     sticker      Cv Rv Uv
midwife     round        Cv Rv Uv Rj Uj
midwife     plan         Rj

cadre       person       Cv Rv Uv
cadre       application  Cv Rv Uv
cadre       enrolment    Uv
cadre       task         Ro Uo
cadre       custody      Rv
cadre       health       Cv Rv
cadre       coverage     Rv
cadre       weighing     Cv Rv Uv
cadre       record       Cv Rv Uo
cadre       certificate  Rv
cadre       incident     Cv Rv
cadre       watch        Co Ro Uo
cadre       visit        Rv
cadre       request      Cv Rv
cadre       rice         Rv Uv
cadre       sticker      Cv Rv Uv
cadre       round        Rv Uv
cadre       plan         Rj

doctor      person       Rj
doctor      custody      Rj
doctor      fitness      Cp Rp Up Ap
doctor      certificate  Rp
doctor      break_glass  Cp Uo
doctor      incident     Rj Uj
doctor      complaint    Uo
doctor      fleet        Rj Uj
doctor      watch        Co Ro Uo
doctor      visit        Rj Uj
doctor      record       Cp Rj Uj
doctor      request      Cp Rj Uj
doctor      triage       Rp Ap
doctor      round        Rj Uj
doctor      plan         Rj

nurse       person       Rj
nurse       staff        Ro
nurse       device       Ro
nurse       fleet        Rj Uj
nurse       watch        Co Ro Uo
nurse       visit        Rj Uj
nurse       record       Cp Rj Uj
nurse       request      Cp Rj Uj
nurse       sticker      Cp
nurse       round        Rj Uj
nurse       plan         Rj

driver      certificate  Ro
driver      staff        Ro
driver      device       Ro
driver      location     Co Ro
driver      promise      Rj
driver      fleet        Rj Uj
driver      watch        Co Ro Uo
driver      visit        Rj Uj
driver      request      Cp Rj
driver      rice         Rj Uj
driver      sticker      Cp
driver      round        Rj Uj
driver      plan         Rj

sanitarian  staff        Ro
sanitarian  device       Ro
sanitarian  task         Ro Uo

nutritionist staff       Ro
nutritionist device      Ro
nutritionist task        Ro Uo
nutritionist weighing    Cp Rp Up Xp
nutritionist coverage    Rp
nutritionist growth_concern Rp Up

courier     custody      Cj Rj Uj
courier     schedule     Rj Uj
courier     dispatch     Rj Uj
courier     location     Co Ro
courier     promise      Rj
courier     ledger       Ro
courier     payment      Ro Uo
courier     certificate  Ro
courier     staff        Ro
courier     device       Ro
courier     message      Rj Uj
courier     review       Co Ro
courier     equipment    Rj Uj
courier     incident     Cj Rj
courier     watch        Co Ro Uo
courier     plan         Rj
courier     request      Cp

admin       account      Cp Rp Up
admin       staff        Rp
admin       device       Rp
admin       config       Rp Up
admin       break_glass  Uo
admin       glass_request Cp

mother      custody      Co Ro Uo
mother      enrolment    Ro Uo
mother      location     Rj
mother      promise      Ro
mother      link         Co Ro Uo
mother      incident     Co
mother      complaint    Co
mother      schedule     Uo
mother      request      Co

recipient   custody      Rj
recipient   location     Rj
recipient   incident     Cj
recipient   complaint    Co

neighbour   alarm        Rj Uj

public      complaint    Co

public      application  Co
public      request      Co

machine     promise      Up
machine     person       Cp Up
machine     register     Cp Up
machine     task         Up
machine     letter       Cp
machine     dispatch     Up
machine     custody      Up
machine     schedule     Cp Up
machine     link         Up
machine     message      Up
machine     review       Up
machine     config       Cp Up
machine     staff        Cp Up
machine     account      Cp Up
machine     enrolment    Cp Up
machine     certificate  Cp Up
machine     device       Cp Up
machine     break_glass  Up
machine     audit        Up
machine     incident     Cp Up
machine     watch        Up
machine     request      Cp Up
machine     rice_clock   Up
machine     round_clock  Up
machine     plan_clock   Up

head        finding      Rp Up Ap Xp
head        finding_photo Rp Up
head        aid          Rp Xp
head        alarm        Rp

officer     finding      Cp Rp Up Xp
officer     finding_photo Up
officer     aid          Cp Rp Up Xp
officer     alarm        Cp Rp Up
officer     alarm_desk   Up

dispatcher  finding      Cp Rp
dispatcher  finding_photo Up
dispatcher  alarm        Cp Rp Up
dispatcher  alarm_desk   Up

sanitarian  finding      Cp Rp Up Xp
sanitarian  finding_photo Up
sanitarian  aid          Cp Rp

nutritionist finding      Cp Rp Up Xp
nutritionist finding_photo Up
nutritionist aid          Cp Rp

midwife     finding      Cv Rv Uv
midwife     finding_photo Uv
midwife     aid          Cv Rv
midwife     alarm        Cv Rv Uv

cadre       finding      Cv Rv Uv
cadre       finding_photo Uv
cadre       aid          Rv
cadre       alarm        Cv Rv Uv

doctor      finding      Cp Rj
doctor      finding_photo Uj
doctor      alarm        Rj

nurse       finding      Cp Rj
nurse       finding_photo Uj
nurse       alarm        Rj

driver      finding      Cp Rj
driver      finding_photo Uj
driver      alarm        Rj

machine     finding_clock Up
machine     alarm_clock  Up

head        weather      Rp Up
officer     weather      Rp Up
dispatcher  weather      Rp Up
head        habit        Rp Up
officer     habit        Rp Up
dispatcher  habit        Rp Up
midwife     habit        Ro Uo
cadre       habit        Ro Uo
doctor      habit        Ro Uo
nurse       habit        Ro Uo
driver      habit        Ro Uo
courier     habit        Ro Uo
sanitarian  habit        Ro Uo
nutritionist habit       Ro Uo
machine     travel_clock Up
head        graduation   Rp
officer     graduation   Cp Rp Up
midwife     graduation   Cv Rv Uv Av
cadre       graduation   Rv Uv

head        supportgroup Rp
officer     supportgroup Cp Rp Up
officer     group_member Cp Rp Up
officer     group_meeting Cp Rp Up
officer     group_photo  Rp
officer     experience   Cp Rp
officer     member_problem Cp Rp Up
midwife     supportgroup Cv Rv Uv
midwife     group_member Cv Rv Uv
midwife     group_meeting Cv Rv Uv
midwife     group_photo  Rv
midwife     experience   Cv Rv Av
midwife     member_problem Cv Rv Uv
cadre       supportgroup Rv
cadre       group_member Cv Rv Uv
cadre       group_meeting Cv Rv Uv
cadre       group_photo  Rv
cadre       experience   Cv Rv
cadre       member_problem Cv Rv Uv
mother      group_member Uo
mother      member_problem Co
machine     supportgroup_clock Up
machine     member_problem Up
`

func read(text string) map[Role]map[Need][]Scope {
	out := map[Role]map[Need][]Scope{}
	for _, line := range strings.Split(text, "\n") {
		words := strings.Fields(line)
		if len(words) < 3 {
			continue
		}
		role := Role(words[0])
		if out[role] == nil {
			out[role] = map[Need][]Scope{}
		}
		for _, right := range words[2:] {
			n := Need{Action(right[0]), words[1]}
			out[role][n] = append(out[role][n], Scope(right[1]))
		}
	}
	return out
}
