// Package reach counts where the campaign for breast milk came to and what followed. It
// owns nothing: it reads the campaign (programme/campaign), its leads, and the two
// indicators of report/coverage, and gives figures by week, by village and by seller.
//
// Words: a contact is one person who was spoken to or given a paper, told in one of
// several ways, each of which is counted apart, for none of them is proof; a scan is a
// paper's square opened by somebody nobody knows; a lead is a person who asked for help
// and said yes to being called on.
//
// What holds of every figure: it is a sum of lines that can be listed; a correction takes
// the place of what it corrects; a hand-out by somebody not trained that day is not
// counted; a contact whose village nobody told stands under no village and is in the
// total. The indicators before and after are the village's own and the campaign's cause of
// neither: whoever shows them says so on the plot itself.
package reach
