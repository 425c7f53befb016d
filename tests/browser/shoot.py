"""Take a picture of a page: `python tests/browser/shoot.py URL OUT.png --width 1440 --dark --no-js --full`.

URL may be a path of a built site's file.
"""

import argparse
import time
from pathlib import Path

from chromium import Window, chromium, picture
from selenium.webdriver import ActionChains


def main() -> None:
    arguments = _arguments()
    path = Path(arguments.url)
    if path.is_dir():
        path /= "index.html"
    url = path.resolve().as_uri() if path.exists() else arguments.url
    window = Window(arguments.width, arguments.height, dark=arguments.dark, scripts=not arguments.no_js)
    with chromium(window) as page:
        page.get(url)
        if arguments.hover:
            target = page.find_element("css selector", arguments.hover)
            ActionChains(page).scroll_to_element(target).move_to_element(target).perform()
        time.sleep(arguments.wait)
        picture(page, arguments.out, full=arguments.full, scale=arguments.scale, part=arguments.part)
        for entry in page.get_log("browser"):
            print(entry["level"], entry["message"])  # noqa: T201  what the page said, for whoever looks


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("out", type=Path)
    parser.add_argument("--width", type=int, default=1440, help="CSS pixels")
    parser.add_argument("--height", type=int, default=900, help="CSS pixels, of the window")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--no-js", action="store_true")
    parser.add_argument("--full", action="store_true", help="the whole page, head to foot")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--part", default="", help="CSS selector of the one element to picture")
    parser.add_argument("--hover", default="", help="CSS selector of what the pointer rests on")
    parser.add_argument("--wait", type=float, default=0.4, help="seconds before the picture")
    return parser.parse_args()


if __name__ == "__main__":
    main()
