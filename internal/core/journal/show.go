package journal

import "sambang/internal/core/ident"

// Show gives the view of one row of a synced table, as the faces know it. Which
// of its fields an actor gets is decided after it, by access.
type Show func(q Query, id ident.ID) (row any, found bool, err error)

// Shower is a room with synced tables: their views by table name.
type Shower interface{ Shows() map[string]Show }
