// Values of figures under the pointer, the finger and the arrow keys. Figures read without this file: their data stand in a table.
(function () {
  'use strict';
  document.addEventListener('DOMContentLoaded', function () {
    document.querySelectorAll('.drawing > svg.figure').forEach(function (svg) {
      // The narrow drawing's values are in the roomy one before it.
      var roomy = svg.parentNode.matches('.narrow') && svg.parentNode.previousElementSibling.querySelector('svg.figure');
      var series = read(svg, roomy || svg);
      if (series.length) explore(svg, series);
    });
  });

  // Numbers stay as they are written, as in the table of the data; without a value it is null.
  function list(element, name) {
    var text = element.getAttribute(name);
    if (!text) return null;
    var items = text.indexOf('"') < 0 ? text.slice(1, -1).split(',') : JSON.parse(text);
    return items.map(function (item) { return item === 'null' ? null : item; });
  }

  // `log -3 0 62.5 580` as a function from values to places.
  function scale(panel, name) {
    var parts = (panel.getAttribute(name) || '').split(' '), kind = parts[0].split(':'), ends = parts.slice(1).map(Number);
    return function (text) {
      var value = Number(text);
      if (kind[0] === 'log') value = Math.log10(value);
      else if (kind[0] === 'symlog') value = Math.sign(value) * Math.log10(1 + Math.abs(value) / Number(kind[1]));
      return ends[2] + (value - ends[0]) / (ends[1] - ends[0]) * (ends[3] - ends[2]);
    };
  }

  // Where a group's data stand: as it says, or as follows from their values and the panel's scales.
  function places(group, x, x2, y, y2) {
    var said = group.getAttribute('data-at');
    if (said) return said.split(' ').map(function (pair) { return pair.split(',').map(Number); });
    var panel = group.closest('.figure-panel'), across = scale(panel, 'data-scale-x'), up = scale(panel, 'data-scale-y');
    var isTop = /^(area|bar)$/.test(group.getAttribute('data-mark'));
    function middle(place, from, to) { return to === null || to === undefined ? place(from) : (place(from) + place(to)) / 2; }
    return x.map(function (from, index) {
      return [middle(across, from, x2 && x2[index]), middle(up, y[index], isTop ? null : y2 && y2[index])];
    });
  }

  // Series of data that can be shown: where each stands in the drawing, and what to say of it.
  function read(svg, source) {
    var names = { x: source.getAttribute('data-x') || 'x', y: source.getAttribute('data-y') || 'y' };
    names.color = source.getAttribute('data-color') || 'value';
    var result = [], said = source.querySelectorAll('.figure-series'), sampled = source.querySelectorAll('.figure-samples');
    svg.querySelectorAll('.figure-series').forEach(function (group, number) {
      var values = said[number], name = group.getAttribute('data-group');
      var x = list(values, 'data-x'), x2 = list(values, 'data-x2'), y = list(values, 'data-y'), y2 = list(values, 'data-y2');
      // A rule across the figure is read where the pointer is.
      if (!x || !y) return;
      var data = places(group, x, x2, y, y2).map(function (at, index) {
        var lines = [[names.x, span(x[index], x2 && x2[index])], [names.y, y2 ? span(y2[index], y[index]) : text(y[index])]];
        return { x: at[0], y: at[1], name: name, lines: lines };
      });
      result.push({ data: data, columns: data.length });
    });
    svg.querySelectorAll('.figure-samples').forEach(function (group, number) {
      var samples = sampled[number];
      var x = list(samples, 'data-x'), y = list(samples, 'data-y'), values = list(samples, 'data-values');
      var left = group.getAttribute('data-at-x').split(' ').map(Number), top = group.getAttribute('data-at-y').split(' ').map(Number);
      var data = values.map(function (value, index) {
        var column = index % x.length, row = Math.floor(index / x.length);
        return {
          x: left[column], y: top[row], name: '',
          lines: [[names.x, text(x[column])], [names.y, text(y[row])], [names.color, text(value)]]
        };
      });
      result.push({ data: data, columns: x.length, isField: true });
    });
    return result;
  }

  // `-2.1e-05` as −2.1 × 10⁻⁵, as the table sets it.
  function text(value) {
    if (value === null) return 'none';
    var number = /^(-?)(\d+(?:\.\d+)?)(?:e([-+]?)0*(\d+))?$/.exec(value);
    if (!number) return String(value);
    var power = (number[4] || '').replace(/\d/g, function (digit) { return '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)); });
    return (number[1] && '−') + number[2] + (power && '\u202f×\u202f10' + (number[3] === '-' ? '⁻' : '') + power);
  }
  function span(from, to) { return to === null || to === undefined ? text(from) : text(from) + ' to ' + text(to); }

  function explore(svg, series) {
    var drawing = svg.parentNode, shown = null;
    var tip = document.createElement('div'), status = document.createElement('div');
    tip.className = 'figure-tip';
    tip.hidden = true;
    tip.setAttribute('aria-hidden', 'true');
    status.className = 'hidden';
    status.setAttribute('role', 'status');
    drawing.append(tip, status);
    drawing.tabIndex = 0;
    drawing.setAttribute('role', 'group');
    var title = svg.querySelector('title');
    drawing.setAttribute('aria-label', (title ? title.textContent : 'Figure') + '. Arrow keys read its values.');
    var ring = document.createElementNS(svg.namespaceURI, 'circle');
    ring.setAttribute('class', 'figure-ring');
    ring.setAttribute('r', '6.5');

    function show(place) {
      var datum = series[place.series].data[place.index];
      shown = place;
      ring.setAttribute('cx', datum.x);
      ring.setAttribute('cy', datum.y);
      svg.append(ring);
      tip.textContent = '';
      if (datum.name) tip.append(line('b', datum.name));
      datum.lines.forEach(function (pair) {
        var row = line('span', pair[0] + ' ');
        row.append(line('b', pair[1]));
        tip.append(row);
      });
      tip.hidden = false;
      // Beside the datum, on the side that has room.
      var at = new DOMPoint(datum.x, datum.y).matrixTransform(svg.getScreenCTM()), box = drawing.getBoundingClientRect();
      var x = at.x - box.left, y = at.y - box.top;
      tip.style.left = Math.max(0, x > box.width / 2 ? x - tip.offsetWidth - 14 : Math.min(x + 14, box.width - tip.offsetWidth)) + 'px';
      tip.style.top = Math.max(0, Math.min(y - tip.offsetHeight / 2, box.height - tip.offsetHeight)) + 'px';
    }

    function line(name, content) {
      var element = document.createElement(name);
      element.textContent = content;
      return element;
    }

    function hide() {
      shown = null;
      ring.remove();
      tip.hidden = true;
    }

    // The datum nearest to a place in the drawing; of a field, only where it is.
    function nearest(x, y, reach) {
      var best = null, least = reach * reach;
      series.forEach(function (one, number) {
        one.data.forEach(function (datum, index) {
          var dx = datum.x - x, dy = datum.y - y, distance = dx * dx + dy * dy;
          // Between equally near ones, data stand before the field behind them.
          if (one.isField) distance = distance / 4 + 100;
          if (distance < least) { least = distance; best = { series: number, index: index }; }
        });
      });
      return best;
    }

    function follow(event) {
      var at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      var place = nearest(at.x, at.y, event.pointerType === 'mouse' ? 48 : 72);
      if (place) show(place); else hide();
    }
    svg.addEventListener('pointermove', follow);
    svg.addEventListener('pointerdown', follow);
    svg.addEventListener('pointerleave', function (event) { if (event.pointerType === 'mouse') hide(); });
    drawing.addEventListener('blur', hide);

    drawing.addEventListener('keydown', function (event) {
      if (event.key === 'Escape') { hide(); return; }
      var steps = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1], Home: [-1e9, 0], End: [1e9, 0] };
      var step = steps[event.key];
      if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      show(shown ? moved(shown, step[0], step[1]) : { series: 0, index: 0 });
      var datum = series[shown.series].data[shown.index];
      status.textContent = (datum.name ? datum.name + ', ' : '') + datum.lines.map(function (pair) { return pair.join(' '); }).join(', ');
    });

    // Along a series or a field's row; to the same place of the next series, or to a field's next row.
    function moved(place, along, across) {
      var one = series[place.series], rows = one.data.length / one.columns;
      var column = place.index % one.columns, row = Math.floor(place.index / one.columns);
      if (along) return { series: place.series, index: row * one.columns + Math.min(Math.max(column + along, 0), one.columns - 1) };
      if (one.isField) {
        var rising = rows > 1 && one.data[one.columns].y < one.data[0].y, next = row + (rising ? across : -across);
        if (next >= 0 && next < rows) return { series: place.series, index: next * one.columns + column };
      }
      var other = (place.series + across + series.length) % series.length, from = one.data[place.index], best = 0;
      function far(datum) { return Math.abs(datum.x - from.x) * 1e4 + Math.abs(datum.y - from.y); }
      series[other].data.forEach(function (datum, index) { if (far(datum) < far(series[other].data[best])) best = index; });
      return { series: other, index: best };
    }
  }
})();
