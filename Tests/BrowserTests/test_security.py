"""Whatever a lesson holds, its page runs nothing but the site's scripts, from disk and from a server."""

import pytest
from conftest import COURSE, HOSTILE, LESSON, html_files

# What would run or load if escaping had let it through.
SMUGGLED = """
<script>window.ran = 'inline'</script>
<script src="https://elsewhere.invalid/x.js"></script>
<script src="data:text/javascript,window.ran='data'"></script>
<img src="missing.png" onerror="window.ran = 'handler'">
<img src="https://elsewhere.invalid/x.png">
<svg onload="window.ran = 'svg'"></svg>
<details open ontoggle="window.ran = 'toggle'"><summary>x</summary></details>
<iframe src="javascript:parent.ran = 'frame'"></iframe>
<iframe srcdoc="<script>parent.ran = 'srcdoc'</script>"></iframe>
<object data="https://elsewhere.invalid/x"></object>
<link rel="stylesheet" href="https://elsewhere.invalid/x.css">
<style>@import url(https://elsewhere.invalid/y.css); main { display: none }</style>
<base href="https://elsewhere.invalid/">
<form id="smuggled" action="https://elsewhere.invalid/"><input name="q"></form>
<a id="address" href="javascript:window.ran = 'address'">x</a>
<p style="background: url(https://elsewhere.invalid/z.png)">x</p>
"""


def test_hostile_lessons_run_nothing(browser):
    files = html_files(HOSTILE)
    assert len(files) > 50
    page = browser.new_page()
    problems, requests = [], []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: (problems.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: requests.append(request.url))
    for file in files:
        page.goto(file.as_uri())
        # Everything that could be set off by a pointer or the keyboard.
        page.evaluate("document.querySelectorAll('main *').forEach(element => ['mouseover', 'focus', 'click', 'toggle', 'load', 'error']"
                      ".forEach(name => element.localName === 'a' || element.dispatchEvent(new Event(name))))")
        links = page.eval_on_selector_all("[href], [src], [action]",
                                          "all => all.map(one => one.getAttribute('href') || one.getAttribute('src') || one.getAttribute('action') || '')")
        assert [link for link in links if link.split(":")[0].strip().lower() in ("javascript", "data", "vbscript")] == [], file.name
        assert page.locator("script").count() == 1 and page.locator("main").is_visible(), file.name
    page.close()
    assert problems == []
    assert [url for url in requests if not url.startswith("file:")] == []


@pytest.fixture
def smuggled_file():
    file = COURSE / "smuggled.html"
    text = LESSON.read_text()
    assert text.count("<article>") == 1
    file.write_text(text.replace("<article>", "<article>" + SMUGGLED))
    yield file
    file.unlink()


@pytest.mark.parametrize("where", ["disk", "server"])
def test_the_policy_stops_what_escaping_would_have_missed(visit, served, smuggled_file, where):
    page = visit(smuggled_file if where == "disk" else f"{served}/{smuggled_file.name}", expecting_problems=True)
    page.evaluate("document.getElementById('address').click(); document.getElementById('smuggled').requestSubmit()")
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert page.locator("main").is_visible()
    assert page.evaluate("document.baseURI") == page.url
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [url for url in loaded if "elsewhere" in url] == []
    assert sum("Content Security Policy" in problem for problem in page.watch.problems) >= 10
    # The page's own files came all the same.
    assert page.locator("button.search").is_visible() and page.evaluate("document.fonts.check('16px KaTeX_Main')")
