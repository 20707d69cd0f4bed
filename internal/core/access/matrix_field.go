package access

// fieldRules is what those may who go out to people, in the form that matrix tells.
const fieldRules = `
midwife     person       Cv Rv Uv
midwife     identity     Uv
midwife     task         Ro Uo
midwife     letter       Rv Uv
midwife     custody      Rv
midwife     fitness      Cp Rv Uv Av
midwife     health       Cv Rv
midwife     coverage     Rv
midwife     reach        Rv
midwife     leaflet      Rp
midwife     weighing     Cv Rv Uv Xv
midwife     growth_concern Rv Uv
midwife     guest        Uv
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
midwife     finding      Cv Rv Uv
midwife     finding_photo Uv
midwife     aid          Cv Rv
midwife     alarm        Cv Rv Uv
midwife     habit        Ro Uo
midwife     graduation   Cv Rv Uv Av
midwife     supportgroup Cv Rv Uv
midwife     group_member Cv Rv Uv
midwife     group_meeting Cv Rv Uv
midwife     group_photo  Rv
midwife     experience   Cv Rv Av
midwife     member_problem Cv Rv Uv
midwife     lead         Cv Rv Uv
midwife     massage      Cv Rv Uv Ro Uo
midwife     massage_roster Ro Uo
midwife     massage_visit Ro Uo
midwife     massage_rating Co
midwife     massage_fee  Ro Uo
midwife     massage_statistics Rv
midwife     motorbike    Ro
midwife     help         Rv Av
midwife     own_story    Cv
midwife     training     Cp Rp Up
midwife     training_place Up
midwife     training_matrix Rp
midwife     assessment   Up
midwife     learning     Uo
midwife     certificate_appeal Co

cadre       person       Cv Rv Uv
cadre       application  Cv Rv Uv
cadre       enrolment    Uv
cadre       task         Ro Uo
cadre       custody      Rv
cadre       health       Cv Rv
cadre       coverage     Rv
cadre       reach        Rv
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
cadre       finding      Cv Rv Uv
cadre       finding_photo Uv
cadre       aid          Rv
cadre       alarm        Cv Rv Uv
cadre       habit        Ro Uo
cadre       graduation   Rv Uv
cadre       supportgroup Rv
cadre       group_member Cv Rv Uv
cadre       group_meeting Cv Rv Uv
cadre       group_photo  Rv
cadre       experience   Cv Rv
cadre       member_problem Cv Rv Uv
cadre       lead         Cv Rv Uv
cadre       massage      Cv Rv Uv Ro Uo
cadre       massage_roster Ro Uo
cadre       massage_visit Ro Uo
cadre       massage_rating Co
cadre       massage_fee  Ro Uo
cadre       motorbike    Ro
cadre       help         Rv
cadre       own_story    Cv
cadre       training     Ro
cadre       training_place Uo
cadre       learning     Uo
cadre       certificate_appeal Co

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
doctor      finding      Cp Rj
doctor      finding_photo Uj
doctor      alarm        Rj
doctor      habit        Ro Uo
doctor      training     Cp Rp Up
doctor      training_place Up
doctor      assessment   Up
doctor      learning     Uo
doctor      certificate_appeal Co

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
nurse       finding      Cp Rj
nurse       finding_photo Uj
nurse       alarm        Rj
nurse       habit        Ro Uo
nurse       training     Cp Rp Up
nurse       training_place Up
nurse       assessment   Up
nurse       learning     Uo
nurse       certificate_appeal Co

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
driver      finding      Cp Rj
driver      finding_photo Uj
driver      alarm        Rj
driver      habit        Ro Uo
driver      training     Ro
driver      training_place Uo
driver      learning     Uo
driver      certificate_appeal Co

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
courier     habit        Ro Uo
courier     training     Ro
courier     training_place Uo
courier     learning     Uo
courier     certificate_appeal Co

sanitarian  staff        Ro
sanitarian  device       Ro
sanitarian  task         Ro Uo
sanitarian  finding      Cp Rp Up Xp
sanitarian  finding_photo Up
sanitarian  aid          Cp Rp
sanitarian  habit        Ro Uo

nutritionist staff       Ro
nutritionist device      Ro
nutritionist task        Ro Uo
nutritionist weighing    Cp Rp Up Xp
nutritionist coverage    Rp
nutritionist growth_concern Rp Up
nutritionist finding      Cp Rp Up Xp
nutritionist finding_photo Up
nutritionist aid          Cp Rp
nutritionist habit       Ro Uo
`
