package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/house"
	"sambang/internal/shared/registry"
)

// user makes somebody of staff, or gives a new password. The password is read
// from standard input, never from the command line, where others would see it.
func user(ctx context.Context, args []string, out io.Writer) error {
	var c config
	var facility, phone, name, role string
	var reset bool
	f := c.flags("user")
	f.StringVar(&facility, "facility", "", "short name of the health centre (needed where there are several)")
	f.StringVar(&phone, "phone", "", "phone number to sign in with")
	f.StringVar(&name, "name", "", "name of a new person")
	f.StringVar(&role, "role", "head", "role of a new person: head, officer, dispatcher, treasurer, midwife, cadre, courier, doctor or admin")
	f.BoolVar(&reset, "reset", false, "only a new password for who has this number")
	if err := c.parse(f, args); err != nil {
		return err
	}
	if phone == "" {
		return errors.New("--phone NUMBER is missing: whom is it about?")
	}
	if name == "" && !reset {
		return errors.New("--name NAME is missing; --reset only gives a new password to who has this number")
	}
	h, err := c.quiet(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	at, err := oneFacility(ctx, h, facility)
	if err != nil {
		return err
	}
	password, err := askPassword(out)
	if err != nil {
		return err
	}
	if reset {
		err = h.NewPassword(ctx, at, phone, password)
	} else {
		_, err = h.Hire(ctx, at, house.Staff{Name: name, Phone: phone, Password: password, Role: access.Role(role)})
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, "done")
	return err
}

func oneFacility(ctx context.Context, h *house.House, slug string) (ident.ID, error) {
	var id ident.ID
	err := h.DB.Read(ctx, func(tx *store.Tx) error {
		all, err := registry.AllFacilities(tx)
		if err != nil {
			return err
		}
		for _, f := range all {
			if f.Slug == slug || slug == "" && len(all) == 1 {
				id = f.ID
			}
		}
		return nil
	})
	if err == nil && id == "" {
		err = errors.New("which health centre? Give --facility, or found one first on the page that the server prints")
	}
	return id, err
}

// askPassword reads a line; an empty one asks for a made-up password, which is printed once.
func askPassword(out io.Writer) (string, error) {
	fmt.Fprintln(out, "Type the password and press Enter (only Enter: one is made up and shown once):")
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	if p := strings.TrimRight(line, "\r\n"); p != "" {
		return p, nil
	}
	p := strings.ToLower(rand.Text()[:16])
	fmt.Fprintln(out, "password:", p)
	return p, nil
}
