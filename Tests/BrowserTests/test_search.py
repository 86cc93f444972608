"""The search: by keyboard, from disk, over every lesson."""

import pytest
from conftest import COURSE, LESSON, MANY, NARROW, WIDE, axe, until


def results(page):
    """What is found, best first: kind, words, place, address."""
    return page.evaluate("""[...document.querySelectorAll('.result')].map(link => [link.className.split(' ')[1],
        link.querySelector('.excerpt').textContent, link.querySelector('.place').textContent, link.getAttribute('href')])""")


def ask(page, query):
    page.locator("dialog.search input").fill(query)
    return results(page)


@pytest.fixture
def search(visit):
    def open_search(address, **context):
        page = visit(address, **context)
        page.keyboard.press("/")
        page.locator("dialog.search[open]").wait_for()
        until(page, "!document.querySelector('dialog.search .status').textContent.startsWith('Reading')")
        return page

    return open_search


def test_slash_opens_it_and_nothing_is_loaded_before(visit):
    page = visit(LESSON)
    assert not [url for url in page.watch.requests if "search" in url]
    page.keyboard.press("/")
    page.locator("dialog.search[open]").wait_for()
    assert page.evaluate("document.activeElement.placeholder") == "Search the course"
    assert page.locator("dialog.search input").input_value() == "", "the slash itself is not asked for"
    page.keyboard.type("a/b")
    assert page.locator("dialog.search input").input_value() == "a/b"
    page.keyboard.press("Escape")
    assert not page.locator("dialog.search").is_visible()
    page.keyboard.press("Control+k")
    assert page.locator("dialog.search").is_visible()


def test_the_button_opens_it_and_escape_gives_the_focus_back(visit):
    page = visit(LESSON)
    page.locator("button.search").click()
    page.locator("dialog.search[open]").wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "search"
    page.locator("button.search").click()
    page.mouse.click(5, 600)
    assert not page.locator("dialog.search").is_visible()


def test_titles_come_first_then_headings_claims_and_text(search):
    page = search(COURSE / "index.html")
    found = ask(page, "dropout")
    assert found[0] == ["lesson", "Dropout", "lesson", "dropout.html"]
    found = ask(page, "xavier")
    assert found[0][:2] == ["section", "Xavier and He"]
    assert found[0][3] == "initialization.html#xavier-and-he"
    kinds = [result[0] for result in found]
    assert kinds.index("claim") > kinds.index("section")


def test_claims_captions_and_prose_are_found_at_their_places(search):
    page = search(COURSE / "dropout.html")
    assert ask(page, "next to nothing is left")[0] == [
        "claim", "After six layers next to nothing is left of the signal",
        "claim in How to start a network › Too small: the signal dies", "initialization.html#claim-tanh-collapses"]
    # The paragraph that says the claim says nothing new.
    assert [kind for kind, *_ in results(page)] == ["claim", "claim"]
    kind, words, _, address = ask(page, "dashed line")[0]
    assert (kind, address) == ("figure", "initialization.html#spread-by-layer") and words.startswith("Figure 1. Spread of")
    kind, words, place, address = ask(page, "patience")[0]
    assert (kind, address) == ("text", "initialization.html#too-small-the-signal-dies") and words.endswith("but patience.")


def test_words_weigh_more_than_their_parts_and_terms_may_come_in_any_order(search):
    page = search(COURSE / "index.html")
    assert ask(page, "weights equal")[0][:2] == ["claim", "Units that start with equal weights stay equal for ever"]
    assert ask(page, "EQUAL  Weights") == ask(page, "equal weights")
    # A term of the title and one of the text.
    assert ask(page, "network patience")[0][0] == "text"
    assert ask(page, "no such words") == []
    assert page.locator("dialog.search .status").inner_text() == "Nothing found."


def test_arrows_choose_and_enter_goes_there(search):
    page = search(COURSE / "dropout.html")
    found = ask(page, "signal")
    assert len(found) > 3
    chosen = page.locator('.result[aria-selected="true"]')
    field = page.locator("dialog.search input")
    for key, index in [(None, 0), ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("ArrowUp", 0), ("ArrowUp", len(found) - 1)]:
        if key:
            page.keyboard.press(key)
        assert chosen.count() == 1
        assert chosen.get_attribute("id") == f"search-result-{index}" == field.get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/" + found[0][3])


def test_a_place_on_the_same_page(search):
    page = search(LESSON)
    ask(page, "patience")
    page.keyboard.press("Enter")
    page.wait_for_url("**#too-small-the-signal-dies")
    assert not page.locator("dialog.search").is_visible()


def test_what_is_asked_and_found_is_text(search):
    page = search(LESSON)
    ask(page, '<img src=x onerror="window.ran = 1">')
    ask(page, "<b>")
    ask(page, "$&.*(")
    assert page.evaluate("window.ran") is None and page.locator("dialog.search b, dialog.search img").count() == 0


@pytest.mark.parametrize("scheme, viewport", [("light", WIDE), ("dark", NARROW)])
def test_everybody_can_use_it(search, scheme, viewport):
    page = search(LESSON, color_scheme=scheme, viewport=viewport, bypass_csp=True)
    for query in ["", "signal", "no such words"]:
        ask(page, query)
        assert axe(page) == []


def test_lessons_in_many_files_keep_the_order_of_the_course(search):
    page = search(MANY / "lesson-7.html")
    loaded = {url.rsplit("/", 1)[1] for url in page.watch.requests if "/search/" in url}
    assert loaded == {f"{shard}.js" for shard in range(7)}
    assert [result[3] for result in ask(page, "lesson 199")][0] == "lesson-199.html"
    assert [result[3] for result in ask(page, "common")][:30] == [f"lesson-{index}.html#one" for index in range(30)]
    assert page.locator("dialog.search .status").inner_text() == "The first 30 of 200 places."


def test_it_works_from_a_server(search, served):
    page = search(f"{served}/course/dropout.html")
    assert ask(page, "dropout")[0][3] == "dropout.html"
