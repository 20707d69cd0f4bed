-- +goose Up
-- How long the ways of a day take: what our own rides teach, rain and flood a village and
-- day, the pauses somebody keeps and who works by night.
CREATE TABLE travel_table (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, trips BIGINT NOT NULL, until_day TEXT NOT NULL, classes TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE travel_weather (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, village TEXT NOT NULL, day TEXT NOT NULL, kind TEXT NOT NULL, by_worker TEXT NOT NULL, at BIGINT NOT NULL,
  audiences TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE UNIQUE INDEX travel_weather_by_day ON travel_weather (facility_id, day, village);
CREATE TABLE travel_habit (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, keeps TEXT NOT NULL, night BOOLEAN NOT NULL, night_said TEXT NOT NULL, night_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
