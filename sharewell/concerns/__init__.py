"""A worry about a child, and the referral that the receiving team works on."""
