// Package policy holds what a health centre may set: thresholds, promises, fees,
// texts. A setting is a typed value, never an expression.
//
// It owns the table policy_version: every version of every section with its
// whole resolved document, so that a case keeps the version that was in force
// and can be judged by it years later. A change is proposed by one person and
// approved by another, who is the head.
package policy
