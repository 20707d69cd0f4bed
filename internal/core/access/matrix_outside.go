package access

// outsideRules is what those may who reach Sambang by a link, or not at all, and what the
// machine does by itself when a deadline falls, in the form that matrix tells.
const outsideRules = `
mother      custody      Co Ro Uo
mother      enrolment    Ro Uo
mother      location     Rj
mother      promise      Ro
mother      link         Co Ro Uo
mother      incident     Co
mother      complaint    Co
mother      schedule     Uo
mother      request      Co
mother      group_member Uo
mother      member_problem Co
mother      own_story    Co
mother      massage      Co Ro Uo
mother      massage_rating Co

recipient   custody      Rj
recipient   location     Rj
recipient   incident     Cj
recipient   complaint    Co

neighbour   alarm        Rj Uj

seller      campaign_contact Co Ro Uo
seller      lead         Co

public      complaint    Co
public      application  Co
public      request      Co
public      campaign_scan Co
public      massage      Co

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
machine     finding_clock Up
machine     alarm_clock  Up
machine     travel_clock Up
machine     supportgroup_clock Up
machine     guest_clock  Up
machine     member_problem Up
machine     lead_clock  Up
machine     massage_clock Up
machine     motorbike_clock Up
`
