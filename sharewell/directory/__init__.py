"""Who is there, and who answers now: agencies, their teams with hours and numbers, and their members with roles.

In: what an administrator, or the installation, says about an agency. Out: the number that answers at this instant and
when the others next open, the member a person acts as, and English bank holidays for every promise in working days.
Every number carries the date on which somebody last checked it. Nothing about a child stands in this room.
"""
