package tracking

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// marksHeld is how many last fixes of a device are held to know a repeat. Phones
// send one position a request and repeat only the last one; a phone that sends
// whole lists gets twice its longest list.
const marksHeld = 16

// marksLimit bounds what one device can make us hold.
const marksLimit = 1024

// believedAfter and believedFor: a device that keeps saying it is somewhere
// unreachable is believed after this many fixes over this long, each reachable
// from the one before. Otherwise one wild accepted fix would shut out all later
// true ones.
const (
	believedAfter = 3
	believedFor   = 90 * time.Second
)

// trace is what is remembered of one device.
type trace struct {
	marks   []uint64 // a ring: the last fixes written
	next    int
	last    place // the newest fix believed
	heard   instant.Instant
	doubted place // the last unreachable fix, where a row of them began, and how many
	since   instant.Instant
	doubts  int
}

// Memory is what the writer remembers of every device between two fixes. It is
// rebuilt from the log at start.
type Memory struct{ devices map[ident.ID]*trace }

// NewMemory is an empty memory.
func NewMemory() *Memory { return &Memory{devices: map[ident.ID]*trace{}} }

func (m *Memory) of(device ident.ID) *trace {
	t := m.devices[device]
	if t == nil {
		t = &trace{}
		m.devices[device] = t
	}
	return t
}

// Holds says whether this very fix has been written already.
func (m *Memory) Holds(f *Fix) bool {
	t := m.devices[f.Device]
	return t != nil && slices.Contains(t.marks, f.mark())
}

// Keep remembers a fix that is being written.
func (m *Memory) Keep(f *Fix) { m.keep(f.Device, f.mark(), f.place(), f.Received) }

func (m *Memory) keep(device ident.ID, mark uint64, at place, heard instant.Instant) {
	t := m.of(device)
	if len(t.marks) < marksHeld {
		t.marks = append(t.marks, mark)
	} else {
		t.marks[t.next%len(t.marks)] = mark
		t.next = (t.next + 1) % len(t.marks)
	}
	if !at.at.Before(t.last.at) {
		t.last = at
	}
	t.heard = max(t.heard, heard)
}

// makeRoom lets a device that sends n fixes at once repeat all of them.
func (m *Memory) makeRoom(device ident.ID, n int) {
	t, want := m.of(device), min(2*n, marksLimit)
	if len(t.marks) >= want {
		return
	}
	longer := make([]uint64, want) // no fix has mark 0 but by a chance of 2^-64
	oldest := copy(longer, t.marks[t.next:])
	copy(longer[oldest:], t.marks[:t.next])
	t.marks, t.next = longer, len(t.marks)
}

// believe decides on a fix that is good by itself, against where the device was.
func (m *Memory) believe(f *Fix, s *Settings) Reason {
	t := m.devices[f.Device]
	if t == nil || t.last.at == 0 || reachable(t.last, f.place(), s) {
		if t != nil {
			t.doubts = 0
		}
		return Usable
	}
	here := f.place()
	if t.doubts == 0 || !reachable(t.doubted, here, s) || here.at.Before(t.doubted.at) {
		t.doubts, t.since = 0, here.at
	}
	t.doubts, t.doubted = t.doubts+1, here
	if t.doubts > believedAfter && here.at.Sub(t.since) >= believedFor {
		t.doubts = 0
		return Usable
	}
	return ImpossibleSpeed
}

// forget drops devices not heard since.
func (m *Memory) forget(since instant.Instant) {
	for id, t := range m.devices {
		if t.heard.Before(since) {
			delete(m.devices, id)
		}
	}
}

// encode writes the memory for the log's own use: a version, then the devices.
func (m *Memory) encode() []byte {
	b := make([]byte, 0, 64+len(m.devices)*240)
	b = append(b, 1)
	for id, t := range m.devices {
		b = append(b, byte(len(id)))
		b = append(b, id...)
		for _, v := range [5]uint64{uint64(t.heard), uint64(t.last.at), math.Float64bits(t.last.point.Lat),
			math.Float64bits(t.last.point.Lon), math.Float64bits(t.last.accuracy)} {
			b = binary.LittleEndian.AppendUint64(b, v)
		}
		b = binary.LittleEndian.AppendUint16(b, uint16(len(t.marks)))
		b = binary.LittleEndian.AppendUint16(b, uint16(t.next))
		for _, v := range t.marks {
			b = binary.LittleEndian.AppendUint64(b, v)
		}
	}
	return b
}

var errMemory = errors.New("tracking: the stored memory of devices cannot be read")

// decodeMemory reads what encode wrote.
func decodeMemory(b []byte) (*Memory, error) {
	m := NewMemory()
	if len(b) == 0 || b[0] != 1 {
		return nil, errMemory
	}
	for b = b[1:]; len(b) > 0; {
		n := int(b[0])
		if len(b) < 1+n+44 {
			return nil, errMemory
		}
		id := ident.ID(b[1 : 1+n])
		b = b[1+n:]
		word := func(i int) uint64 { return binary.LittleEndian.Uint64(b[8*i:]) }
		t := &trace{heard: instant.Instant(word(0)), last: place{instant.Instant(word(1)),
			geo.Point{Lat: math.Float64frombits(word(2)), Lon: math.Float64frombits(word(3))}, math.Float64frombits(word(4))}}
		marks := int(binary.LittleEndian.Uint16(b[40:]))
		t.next = int(binary.LittleEndian.Uint16(b[42:]))
		if b = b[44:]; len(b) < 8*marks || t.next > marks {
			return nil, errMemory
		}
		for i := range marks {
			t.marks = append(t.marks, word(i))
		}
		b = b[8*marks:]
		m.devices[id] = t
	}
	return m, nil
}
