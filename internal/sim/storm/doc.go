// Package storm holds the tests in which things go wrong: a server that is
// killed under load, answers that get lost, phones that are offline for hours,
// a backup that takes the place of the log. It owns no table and no verb.
//
// The rules that it holds stand in docs/invariants.md. SAMBANG_SEEDS raises how
// many days and how many kills are tried; the default is short enough for every
// run of the suite.
package storm
