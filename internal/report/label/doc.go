// Package label draws the sheets of stickers that hang on houses: the number to call,
// a square code that opens the form for that house, and the house's own code with its
// check digit.
//
// A sticker looks like a house number and nothing else: black on white, no picture, no
// emblem, no word about who lives there or why. Every house of a village may have one.
package label
