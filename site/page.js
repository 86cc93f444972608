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

  document.addEventListener('DOMContentLoaded', function () {
    themeButton();
    searchButton();
    openEvidence();
    followContents();
    copyCode();
    copyAddresses();
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
      if (window.litmusSearch) return window.litmusSearch.open();
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
