"""Post offices on this machine: a mail server that speaks SMTP, and GOV.UK Notify's API as its documentation has it."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"sharewell_test-{SERVICE}-{SECRET}"
NOTICE_TEMPLATE, LETTER_TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a", "0f2a3a5c-8d6b-4c1e-9f5e-2d6b7c8a9b10"
NEEDED = {NOTICE_TEMPLATE: {"sentence", "reference", "link"}, LETTER_TEMPLATE: {"subject", "words"}}


class _Smtp(socketserver.StreamRequestHandler):
    """One connection: what each command is answered by the server's `answers`, else that all is well."""

    def handle(self) -> None:
        self._say("220 post.example.org ESMTP")
        for line in self.rfile:
            word = line.split(b" ")[0].strip().decode().upper()
            told = line.decode().strip()
            if word == "DATA":
                self._say("354 go on")
                self._take()
            elif word == "QUIT":
                return self._say("221 bye")
            else:
                self._say(next((code for part, code in self.server.answers.items() if part in told), "250 well"))
        return None

    def _take(self) -> None:
        lines = list(iter(self.rfile.readline, b".\r\n"))
        said = self.server.answers.get("DATA", "250 taken")
        if said.startswith("250"):
            self.server.taken.append(b"".join(lines).decode())
        self._say(said)

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    """`taken`: the messages. `answers`: what is answered to a line in which a part stands."""

    allow_reuse_address, daemon_threads = True, True

    def __init__(self, port: int = 0) -> None:
        self.taken: list[str] = []
        self.answers: dict[str, str] = {}
        super().__init__(("127.0.0.1", port), _Smtp)


@dataclass
class Asked:
    """What Notify was asked to send, and by whom."""

    body: dict[str, Any]
    issuer: str


@dataclass
class NotifyApi:
    """`asked`: what was taken. `refuse_with`: the status and the error with which everything is answered."""

    asked: list[Asked] = field(default_factory=list)
    refuse_with: tuple[int, str, str] | None = None
    address: str = ""


Refusal = tuple[int, str, str]


class _NotifyHandler(BaseHTTPRequestHandler):
    """Answers as the documentation of the API says."""

    api: NotifyApi

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        refusal = self.api.refuse_with or self._wrong_key() or self._wrong(body)
        if refusal:
            status, error, message = refusal
            return self._answer(status, {"status_code": status, "errors": [{"error": error, "message": message}]})
        self.api.asked.append(Asked(body, self.issuer))
        return self._answer(201, {"id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": body.get("reference")})

    def _wrong_key(self) -> Refusal | None:
        try:
            token = self.headers["Authorization"].removeprefix("Bearer ")
            self.issuer = jwt.decode(token, SECRET, algorithms=["HS256"])["iss"]
        except jwt.InvalidTokenError:
            return 403, "AuthError", "Invalid token: API key not found"
        return None

    def _wrong(self, body: dict[str, Any]) -> Refusal | None:
        if self.path != "/v2/notifications/email":
            return 404, "NoResultFound", "No result found"
        needed = NEEDED.get(body["template_id"])
        if needed is None:
            return 400, "BadRequestError", "Template not found"
        if missing := needed - set(body["personalisation"]):
            return 400, "BadRequestError", f"Missing personalisation: {', '.join(sorted(missing))}"
        return None if "@" in body["email_address"] else (400, "ValidationError", "email_address Not valid")

    def _answer(self, status: int, said: dict[str, Any]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_: Any) -> None:
        """Says nothing: a test listens."""


@contextmanager
def served(server: socketserver.BaseServer) -> Iterator[int]:
    """It answers, at this port, until the end of the block; then nobody does."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def notify() -> Iterator[NotifyApi]:
    """Notify's API, at `address`."""
    api = NotifyApi()
    with served(ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_NotifyHandler,), {"api": api}))) as port:
        api.address = f"http://127.0.0.1:{port}"
        yield api
