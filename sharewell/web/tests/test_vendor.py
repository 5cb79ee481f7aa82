"""What we took from others is exactly what the manifest says, with its licence, and without what is not ours to use."""

import hashlib
import json
from pathlib import Path

import sharewell.web

VENDOR = Path(sharewell.web.__file__).parent / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "MANIFEST.json").read_text(encoding="utf-8"))


def test_every_file_is_in_the_manifest_and_unchanged() -> None:
    said = {name: digest for package in MANIFEST for name, digest in package["files"].items()}
    there = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name not in {"MANIFEST.json", "LICENCES.txt"}
    }
    assert there == said


def test_every_package_has_its_licence_notice() -> None:
    notices = (VENDOR / "LICENCES.txt").read_text(encoding="utf-8")
    for package in MANIFEST:
        assert f"{package['name']} {package['version']}" in notices
        assert package["copyright"] in notices
    assert "Permission is hereby granted" in notices


def test_nothing_asks_for_the_font_or_the_crest_that_belong_to_govuk() -> None:
    for sheet in VENDOR.glob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        for word in ("@font-face", "GDS Transport", "govuk-crest", "url(/assets", "sourceMappingURL"):
            assert word not in text, f"{sheet.name} has {word}: run script/vendor-assets."
