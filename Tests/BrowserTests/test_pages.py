"""Every page of both sites: it can be used by everybody, nothing moves under the reader, nothing is wider than the screen."""

import pytest
from conftest import COURSE, LESSON, LONG, MANY, NARROW, NOTES, SINGLE, SITE, WIDE, axe, html_files, name_of, until

PAGES = html_files(COURSE, SITE, NOTES) + [folder / "index.html" for folder in (SINGLE, LONG, MANY)]
every_page = pytest.mark.parametrize("file", PAGES, ids=name_of)


@every_page
@pytest.mark.parametrize("scheme, viewport", [("light", WIDE), ("dark", NARROW)], ids=["light-wide", "dark-narrow"])
def test_axe_finds_nothing(visit, file, scheme, viewport):
    page = visit(file, color_scheme=scheme, viewport=viewport, reduced_motion="reduce", bypass_csp=True)
    assert axe(page) == []


@every_page
@pytest.mark.parametrize("width", [320, 390, 768, 1100, 1400])
def test_nothing_is_wider_than_the_screen_and_nothing_moves(visit, file, width):
    page = visit(file, viewport={"width": width, "height": 800})
    until(page, "document.fonts.status === 'loaded'")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("window.layoutShift") == 0


@every_page
def test_a_page_reads_without_scripts(visit, file):
    page = visit(file, java_script_enabled=False)
    assert page.locator("main h1").is_visible()
    # What only a script could answer is not there.
    assert page.locator("header.bar button:visible, button.copy").count() == 0
    for kind in ["article p:not(.replicates *)", ".evidence > .card", "figure svg:not(.narrow *)", ".equation .katex"]:
        for element in page.locator(kind).all()[:3]:
            assert element.is_visible(), kind


def test_evidence_opens_on_a_phone_without_scripts(visit):
    page = visit(LESSON, java_script_enabled=False, viewport=NARROW)
    claim = page.locator("details.evidence:not([open])").first.get_attribute("id")
    card = page.locator(f"#{claim} > .card")
    assert not card.is_visible()
    page.locator(f"#{claim} > summary").click()
    assert card.is_visible()


def test_pages_from_a_server_are_the_same(visit, served):
    page = visit(f"{served}/course/{LESSON.name}")
    assert page.locator("button.search").is_visible()
    assert page.evaluate("document.fonts.check('16px KaTeX_Main')")
    assert page.evaluate("getComputedStyle(document.body).display") == "grid"
