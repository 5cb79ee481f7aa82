"""A paper copy is made of the words alone: whatever address somebody types, nothing is fetched."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from sharewell.web import pdf
from sharewell.web.pdf import PrinterBusyError, paper_copy

pytestmark = pytest.mark.slow

PLACES = (
    '<img src="{}">',
    '<link rel="stylesheet" href="{}">',
    '<p style="background: url({})">x',
    "<style>@import '{}'</style>",
    '<link rel="attachment" href="{}">',
    '<object data="{}"></object>',
    '<svg><image href="{}"/></svg>',
)
asked: list[str] = []


class Listener(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        asked.append(self.path)
        self.send_error(404)


@pytest.fixture
def listening():
    asked.clear()
    server = HTTPServer(("127.0.0.1", 0), Listener)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("place", PLACES)
def test_no_address_in_a_copy_is_fetched(listening: str, tmp_path: Path, place: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the vault key")
    body = "".join(place.format(address) for address in (listening, secret.as_uri()))
    page = f"<!DOCTYPE html><html lang=en><head><title>A copy</title></head><body>{body}</body></html>"
    paper = paper_copy(page)
    assert paper.startswith(b"%PDF")
    assert not asked
    assert b"the vault key" not in paper
    assert b"/EmbeddedFile" not in paper


def test_one_copy_at_a_time(monkeypatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE_SECONDS", 0)
    page = "<!DOCTYPE html><html lang=en><head><title>A copy</title></head><body>x</body></html>"
    with pdf._printing, pytest.raises(PrinterBusyError):
        paper_copy(page)
    assert paper_copy(page).startswith(b"%PDF")
