"""Pictures of a page in four sizes, in the dark and on paper: `make shots`, then look at build/shots/.

python tests/shots.py PAGE.html... [--to FOLDER]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from browser import Browser

from briefing.chromium import find_chromium

SIZES = {320: 640, 768: 1024, 1280: 900, 2560: 1440}
NO_BROWSER = "No Chromium was found; pictures need one (Debian: apt-get install chromium)."


def shoot(browser: Browser, page: Path, folder: Path) -> list[Path]:
    """All pictures of one page: NAME-320.png and so on, NAME-first.png (the first screen), -dark.png, -print.pdf."""
    name = page.parent.name if page.name == "briefing.html" else page.stem
    made = []
    tab = browser.page()
    tab.open(page)
    for width, height in SIZES.items():
        tab.resize(width, height)
        made.append(folder / f"{name}-{width}.png")
        tab.screenshot(made[-1])
    tab.resize(1280, SIZES[1280])
    made.append(folder / f"{name}-first.png")
    tab.screenshot(made[-1], whole=False)
    tab.media(dark=True)
    made.append(folder / f"{name}-dark.png")
    tab.screenshot(made[-1])
    tab.media()
    made.append(folder / f"{name}-print.pdf")
    made[-1].write_bytes(tab.pdf())
    browser.discard(tab)
    return made


def main() -> int:
    """Take the pictures and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="+", type=Path, help="pages that `briefing render` has made")
    parser.add_argument("--to", type=Path, default=Path("build/shots"), help="folder for the pictures")
    options = parser.parse_args()
    program = find_chromium()
    if program is None:
        sys.stderr.write(f"{NO_BROWSER}\n")
        return 1
    options.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Browser(program, Path(folder)) as browser:
        for page in options.pages:
            for path in shoot(browser, page, options.to):
                sys.stdout.write(f"{path} ({path.stat().st_size / 1000:.0f} kB)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
