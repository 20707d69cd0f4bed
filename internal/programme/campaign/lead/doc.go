// Package lead is a person who wants help with breast milk, told of by a seller: the cadre
// of her village calls on her.
//
// Table: campaign_lead (derived, who it is sealed).
//
// Words: a lead is told (by a seller, by the desk, by a cadre), confirmed (by the person
// herself at the first contact), visited (she came to the posyandu, or has not come yet),
// not met (nobody was there), joined (she is in a support group), refused (she does not
// want it), erased (her details are gone, the count stays).
//
// Rules it keeps:
//   - nobody is told of without having said yes to it: without that tick there is no lead
//     (invariant 17: every lead has consent recorded);
//   - who has not said herself within 14 days that she wants it is erased by the machine,
//     and who says no is erased at once: name, number and note are gone, village and kind
//     are counted. Whether she was visited in between changes nothing of that;
//   - every lead has one promise from the hour it was told: a visit within 3 days, for a
//     breast that hurts the midwife within 24 hours (a cadre's visit does not keep that
//     one). Whoever was not met has not been visited;
//   - the cadre's phone has it within minutes, by the village; the seller never has it:
//     a seller knows how many were told of in a week and how many of them came (OfSeller).
//
// No name, number or free text stands in an event.
package lead
