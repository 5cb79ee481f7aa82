"""People who sign in. One account a person; what they may do comes from the directory.

Comes in: an e-mail address and a password, a link from an e-mail, a POST that arrived too late.
Goes out: `request.user`, `User.actor`, and `request.kept`: what was typed before a time-out, to be shown again, never
carried out.
Nothing here knows an agency or a child.
"""
