"""Everything that a pointer reaches, the keyboard reaches, in the order of the page, and it shows where it is."""

from conftest import BROKEN, LESSON, NARROW

FOCUSED = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    return { name: at.localName + '.' + at.className, seen: box.width > 0 && box.height > 0, inside: !!at.closest('main'),
             outlined: outlineStyle !== 'none' && parseFloat(outlineWidth) > 0,
             place: [...document.querySelectorAll('*')].indexOf(at) };
}"""


def walk(page, steps=400):
    """What the tab key comes by until it leaves the page."""
    stops = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["name"].startswith("body"):
            return stops
        stops.append(stop)
    raise AssertionError("the walk has no end")


def test_the_tab_key_walks_down_the_page(visit):
    page = visit(BROKEN)
    stops = walk(page)
    assert stops[0]["name"] == "a.skip"
    # The course, its ledger and the other pages about it, and the tools.
    bar = [stop["name"] for stop in stops[1:] if not stop["inside"]][:page.locator("header.bar :is(a, button)").count()]
    assert bar[0] == "a.course" and bar[-2:] == ["button.search", "button.theme"] and set(bar[1:-2]) == {"a."}
    places = [stop["place"] for stop in stops]
    assert places == sorted(places)
    assert [stop["name"] for stop in stops if not stop["seen"]] == []
    assert [stop["name"] for stop in stops if not stop["outlined"]] == []
    names = {stop["name"].split(" ")[0] for stop in stops}
    assert {"summary.verdict", "button.value", "pre.code", "button.copy", "a.anchor"} <= names


def test_the_skip_link_leads_to_the_text(visit):
    page = visit(LESSON)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["inside"]


def test_evidence_opens_by_keyboard_and_escape_closes_it(visit):
    page = visit(LESSON, viewport=NARROW)
    evidence = page.locator("details.evidence:not([open])").first
    claim = evidence.get_attribute("id")
    evidence.locator("summary").first.focus()
    page.keyboard.press("Enter")
    card = page.locator(f"#{claim} > .card")
    assert card.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert page.evaluate("document.activeElement.parentElement.id") == claim


def test_a_value_opens_to_where_it_comes_from(visit):
    page = visit(LESSON)
    value = page.locator("button.value").first
    card = page.locator("#" + value.get_attribute("popovertarget"))
    assert not card.is_visible()
    value.focus()
    page.keyboard.press("Enter")
    assert card.is_visible()
    box, screen = card.bounding_box(), page.viewport_size
    assert box["x"] >= 0 and box["x"] + box["width"] <= screen["width"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[popover]') !== null"), "what it links to comes next"
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert page.evaluate("document.activeElement.className") == "value"


def test_a_link_to_evidence_opens_it(visit):
    page = visit(LESSON, viewport=NARROW)
    claim = page.locator("details.evidence:not([open])").first.get_attribute("id")
    page.evaluate("id => { location.hash = id }", claim)
    page.locator(f"#{claim}[open] > .card").wait_for()
