import { element, setText } from './dom.js';
import { moment } from './format.js';
import { HEIGHT, WIDTH, drawn, isNumber, niceTop, xOf } from './plot-drawing.js';

const EMPTY = 'Nothing measured yet';

/**
 * A small plot of some lines over the last minutes, or of bars that stand on each other where each point counts what
 * happened in an interval. All share one scale that begins at zero. Values are drawn in SVG; their names, the present values
 * (of bars the sums) and those at the cursor stand in the legend as text. The pointer moves the cursor, and so do the arrow
 * keys: to a screen reader the plot is a slider over its points.
 */
export class Plot {
  #lines;
  #bars;
  #show;
  #legend = element('ul', { class: 'legend' });
  #top = element('span', { class: 'plot-top' });
  #from = element('span');
  #to = element('span');
  #empty = element('p', { class: 'plot-empty', text: EMPTY });
  #cursor = element('svg:line', { class: 'cursor', y1: 0, y2: HEIGHT, visibility: 'hidden' });
  #drawing = element('svg:g');
  #svg;
  #points = [];
  /** The time of the point at the cursor; null where there is none. */
  #at = null;

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
      {
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        preserveAspectRatio: 'none',
        tabindex: 0,
        role: 'slider',
        'aria-label': `${title} over time`,
        'aria-valuemin': 0,
        'aria-valuemax': 0,
        'aria-valuenow': 0,
        'aria-valuetext': EMPTY,
        onpointermove: (event) => this.#point(event),
        onpointerleave: () => this.#moveTo(null),
        onkeydown: (event) => this.#key(event),
        onblur: () => this.#moveTo(null),
      },
      this.#drawing,
      this.#cursor,
    );
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
    this.#drawing.replaceChildren(...drawn(points, this.#lines, { bars: this.#bars, interval, top }));
    this.#svg.setAttribute('aria-valuemax', String(Math.max(0, points.length - 1)));
    setText(this.#from, points.length > 1 ? moment(points[0].at) : '');
    this.#showCursor();
    // What has the focus is read again when it changes.
    if (this.#svg !== document.activeElement) {
      this.#describe();
    }
  }

  #sumOf(point) {
    return this.#lines.reduce((sum, line) => sum + (line.of(point) || 0), 0);
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
    if (this.#points.length > 0) {
      const box = this.#svg.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * WIDTH;
      this.#moveTo(nearest(this.#points, (point) => Math.abs(xOf(this.#points, point) - x)));
    }
  }

  #key(event) {
    const last = this.#points.length - 1;
    const index = this.#index;
    const to = {
      ArrowLeft: Math.max(0, index - 1),
      ArrowDown: Math.max(0, index - 1),
      ArrowRight: Math.min(last, index + 1),
      ArrowUp: Math.min(last, index + 1),
      Home: 0,
      End: last,
    }[event.key];
    if (to !== undefined && last >= 0) {
      event.preventDefault();
      this.#moveTo(this.#points[to]);
    }
  }

  #moveTo(point) {
    this.#at = point?.at ?? null;
    this.#showCursor();
    this.#describe();
  }

  /** The cursor stays at its time, while points are added on the right and go on the left. */
  get #current() {
    return this.#at === null ? null : nearest(this.#points, (point) => Math.abs(point.at - this.#at));
  }

  /** Without a cursor that of the latest. */
  get #index() {
    return this.#points.indexOf(this.#current ?? this.#points.at(-1));
  }

  #showCursor() {
    const point = this.#current;
    this.#cursor.setAttribute('visibility', point ? 'visible' : 'hidden');
    if (point) {
      this.#cursor.setAttribute('x1', xOf(this.#points, point));
      this.#cursor.setAttribute('x2', xOf(this.#points, point));
    }
    setText(this.#to, point ? moment(point.at) : 'now');
    this.#values(point);
  }

  #describe() {
    const point = this.#current;
    this.#svg.setAttribute('aria-valuenow', String(Math.max(0, this.#index)));
    this.#svg.setAttribute('aria-valuetext', point ? this.#pointInWords(point) : this.#inWords());
  }

  #pointInWords(point) {
    const values = this.#lines.map((line) => {
      const value = line.of(point);
      return `${line.name}: ${isNumber(value) ? this.#show(value) : 'nothing'}`;
    });
    return `${moment(point.at)}. ${values.join('; ')}`;
  }

  #inWords() {
    const parts = this.#lines.map((line) => {
      const values = this.#points.map(line.of).filter(isNumber);
      if (this.#bars) {
        return `${line.name}: ${this.#show(this.#present(line))} in total`;
      }
      return values.length === 0
        ? `${line.name}: nothing yet`
        : `${line.name}: now ${this.#show(values.at(-1))}, at most ${this.#show(Math.max(...values))}`;
    });
    return parts.join('; ');
  }
}

function nearest(points, distance) {
  return points.reduce((best, point) => (best === null || distance(point) < distance(best) ? point : best), null);
}
