"""Children and their households, as one agency knows them; search that forgives spelling."""
