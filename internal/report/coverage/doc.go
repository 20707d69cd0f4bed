// Package coverage counts how many babies live on breast milk alone. It owns nothing: it
// reads the register, what was told of each baby's months (shared/health) and who is in a
// support group, and gives figures and the lists behind them.
//
// Words: the two indicators of the ministry (Permenkes 14/2019, SIGIZI fields 46 to 51),
// each with its own denominator and never in one sum:
//
//   - recall: babies of 0 to 5 full months who were asked in a month about the last 24
//     hours; of them those who had breast milk only. Who was not asked is in neither
//     number; how many were asked is a figure of its own;
//   - graduates ("lulus" in the ministry's indicator only): babies who reach six full
//     months in a month; of them those of whom every month from 0 to 5 is known to be
//     breast milk only. A blank month is not proof, so it is no graduate.
//
// What holds of both: a baby counts in the health centre's own area, as long as it lives
// there; months follow the day of birth; a baby of whom a health worker knows a reason
// for other food is not counted, neither above nor below the line, and the figure says
// how many that were (docs/decisions/0026); shares of several months are sums over sums,
// never means of percentages.
package coverage
