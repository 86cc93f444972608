"""What the tests of pages share: the two sites, and pages that are watched while a test drives them."""

import contextlib
import functools
import http.server
import os
import pathlib
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

DEMO = pathlib.Path(os.environ["LITMUS_DEMO"]).resolve()
SITE = pathlib.Path(os.environ["LITMUS_SITE"]).resolve()
# The course as people get it; the same lesson with every verdict there is; two hundred lessons; lessons that are hostile.
COURSE, MANY, HOSTILE = DEMO / "course", DEMO / "many", DEMO / "hostile"
# A course of one lesson, and one as long as courses are, with titles that are too long.
SINGLE, LONG = DEMO / "single", DEMO / "long"
# A lesson with footnotes in every place that has marks.
NOTES = DEMO / "notes"
# A page that has everything, and its twin in which things went wrong.
LESSON, BROKEN = COURSE / "initialization.html", COURSE / "initialization-broken.html"

WIDE, NARROW = {"width": 1400, "height": 900}, {"width": 390, "height": 800}


def html_files(*folders):
    return [file for folder in folders for file in sorted(folder.glob("*.html"))]


def name_of(file):
    return f"{file.parent.name}/{file.stem}"


def axe(page):
    """What axe-core finds: rules, and where they are broken. It may not fetch styles from disk, and tells only of what is wrong.
    What is out of sight is laid out for it."""
    page.evaluate("document.querySelectorAll('.entry').forEach(entry => { entry.style.contentVisibility = 'visible'; })")
    found = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]}).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]


def until(page, expression, argument=None):
    """Waits for something to become true. Playwright's own wait evaluates text in the page, which the policy rightly forbids."""
    for _ in range(250):
        if page.evaluate(expression, argument):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never true: {expression}")


# Adds up what moves after it was painted: https://wicg.github.io/layout-instability/
LAYOUT_SHIFT = """
    window.layoutShift = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { window.layoutShift += entry.value; }))
      .observe({ type: 'layout-shift', buffered: true });
"""


class Watch:
    """What a page said and asked for."""

    def __init__(self, page):
        self.problems, self.requests = [], []
        page.on("console", lambda message: message.type in ("error", "warning") and self.problems.append(message.text))
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("dialog", lambda dialog: (self.problems.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self.requests.append(request.url))


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=os.environ["LITMUS_CHROMIUM"], args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser):
    """visit(file, **context): a page at the file, in a context of its own. At the end nothing may have gone wrong on it, and
    nothing may have been asked for but files."""
    with contextlib.ExitStack() as contexts:
        watched = []

        def open_page(address, *, expecting_problems=False, **context):
            made = contexts.enter_context(contextlib.closing(browser.new_context(**{"viewport": WIDE, **context})))
            page = made.new_page()
            page.set_default_timeout(5000)
            page.watch = Watch(page)
            if context.get("java_script_enabled", True):
                page.add_init_script(LAYOUT_SHIFT)
            page.goto(address.as_uri() if isinstance(address, pathlib.Path) else address)
            if not expecting_problems:
                watched.append(page.watch)
            return page

        yield open_page
        for watch in watched:
            assert watch.problems == []
            assert [url for url in watch.requests if not url.startswith(("file:", "data:", "http://127.0.0.1:"))] == []


@pytest.fixture(scope="session")
def served():
    """The demo's sites from a server, as its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=DEMO)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
