"""Agencies, teams, hours, contacts and members; who answers now."""
