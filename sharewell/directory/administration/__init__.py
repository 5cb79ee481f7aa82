"""Pages for those who look after an agency or the partnership, and for whoever is invited."""
