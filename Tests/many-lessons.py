#!/usr/bin/env python3
"""Times `litmus build` on courses of 250, 500, 1000 and 2000 lessons without experiments.

    Tests/many-lessons.py [path of litmus] [number of lessons ...]

Prints pages a second by the clock and by processor time (which other programs disturb less), and the peak of memory.
Every lesson has formulas of its own, lists, a table and links, and makes a page of 33 kB.
"""
import os
import sys
import tempfile
import time

SECTION = r"""## Section {s}

The variance of layer *{k}* is $\sigma_{{{k},{s}}}^2 = \frac{{1}}{{{n}}}$, and **nothing** else matters here; see [the next](lesson{next:04}.md).
A second line with `code` and $x^2$.

$$\mathbb{{E}}[x^2] = \int x^2 p(x)\,dx + {k}$$

- one
- two with $D_{{{s}}}$

| a | b |
|---|---|
| 1 | {k} |

{prose}

"""


def write_course(folder, count):
    with open(f"{folder}/course.yml", "w") as file:
        file.write("title: Many lessons\n")
    for k in range(count):
        with open(f"{folder}/lesson{k:04}.md", "w") as file:
            file.write(f"---\ntitle: Lesson {k}\nsummary: What a layer does, {k} times.\n---\n\n")
            for s in range(4):
                prose = "Prose that goes on for some time, as prose does. " * 6
                file.write(SECTION.format(k=k, s=s, n=k + 1, next=(k + 1) % count, prose=prose))


def build(litmus, count):
    with tempfile.TemporaryDirectory() as folder:
        write_course(folder, count)
        begin = time.monotonic()
        child = os.spawnv(os.P_NOWAIT, litmus, [litmus, "build", folder, "--quiet", "--output", f"{folder}/site"])
        _, status, usage = os.wait4(child, 0)
        seconds = time.monotonic() - begin
        pages = len([name for name in os.listdir(f"{folder}/site") if name.endswith(".html")]) - 1
        assert status == 0 and pages == count, f"status {status}, {pages} pages"
        processor = usage.ru_utime + usage.ru_stime
        print(f"{count:5} lessons: {seconds:6.2f} s, {count / seconds:5.0f} pages/s by the clock, "
              f"{count / processor:5.0f} by processor time, {usage.ru_maxrss / 1024:4.0f} MB")


if __name__ == "__main__":
    words = sys.argv[1:]
    litmus = words.pop(0) if words and not words[0].isdigit() else ".build/release/litmus"
    for count in [int(word) for word in words] or [250, 500, 1000, 2000]:
        build(os.path.abspath(litmus), count)
