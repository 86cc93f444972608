"""What a reader waits for: the bytes of the course's pages, and when something is painted (told, as times are not to be relied on)."""

import gzip
import re

import pytest
from conftest import COURSE, SITE, html_files, name_of

# Kilobytes of a page with its style and scripts, compressed, without fonts.
LIMIT = 100


def compressed(text):
    return len(gzip.compress(text.encode(), 9))


def weight(file):
    """By what it loads; of KaTeX's style the faces that it holds do not count."""
    page = file.read_text()
    loaded = re.findall(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"', page)
    assert "assets/page.js" in loaded
    texts = {name: re.sub(r"url\(data:font[^)]*\)", "", (file.parent / name).read_text()) for name in loaded}
    return {name: compressed(text) for name, text in ({file.name: page} | texts).items()}


@pytest.mark.parametrize("file", html_files(COURSE, SITE), ids=name_of)
def test_a_page_is_light(file):
    parts = weight(file)
    print(f"{name_of(file)}: {sum(parts.values()) / 1000:.1f} kB, of which {parts}")
    assert sum(parts.values()) < LIMIT * 1000, parts


@pytest.mark.parametrize("file", html_files(COURSE, SITE), ids=name_of)
def test_when_something_is_painted_is_told(visit, file):
    page = visit(file)
    paint = page.evaluate("""() => new Promise(done => {
        const known = performance.getEntriesByName('first-contentful-paint')[0];
        if (known) return done(known.startTime);
        new PerformanceObserver(list => { const entry = list.getEntriesByName('first-contentful-paint')[0]; if (entry) done(entry.startTime); })
            .observe({ type: 'paint', buffered: true });
    })""")
    assert paint > 0
    print(f"{name_of(file)}: first contentful paint after {paint:.0f} ms")
