-- +goose Up
-- What is offered to families is looked through for each booking: few rows of very many.
CREATE INDEX massage_booking_offered ON massage_booking (facility_id, offer_cadre) WHERE offer_cadre <> '';
