package main

import (
	"context"
	"errors"
	"io"
)

var errLater = errors.New("this command is not built yet")

func demo(ctx context.Context, args []string, out io.Writer) error    { return errLater }
func migrate(ctx context.Context, args []string, out io.Writer) error { return errLater }
func user(ctx context.Context, args []string, out io.Writer) error    { return errLater }
func verify(ctx context.Context, args []string, out io.Writer) error  { return errLater }
func backup(ctx context.Context, args []string, out io.Writer) error  { return errLater }
func restore(ctx context.Context, args []string, out io.Writer) error { return errLater }
func move(ctx context.Context, args []string, out io.Writer) error    { return errLater }
func doctor(ctx context.Context, args []string, out io.Writer) error  { return errLater }
func bench(ctx context.Context, args []string, out io.Writer) error   { return errLater }
