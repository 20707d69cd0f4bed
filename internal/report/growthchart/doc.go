// Package growthchart draws a child's weight by age on the lines of the WHO, as the growth
// card of the posyandu has it, on one A4 page: the curve a mother understands, and beside
// it the figures for the midwife. What it says of a month is calc/growth's N, T, O and B.
package growthchart
