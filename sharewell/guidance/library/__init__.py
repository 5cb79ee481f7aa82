"""The library: public pages to read the guidance by, edition by edition, day by day.

Comes in: an edition, a day, or words to look for. Goes out: pages that anybody may read and print. Keeps nothing: what
somebody looks for is neither written down nor counted.
"""
