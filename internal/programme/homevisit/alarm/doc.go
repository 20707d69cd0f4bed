// Package alarm keeps the kenthongan that hang where an old person lives alone, and
// calls the neighbours who promised to come when one is heard.
//
// Tables: alarm_post, alarm_responder, alarm, alarm_call, alarm_code (all derived).
// Names, numbers and the village's own words lie sealed; a responder's name and number
// are those of the register.
//
// Words: an alarm post (kenthongan) hangs at a house and bears the house's id; a
// responder (penolong) is a neighbour of one post who has agreed; an alarm is one
// sounding of it, and bears the id of the request it opened; an alarm call is one
// attempt to reach one responder; the ladder is the order in which they are tried.
//
// What always holds:
//   - of one alarm at most one responder is being called at any time;
//   - while somebody who agreed has not been tried, and nobody is going, somebody is
//     being called, whatever was answered, repeated or interrupted;
//   - the first who says that they are going stops the calling; when they find that
//     they cannot after all, it goes on with who is next;
//   - after the first round it begins again as often as the settings say, leaving out
//     who cannot come; then the desk rings them by telephone itself;
//   - the alarm ends when the team is there or the request has ended, and no word of
//     it touches a clock of the request;
//   - a responder sees the way to the house only while their call is open, and of the
//     illness nothing.
//
// A post is on the cadre's list when it was not tested for the settings' days, when
// the old person can strike it no more, when fewer than two responders have agreed,
// when nobody heard the last test, and when who it was for has died or moved.
package alarm
