"""Few pictures of pages, so that a change of style which nobody wanted is seen.

Faces differ from machine to machine, so pages are set in those of KaTeX, which every site carries. A picture is compared in blocks,
with room for another smoothing of edges. After a change that was wanted: LITMUS_WRITE_GOLDENS=1, and look at what is committed.
"""

import io
import os
import pathlib

import pytest
from conftest import BROKEN, COURSE, LESSON, NARROW
from PIL import Image, ImageChops, ImageStat

GOLDENS = pathlib.Path(__file__).parent / "Goldens"
ARTIFACTS = pathlib.Path(os.environ["LITMUS_DEMO"]).resolve() / "differences"
FACES = """:root { --serif: KaTeX_Main; --sans: KaTeX_SansSerif; --mono: KaTeX_Typewriter; }"""
BLOCK, TOLERANCE = 20, 14  # pixels, and levels of 255 on a block's average

PICTURES = {
    "lesson-wide-light": (LESSON, {"viewport": {"width": 1400, "height": 1400}, "color_scheme": "light"}),
    "broken-wide-dark": (BROKEN, {"viewport": {"width": 1400, "height": 1400}, "color_scheme": "dark"}),
    "broken-narrow-light": (BROKEN, {"viewport": NARROW | {"height": 1600}, "color_scheme": "light"}),
    "front-narrow-dark": (COURSE / "index.html", {"viewport": NARROW | {"height": 1200}, "color_scheme": "dark"}),
}


def picture(page):
    page.add_style_tag(content=FACES)
    page.add_style_tag(url=(COURSE / "assets/katex/katex.css").as_uri())
    page.evaluate("""Promise.all(['Main', 'SansSerif', 'Typewriter'].flatMap(face =>
        ['', 'bold '].map(weight => document.fonts.load(weight + '1px KaTeX_' + face))))""")
    page.evaluate("document.fonts.ready")
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    return shot.resize((shot.width // 2, shot.height // 2), Image.Resampling.BOX)


def differing_blocks(one, other):
    if one.size != other.size:
        return ["the size"]
    difference = ImageChops.difference(one, other).convert("L")
    return [(x, y) for y in range(0, one.height, BLOCK) for x in range(0, one.width, BLOCK)
            if ImageStat.Stat(difference.crop((x, y, x + BLOCK, y + BLOCK))).mean[0] > TOLERANCE]


@pytest.mark.parametrize("name", PICTURES)
def test_a_page_looks_as_it_did(visit, name):
    file, context = PICTURES[name]
    shot = picture(visit(file, bypass_csp=True, reduced_motion="reduce", **context))
    golden = GOLDENS / f"{name}.png"
    if os.environ.get("LITMUS_WRITE_GOLDENS") or not golden.exists():
        GOLDENS.mkdir(exist_ok=True)
        shot.quantize(256).save(golden, optimize=True)
        if not os.environ.get("LITMUS_WRITE_GOLDENS"):
            pytest.fail(f"there was no picture to compare with; it was written: {golden}")
        return
    found = differing_blocks(shot, Image.open(golden).convert("RGB"))
    if found:
        ARTIFACTS.mkdir(exist_ok=True)
        shot.save(ARTIFACTS / f"{name}.png")
    seen = ARTIFACTS / f"{name}.png"
    assert not found, f"{len(found)} blocks differ; compare {golden} with {seen}; where it is meant, LITMUS_WRITE_GOLDENS=1"


def test_a_difference_is_seen(visit):
    """The comparison can fail: a line of text moved by half of its height, a word in another colour."""
    page = visit(LESSON, bypass_csp=True, viewport={"width": 1400, "height": 1400})
    before = picture(page)
    assert differing_blocks(before, picture(page)) == []
    page.add_style_tag(content="article p { position: relative; top: .8em }")
    assert len(differing_blocks(before, picture(page))) > 20
