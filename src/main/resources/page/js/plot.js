import { element, setText } from './dom.js';
import { moment } from './format.js';

const WIDTH = 320;
const HEIGHT = 96;

/**
 * A small plot of some lines over the last minutes, which all share one scale that begins at zero. Values are drawn in
 * SVG; their names, the present values and those under the pointer stand in the legend as text.
 */
export class Plot {
  #lines;
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
   * @param {{title: string, lines: Array<{name: string, of: function(object): (number|null)}>, show: function(number): string}}
   *     description the name, what each line shows of a point, and how a value is written
   */
  constructor({ title, lines, show }) {
    this.#lines = lines;
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

  /** @param {Array<{at: number}>} points in the order of their time, which is in milliseconds since 1970 */
  update(points) {
    this.#points = points;
    const values = points.flatMap((point) => this.#lines.map((line) => line.of(point))).filter(isNumber);
    const top = niceTop(Math.max(0, ...values));
    this.#empty.hidden = values.length > 0;
    this.#top.hidden = values.length === 0;
    setText(this.#top, this.#show(top));
    this.#drawing.replaceChildren(...this.#grid(), ...this.#lines.flatMap((line, index) => this.#draw(line, index, top)));
    this.#svg.setAttribute('aria-label', this.#inWords());
    if (points.length > 1) {
      setText(this.#from, moment(points[0].at));
      setText(this.#to, 'now');
    }
    this.#values(points.at(-1));
  }

  #grid() {
    return [0.5, HEIGHT / 2, HEIGHT - 0.5].map((y) => element('svg:line', { class: 'grid', x1: 0, x2: WIDTH, y1: y, y2: y }));
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
        const path = run.length === 1 ? `M${run[0]}h1` : `M${run.join('L')}`;
        const drawn = [element('svg:path', { class: 'line', 'data-line': index, d: path })];
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

  #values(point) {
    this.#lines.forEach((line, index) => {
      const value = point && line.of(point);
      setText(this.#legend.children[index].lastElementChild, isNumber(value) ? this.#show(value) : '–');
    });
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
    this.#values(this.#points.at(-1));
  }

  #inWords() {
    const parts = this.#lines.map((line) => {
      const values = this.#points.map(line.of).filter(isNumber);
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
