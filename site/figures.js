// Values of figures under the pointer, the finger and the arrow keys. Figures read without this file: their data stand in a table.
(function () {
  'use strict';
  document.addEventListener('DOMContentLoaded', function () {
    document.querySelectorAll('.drawing > svg.figure').forEach(function (svg) {
      var series = read(svg);
      if (series.length) explore(svg, series);
    });
  });

  function json(element, name) {
    var text = element.getAttribute(name);
    return text ? JSON.parse(text) : null;
  }

  // Series of data that can be shown: where each stands in the drawing, and what to say of it.
  function read(svg) {
    var names = { x: svg.getAttribute('data-x') || 'x', y: svg.getAttribute('data-y') || 'y', color: svg.getAttribute('data-color') || 'value' };
    var result = [];
    svg.querySelectorAll('.figure-series[data-at]').forEach(function (group) {
      var x = json(group, 'data-x'), x2 = json(group, 'data-x2'), y = json(group, 'data-y'), y2 = json(group, 'data-y2');
      var name = group.getAttribute('data-group');
      var data = group.getAttribute('data-at').split(' ').map(function (pair, index) {
        var at = pair.split(',').map(Number), lines = [];
        if (x) lines.push([names.x, span(x[index], x2 && x2[index])]);
        if (y) lines.push([names.y, y2 ? span(y2[index], y[index]) : text(y[index])]);
        return { x: at[0], y: at[1], name: name, lines: lines };
      });
      // A rule across the figure is read where the pointer is.
      if (x && y) result.push({ data: data, columns: data.length });
    });
    svg.querySelectorAll('.figure-samples').forEach(function (group) {
      var x = json(group, 'data-x'), y = json(group, 'data-y'), values = json(group, 'data-values');
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

  function text(value) { return value === null ? 'none' : typeof value === 'number' ? String(value).replace('-', '−') : String(value); }
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
