"""The story in a real browser: Chromium against the real site, as ./run serves it.

`site.py` sets the site up in a folder of its own and starts, stops and kills it; `person.py` is somebody at a browser;
`telling.py` is how a teacher goes through the story; `given.py` adds people by real acts.

Every page that somebody looks at (`person.look()`) has axe run on it, must not complain in the console, must not scroll
sideways and has one heading. SHAREWELL_SCREENSHOTS names a folder into which a picture of each is put.
"""
