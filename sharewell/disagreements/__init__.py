"""I disagree: two ends of one disclosure do not see it alike, and it goes up stage by stage until both agree.

What comes in: an objection of either end (to the outcome, to silence, to what was shared or held back), with what
should happen instead and whether the child is safe now. What goes out: a disagreement that both ends see alike, with
names, a running clock, and every step. Nobody can close it: it is resolved when one end proposes how and the other end
accepts. The stages are the partnership's, each list in force from a day. What is written here is about the outcome and
its reason; anything new about the child crosses by a decision of its own, through `disclosures`.
"""
