// Package content is what the citizen reads who scans the code of a leaflet: why breast
// milk, how to express it, how to keep it, when to ask for help, and what the health
// centre adds.
//
// It owns no table: the words are the section "campaign_content" of the policy, changed by
// one person and approved by another, every version kept. Indonesian and English are given
// with the program, from the sources named with each page; Javanese, Osing and Sundanese
// are empty until the health centre has translated them.
//
// Rules it keeps:
//   - Indonesian is whole: a page that lacks another language is read in Indonesian;
//   - no brand, no advert and no address of somebody else's page stands in the words
//     (PP 28/2024 art. 33), and no sentence says that a food, a drink or a massage brings
//     milk;
//   - all pages of one language stay small enough to be read at 400 kbit/s and kept on a
//     phone: below 60 kB as they are sent.
package content
