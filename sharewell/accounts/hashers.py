"""Argon2, a few at a time: a hash takes 100 MB, so a crowd at half past eight waits and does not fill the memory."""

from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher

AT_ONCE = 2
_turns = BoundedSemaphore(AT_ONCE)


class PatientArgon2(Argon2PasswordHasher):
    """Django's Argon2 with at most AT_ONCE hashes at any moment in one process."""

    def encode(self, password: str, salt: str) -> str:
        with _turns:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with _turns:
            return super().verify(password, encoded)
