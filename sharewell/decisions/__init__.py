"""The guided walk, the advice, and what the practitioner decided and why."""
