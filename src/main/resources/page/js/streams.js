import { byId, element, setText } from './dom.js';
import { count, duration, moment } from './format.js';
import { Plot } from './plot.js';

const SILENT = 15_000;
const MINUTE = 60_000;

/** The state of the streams: a few numbers, plots over the last minutes, and the workers. */
export class Streams {
  #numbers = new Map();
  #since = null;
  #seen = null;
  #perMinute = '–';
  #plots = [
    new Plot({
      title: 'Jobs',
      lines: [
        { name: 'Waiting', of: (sample) => sample.backlog },
        { name: 'In flight', of: (sample) => sample.inFlight },
      ],
      show: (value) => count(round(value)),
    }),
    new Plot({
      title: 'Jobs per minute',
      lines: [
        { name: 'Processed', of: (sample) => sample.processed },
        { name: 'Failed', of: (sample) => sample.failed },
      ],
      show: (value) => count(round(value)),
    }),
    new Plot({
      title: 'Time per step',
      lines: ['decode', 'resize', 'encode', 'store'].map((step) => ({
        name: step.charAt(0).toUpperCase() + step.slice(1),
        of: (sample) => sample.stepMs[step],
      })),
      show: duration,
    }),
  ];

  constructor() {
    byId('plots').append(...this.#plots.map((plot) => plot.root));
  }

  /** @param {Array} streams as the operator call tells: jobs, results, dead letters */
  showReports([jobs, results, dead]) {
    this.#seen = Date.now();
    const group = jobs.groups[0];
    const oldest = group?.oldest_pending_age_ms ?? null;
    this.#number('Waiting', group?.backlog === null ? 'unknown' : count(group?.backlog ?? jobs.length));
    this.#number('In flight', count(group?.pending ?? 0));
    this.#number('Oldest in flight', oldest === null ? '–' : duration(oldest));
    this.#number('Done in a minute', this.#perMinute);
    this.#number('Results kept', count(results.length));
    this.#number('Dead letters', count(dead.length), dead.length > 0 ? 'warning' : null);
    this.#showWorkers(group?.consumers ?? []);
  }

  /** @param {{restarts: number, last_restart_at: string, last_cause: string}=} own as the operator call tells */
  showOwnServer(own) {
    const note = byId('own-server');
    note.hidden = !own;
    if (own) {
      const times = own.restarts === 1 ? '' : ` (${count(own.restarts)} times so far)`;
      setText(
        note,
        `The gateway's own server was started again at ${moment(Date.parse(own.last_restart_at))}${times}: the one before has ${own.last_cause}. Its data are the same.`,
      );
    }
  }

  /** @param {{interval_ms: number, samples: Array}} measured as the operator call tells, oldest first */
  showSamples({ interval_ms: interval, samples }) {
    const perMinute = MINUTE / interval;
    const points = samples.map((sample) => ({
      at: Date.parse(sample.at),
      backlog: sample.backlog,
      inFlight: sample.in_flight,
      processed: sample.processed * perMinute,
      failed: sample.failed * perMinute,
      stepMs: sample.step_ms,
    }));
    this.#plots.forEach((plot) => plot.update(points));
    this.#since = points[0]?.at ?? null;
    const lastMinute = samples.slice(-perMinute).map((sample) => sample.processed);
    this.#perMinute = lastMinute.length > 0 ? count(lastMinute.reduce((sum, one) => sum + one)) : '–';
  }

  /** Says from when the numbers are, because they stay while the server is away. */
  showAge(stale) {
    byId('streams').toggleAttribute('data-stale', stale);
    if (stale) {
      setText(byId('streams-span'), this.#seen ? `as last seen at ${moment(this.#seen)}` : '');
    } else {
      setText(byId('streams-span'), this.#since ? `the last ${duration(Date.now() - this.#since)}` : '');
    }
  }

  #number(name, value, mark = null) {
    if (!this.#numbers.has(name)) {
      const shown = element('dd');
      byId('numbers').append(element('div', {}, element('dt', { text: name }), shown));
      this.#numbers.set(name, shown);
    }
    const shown = this.#numbers.get(name);
    setText(shown, value);
    shown.dataset.mark = mark ?? '';
  }

  #showWorkers(workers) {
    const body = byId('workers').tBodies[0];
    const rows = workers.map((worker) => {
      const silent = worker.idle_ms > SILENT;
      return element(
        'tr',
        {},
        element('th', { scope: 'row', text: worker.name }),
        element('td', { class: 'number', text: count(worker.pending) }),
        element('td', {
          class: silent ? 'number silent' : 'number',
          text: silent ? `silent for ${duration(worker.idle_ms)}` : `${duration(worker.idle_ms)} ago`,
        }),
      );
    });
    if (rows.length === 0) {
      rows.push(element('tr', {}, element('td', { colspan: 3, class: 'quiet', text: 'No worker has asked for jobs yet' })));
    }
    body.replaceChildren(...rows);
  }
}

function round(value) {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}
