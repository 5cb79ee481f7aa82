"""The demonstration: an invented partnership, told as a story of real acts at pretended times.

`places` are its agencies and teams, `people` who works there, `children` whom they know, `worries` what they wrote, and
`past` the calendar it all hangs on. `loading` plays it. Nothing here writes a row: every step is an act by somebody.
Names, numbers and addresses are fictional: telephones from Ofcom's range for drama, NHS numbers from 999, example.org.
"""
