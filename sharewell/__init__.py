"""Sharewell: rooms on floors, and calls go down. docs/building.md is the map."""
