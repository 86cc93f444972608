"""What scripts add: themes, the contents that follow, code and addresses to copy."""

import pytest
from conftest import COURSE, LESSON, NARROW, axe, until

PAPER = "getComputedStyle(document.documentElement).backgroundColor"
LIGHT, DARK = "rgb(255, 253, 248)", "rgb(21, 20, 17)"


@pytest.mark.parametrize("scheme, own", [("light", LIGHT), ("dark", DARK)])
def test_the_theme_follows_the_system_until_one_is_chosen(visit, scheme, own):
    page = visit(LESSON, color_scheme=scheme)
    button = page.locator("button.theme")
    seen = []
    for _ in range(4):
        seen.append((button.inner_text(), button.get_attribute("aria-label"), page.evaluate(PAPER)))
        button.click()
    assert seen == [("Auto", "Colours: auto", own), ("Light", "Colours: light", LIGHT), ("Dark", "Colours: dark", DARK),
                    ("Auto", "Colours: auto", own)]


def test_the_theme_is_remembered_on_other_pages_and_followed_on_open_ones(visit):
    page = visit(LESSON, color_scheme="light")
    other = page.context.new_page()
    other.goto((COURSE / "dropout.html").as_uri())
    page.locator("button.theme").click()
    page.locator("button.theme").click()
    until(other, f"{PAPER} === '{DARK}'")
    # Before the first paint, so before the document is read to its end.
    page.add_init_script(
        "document.addEventListener('readystatechange', () => { window.early ??= document.documentElement.dataset.theme })")
    page.goto((COURSE / "index.html").as_uri())
    assert page.evaluate("window.early") == "dark"
    assert page.evaluate(PAPER) == DARK
    page.locator("button.theme").click()
    page.reload()
    assert page.evaluate(PAPER) == LIGHT


def test_the_contents_follow_the_reader(visit):
    page = visit(LESSON)
    links = page.locator(".contents a")
    current = page.locator('.contents a[aria-current="true"]')
    assert links.count() > 3 and current.count() == 1
    for index in [links.count() - 2, 1]:
        page.evaluate("hash => document.getElementById(hash.slice(1)).scrollIntoView()", links.nth(index).get_attribute("href"))
        until(page, """index => document.querySelectorAll('.contents a')[index].getAttribute('aria-current') === 'true'""", index)
        assert current.count() == 1


def test_code_is_copied_as_it_was_written(visit):
    page = visit(LESSON, permissions=["clipboard-read", "clipboard-write"])
    frames = page.locator("details.code[open]:has(pre.code)")
    frame = frames.first
    frame.hover()
    frame.locator("button.copy").click()
    until(page, "[...document.querySelectorAll('button.copy')].some(button => button.textContent === 'Copied')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == frame.locator("pre.code").evaluate("pre => pre.textContent")
    assert copied.startswith("/// Six layers of width 4096; what each one puts out.\nfunc deepTanh(")
    assert page.locator("[role=status]").inner_text() == "Code copied"


def test_code_is_copied_where_there_is_no_clipboard_to_ask(visit):
    page = visit(LESSON, permissions=["clipboard-read"])
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate("document.addEventListener('copy', () => { window.taken = String(document.activeElement.value) })")
    page.locator("details.code[open] button.copy").first.focus()
    page.keyboard.press("Enter")
    until(page, "window.taken !== undefined")
    assert page.evaluate("window.taken").startswith("/// Six layers")


def test_a_headings_address_is_copied(visit):
    page = visit(LESSON, permissions=["clipboard-read", "clipboard-write"])
    heading = page.locator("article h2").nth(1)
    heading.hover()
    heading.locator("a.anchor").click()
    page.locator("a.anchor[data-copied]").wait_for()
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == page.url and address.endswith("#" + heading.get_attribute("id"))


def test_copy_buttons_are_there_for_fingers(visit):
    page = visit(LESSON, viewport=NARROW, has_touch=True, is_mobile=True)
    button = page.locator("details.code[open] button.copy").first
    assert button.evaluate("button => getComputedStyle(button).opacity") == "1"


def test_a_reference_shows_what_it_leads_to(visit):
    page = visit(LESSON, bypass_csp=True)
    figure, section = page.locator("article li a[href='#spread-by-layer']"), page.locator("article li a[href='#why-not-zero']")
    preview = page.locator(".preview")
    assert not preview.is_visible()
    figure.hover()
    preview.wait_for()
    assert preview.locator("figure svg:visible").count() == 1 and "Spread of the activations" in preview.inner_text()
    # The pointer may go over to it, and it stays on the screen.
    box = preview.bounding_box()
    assert box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= 1400 and box["y"] + box["height"] <= 900
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.wait_for_timeout(400)
    assert preview.is_visible()
    page.mouse.move(5, 5)
    preview.wait_for(state="hidden")
    page.keyboard.press("Tab")
    section.focus()
    preview.wait_for()
    assert preview.inner_text().startswith("Why not zero") and "A network whose weights are all zero" in preview.inner_text()
    identifiers = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert len(set(identifiers)) == len(identifiers)
    assert axe(page) == []
    page.keyboard.press("Escape")
    assert not preview.is_visible()
    page.keyboard.press("Enter")
    assert page.url.endswith("#why-not-zero")


def test_a_reference_to_another_lesson_shows_what_it_leads_to(visit):
    page = visit(COURSE / "dropout.html", bypass_csp=True)
    figure, claim = page.locator("article a[href='initialization.html#spread-by-layer']"), page.locator("article a[href*='#claim-']")
    assert figure.inner_text().startswith("Figure ") and figure.inner_text().endswith(" of How to start a network")
    preview = page.locator(".preview:popover-open")
    figure.hover()
    preview.wait_for()
    assert preview.locator("figure svg:visible").count() == 1 and "Spread of the activations" in preview.inner_text()
    assert preview.inner_text().endswith("How to start a network")
    page.mouse.move(5, 5)
    preview.wait_for(state="hidden")
    page.keyboard.press("Tab")
    claim.focus()
    preview.wait_for()
    assert "holds" in preview.inner_text()
    assert axe(page) == []
    claim.press("Enter")
    assert page.url.endswith("/initialization.html#claim-tanh-collapses")


def test_a_number_stays_beside_a_formula_that_scrolls(visit):
    page = visit(COURSE / "dropout.html", viewport=NARROW)
    number, formula = page.locator(".equation .number").bounding_box(), page.locator(".equation .formula").bounding_box()
    assert number["x"] >= formula["x"] + formula["width"] and number["x"] + number["width"] <= NARROW["width"]
    assert page.locator(".equation .formula").evaluate("one => one.scrollWidth > one.clientWidth")


def test_lessons_lead_to_each_other(visit):
    page = visit(COURSE / "initialization.html")
    page.locator(".neighbours a[rel=next]").click()
    assert page.url.endswith("initialization-broken.html")
    page.locator(".neighbours a[rel=prev]").click()
    assert page.url.endswith("/initialization.html")
