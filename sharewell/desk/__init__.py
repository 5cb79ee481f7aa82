"""The front: start page, my work, team queues, the worker. Owns no tables."""
