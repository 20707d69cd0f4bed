// Package api is the JSON door: commands alone and in batches, the rows that
// changed since, live news, and the people who sign in. It owns no table and
// decides nothing: it decodes, calls one thing and answers.
//
// What always holds: a GET changes nothing; what somebody may not see looks like
// what does not exist; an error carries a code and never the rejected value; an
// answer that showed people is on the access log before it goes out.
package api
