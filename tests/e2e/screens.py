"""Pictures of what a person sees. They are kept where MISHAP_SCREENS says, small enough for a repository."""

import os
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

COLOURS = 64


def keep(page: Page, name: str) -> None:
    """Keep what the browser shows as ``name``.png, if pictures are kept at all."""
    page.wait_for_timeout(1_000)  # movements come to rest
    seen = page.screenshot()
    assert seen.startswith(b"\x89PNG")
    if folder := os.environ.get("MISHAP_SCREENS"):
        picture = Image.open(BytesIO(seen)).convert("RGB").quantize(COLOURS)
        picture.save(Path(folder) / f"{name}.png", optimize=True)
