"""Values of figures: under the pointer, the arrow keys and a finger; equal to the table's; never outside of the window."""

import re

import pytest
from conftest import COURSE, NARROW, SITE, WIDE, html_files

FIGURES = ".drawing:visible:has(svg.figure .figure-series, svg.figure .figure-samples)"


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def layout(request):
    return request.param


def pages():
    return [file for file in html_files(COURSE, SITE) if 'class="figure-series' in file.read_text()]


def plain(text):
    """A printed number without its typesetting."""
    text = re.sub(r"[\u202f\u2009\s]", "", text.replace("−", "-"))
    superscripts = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
    return re.sub(r"×10(.*)", lambda match: "e" + match[1], text.translate(superscripts))


def table_cells(drawing):
    cells = drawing.evaluate("""drawing => [...drawing.closest('figure').querySelectorAll('details.data td')].map(cell => cell.textContent)""")
    return {plain(cell) for cell in cells}


@pytest.mark.parametrize("file", pages(), ids=lambda file: file.stem)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_arrow_keys_read_what_the_table_says(visit, file, layout, scheme):
    page = visit(file, viewport=layout, color_scheme=scheme)
    drawings = page.locator(FIGURES).all()
    read = 0
    for drawing in drawings:
        drawing.scroll_into_view_if_needed()
        drawing.focus()
        cells, tip = table_cells(drawing), drawing.locator(".figure-tip")
        for key in ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowUp", "End", "ArrowDown", "Home"]:
            page.keyboard.press(key)
            if not tip.is_visible():
                continue
            box = tip.bounding_box()
            assert box["x"] >= -1 and box["x"] + box["width"] <= layout["width"] + 1, (key, box)
            for value in tip.locator("span > b").all_inner_texts():
                if cells:
                    assert {plain(part) for part in value.split(" to ")} <= cells, (key, value)
                    read += 1
            # The ring is where the drawing is.
            ring, svg = drawing.locator(".figure-ring").bounding_box(), drawing.locator("svg.figure").bounding_box()
            assert svg["x"] - 10 <= ring["x"] <= svg["x"] + svg["width"] and svg["y"] - 10 <= ring["y"] <= svg["y"] + svg["height"]
        page.keyboard.press("Escape")
        assert not tip.is_visible() and drawing.locator(".figure-ring").count() == 0
    assert read > 0


@pytest.mark.parametrize("touch", [False, True], ids=["pointer", "finger"])
@pytest.mark.parametrize("file", pages(), ids=lambda file: file.stem)
def test_what_is_pointed_at_is_what_is_told(visit, file, touch):
    """Where the keys put the ring, the pointer finds a datum that stands there."""
    page = visit(file, viewport=NARROW if touch else WIDE, has_touch=touch, is_mobile=touch)
    for drawing in page.locator(FIGURES).all():
        drawing.scroll_into_view_if_needed()
        drawing.focus()
        page.keyboard.press("ArrowRight")
        tip = drawing.locator(".figure-tip")
        if not tip.is_visible():
            continue
        ring = drawing.locator(".figure-ring").bounding_box()
        x, y = ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2
        page.keyboard.press("Escape")
        if touch:
            page.touchscreen.tap(x, y)
        else:
            page.mouse.move(x, y)
        assert tip.is_visible()
        found = drawing.locator(".figure-ring").bounding_box()
        assert abs(found["x"] - ring["x"]) <= 2 and abs(found["y"] - ring["y"]) <= 2


def test_marks_stand_where_values_say(visit):
    """A line's ring stands on the line: its place is computed from the value and the scale."""
    checked = 0
    for file in pages():
        page = visit(file)
        for drawing in page.locator(FIGURES).all():
            line = drawing.locator('.figure-series[data-mark="line"]:not([data-at]) > path[fill="none"]').first
            if line.count() == 0 or drawing.locator(".figure-series").first.get_attribute("data-mark") != "line":
                continue
            drawing.focus()
            page.keyboard.press("ArrowRight")
            ring = drawing.locator(".figure-ring")
            if ring.count() == 0:
                continue
            start = line.evaluate("path => { const at = path.getPointAtLength(0); return [at.x, at.y]; }")
            at = [float(ring.get_attribute(name)) for name in ("cx", "cy")]
            assert abs(at[0] - start[0]) < 0.5 and abs(at[1] - start[1]) < 0.5
            checked += 1
    assert checked > 0


def test_paper_shows_no_values_and_tables_need_no_script(visit):
    file = pages()[0]
    page = visit(file)
    drawing = page.locator(FIGURES).first
    drawing.focus()
    page.keyboard.press("ArrowRight")
    assert drawing.locator(".figure-tip").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".figure-tip:visible, .figure-ring:visible").count() == 0
    bare = visit(file, java_script_enabled=False)
    data = bare.locator("figure details.data").first
    data.locator("summary").click()
    assert data.locator("td").first.is_visible()
