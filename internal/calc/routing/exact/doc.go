// Package exact proves the planner on problems so small that the best plan can be known:
// its tests draw problems with every constraint in play, find the best plan by looking at
// all, with hours of their own reckoning, and hold the search, the insertion and the
// judge against it. SAMBANG_SEEDS asks for 2,000 problems instead of 200.
package exact
