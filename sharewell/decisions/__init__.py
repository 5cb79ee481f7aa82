"""The guided walk, the advice it gave, and what the practitioner decided and why.

What comes in: answers to the questions of an edition, about one or more children of this agency. What goes out: a
decision, which pins the edition and the words it was made under, and alone can open the gate one floor up. A decision
not to share is the same record as a decision to share.
"""
