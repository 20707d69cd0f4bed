// Package teams reads the teams of a day, with what they have to do, as the planner
// needs it: one sheet for the suggestion who goes to a request, for the plan of the day,
// and for the free hours that rounds may fill.
//
// It owns no table. What a person has decided stays: a visit that was sent to a team is
// that team's, in whatever order; what is begun is done first; a visit nobody was sent to
// yet is planned for whoever comes first, and that is a proposal. A plan that is made
// moves a team's own list, and gives another team what one can no longer do because its
// vehicle failed or its duty ended: never a promise.
package teams
