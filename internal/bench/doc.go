// Package bench measures the figures the project promises and prints each beside
// what is required of it, with the machine and the noise. The server under
// measurement is a process of its own, started from the same program with a fresh
// data folder on loopback, so that its memory is its own.
package bench
