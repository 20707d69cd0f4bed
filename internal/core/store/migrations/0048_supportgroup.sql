-- +goose Up
-- Support groups: who is in them or to be invited, when they meet and who came.
CREATE TABLE support_group (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, village TEXT NOT NULL, posyandu TEXT NOT NULL,
  leader TEXT NOT NULL, coach TEXT NOT NULL, state TEXT NOT NULL, founded_on TEXT NOT NULL, closed_on TEXT NOT NULL, why TEXT NOT NULL,
  met_on TEXT NOT NULL, asleep_on TEXT NOT NULL,
  PRIMARY KEY (facility_id, id), UNIQUE (facility_id, number)
);
CREATE INDEX support_group_by_village ON support_group (facility_id, village, state);
CREATE TABLE group_member (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, grp TEXT NOT NULL, mother TEXT NOT NULL, village TEXT NOT NULL, group_village TEXT NOT NULL,
  babies TEXT NOT NULL, born TEXT NOT NULL, finish_on TEXT NOT NULL, state TEXT NOT NULL, since_on TEXT NOT NULL, why TEXT NOT NULL,
  invite_by TEXT NOT NULL, way TEXT NOT NULL, invited_on TEXT NOT NULL, invited_by TEXT NOT NULL, joined_on TEXT NOT NULL,
  joining TEXT NOT NULL, six_months TEXT NOT NULL, seen_by TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX group_member_by_mother ON group_member (facility_id, mother);
CREATE INDEX group_member_by_group ON group_member (facility_id, grp, state);
CREATE INDEX group_member_by_finish ON group_member (facility_id, finish_on);
CREATE TABLE group_meeting (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, grp TEXT NOT NULL, village TEXT NOT NULL, on_day TEXT NOT NULL, from_hour TEXT NOT NULL,
  place TEXT NOT NULL, topics TEXT NOT NULL, state TEXT NOT NULL, why TEXT NOT NULL, came BIGINT NOT NULL, family BIGINT NOT NULL,
  note TEXT NOT NULL, photo TEXT NOT NULL, by_worker TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX group_meeting_by_group ON group_meeting (facility_id, grp, on_day);
CREATE INDEX group_meeting_by_photo ON group_meeting (facility_id, photo) WHERE photo <> '';
CREATE TABLE group_attendance (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, meeting TEXT NOT NULL, grp TEXT NOT NULL, village TEXT NOT NULL, member TEXT NOT NULL,
  on_day TEXT NOT NULL, came TEXT NOT NULL, photo_yes BOOLEAN NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX group_attendance_by_meeting ON group_attendance (facility_id, meeting);
CREATE INDEX group_attendance_by_member ON group_attendance (facility_id, member);
