-- +goose Up
-- People who want help with breast milk, told of by sellers.
CREATE TABLE campaign_lead (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, village TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, who TEXT NOT NULL,
  seller TEXT NOT NULL, contact TEXT NOT NULL, source TEXT NOT NULL, told_by TEXT NOT NULL, told_at BIGINT NOT NULL, told_on TEXT NOT NULL,
  due BIGINT NOT NULL, erase_at BIGINT NOT NULL, confirmed_at BIGINT NOT NULL, confirmed_by TEXT NOT NULL, outcome TEXT NOT NULL,
  visited_at BIGINT NOT NULL, visited_by TEXT NOT NULL, tries BIGINT NOT NULL, person TEXT NOT NULL, joined_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX campaign_lead_by_seller ON campaign_lead (facility_id, seller, told_on);
CREATE INDEX campaign_lead_by_day ON campaign_lead (facility_id, told_on);
CREATE INDEX campaign_lead_by_person ON campaign_lead (facility_id, person);
