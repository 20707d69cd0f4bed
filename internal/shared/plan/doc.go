// Package plan is who goes where in what order on a day: of the couriers with milk, the
// teams that are sent to people, the cadres who visit.
//
// Tables: day_plan, day_route, plan_wish (all derived).
//
// The room knows no programme. Each group of workers has a Source, which tells the jobs of
// a day and who is there to do them; the programme itself moves its own rows when
// plan.made tells it who comes when.
//
// Rules it keeps:
//   - whoever changes what a plan stands on says so by Unsettled in the same transaction:
//     the day is stale from then on, and an errand plans it anew soon after, also after a
//     restart;
//   - planning happens on a snapshot, outside the facility's turn; a plan that was made of
//     what has changed since is refused (plan.stale) and made again;
//   - plan.made tells only the routes that are others than before, and is not said when
//     none is;
//   - making a plan never moves a promise;
//   - what somebody sets out to within half an hour (policy) stays as it is, except for an
//     emergency, a closed road, or when a worker or a vehicle drops out;
//   - what a person has wished (this worker, not that one, at this hour) holds until the
//     person takes it back, as long as it can be done at all.
package plan
