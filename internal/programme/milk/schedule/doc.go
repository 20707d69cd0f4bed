// Package schedule is the part of the milk programme that knows the days ahead: on
// which days a mother's milk is fetched, at which hour, by whom and where it goes.
//
// It owns milk_schedule (a place's periods, its usual courier, the ward its baby
// lies in), milk_pickup (a planned pick-up: one place on one day), milk_absence (a courier who is not there on a day), milk_count (empty bottles and
// ice packs counted back) and milk_plan (when the next evening is planned).
//
// What always holds: at most one pick-up for a place and a day; none on a holiday,
// on leave, or while the place does not take part; a pick-up that is declared
// belongs to its delivery and is never planned anew; a courier has no more than the
// policy's number a day and none while he is away or may not carry milk. Planning
// twice changes nothing. Each evening is planned once, also after days in which the
// server stood still.
//
// To the day plan this room tells what the couriers of a day have to do (Couriers) and
// every change of it; what the day plan makes of it moves the pick-ups, and dealing out
// leaves them so as long as he who is to come may. Without the day plan dealing out is
// enough: her usual courier, else who has least to do. Who is told to a mother, and for
// which hour, is her schedule's alone: no plan moves her hour or a promise.
//
// The plan only proposes: the job is offered first to the planned courier, and who
// accepts goes.
package schedule
