// Comforts only: every page reads without this file.
(function () {
  'use strict';
  var root = document.documentElement;
  var system = matchMedia('(prefers-color-scheme: dark)');

  function remembered() { try { return localStorage.getItem('litmus-theme'); } catch (error) { return null; } }
  function remember(theme) { try { localStorage.setItem('litmus-theme', theme); } catch (error) { /* a private window */ } }
  function isDark() { return root.dataset.theme ? root.dataset.theme === 'dark' : system.matches; }

  // Before anything is painted.
  var theme = remembered();
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;

  document.addEventListener('DOMContentLoaded', function () {
    themeButton();
    openEvidence();
    followContents();
  });

  function themeButton() {
    var button = document.querySelector('button.theme');
    if (!button) return;
    function label() { button.textContent = isDark() ? 'Light' : 'Dark'; }
    button.addEventListener('click', function () {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      remember(root.dataset.theme);
      label();
    });
    system.addEventListener('change', label);
    label();
    button.hidden = false;
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
})();
