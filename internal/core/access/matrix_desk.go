package access

// deskRules is what those may who plan, oversee, pay and keep the accounts, in the form that
// matrix tells.
const deskRules = `
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
head        reach        Rp
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
head        finding      Rp Up Ap Xp
head        finding_photo Rp Up
head        aid          Rp Xp
head        alarm        Rp
head        weather      Rp Up
head        habit        Rp Up
head        graduation   Rp
head        leaflet      Rp
head        supportgroup Rp
head        training     Cp Rp Up
head        training_place Up
head        training_matrix Rp
head        assessment   Up
head        certificate_appeal Cp Ap
head        lead         Rp
head        massage      Rp
head        massage_roster Rp
head        massage_visit Rp
head        massage_statistics Rp
head        massage_fee  Rp
head        massage_waiver Cp
head        partner_page Cp Up
head        motorbike    Rp
head        campaign     Rp Ap Xp
head        campaign_contact Rp

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
officer     guest        Up
officer     dispatch     Rp Up
officer     promise      Rp Up
officer     location     Rp
officer     ledger       Rp Cp
officer     overview     Rp
officer     whatif       Rp
officer     coverage     Rp
officer     reach        Rp
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
officer     leaflet      Rp
officer     sticker      Cp Rp Up
officer     round        Cp Rp Up
officer     plan         Rp Up
officer     finding      Cp Rp Up Xp
officer     finding_photo Up
officer     aid          Cp Rp Up Xp
officer     alarm        Cp Rp Up
officer     alarm_desk   Up
officer     weather      Rp Up
officer     habit        Rp Up
officer     graduation   Cp Rp Up
officer     supportgroup Cp Rp Up
officer     campaign     Cp Rp Up Ap Xp
officer     campaign_contact Cp Rp Up
officer     group_member Cp Rp Up
officer     group_meeting Cp Rp Up
officer     group_photo  Rp
officer     experience   Cp Rp
officer     member_problem Cp Rp Up
officer     lead         Cp Rp Up
officer     massage      Cp Rp Up
officer     massage_roster Cp Rp Up
officer     massage_visit Rp
officer     massage_company Up
officer     massage_statistics Rp
officer     massage_fee  Rp Up
officer     partner_page Cp Up
officer     massage_rating Cp
officer     motorbike    Cp Rp Up
officer     help         Rp
officer     training     Cp Rp Up
officer     training_place Up
officer     training_matrix Rp
officer     assessment   Up
officer     certificate_appeal Cp Ap

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
dispatcher  finding      Cp Rp
dispatcher  finding_photo Up
dispatcher  alarm        Cp Rp Up
dispatcher  alarm_desk   Up
dispatcher  massage      Cp Rp Up
dispatcher  massage_roster Cp Rp Up
dispatcher  massage_visit Rp
dispatcher  massage_company Up
dispatcher  massage_statistics Rp
dispatcher  massage_fee  Rp
dispatcher  massage_rating Cp
dispatcher  motorbike    Cp Rp Up
dispatcher  weather      Rp Up
dispatcher  habit        Rp Up

treasurer   person       Rp
treasurer   ledger       Cp Rp Ap Xp
treasurer   overview     Rp
treasurer   payment      Cp Rp Up Xp
treasurer   payout       Cp
treasurer   massage_fee  Rp Up
treasurer   massage_waiver Cp
treasurer   custody      Rp
treasurer   promise      Rp
treasurer   certificate  Rp
treasurer   approval     Rp Ap
treasurer   rice         Cp Rp Up Xp

admin       account      Cp Rp Up
admin       staff        Rp
admin       device       Rp
admin       config       Rp Up
admin       leaflet      Rp
admin       break_glass  Uo
admin       glass_request Cp
`
