import { element } from './dom.js';

/** The size of a drawing, which is stretched to its place. */
export const WIDTH = 320;
export const HEIGHT = 96;

/**
 * Draws points as SVG: lines, or bars that stand on each other, on one scale that begins at zero.
 *
 * @param {Array<{at: number}>} points in the order of their time
 * @param {Array<{of: function(object): (number|null)}>} lines what of each point is drawn
 * @param {{bars: boolean, interval: number, top: number}} scale `interval` in milliseconds, `top` is the largest value
 * @returns {SVGElement[]}
 */
export function drawn(points, lines, { bars, interval, top }) {
  const shapes = bars
    ? points.flatMap((point) => barsOf(points, point, lines, interval, top))
    : lines.flatMap((line, index) => runsOf(points, line, index, top));
  return [...grid(), ...shapes];
}

/** Where a point is from left to right. */
export function xOf(points, point) {
  const first = points[0].at;
  const span = points.at(-1).at - first;
  return span === 0 ? WIDTH - 1 : ((point.at - first) / span) * WIDTH;
}

/** Whether something was measured. */
export function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

/** The next of 1, 2, 5, 10, 20, 50… at or above a value, so that the scale rarely changes. */
export function niceTop(value) {
  if (value <= 0) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value * 0.999) ?? value;
}

function grid() {
  return [0.5, HEIGHT / 2, HEIGHT - 0.5].map((y) =>
    element('svg:line', { class: 'grid', x1: 0, x2: WIDTH, y1: y, y2: y }),
  );
}

function barsOf(points, point, lines, interval, top) {
  const span = Math.max(interval, points.at(-1).at - points[0].at);
  const width = Math.max(2, Math.min(12, (interval / span) * WIDTH * 0.7));
  const x = Math.max(0, Math.min(WIDTH - width, xOf(points, point) - width));
  let y = HEIGHT;
  return lines.flatMap((line, index) => {
    const value = line.of(point);
    if (!isNumber(value) || value === 0) {
      return [];
    }
    const height = Math.max(2, (value / top) * (HEIGHT - 4));
    y -= height;
    return [
      element('svg:rect', {
        class: 'bar',
        'data-line': index,
        x: x.toFixed(1),
        y: y.toFixed(1),
        width: width.toFixed(1),
        height: height.toFixed(1),
      }),
    ];
  });
}

/** A line has gaps where nothing was measured. */
function runsOf(points, line, index, top) {
  const runs = [[]];
  points.forEach((point) => {
    const value = line.of(point);
    if (isNumber(value)) {
      runs.at(-1).push(`${xOf(points, point).toFixed(1)} ${(HEIGHT - 2 - (value / top) * (HEIGHT - 6)).toFixed(1)}`);
    } else if (runs.at(-1).length > 0) {
      runs.push([]);
    }
  });
  return runs
    .filter((run) => run.length > 0)
    .flatMap((run) => {
      // A single value is a dot.
      const single = run.length === 1;
      const path = single ? `M${run[0]}h0.01` : `M${run.join('L')}`;
      const shapes = [element('svg:path', { class: single ? 'line dot' : 'line', 'data-line': index, d: path })];
      if (index === 0 && run.length > 1) {
        const first = run[0].split(' ')[0];
        const last = run.at(-1).split(' ')[0];
        shapes.unshift(element('svg:path', { class: 'area', d: `${path}L${last} ${HEIGHT}L${first} ${HEIGHT}Z` }));
      }
      return shapes;
    });
}
