"""Paper copies: the same HTML as on screen, laid out by WeasyPrint as tagged PDF (PDF/UA-1)."""

from pathlib import Path

PAPER = Path(__file__).parent / "static" / "web" / "paper.css"


class NoPrinterError(Exception):
    """The libraries that lay out PDF are not on this machine; the print page still serves."""


def is_available() -> bool:
    """Whether this machine can make PDF copies."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def paper_copy(html: str) -> bytes:
    """The PDF of one HTML page, tagged so that a screen reader can read it. Fetches nothing from anywhere.

    Raises NoPrinterError where Pango is missing (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0).
    """
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as fault:
        raise NoPrinterError from fault
    nothing = URLFetcher(allowed_protocols=())
    sheet = CSS(string=PAPER.read_text(encoding="utf-8"), url_fetcher=nothing)
    page = HTML(string=html, url_fetcher=nothing, base_url="about:blank")
    done = page.write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1")
    return bytes(done)
