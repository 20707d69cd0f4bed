// Package signin lets staff in: accounts with a password, sessions, and a PIN to
// change places at a shared desk.
//
// It owns the directory tables account and membership and the loose tables
// session, login_attempt and desk_browser. Nothing here is in the log: what an
// account may do is (workforce.grant_role). An account is found by the keyed hash
// of its phone number, a session by the digest of its secret; a stolen database
// lets nobody in.
//
// Rules it keeps:
//   - an unknown phone and a wrong password get the same answer after the same work;
//   - a try is counted before it is judged, so that guesses made at once do not
//     pass the limit together;
//   - passwords are hashed outside any transaction (about 30 ms each), two at a
//     time, so that a flood of tries does not eat the machine;
//   - a PIN works only on a browser where its owner has signed in by password,
//     and after ten tries only the password does.
package signin
