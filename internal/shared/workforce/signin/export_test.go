package signin

// What the tests of this package look at from outside.
const Nobody = nobody

var Hashing = hashing
