"""The proof: what must hold of every edition, held against every path that can be walked in it, before it is used."""
