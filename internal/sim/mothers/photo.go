package mothers

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"sambang/internal/core/blob"
	"sambang/internal/core/store"
)

// The picture of a meeting in pixels, and its colours: wall, floor, window, mats, basket,
// fruit.
const pictureWide, pictureTall = 320, 240

var colours = color.Palette{
	color.RGBA{0xf3, 0xea, 0xd7, 0xff}, color.RGBA{0xb9, 0x8d, 0x62, 0xff}, color.RGBA{0xa9, 0xd3, 0xe6, 0xff},
	color.RGBA{0x2f, 0x7f, 0x79, 0xff}, color.RGBA{0xc7, 0x56, 0x3c, 0xff}, color.RGBA{0x6a, 0x4a, 0x2f, 0xff}, color.RGBA{0xe8, 0xb0, 0x2f, 0xff},
}

// drawn is an invented picture of a meeting: a room with a window, a mat for everybody who
// came and a basket of fruit. There are no people on it.
func drawn(name string, mats int) ([]byte, error) {
	img := image.NewPaletted(image.Rect(0, 0, pictureWide, pictureTall), colours)
	box := func(x, y, w, h int, c uint8) {
		draw.Draw(img, image.Rect(x, y, x+w, y+h), image.NewUniform(colours[c]), image.Point{}, draw.Src)
	}
	box(0, 90, pictureWide, 150, 1)
	x := 30 + chance("window "+name)%180
	box(x, 18, 76, 52, 5)
	box(x+4, 22, 32, 44, 2)
	box(x+40, 22, 32, 44, 2)
	for i := range mats {
		box(24+i%5*56, 108+i/5*44, 44, 30, 3+uint8(chance(name+number(i))%2))
	}
	x = 40 + chance("basket "+name)%200
	box(x, 204, 60, 22, 5)
	for i := range 3 {
		box(x+6+i*18, 194, 12, 12, 6)
	}
	var b bytes.Buffer
	err := png.Encode(&b, img)
	return b.Bytes(), err
}

// keep puts the picture of a meeting where phones send theirs, and gives the name by which
// the meeting tells of it.
func (t *town) keep(name string, mats int, by group) string {
	t.Flush()
	sent, err := drawn(name, mats)
	if err == nil {
		err = t.DB.Write(t.Ctx, func(tx *store.Tx) error {
			picture, err := blob.Clean(sent)
			if err != nil {
				return err
			}
			id, _ := blob.Named(t.Keys, Facility(), blob.Hash(sent)) // a hash of ours has its form
			_, err = blob.Put(tx, t.Keys, Facility(), blob.Sent{ID: id, Kind: blob.Photo, By: worker(by.leader).ID, Picture: picture}, t.Dial.Now())
			return err
		})
	}
	if err != nil && t.Err == nil {
		t.Err = err
	}
	return blob.Hash(sent)
}
