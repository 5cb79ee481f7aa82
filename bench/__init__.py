"""Benchmarks of the main job, each beside a yardstick of the same run: a bare Django response, a raw durable commit.

Only ratios within one run are worth anything: machines differ, and the same machine differs from hour to hour.
"""
