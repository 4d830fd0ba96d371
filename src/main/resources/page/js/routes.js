import { call } from './api.js';
import { byId, element, setText } from './dom.js';
import { count, moment } from './format.js';

const AGAIN = 6000;

/** The routes that run in the gateway: state, counts, last error and a drawing of each. */
export class Routes {
  #asked = 0;
  #rows = new Map();

  clear() {
    this.#asked = 0;
  }

  /** Rows that stay are changed in place, with their open parts and the focus. */
  async refresh() {
    if (Date.now() - this.#asked < AGAIN) {
      return;
    }
    const { routes } = await call('/api/v1/operator/routes');
    this.#asked = Date.now();
    const ids = new Set(routes.map((route) => route.id));
    for (const [id, row] of this.#rows) {
      if (!ids.has(id)) {
        row.root.remove();
        this.#rows.delete(id);
      }
    }
    for (const route of routes) {
      if (!this.#rows.has(route.id)) {
        const row = new RouteRow();
        this.#rows.set(route.id, row);
        byId('route-list').append(row.root);
      }
      this.#rows.get(route.id).update(route);
    }
  }
}

class RouteRow {
  #name = element('span', { class: 'route-name' });
  #state = element('span', { class: 'health' }, element('span'));
  #counts = element('span', { class: 'quiet route-counts' });
  #description = element('p', { class: 'quiet' });
  #error = element('p', { class: 'problem' });
  #drawing = element('img', { class: 'drawing' });
  #svg = '';
  #details;
  #route;

  constructor() {
    this.#details = element(
      'details',
      { ontoggle: () => this.#draw() },
      element('summary', {}, this.#name, this.#state, this.#counts),
      this.#description,
      this.#error,
      this.#drawing,
    );
    this.root = element('li', { class: 'route' }, this.#details);
  }

  update(route) {
    this.#route = route;
    const flown = route.in_flight > 0 ? ` · ${count(route.in_flight)} in flight` : '';
    const failed = route.failed > 0 ? ` · ${count(route.failed)} failed` : '';
    setText(this.#name, route.pipeline ? `${route.id} (pipeline ${route.pipeline})` : route.id);
    setText(this.#state.firstElementChild, route.state);
    this.#state.dataset.state = route.state === 'started' ? 'up' : 'down';
    setText(this.#counts, `${count(route.ended)} ended${failed}${flown}`);
    setText(this.#description, route.description ?? '');
    setText(this.#error, route.last_error ? `Last error ${moment(route.last_error_at)}: ${route.last_error}` : '');
    this.#draw();
  }

  /** As an image, in which nothing runs; only when it is looked at. */
  #draw() {
    const { svg, from, steps } = this.#route;
    if (!this.#details.open || svg === this.#svg) {
      return;
    }
    this.#svg = svg;
    const before = this.#drawing.src;
    this.#drawing.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    this.#drawing.alt = [`From ${from}`, ...inWords(steps)].join(', then ');
    if (before) {
      URL.revokeObjectURL(before);
    }
  }
}

function inWords(steps) {
  return steps.map((step) =>
    step.steps.length > 0 ? `${step.label} (${inWords(step.steps).join(', then ')})` : step.label,
  );
}
