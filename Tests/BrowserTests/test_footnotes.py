"""Footnotes: in the margin beside their marks where there is one, below the line where the mark is followed otherwise."""

import pytest
from conftest import NARROW, NOTES, WIDE, axe, until
from test_print import PAPER

PAGE = NOTES / "notes.html"

# Pairs of boxes in the margin that cover each other, and boxes beyond the screen.
COVERED = """() => {
    const boxes = [...document.querySelectorAll('.note, .card')].filter(box => box.checkVisibility())
        .map(box => [box.id || box.parentElement.id, box.getBoundingClientRect()]);
    const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
    const pairs = boxes.flatMap(([name, a], index) => boxes.slice(index + 1).filter(([, b]) => !apart(a, b)).map(([other]) => name + ' ' + other));
    return [boxes.length, pairs, boxes.filter(([, a]) => a.right > innerWidth + 1 || a.left < 0).map(([name]) => name)];
}"""

# How far below its mark a note begins, and that it stands beside the text.
PLACES = """() => [...document.querySelectorAll('.note')].map(note => {
    const mark = document.querySelector(`a[href="#${note.id}"]`).getBoundingClientRect(), box = note.getBoundingClientRect();
    return [box.top - mark.top, box.left - document.querySelector('article').getBoundingClientRect().right];
})"""


@pytest.mark.parametrize("width", [1060, 1280, 1400])
def test_notes_and_evidence_share_the_margin(visit, width):
    page = visit(PAGE, viewport={"width": width, "height": 900})
    until(page, "document.fonts.status === 'loaded'")
    count, pairs, outside = page.evaluate(COVERED)
    assert count == 11 and pairs == [] and outside == []
    assert all(down > -12 and beside > 0 for down, beside in page.evaluate(PLACES))


def test_on_paper_too(visit):
    page = visit(PAGE, viewport=PAPER)
    page.emulate_media(media="print")
    count, pairs, outside = page.evaluate(COVERED)
    assert count == 11 and pairs == [] and outside == []
    assert page.locator(".note .back:visible").count() == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_a_mark_opens_its_note_and_leads_back(visit, scripts):
    page = visit(PAGE, viewport=NARROW, java_script_enabled=scripts)
    note, mark = page.locator("#note-uniform"), page.locator("a[href='#note-uniform']")
    assert page.locator(".note:visible").count() == 0
    mark.click()
    assert note.is_visible() and page.locator(".note:visible").count() == 1
    assert note.bounding_box()["x"] + note.bounding_box()["width"] <= NARROW["width"]
    note.locator(".back").click()
    assert page.url.endswith("#mark-of-uniform") and not note.is_visible()
    # The second mark leads to the same note, which knows its way back to both.
    page.locator("#mark-of-normal-2 a").click()
    assert page.locator("#note-normal").is_visible()
    assert page.locator("#note-normal .back").count() == 3


@pytest.mark.parametrize("scheme, viewport", [("light", WIDE), ("dark", NARROW)], ids=["light-wide", "dark-narrow"])
def test_axe_finds_nothing(visit, scheme, viewport):
    page = visit(PAGE, color_scheme=scheme, viewport=viewport, reduced_motion="reduce", bypass_csp=True)
    page.goto(PAGE.as_uri() + "#note-normal")
    assert axe(page) == []


def test_a_note_in_sight_needs_no_jump_and_no_preview(visit):
    page = visit(PAGE)
    page.locator("#mark-of-uniform a").click()
    assert page.evaluate("scrollY") == 0 and "#" not in page.url
    page.wait_for_timeout(400)
    assert page.locator(".preview:popover-open").count() == 0


def test_a_note_out_of_sight_is_shown_at_its_mark(visit):
    page = visit(PAGE, bypass_csp=True)
    mark = page.locator("#mark-of-normal-3 a")
    mark.scroll_into_view_if_needed()
    mark.hover()
    preview = page.locator(".preview:popover-open")
    preview.wait_for()
    assert "Its spread is" in preview.inner_text() and preview.locator(".katex").first.is_visible()
    assert preview.locator(".back:visible").count() == 0
    assert axe(page) == []
    mark.click()
    assert page.url.endswith("#note-normal")
    until(page, "document.querySelector('#note-normal').getBoundingClientRect().top < innerHeight")


def test_previews_of_other_things_leave_notes_out(visit):
    page = visit(PAGE)
    page.locator("#note-normal a.reference").hover()
    preview = page.locator(".preview:popover-open")
    preview.wait_for()
    assert preview.inner_text().startswith("Beside each other") and preview.locator(".note").count() == 0
