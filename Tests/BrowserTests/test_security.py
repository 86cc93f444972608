"""Whatever a lesson holds, its page runs nothing but the site's scripts, from disk and from a server."""

import pytest
from conftest import COURSE, DEMO, HOSTILE, LESSON, html_files, until

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


PARTS = 8

# What no lesson brings onto its page, in Chromium's own reading of it.
FOREIGN = """() => [...document.querySelectorAll('main *, header *, nav *')].flatMap(element => {
    const found = [];
    if (/^(script|style|iframe|object|embed|base|form|input|link|meta|template|video|audio|animate|set|foreignobject)$/i.test(element.localName))
        found.push(element.localName);
    for (const { name, value } of element.attributes) {
        if (/^on|^(srcdoc|action|formaction|srcset|ping|background|name)$|^xlink:/i.test(name)) found.push(name);
        if (name === 'style' && /url|expression|import/i.test(value)) found.push(value);
        if (/^(href|src)$/.test(name) && element.localName !== 'image'
            && !['file:', 'http:', 'https:', 'mailto:'].includes(new URL(value, document.baseURI).protocol)) found.push(value);
    }
    return found;
})"""


@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_lessons_run_nothing(browser, part):
    """Without the policy, so that the escaping alone stands against them: as written, and once more as the browser would write it."""
    files = html_files(HOSTILE)[part::PARTS]
    assert len(files) > 50
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    problems, requests = [], []
    # A picture that a lesson shows need not be there; whither it leads is looked at with the requests.
    page.on("console", lambda message: "ERR_FILE_NOT_FOUND" in message.text or problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: (problems.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: requests.append(request.url))
    for file in files:
        page.goto(file.as_uri())
        scripts = page.eval_on_selector_all("script", "all => all.map(one => one.getAttribute('src') + one.textContent)")
        # Pages about the whole course have no figures; where there is no page, nothing is loaded.
        own = ["assets/page.js"] if file.name != "404.html" else []
        own += ["assets/figures.js"] if file.name.startswith("hostile") else []
        assert scripts == own and page.locator("main").is_visible(), file.name
        for _ in range(2):
            # Everything that could be set off by a pointer or the keyboard.
            page.evaluate("""document.querySelectorAll('main *:not(a)').forEach(element =>
                ['mouseover', 'focus', 'click', 'toggle', 'load', 'error'].forEach(name => element.dispatchEvent(new Event(name))))""")
            assert page.evaluate(FOREIGN) == [], file.name
            page.evaluate("document.querySelector('main').innerHTML = document.querySelector('main').innerHTML")
    context.close()
    assert problems == []
    assert [url for url in requests if not url.startswith(("file:", "data:image/png"))] == []


@pytest.fixture
def smuggled():
    """The folder of a site whose lesson has it all in its text."""
    folder = DEMO / "smuggled"
    folder.mkdir(exist_ok=True)
    if not (folder / "assets").exists():
        (folder / "assets").symlink_to(COURSE / "assets")
    text = LESSON.read_text()
    assert text.count("<article>") == 1
    (folder / "lesson.html").write_text(text.replace("<article>", "<article>" + SMUGGLED))
    return folder


@pytest.mark.parametrize("where", ["disk", "server"])
def test_the_policy_stops_what_escaping_would_have_missed(visit, served, smuggled, where):
    reached = []

    def elsewhere(route):
        reached.append(route.request.url)
        route.abort()

    page = visit("about:blank", expecting_problems=True)
    page.route("**/elsewhere.invalid/**", elsewhere)
    page.goto((smuggled / "lesson.html").as_uri() if where == "disk" else f"{served}/smuggled/lesson.html")
    page.evaluate("document.getElementById('address').click(); document.getElementById('smuggled').requestSubmit()")
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert reached == []
    assert page.locator("main").is_visible()
    assert page.evaluate("document.baseURI") == page.url
    assert sum("Content Security Policy" in problem for problem in page.watch.problems) >= 10
    # The page's own files came all the same.
    assert page.locator("button.search").is_visible() and page.evaluate("document.fonts.check('16px KaTeX_Main')")


def test_what_is_smuggled_would_run_without_the_policy(visit, smuggled):
    page = visit("about:blank", expecting_problems=True, bypass_csp=True)
    page.route("**/elsewhere.invalid/**", lambda route: route.abort())
    page.goto((smuggled / "lesson.html").as_uri())
    until(page, "window.ran !== undefined")
