"""A worry about a child, and the referral that the receiving team works on.

What comes in: what a practitioner typed once, in one journey. What goes out: items, a decision, and when the decision
is to share, a disclosure through the gate; at the other end a referral, the receiving team's own row, with its clock
and its outcome.
"""
