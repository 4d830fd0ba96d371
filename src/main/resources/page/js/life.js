import { element } from './dom.js';
import { briefly, duration, moment, plural } from './format.js';

const NAMES = {
  read: 'Reading',
  wait: 'Waiting for memory',
  decode: 'Decoding',
  resize: 'Resizing',
  encode: 'Encoding',
  store: 'Storing',
};

/** What a person calls a step of a job. */
export function stepName(step) {
  return NAMES[step] ?? step.charAt(0).toUpperCase() + step.slice(1);
}

/**
 * The life of a job, from the stream to its result: what it did, for how long, and where in its time.
 *
 * @param {{queued_at: ?string, started_at: ?string, ended_at: ?string, deliveries: ?number, steps: Array}} life
 */
export function lifeOf(life) {
  const queued = Date.parse(life.queued_at);
  const started = Date.parse(life.started_at);
  const ended = Date.parse(life.ended_at);
  const rows = [];
  let at = 0;
  if (started >= queued) {
    rows.push({ name: 'Queued', ms: started - queued, from: 0, kind: 'queued' });
    at = started - queued;
  }
  for (const { name, ms } of life.steps) {
    rows.push({ name: stepName(name), ms, from: at, kind: 'step' });
    at += ms;
  }
  const all = Math.max(at, 1);
  const list = rows.map((row) => {
    const bar = element('span', { class: 'life-bar', 'data-kind': row.kind, 'aria-hidden': 'true' });
    bar.style.setProperty('--from', `${(row.from / all) * 100}%`);
    bar.style.setProperty('--share', `${(row.ms / all) * 100}%`);
    return element(
      'li',
      {},
      element('span', { class: 'life-name', text: row.name }),
      element('span', { class: 'life-track' }, bar),
      element('span', { class: 'life-time', text: briefly(row.ms) }),
    );
  });
  const facts = [
    Number.isNaN(queued) ? '' : `Added ${moment(queued)}`,
    Number.isNaN(ended) ? '' : `ended ${moment(ended)}`,
    ended >= queued ? `${duration(ended - queued)} in total` : '',
    life.deliveries > 1 ? `delivered ${plural(life.deliveries, 'time')}` : '',
    rows.length === 0 ? 'its steps were measured by another gateway, or are no longer kept' : '',
  ];
  return element(
    'section',
    { class: 'life', 'aria-label': 'Timeline of the job' },
    element('h3', { text: 'Timeline of the job' }),
    element('p', { class: 'quiet', text: facts.filter(Boolean).join(' · ') }),
    ...(list.length > 0 ? [element('ol', {}, ...list)] : []),
  );
}
