// Prints Unicode 15.0 general categories, scripts and simple case folding orbits as JSON.
// Run by generate.mjs; fails where the Go version has another Unicode version.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"unicode"
)

func ranges(table *unicode.RangeTable) []int {
	out := []int{}
	add := func(lo, hi, stride int) {
		if stride == 1 {
			out = append(out, lo, hi)
			return
		}
		for c := lo; c <= hi; c += stride {
			out = append(out, c, c)
		}
	}
	for _, r := range table.R16 {
		add(int(r.Lo), int(r.Hi), int(r.Stride))
	}
	for _, r := range table.R32 {
		add(int(r.Lo), int(r.Hi), int(r.Stride))
	}
	return out
}

func main() {
	if unicode.Version != "15.0.0" {
		fmt.Fprintln(os.Stderr, "needs a Go whose unicode.Version is 15.0.0, not "+unicode.Version)
		os.Exit(1)
	}
	categories := map[string][]int{}
	for name, table := range unicode.Categories {
		categories[name] = ranges(table)
	}
	scripts := map[string][]int{}
	for name, table := range unicode.Scripts {
		scripts[name] = ranges(table)
	}
	orbits := [][]int{}
	for c := rune(0); c <= unicode.MaxRune; c++ {
		orbit := []int{int(c)}
		smallest := true
		for f := unicode.SimpleFold(c); f != c; f = unicode.SimpleFold(f) {
			smallest = smallest && f > c
			orbit = append(orbit, int(f))
		}
		if smallest && len(orbit) > 1 {
			orbits = append(orbits, orbit)
		}
	}
	json.NewEncoder(os.Stdout).Encode(map[string]any{"categories": categories, "scripts": scripts, "orbits": orbits})
}
