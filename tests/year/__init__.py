"""A simulated year of referrals: `python -m tests.year REFERRALS DAYS [SEED]`.

Agencies refer, teams receive, people are away and leave, the worker and the post stand still for hours; all by the real
acts, in simulated time. After every event the checks look at all that is open, by calculations of their own. One line
of JSON at the end says how much was done, and what was wrong: nothing, or sentences.
"""
