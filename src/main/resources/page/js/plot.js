import { element, setText } from './dom.js';
import { moment } from './format.js';

const WIDTH = 320;
const HEIGHT = 96;

/**
 * A small plot of some lines over the last minutes, or of bars that stand on each other where each point counts what
 * happened in an interval. All share one scale that begins at zero. Values are drawn in SVG; their names, the present values
 * (of bars the sums) and those under the pointer stand in the legend as text.
 */
export class Plot {
  #lines;
  #bars;
  #show;
  #legend = element('ul', { class: 'legend' });
  #top = element('span', { class: 'plot-top' });
  #from = element('span');
  #to = element('span');
  #empty = element('p', { class: 'plot-empty', text: 'Nothing measured yet' });
  #cursor = element('svg:line', { class: 'cursor', y1: 0, y2: HEIGHT, visibility: 'hidden' });
  #drawing = element('svg:g');
  #svg;
  #points = [];

  /**
   * @param {{title: string, bars: boolean, lines: Array<{name: string, of: function(object): (number|null)}>, show: function(number): string}}
   *     description the name, whether points are counts, what each line shows of a point, and how a value is written
   */
  constructor({ title, lines, show, bars = false }) {
    this.#lines = lines;
    this.#bars = bars;
    this.#show = show;
    this.#svg = element(
      'svg:svg',
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', focusable: 'false' },
      this.#drawing,
      this.#cursor,
    );
    this.#svg.addEventListener('pointermove', (event) => this.#point(event));
    this.#svg.addEventListener('pointerleave', () => this.#leave());
    lines.forEach((line, index) => {
      this.#legend.append(
        element(
          'li',
          { 'data-line': index },
          element('span', { class: 'legend-name', text: line.name }),
          element('span', { class: 'legend-value', text: '–' }),
        ),
      );
    });
    this.root = element(
      'section',
      { class: 'plot' },
      element('h3', { text: title }),
      this.#legend,
      element('div', { class: 'plot-frame' }, this.#top, this.#svg, this.#empty),
      element('p', { class: 'plot-axis', 'aria-hidden': 'true' }, this.#from, this.#to),
    );
    this.title = title;
  }

  /**
   * @param {Array<{at: number}>} points in the order of their time, which is in milliseconds since 1970
   * @param {number} interval milliseconds between them
   */
  update(points, interval) {
    this.#points = points;
    const values = points.flatMap((point) => this.#lines.map((line) => line.of(point))).filter(isNumber);
    const heights = this.#bars ? points.map((point) => this.#sumOf(point)) : values;
    const top = niceTop(Math.max(0, ...heights));
    this.#empty.hidden = values.length > 0;
    this.#top.hidden = values.length === 0;
    setText(this.#top, this.#show(top));
    const drawn = this.#bars
      ? points.flatMap((point) => this.#drawBar(point, interval, top))
      : this.#lines.flatMap((line, index) => this.#draw(line, index, top));
    this.#drawing.replaceChildren(...this.#grid(), ...drawn);
    this.#svg.setAttribute('aria-label', this.#inWords());
    if (points.length > 1) {
      setText(this.#from, moment(points[0].at));
      setText(this.#to, 'now');
    }
    this.#values(null);
  }

  #sumOf(point) {
    return this.#lines.reduce((sum, line) => sum + (line.of(point) || 0), 0);
  }

  #drawBar(point, interval, top) {
    const span = Math.max(interval, this.#points.at(-1).at - this.#points[0].at);
    const width = Math.max(2, Math.min(12, (interval / span) * WIDTH * 0.7));
    const x = Math.max(0, Math.min(WIDTH - width, this.#x(point) - width));
    let y = HEIGHT;
    return this.#lines.flatMap((line, index) => {
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

  #grid() {
    return [0.5, HEIGHT / 2, HEIGHT - 0.5].map((y) =>
      element('svg:line', { class: 'grid', x1: 0, x2: WIDTH, y1: y, y2: y }),
    );
  }

  #draw(line, index, top) {
    const runs = [[]];
    this.#points.forEach((point) => {
      const value = line.of(point);
      if (isNumber(value)) {
        runs.at(-1).push(`${this.#x(point).toFixed(1)} ${(HEIGHT - 2 - (value / top) * (HEIGHT - 6)).toFixed(1)}`);
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
        const drawn = [element('svg:path', { class: single ? 'line dot' : 'line', 'data-line': index, d: path })];
        if (index === 0 && run.length > 1) {
          const first = run[0].split(' ')[0];
          const last = run.at(-1).split(' ')[0];
          drawn.unshift(element('svg:path', { class: 'area', d: `${path}L${last} ${HEIGHT}L${first} ${HEIGHT}Z` }));
        }
        return drawn;
      });
  }

  #x(point) {
    const first = this.#points[0].at;
    const span = this.#points.at(-1).at - first;
    return span === 0 ? WIDTH - 1 : ((point.at - first) / span) * WIDTH;
  }

  /** @param {?object} point null for what is to be seen when nothing is pointed at */
  #values(point) {
    this.#lines.forEach((line, index) => {
      const value = point ? line.of(point) : this.#present(line);
      setText(this.#legend.children[index].lastElementChild, isNumber(value) ? this.#show(value) : '–');
    });
  }

  #present(line) {
    const values = this.#points.map(line.of).filter(isNumber);
    return this.#bars ? values.reduce((sum, value) => sum + value, 0) : values.at(-1);
  }

  #point(event) {
    if (this.#points.length === 0) {
      return;
    }
    const box = this.#svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * WIDTH;
    const nearest = this.#points.reduce((best, point) =>
      Math.abs(this.#x(point) - x) < Math.abs(this.#x(best) - x) ? point : best,
    );
    const at = this.#x(nearest);
    this.#cursor.setAttribute('x1', at);
    this.#cursor.setAttribute('x2', at);
    this.#cursor.setAttribute('visibility', 'visible');
    setText(this.#to, moment(nearest.at));
    this.#values(nearest);
  }

  #leave() {
    this.#cursor.setAttribute('visibility', 'hidden');
    setText(this.#to, 'now');
    this.#values(null);
  }

  #inWords() {
    const parts = this.#lines.map((line) => {
      const values = this.#points.map(line.of).filter(isNumber);
      if (this.#bars) {
        return `${line.name}: ${this.#show(this.#present(line))} in all`;
      }
      return values.length === 0
        ? `${line.name}: nothing yet`
        : `${line.name}: now ${this.#show(values.at(-1))}, at most ${this.#show(Math.max(...values))}`;
    });
    return `${this.title}. ${parts.join('; ')}`;
  }
}

function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

/** The next of 1, 2, 5, 10, 20, 50… at or above a value, so that the scale rarely changes. */
function niceTop(value) {
  if (value <= 0) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value * 0.999) ?? value;
}
