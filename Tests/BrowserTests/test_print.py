"""A printed lesson is a handout: nothing cut, code as its author left it, open or folded, evidence in the margin, no buttons."""

import re

import pytest
from conftest import BROKEN, COURSE, SITE, html_files, name_of

# A4 at 96 pixels an inch, without Chromium's own margins of 0.4 inches.
PAPER = {"width": round((210 / 25.4 - 0.8) * 96), "height": round((297 / 25.4 - 0.8) * 96)}

# What is wider than the box it stands in, or than the paper.
CUT = """() => [...document.querySelectorAll('main pre, main .equation, main .scroll, main figure, main .card, main table, main p')]
    .filter(element => element.checkVisibility() && !element.closest('.hidden'))
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1
        || element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
        && getComputedStyle(element).overflowX !== 'visible')
    .map(element => element.localName + '.' + element.className + ': ' + element.textContent.slice(0, 60))"""


@pytest.mark.parametrize("file", html_files(COURSE, SITE), ids=name_of)
def test_nothing_is_cut(visit, file):
    page = visit(file, viewport=PAPER, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate(CUT) == []
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_evidence_is_open_code_as_it_was_and_buttons_are_gone(visit):
    page = visit(BROKEN, viewport=PAPER)
    page.emulate_media(media="print")
    for kind in ["details.code[open] > pre", ".evidence > .card"]:
        elements = page.locator(kind).all()
        assert len(elements) > 3
        for element in elements:
            assert element.is_visible() and element.bounding_box()["height"] > 10, kind
    folded = page.locator("details.code:not([open]) > pre")
    assert folded.count() > 0 and not any(element.is_visible() for element in folded.all())
    assert page.locator("button:visible:not(.value), nav:visible, summary.data:visible").count() == 0


def test_it_prints(visit):
    page = visit(BROKEN)
    pdf = page.pdf(format="A4")
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert pdf.startswith(b"%PDF") and 2 <= pages <= 12
