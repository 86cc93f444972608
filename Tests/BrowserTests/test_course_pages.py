"""The pages about the whole course: filters that need no script, the map, the page that is not there."""

import pytest
from conftest import COURSE, LONG, NARROW, WIDE

@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
@pytest.mark.parametrize("name", ["ledger", "statements"])
def test_a_group_is_what_its_link_counts(visit, name, scripts):
    page = visit(COURSE / f"{name}.html", java_script_enabled=scripts)
    entries, links = page.locator(".entry:visible"), page.locator(".filter a")
    everything = entries.count()
    assert everything >= 9 and links.count() >= 5
    for index in range(links.count()):
        link = links.nth(index)
        link.click()
        count = int(link.locator("b").inner_text())
        assert entries.count() in ([count] if index else [everything]), link.inner_text()
        # A heading with nothing under it goes too.
        assert page.locator(".group:visible").count() == page.locator(".group:visible:has(.entry:visible)").count()
    page.locator(".filter a").first.click()
    assert entries.count() == everything


def test_a_count_on_the_front_page_leads_to_those_claims(visit):
    page = visit(COURSE / "index.html")
    page.locator(".whole a.fails").click()
    page.wait_for_url("**/ledger.html#fails")
    assert page.locator(".entry:visible").count() == page.locator(".entry.fails:visible").count() == 1
    # The page stands at its beginning, and the link says that it is the one.
    assert page.evaluate("scrollY") == 0
    page.locator(".entry.fails:visible .said a").click()
    page.wait_for_url("**/initialization-broken.html#claim-gradient-follows")


def test_a_statement_has_an_address(visit):
    page = visit((COURSE / "statements.html").as_uri() + "#statement-C009")
    assert page.locator(".entry:visible").count() == 9
    assert page.locator("#statement-C009").evaluate("one => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_lines_of_the_map_meet_marks_and_each_other(visit, viewport):
    """Every piece that begins at a mark is one line down to the marks that it leads to."""
    page = visit(LONG / "index.html", viewport=viewport)
    gaps = page.evaluate("""() => {
        const rows = [...document.querySelectorAll('.lessons > li')], open = new Map(), gaps = [];
        rows.forEach((row, index) => {
            const station = row.querySelector('.station').getBoundingClientRect(), middle = station.top + station.height / 2;
            for (const piece of row.querySelectorAll('.lines i')) {
                const box = piece.getBoundingClientRect(), lane = piece.style.getPropertyValue('--lane'), kind = piece.className;
                if (kind !== 'begins' && Math.abs(open.get(lane) - box.top) > 1) gaps.push([index, lane, 'is torn']);
                if ((kind === 'begins' ? Math.abs(box.top - middle) : kind === 'ends' ? Math.abs(box.bottom - middle) : 0) > 3)
                    gaps.push([index, lane, kind, 'misses the mark']);
                if (kind !== 'ends') open.set(lane, box.bottom);
            }
        });
        return gaps;
    }""")
    assert gaps == []


@pytest.mark.parametrize("address", ["no-such-page.html", "deeper/and/deeper"])
def test_the_missing_page_needs_nothing(visit, served, address):
    """A server shows it at any address; whatever stands there, it asks for nothing more and looks as it should."""
    page = visit("about:blank")
    page.route("**/missing/**", lambda route: route.fulfill(status=200, content_type="text/html", body=(COURSE / "404.html").read_text()))
    page.goto(f"{served}/missing/{address}")
    assert page.locator("h1").inner_text() == "There is no such page"
    assert page.evaluate("getComputedStyle(document.body).display") == "grid"
    assert [url for url in page.watch.requests if url.startswith("http")] == [f"{served}/missing/{address}"]
    if "/" not in address:
        assert page.locator("a").evaluate("one => one.href") == f"{served}/missing/index.html"
