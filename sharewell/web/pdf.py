"""Paper copies: the same HTML as on screen, laid out by WeasyPrint as tagged PDF (PDF/UA-1)."""

import threading
from collections.abc import Mapping
from pathlib import Path

# One copy at a time in each process: a long one takes half a minute, and must not take every thread with it.
_printing = threading.Lock()
PATIENCE_SECONDS = 5
PAPER = Path(__file__).parent / "static" / "web" / "paper.css"


class NoPrinterError(Exception):
    """No PDF can be made: here (the libraries are missing) or just now. The print page still serves."""


class PrinterBusyError(NoPrinterError):
    """Other copies are being made. In a minute it can be tried again."""


def is_available() -> bool:
    """Whether this machine can make PDF copies."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def paper_copy(html: str, files: Mapping[str, str] | None = None) -> bytes:
    """The PDF of one HTML page, tagged so that a screen reader can read it. Fetches nothing from anywhere.

    `files`: texts to be attached, by name.

    Raises NoPrinterError where Pango is missing (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0), and
    PrinterBusyError when another copy is still being made after a few seconds.
    """
    if not _printing.acquire(timeout=PATIENCE_SECONDS):
        raise PrinterBusyError
    try:
        return _printed(html, files or {})
    finally:
        _printing.release()


def _printed(html: str, files: Mapping[str, str]) -> bytes:
    try:
        from weasyprint import CSS, HTML, Attachment
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as fault:
        raise NoPrinterError from fault
    nothing = URLFetcher(allowed_protocols=())
    sheet = CSS(string=PAPER.read_text(encoding="utf-8"), url_fetcher=nothing)
    page = HTML(string=html, url_fetcher=nothing, base_url="about:blank")
    # An Attachment asks for bytes, or it looks for a file.
    beside = [Attachment(string=text.encode(), name=name, url_fetcher=nothing) for name, text in files.items()]
    done = page.write_pdf(stylesheets=[sheet], attachments=beside, pdf_variant="pdf/ua-1")
    return bytes(done)
