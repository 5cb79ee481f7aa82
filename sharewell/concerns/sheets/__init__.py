"""Hand-over sheets between two receiving teams of one agency: the day's for the night, and the night's for the morning.

What goes over belongs to the other team once that acknowledges the sheet, and not before; so at every minute one team,
and one alone, has each referral. The team it was sent to takes back what is open when it opens.
"""
