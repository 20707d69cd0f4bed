package blob

import (
	"bytes"
	"image"
	_ "image/jpeg" // DecodeConfig reads it
	_ "image/png"  // DecodeConfig reads it

	"sambang/internal/core/fault"
)

// The limits of one picture. The app reduces a photo to 1,280 pixels before it is
// sent, about 150 kB; these leave room for other programs, and none for a picture
// that is small on the wire and fills the memory of whoever opens it.
const (
	// MaxBytes is how large a picture may be, as it is sent.
	MaxBytes = 2 << 20
	// MaxSide is how wide and how high it may be, in pixels.
	MaxSide = 2048
)

// The three kinds of file that every browser draws and we can take apart.
const (
	JPEG = "image/jpeg"
	PNG  = "image/png"
	WebP = "image/webp"
)

// Picture is a picture with nothing in it but what is to be seen.
type Picture struct {
	// Media is JPEG, PNG or WebP, by what the bytes say, never by their name.
	Media string
	// Width and Height are in pixels, as the file stores them.
	Width, Height int
	Body          []byte
}

// Clean takes a picture apart and puts it together again from what draws it and
// how it is turned. Everything else stays behind: the place where it was taken,
// the camera, the hour, names, comments, colour profiles, previews (they show what
// was cut away), a film behind a photo, and bytes after the end.
//
// What is no whole JPEG, PNG or WebP is refused as blob.not_an_image, one that is
// too large as blob.too_many_pixels.
func Clean(sent []byte) (Picture, error) {
	p := Picture{}
	ok := false
	switch {
	case bytes.HasPrefix(sent, []byte("\xff\xd8\xff")):
		p.Media = JPEG
		p.Body, ok = cleanJPEG(sent)
	case bytes.HasPrefix(sent, []byte(pngMagic)):
		p.Media = PNG
		p.Body, ok = cleanPNG(sent)
	case len(sent) > 12 && string(sent[:4]) == "RIFF" && string(sent[8:12]) == "WEBP":
		p.Media = WebP
		p.Body, p.Width, p.Height, ok = cleanWebP(sent)
	}
	if ok && p.Media != WebP {
		p.Width, p.Height, ok = measured(p.Body, p.Media)
	}
	if !ok || p.Width < 1 || p.Height < 1 {
		return Picture{}, fault.New(fault.Invalid, "blob.not_an_image")
	}
	if p.Width > MaxSide || p.Height > MaxSide {
		return Picture{}, fault.New(fault.Invalid, "blob.too_many_pixels")
	}
	return p, nil
}

// measured reads the head of a picture with the decoder of its kind.
func measured(b []byte, media string) (width, height int, ok bool) {
	c, kind, err := image.DecodeConfig(bytes.NewReader(b))
	return c.Width, c.Height, err == nil && "image/"+kind == media
}
