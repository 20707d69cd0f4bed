// Package admission is the part of the milk programme that knows who asks for a place
// and who is given one.
//
// Table: milk_application (derived). Where she works and lives, whom she names, her
// hours and who wrote for her lie sealed; mother and babies are people of the register
// from the moment they ask.
//
// What always holds: a mother has one open application; whoever asks from the public
// page is answered alike, known or not. Nobody is given a place beyond the ratio of
// mothers to the couriers who may carry today, also not when fifty are given at once; a
// courier who drops out stops new ones and ends nobody's place. Who decides is not who
// prepared. Whoever is passed over is passed over for a written reason, and the order
// is reckoned by calc/waiting from weights that anybody may read.
package admission
