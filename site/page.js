// Comforts only: every page reads without this file. Nothing here makes markup out of text.
(function () {
  'use strict';
  var root = document.documentElement;
  var themes = ['auto', 'light', 'dark'];

  function remembered() { try { return localStorage.getItem('litmus-theme'); } catch (error) { return null; } }
  function remember(theme) { try { localStorage.setItem('litmus-theme', theme); } catch (error) { /* a private window */ } }

  /// 'auto' follows the system.
  function setTheme(theme) {
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme; else delete root.dataset.theme;
  }

  // Before anything is painted: what the style shows only where scripts run, and the theme that was chosen.
  root.dataset.scripted = '';
  setTheme(remembered());
  // The faces that KaTeX's style holds itself: asked for now, they are there when the first formula is, and no line moves.
  ['1em KaTeX_Main', 'italic 1em KaTeX_Math', '1em KaTeX_AMS', '1em KaTeX_Caligraphic', '1em KaTeX_Size1', '1em KaTeX_Size2']
    .forEach(function (face) { document.fonts.load(face); });

  document.addEventListener('DOMContentLoaded', function () {
    themeButton();
    searchButton();
    openEvidence();
    followContents();
    copyCode();
    copyAddresses();
    previewReferences();
    unfoldForPaper();
  });

  function element(name, style, text) {
    var made = document.createElement(name);
    if (style) made.className = style;
    if (text) made.textContent = text;
    return made;
  }

  function themeButton() {
    var button = document.querySelector('button.theme');
    if (!button) return;
    function label() {
      var theme = root.dataset.theme || 'auto';
      button.textContent = theme.charAt(0).toUpperCase() + theme.slice(1);
      button.setAttribute('aria-label', 'Colours: ' + theme);
    }
    button.addEventListener('click', function () {
      var next = themes[(themes.indexOf(root.dataset.theme || 'auto') + 1) % themes.length];
      setTheme(next);
      remember(next);
      label();
    });
    // Another page of the course, open beside this one.
    addEventListener('storage', function (event) {
      if (event.key !== 'litmus-theme') return;
      setTheme(event.newValue);
      label();
    });
    label();
  }

  // The search is loaded when somebody first asks for it.
  function searchButton() {
    var button = document.querySelector('button.search');
    if (!button) return;
    var isAsked = false;
    function open() {
      // Its own property: an element with this id would answer to the name as well.
      if (Object.hasOwn(window, 'litmusSearch')) return window.litmusSearch.open();
      if (isAsked) return;
      isAsked = true;
      var script = element('script');
      script.src = 'assets/search.js';
      script.onload = function () { window.litmusSearch.open(); };
      script.onerror = function () { isAsked = false; };
      document.head.append(script);
    }
    button.addEventListener('click', open);
    addEventListener('keydown', function (event) {
      var isTyping = event.target.closest && event.target.closest('input, textarea, select, [contenteditable]');
      var isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping;
      var isCommand = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      if (!isSlash && !isCommand) return;
      event.preventDefault();
      open();
    });
  }

  // Where the style cannot hold the margin's evidence open, this does. A link to evidence opens it on a phone.
  function openEvidence() {
    var wide = matchMedia('(min-width: 66rem)');
    if (!CSS.supports('selector(::details-content)') && wide.matches) {
      document.querySelectorAll('details.evidence, .contents > details').forEach(function (details) { details.open = true; });
    }
    function openTarget() {
      var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && target.matches('details')) target.open = true;
    }
    addEventListener('hashchange', openTarget);
    openTarget();
    // Escape closes what was opened under a sentence, and goes back to its mark.
    addEventListener('keydown', function (event) {
      if (event.key !== 'Escape' || wide.matches) return;
      var evidence = event.target.closest && event.target.closest('details.evidence[open]');
      if (!evidence) return;
      evidence.open = false;
      evidence.querySelector('summary').focus();
    });
  }

  // The contents list marks the section that is being read.
  function followContents() {
    var links = Array.from(document.querySelectorAll('.contents a'));
    var headings = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
    if (!links.length) return;
    var waiting = false;
    function mark() {
      var current = 0;
      headings.forEach(function (heading, index) {
        if (heading && heading.getBoundingClientRect().top < innerHeight * 0.3) current = index;
      });
      links.forEach(function (link, index) {
        if (index === current) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current');
      });
    }
    addEventListener('scroll', function () {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(function () { waiting = false; mark(); });
    }, { passive: true });
    mark();
  }

  /// To the clipboard; where a page is no secure context, by way of a field that is selected.
  function copy(text, done) {
    function bySelection() {
      var field = element('textarea', 'hidden');
      field.value = text;
      document.body.append(field);
      field.select();
      var copied = document.execCommand('copy');
      field.remove();
      done(copied);
    }
    if (!navigator.clipboard) return bySelection();
    navigator.clipboard.writeText(text).then(function () { done(true); }, bySelection);
  }

  // A button over each piece of code. It stands behind the code in the order of the keyboard.
  function copyCode() {
    document.querySelectorAll('pre.code').forEach(function (pre) {
      var frame = pre.parentElement;
      if (!frame.matches('details.code')) {
        frame = element('div', 'listing');
        pre.replaceWith(frame);
        frame.append(pre);
      }
      var button = element('button', 'copy', 'Copy');
      button.type = 'button';
      button.setAttribute('aria-label', 'Copy the code');
      button.addEventListener('click', function () {
        copy(pre.textContent, function (copied) {
          button.textContent = copied ? 'Copied' : 'Not copied';
          say(copied ? 'Code copied' : 'The code could not be copied');
          setTimeout(function () { button.textContent = 'Copy'; }, 1500);
        });
      });
      frame.append(button);
    });
  }

  // A heading's # goes there, as links do, and leaves the address in the clipboard.
  function copyAddresses() {
    document.querySelectorAll('a.anchor').forEach(function (anchor) {
      anchor.addEventListener('click', function () {
        copy(anchor.href, function (copied) {
          if (!copied) return;
          anchor.dataset.copied = '';
          say('Address copied');
          setTimeout(function () { delete anchor.dataset.copied; }, 1500);
        });
      });
    });
  }

  // What a cross-reference leads to is shown beside it while it is pointed at or focused; Escape takes it away.
  function previewReferences() {
    var places = 'article :is(p, li, .paragraph, td, figcaption)';
    var links = Array.from(document.querySelectorAll(places + ' a[href^="#"], ' + places + ' a[data-preview]')).filter(function (link) {
      return !link.closest('.anchor, .verdict, .card') && what(link);
    });
    if (!links.length || !HTMLElement.prototype.showPopover) return;
    var box = element('div', 'preview'), shown = null, timer = 0;
    box.popover = 'manual';
    // For the eye alone: who hears the page has the link, and where it leads the place itself.
    box.setAttribute('aria-hidden', 'true');
    document.body.append(box);

    // A place on another page came with this one, as a template that shows nothing.
    function what(link) {
      if (link.dataset.preview) return document.querySelector('template[data-preview="' + link.dataset.preview + '"]');
      return document.getElementById(decodeURIComponent(link.hash.slice(1)));
    }

    function show(link) {
      var copy = excerptOf(what(link));
      clearTimeout(timer);
      if (!copy || shown === link) return;
      hide();
      shown = link;
      box.replaceChildren(copy);
      box.showPopover();
      place();
    }

    function place() {
      if (!shown) return;
      var at = shown.getBoundingClientRect(), size = box.getBoundingClientRect();
      var below = at.bottom + size.height + 8 < innerHeight || at.top < size.height + 8;
      box.style.left = Math.max(8, Math.min(at.left, innerWidth - size.width - 8)) + 'px';
      box.style.top = (below ? at.bottom + 6 : at.top - size.height - 6) + 'px';
    }

    function hide() {
      clearTimeout(timer);
      if (!shown) return;
      shown = null;
      box.hidePopover();
    }

    function later(action) {
      clearTimeout(timer);
      timer = setTimeout(action, 250);
    }

    links.forEach(function (link) {
      link.addEventListener('pointerenter', function (event) {
        if (event.pointerType === 'mouse') later(function () { show(link); });
      });
      link.addEventListener('pointerleave', function () { later(hide); });
      link.addEventListener('focus', function () { if (link.matches(':focus-visible')) show(link); });
      link.addEventListener('blur', hide);
      link.addEventListener('click', hide);
    });
    // The pointer may go over to it.
    box.addEventListener('pointerenter', function () { clearTimeout(timer); });
    box.addEventListener('pointerleave', function () { later(hide); });
    addEventListener('keydown', function (event) { if (event.key === 'Escape') hide(); });
    addEventListener('scroll', place, { passive: true });
  }

  /// A copy of what a reader wants to see of a place: a section's beginning, a block's figure or table, or the place itself.
  function excerptOf(target) {
    if (target.matches('template')) {
      var brought = element('div', 'excerpt');
      brought.append(target.content.cloneNode(true));
      brought.inert = true;
      return brought;
    }
    var parts = [target];
    if (/^H[2-6]$/.test(target.tagName)) parts = [target, target.nextElementSibling];
    else if (target.matches('details.evidence')) parts = [target.querySelector('.card')];
    else if (target.matches('.experiment')) {
      parts = [target.querySelector('.outputs figure, .derivation') || target.querySelector('pre')];
    }
    var copy = element('div', 'excerpt');
    parts.filter(Boolean).forEach(function (part) { copy.append(part.cloneNode(true)); });
    copy.querySelectorAll('.anchor, button.copy, .data, .replicates, details.evidence').forEach(function (part) { part.remove(); });
    copy.querySelectorAll('[id]').forEach(function (part) { part.removeAttribute('id'); });
    copy.querySelectorAll('[tabindex]').forEach(function (part) { part.removeAttribute('tabindex'); });
    // Nothing in it is for use: that is where the link leads.
    copy.inert = true;
    return copy;
  }

  var voice;
  /// For those who hear the page.
  function say(text) {
    if (!voice) {
      voice = element('p', 'hidden');
      voice.setAttribute('role', 'status');
      document.body.append(voice);
    }
    voice.textContent = text;
  }

  // Where the style cannot unfold code for paper, this does, and folds it again behind.
  function unfoldForPaper() {
    if (CSS.supports('selector(::details-content)')) return;
    var folded = [];
    addEventListener('beforeprint', function () {
      folded = Array.from(document.querySelectorAll('details:is(.code, .hidden-output, .evidence):not([open])'));
      folded.forEach(function (details) { details.open = true; });
    });
    addEventListener('afterprint', function () { folded.forEach(function (details) { details.open = false; }); });
  }
})();
