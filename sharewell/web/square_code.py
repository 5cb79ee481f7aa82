"""Square codes (QR) on paper and screen: a text that any telephone reads off the page, without a network."""

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from segno.encoder import DataOverflowError

# A module, one small square, must be 0.33 mm wide for a telephone to tell it from the next; a little more is kinder.
MODULE_MM = 0.4
QUIET_MODULES = 4


def square_code(text: str, says: str) -> SafeString:
    """The code as a drawing in a page, `says` for those who do not see it. Empty for a text that is too long."""
    try:
        made = segno.make(text, error="L", boost_error=False, micro=False, mode="byte", encoding="utf-8")
    except DataOverflowError:
        return mark_safe("")
    size = made.symbol_size(border=QUIET_MODULES)[0]
    drawn = made.svg_inline(border=QUIET_MODULES, light="#fff", omitsize=True, svgclass=None, lineclass=None)
    path = drawn.partition(">")[2].removesuffix("</svg>")
    return format_html(
        '<svg class="sw-code" role="img" aria-label="{0}" width="{1}mm" height="{1}mm" viewBox="0 0 {2} {2}">'
        "<title>{0}</title>{3}</svg>",
        says, f"{size * MODULE_MM:.1f}", size, mark_safe(path),  # noqa: S308 - drawn by segno
    )  # fmt: skip
