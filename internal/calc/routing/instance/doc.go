// Package instance reads the files in which planners are compared the world over, and
// writes what was found for them: pick-up and delivery with time windows (Li and Lim
// 2001) and dial-a-ride (Cordeau and Laporte 2003; Cordeau 2006; Ropke, Cordeau and
// Laporte 2007). The files themselves are no part of the project.
//
// Both are lines of numbers with blanks between. Row 0 is the depot, node i is row i, and
// the way between two nodes takes their Euclidean distance, never rounded. A file that is
// not what it should be gives a coded error with the line it is about.
package instance
