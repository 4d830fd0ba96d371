import { call } from './api.js';
import { byId, element, setText } from './dom.js';
import { briefly, count, duration, moment } from './format.js';
import { stepName } from './life.js';
import { Plot } from './plot.js';

const SILENT = 15_000;

/**
 * The state of the streams: a few numbers, plots over the last minutes, and the workers. Numbers and plots come from the
 * same samples, of which the last is the interval that has not ended yet, so that they agree.
 */
export class Streams {
  #pipelines;
  #numbers = new Map();
  #since = null;
  #seen = null;
  #plots = [
    new Plot({
      title: 'Jobs',
      lines: [
        { name: 'Waiting', of: (sample) => sample.backlog },
        { name: 'In flight', of: (sample) => sample.in_flight },
      ],
      show: count,
    }),
    new Plot({
      title: 'Jobs ended',
      bars: true,
      lines: [
        { name: 'Processed', of: (sample) => sample.processed },
        { name: 'Failed', of: (sample) => sample.failed },
      ],
      show: count,
    }),
    new Plot({
      title: 'Mean duration of each step',
      lines: ['decode', 'resize', 'encode', 'store'].map((step) => ({
        name: stepName(step),
        of: (sample) => sample.step_ms[step],
      })),
      show: duration,
    }),
  ];

  /** @param {Pipelines} pipelines which of them is meant */
  constructor(pipelines) {
    this.#pipelines = pipelines;
    byId('plots').append(...this.#plots.map((plot) => plot.root));
  }

  clear() {}

  /** @param {object} state what the operator call about streams tells: jobs, results, dead letters */
  async refresh({ streams: [jobs, results, dead], own_server: own }) {
    const measured = await call(this.#pipelines.path('/api/v1/operator/samples'));
    this.#seen = Date.now();
    const { now } = measured;
    const points = [...measured.samples, now].map((sample) => ({ ...sample, at: Date.parse(sample.at) }));
    this.#since = points[0].at - (measured.samples.length > 0 ? measured.interval_ms : 0);
    const ended = points.reduce((sum, point) => sum + point.processed + point.failed, 0);
    this.#number('Waiting', now.backlog === null ? 'unknown' : count(now.backlog));
    this.#number('In flight', now.in_flight === null ? 'unknown' : count(now.in_flight));
    this.#number('Oldest in flight', now.oldest_pending_age_ms === null ? '–' : duration(now.oldest_pending_age_ms));
    this.#number('Ended in 10 min', count(ended));
    this.#number('Results kept', count(results.length));
    this.#number('Dead letters', count(dead.length), dead.length > 0 ? 'warning' : null);
    this.#plots.forEach((plot) => plot.update(points, measured.interval_ms));
    this.#showSteps(measured.step_percentiles);
    this.#showWorkers(jobs.groups[0]?.consumers ?? []);
    this.#showOwnServer(own);
  }

  /** Says from when the numbers are, because they stay while the server is away. */
  showAge(stale) {
    byId('streams').toggleAttribute('data-stale', stale);
    if (stale) {
      setText(byId('streams-span'), this.#seen ? `as of ${moment(this.#seen)}` : '');
    } else {
      setText(byId('streams-span'), this.#since ? `the last ${duration(Math.max(0, Date.now() - this.#since))}` : '');
    }
  }

  #showOwnServer(own) {
    const note = byId('own-server');
    note.hidden = !own;
    if (own) {
      const times = own.restarts === 1 ? '' : ` (${count(own.restarts)} restarts so far)`;
      setText(
        note,
        `The embedded server was restarted at ${moment(Date.parse(own.last_restart_at))}${times} with the same data. The previous process has ${own.last_cause}.`,
      );
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

  #showSteps(percentiles) {
    const rows = Object.entries(percentiles).map(([step, { jobs, p50, p95, p99 }]) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row', class: 'words', text: stepName(step) }),
        ...[count(jobs), briefly(p50), briefly(p95), briefly(p99)].map((text) =>
          element('td', { class: 'number', text }),
        ),
      ),
    );
    show('step-times', rows, 5, 'No job has ended in the last ten minutes');
  }

  #showWorkers(workers) {
    const rows = workers.map((worker) => {
      const silent = worker.idle_ms > SILENT;
      return element(
        'tr',
        {},
        element('th', { scope: 'row', text: worker.name }),
        element('td', { class: 'number', text: count(worker.pending) }),
        element('td', {
          class: silent ? 'number silent' : 'number',
          text: silent ? `not seen for ${duration(worker.idle_ms)}` : `${duration(worker.idle_ms)} ago`,
        }),
      );
    });
    show('workers', rows, 3, 'No worker has requested jobs yet');
  }
}

function show(table, rows, columns, otherwise) {
  if (rows.length === 0) {
    rows.push(element('tr', {}, element('td', { colspan: columns, class: 'quiet', text: otherwise })));
  }
  byId(table).tBodies[0].replaceChildren(...rows);
}
