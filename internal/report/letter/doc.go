// Package letter draws the papers that a mother of the milk programme takes along:
// the letter for where she works, and her pledge. It reads through the rooms and
// changes nothing; a door asks for it, sends it, and writes down who was shown.
package letter
