// Package notice puts the promise board into words and onto paper: the same figures
// for the public page, the desk and the wall beside the door. It changes nothing.
package notice
