// The search, loaded by page.js when somebody first asks for it. It needs no server: the index comes as scripts, which a page on
// disk may load, and which call `litmusSearch.add`. Results are put together from nodes and text, never from markup.
(function () {
  'use strict';
  var shown = 30;
  // What an entry weighs: the lesson's own title, a heading, a claim, a figure's caption, prose.
  var weights = { l: 9, h: 6, c: 4, f: 3, s: 3, g: 5, t: 2 };
  var kinds = { l: 'lesson', h: 'section', c: 'claim', f: 'figure', s: 'statement', g: 'term', t: 'text' };
  var lessons = [], asked = 0, loaded = 0, failed = 0;
  var dialog, input, list, status, results = [], active = -1;

  // Reading the index ----------------------------------------------------------------------------------------------------

  function load(shard) {
    var script = document.createElement('script');
    script.src = 'assets/search/' + shard + '.js';
    script.onerror = function () { failed += 1; show(); };
    asked += 1;
    document.head.append(script);
  }

  /// - shard: `{of: how many there are, at: which one this is, lessons: [{page, title, entries: [[kind, anchor, text]…]}…]}`
  function add(shard) {
    if (shard.at === 0) for (var next = 1; next < shard.of; next += 1) load(next);
    shard.lessons.forEach(function (lesson, index) {
      lessons[shard.at * shard.size + index] = prepared(lesson);
    });
    loaded += 1;
    show();
  }

  function prepared(lesson) {
    var section = '', entries = [entry('l', '', lesson.title, '')];
    lesson.entries.forEach(function (parts) {
      if (parts[0] === 'h') section = parts[2];
      entries.push(entry(parts[0], parts[1], parts[2], section));
    });
    return { page: lesson.page, title: lesson.title, isCoursePage: lesson.isCoursePage, plain: plain(lesson.title), entries: entries };
  }

  function entry(kind, anchor, text, section) {
    return { kind: kind, anchor: anchor, text: text, plain: plain(text), section: section };
  }

  var keyboard = { '‘': "'", '’': "'", '“': '"', '”': '"' };

  /// Lower case without accents, as people type. As long as the text itself, so that places in one are places in the other.
  function plain(text) {
    if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
    return Array.from(text, function (character) {
      var bare = keyboard[character] || character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      return bare.length === character.length ? bare : character;
    }).join('');
  }

  // Finding --------------------------------------------------------------------------------------------------------------

  var letter = /[\p{L}\p{N}]/u;

  /// 3 for a word, 2 for a word's beginning, 1 inside of one, 0 for nothing.
  function match(term, text) {
    var best = 0;
    for (var at = text.indexOf(term); at >= 0 && best < 3; at = text.indexOf(term, at + 1)) {
      var begins = at === 0 || !letter.test(text.charAt(at - 1));
      var ends = at + term.length === text.length || !letter.test(text.charAt(at + term.length));
      best = Math.max(best, begins ? (ends ? 3 : 2) : 1);
    }
    return best;
  }

  /// Every term has to be there, some of them in the entry itself; the others may stand in its section's or lesson's title.
  function score(terms, phrase, lesson, entry) {
    var sum = 0, own = 0;
    for (var index = 0; index < terms.length; index += 1) {
      var here = match(terms[index], entry.plain);
      if (here) own += 1;
      var around = here || entry.kind === 'l' ? 0 : match(terms[index], lesson.plain) || match(terms[index], plain(entry.section));
      if (!here && !around) return 0;
      sum += here || around * 0.25;
    }
    if (!own) return 0;
    if (terms.length > 1 && entry.plain.indexOf(phrase) >= 0) sum += terms.length;
    return sum * weights[entry.kind] / terms.length;
  }

  function find(query) {
    var phrase = plain(query).trim().replace(/\s+/g, ' ');
    if (!phrase) return [];
    var terms = phrase.split(' '), found = [];
    lessons.forEach(function (lesson) {
      var claims = [];
      lesson.entries.forEach(function (entry) {
        var points = score(terms, phrase, lesson, entry);
        if (!points) return;
        // Claims stand before the paragraph that says them: it would be the same words again.
        if (entry.kind === 'c') claims.push(entry.plain);
        else if (entry.kind === 't' && claims.some(function (claim) { return entry.plain.indexOf(claim) >= 0; })) return;
        found.push({ lesson: lesson, entry: entry, points: points, order: found.length });
      });
    });
    found.sort(function (one, other) { return other.points - one.points || one.order - other.order; });
    found.terms = terms;
    return found;
  }

  // Showing --------------------------------------------------------------------------------------------------------------

  function element(name, style, text) {
    var made = document.createElement(name);
    if (style) made.className = style;
    if (text) made.textContent = text;
    return made;
  }

  /// The text around the first term, with every term marked.
  function excerpt(entry, terms) {
    var line = element('span', 'excerpt'), text = entry.text;
    var places = terms.map(function (term) { return entry.plain.indexOf(term); }).filter(function (place) { return place >= 0; });
    var from = Math.max(0, Math.min.apply(null, places.concat(text.length)) - 60);
    if (places.length === 0 || entry.kind !== 't') from = 0;
    if (from > 0) from = text.indexOf(' ', from) + 1;
    var to = Math.min(text.length, from + 180), at = from;
    if (from > 0) line.append('… ');
    while (at < to) {
      var next = to, length = 0;
      terms.forEach(function (term) {
        var place = entry.plain.indexOf(term, at);
        if (place >= 0 && (place < next || (place === next && term.length > length))) { next = place; length = term.length; }
      });
      line.append(text.slice(at, next));
      if (length) line.append(element('mark', '', text.slice(next, next + length)));
      at = next + length;
    }
    if (to < text.length) line.append(' …');
    return line;
  }

  function option(result, index, terms) {
    var link = element('a', 'result ' + kinds[result.entry.kind]);
    link.href = result.lesson.page + (result.entry.anchor ? '#' + encodeURIComponent(result.entry.anchor) : '');
    link.id = 'search-result-' + index;
    link.tabIndex = -1;
    link.setAttribute('role', 'option');
    link.append(excerpt(result.entry, terms));
    var place = result.lesson.title;
    if (result.entry.section && result.entry.kind !== 'h') place += ' › ' + result.entry.section;
    link.append(element('span', 'place', result.entry.kind === 'l' ? (result.lesson.isCoursePage ? 'page' : 'lesson') : kinds[result.entry.kind] + ' in ' + place));
    // Chosen by hand or by Enter: the dialog gives way to the place, also where that is on this page.
    link.addEventListener('click', function () { dialog.close(); });
    return link;
  }

  function show() {
    if (!dialog) return;
    results = find(input.value);
    list.replaceChildren.apply(list, results.slice(0, shown).map(function (result, index) {
      return option(result, index, results.terms);
    }));
    list.hidden = results.length === 0;
    input.setAttribute('aria-expanded', String(results.length > 0));
    choose(results.length ? 0 : -1);
    var isLoading = loaded + failed < asked;
    if (failed) status.textContent = 'A part of the index is missing: assets/search.';
    else if (isLoading && results.length === 0) status.textContent = 'Reading the index …';
    else if (!input.value.trim()) status.textContent = 'Lessons, sections, text, claims, figures, statements and terms.';
    else if (results.length === 0) status.textContent = 'Nothing found.';
    else if (results.length > shown) status.textContent = 'The first ' + shown + ' of ' + results.length + ' places.';
    else status.textContent = results.length === 1 ? 'One place.' : results.length + ' places.';
  }

  function choose(index) {
    active = index;
    Array.from(list.children).forEach(function (link, position) {
      link.setAttribute('aria-selected', String(position === index));
      if (position === index) link.scrollIntoView({ block: 'nearest' });
    });
    if (index >= 0) input.setAttribute('aria-activedescendant', 'search-result-' + index);
    else input.removeAttribute('aria-activedescendant');
  }

  function build() {
    dialog = element('dialog', 'search');
    dialog.setAttribute('aria-label', 'Search');
    input = element('input');
    // No search field: there Escape would empty it before it closes the dialog.
    input.type = 'text';
    input.inputMode = 'search';
    input.enterKeyHint = 'go';
    input.placeholder = 'Search the course';
    input.autocomplete = 'off';
    input.spellcheck = false;
    var attributes = {
      role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': 'search-results', 'aria-label': 'Search the course'
    };
    Object.keys(attributes).forEach(function (name) { input.setAttribute(name, attributes[name]); });
    status = element('p', 'status');
    status.setAttribute('role', 'status');
    list = element('div', 'results');
    list.id = 'search-results';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Places');
    dialog.append(input, status, list);
    document.body.append(dialog);

    input.addEventListener('input', show);
    input.addEventListener('keydown', function (event) {
      var count = list.children.length;
      if (event.key === 'ArrowDown' && count) choose((active + 1) % count);
      else if (event.key === 'ArrowUp' && count) choose((active + count - 1) % count);
      else if (event.key === 'Enter' && active >= 0) list.children[active].click();
      else return;
      event.preventDefault();
    });
    // Beside the dialog is outside of it.
    dialog.addEventListener('click', function (event) { if (event.target === dialog) dialog.close(); });
    load(0);
  }

  function open() {
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    input.select();
    show();
  }

  window.litmusSearch = { open: open, add: add };
})();
