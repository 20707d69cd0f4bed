package milk

import "sambang/internal/core/access"

// onlyAsked reports whether somebody sees a delivery only because he is asked to
// take it, or is to take it over: he needs to know what and when, not yet whose door.
func (d Delivery) onlyAsked(a access.Actor) bool {
	if a.Worker == "" || a.Worker == d.Courier || a.Worker != d.OfferedTo && a.Worker != d.GiveTo {
		return false
	}
	desk, _ := access.May(a, access.Read("custody"))
	return !desk.Everywhere()
}

// veil takes away what only the courier needs: telephone, recipients, and where
// exactly the home is. It is sent again, whole, when the job is his. The place to
// fetch it from stays, for that is what he decides by, unless it is the home.
func (v *DeliveryView) veil() {
	v.MotherPhone, v.BabyBorn, v.HandedByName, v.Recipients = "", "", "", []RecipientView{}
	if v.Pickup.Point() == v.Drop.Point() {
		v.Pickup.Lat, v.Pickup.Lon = 0, 0
	}
	v.Pickup.Note, v.Drop.Note, v.Drop.Lat, v.Drop.Lon = "", "", 0, 0
}
