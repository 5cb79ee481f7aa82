"""The public numbers as data, by the standard Open Referral UK 3.0: what is asked for, and the shape of each answer."""
