package sticker

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/workforce"
)

// View is the sticker of a house as the faces know it: no name, no place but the
// village.
type View struct {
	ID         ident.ID `json:"id"`
	Code       string   `json:"code"`
	Village    string   `json:"village"`
	Group      ident.ID `json:"ten_house_group,omitempty"`
	State      string   `json:"state"`
	Phone      string   `json:"phone,omitempty"`
	PutOn      string   `json:"put_on,omitempty"`
	PutByName  string   `json:"put_by_name,omitempty"`
	ConsentHow string   `json:"consent_how,omitempty"`
	SeenOn     string   `json:"seen_on,omitempty"`
	SeenByName string   `json:"seen_by_name,omitempty"`
	GoneOn     string   `json:"gone_on,omitempty"`
	GoneWhy    string   `json:"gone_why,omitempty"`
	RefusedOn  string   `json:"refused_on,omitempty"`
}

// Shows are the views of the synced table.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"house_sticker": show}
}

func show(q journal.Query, id ident.ID) (any, bool, error) {
	s, found, err := Of(q, id)
	if err != nil || !found {
		return nil, false, err
	}
	v, err := s.view(q)
	return v, true, err
}

func (s Sticker) view(q journal.Query) (v View, err error) {
	v = View{ID: s.ID, Code: s.Code, Village: s.Village, Group: s.Group, State: s.State, Phone: s.Phone, PutOn: s.PutOn, ConsentHow: s.How,
		SeenOn: s.SeenOn, GoneOn: s.GoneOn, GoneWhy: s.Why, RefusedOn: s.RefusedOn}
	for _, name := range []struct {
		of ident.ID
		to *string
	}{{s.PutBy, &v.PutByName}, {s.SeenBy, &v.SeenByName}} {
		if name.of == "" {
			continue
		}
		if *name.to, err = workforce.Name(q, name.of); err != nil {
			return v, err
		}
	}
	return v, nil
}
