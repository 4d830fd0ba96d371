import { call } from './api.js';
import { confirmed } from './confirm.js';
import { byId, element, fieldList, setText } from './dom.js';
import { moment, plural } from './format.js';

const PATH = '/api/v1/operator/dead-letters';
const PAGE = 20;
const LARGEST_PAGE = 1000;
const AT_LEAST_EVERY = 10_000;
const MANY = 10 * 60_000;

/** The dead letters: look inside, replay, delete. */
export class DeadLetters {
  #rows = new Map();
  #wanted = PAGE;
  #known = '';
  #asked = 0;
  #pipelines;
  #changed;

  /**
   * @param {Pipelines} pipelines which of them is meant
   * @param {function()} changed is called when jobs or letters have moved
   */
  constructor(pipelines, changed) {
    this.#pipelines = pipelines;
    this.#changed = changed;
    byId('replay-all').addEventListener('click', () => this.#replayAll());
    byId('more-letters').addEventListener('click', () => {
      this.#wanted = Math.min(LARGEST_PAGE, 2 * this.#wanted);
      this.#changed();
    });
  }

  /**
   * Asks for the letters anew, if something has changed. Rows that stay are left as they are, with their open parts and
   * the focus.
   *
   * @param {number} total how many there are
   */
  async refresh(total) {
    const known = `${total} letters, ${this.#wanted} wanted`;
    if (known === this.#known && Date.now() - this.#asked < AT_LEAST_EVERY) {
      return;
    }
    await this.#load();
    this.#known = known;
    this.#asked = Date.now();
  }

  /** Forgets the letters of the pipeline that was looked at. */
  clear() {
    this.#rows.forEach((row) => row.remove());
    this.#rows.clear();
    this.#known = '';
    this.#wanted = PAGE;
    setText(byId('dead-letters-note'), '');
  }

  #call(path, options) {
    return call(this.#pipelines.path(path), options);
  }

  async #load() {
    const { dead_letters: letters, next } = await this.#call(`${PATH}?count=${this.#wanted}`);
    const ids = new Set(letters.map((letter) => letter.id));
    for (const [id, row] of this.#rows) {
      if (!ids.has(id)) {
        this.#remove(id, row);
      }
    }
    for (const letter of letters) {
      if (!this.#rows.has(letter.id)) {
        const row = this.#row(letter);
        this.#rows.set(letter.id, row);
        byId('letter-list').append(row);
      }
    }
    byId('more-letters').hidden = next === null || this.#wanted === LARGEST_PAGE;
    byId('replay-all').hidden = letters.length < 2;
    byId('no-letters').hidden = letters.length > 0;
  }

  #row({ id, fields }) {
    const image = fields.image_id ?? 'unnamed image';
    const name = `${image}, ${fields.dlq_reason ?? 'unknown reason'}`;
    const problem = element('p', { class: 'problem', role: 'alert' });
    const row = element('li', { class: 'letter', 'data-id': id });
    const act = (work) => this.#act(problem, work);
    row.append(
      element(
        'div',
        { class: 'letter-head' },
        element('code', { class: 'badge', text: fields.dlq_reason ?? 'UNKNOWN' }),
        element('h3', { text: image }),
        element('span', { class: 'quiet', text: facts(fields) }),
      ),
      element('p', { class: 'letter-error', text: fields.dlq_error ?? '' }),
      element('details', {}, element('summary', { text: 'Look inside' }), fieldList({ id, ...fields })),
      element(
        'div',
        { class: 'letter-buttons' },
        element('button', {
          type: 'button',
          text: 'Replay',
          'aria-label': `Replay ${name}`,
          onclick: () => act(() => this.#replay(id, image)),
        }),
        element('button', {
          type: 'button',
          class: 'quiet-danger',
          text: 'Delete',
          'aria-label': `Delete ${name}`,
          onclick: () => act(() => this.#delete(id, image)),
        }),
      ),
      problem,
    );
    return row;
  }

  async #act(problem, work) {
    problem.textContent = '';
    try {
      await work();
    } catch (failure) {
      problem.textContent = failure.message;
    }
    this.#changed();
  }

  async #replay(id, image) {
    const answer = await this.#call(`${PATH}/${id}/replay`, { method: 'POST' });
    this.#gone(id, `${image} was replayed as job ${answer.job_id}`);
  }

  async #delete(id, image) {
    const sure = await confirmed({
      title: 'Delete this dead letter?',
      text: `The job of ${image} is then gone for good. Its result stays. A raw image that was uploaded or dropped goes with it.`,
      yes: 'Delete',
    });
    if (sure) {
      await this.#call(`${PATH}/${id}`, { method: 'DELETE' });
      this.#gone(id, `The dead letter of ${image} was deleted`);
    }
  }

  async #replayAll() {
    const sure = await confirmed({
      title: 'Replay all dead letters?',
      text: 'All that are there now become new jobs. Those that fail again come back here.',
      yes: 'Replay all',
      harmless: true,
    });
    if (!sure) {
      return;
    }
    const button = byId('replay-all');
    button.disabled = true;
    setText(byId('dead-letters-note'), 'Replaying…');
    try {
      const { replayed, refused } = await this.#call(`${PATH}/replay`, { method: 'POST', patience: MANY });
      const stayed = refused.length > 0 ? `; ${refused.length} cannot be replayed and stay` : '';
      setText(byId('dead-letters-note'), `${plural(replayed, 'dead letter')} replayed${stayed}.`);
    } catch (failure) {
      setText(byId('dead-letters-note'), `Not all were replayed: ${failure.message}.`);
    } finally {
      button.disabled = false;
      this.#changed();
    }
  }

  #gone(id, words) {
    setText(byId('dead-letters-note'), `${words}.`);
    const row = this.#rows.get(id);
    if (row) {
      this.#remove(id, row);
    }
  }

  /** Hands the focus on, so that a keyboard does not have to begin at the top of the page again. */
  #remove(id, row) {
    if (row.contains(document.activeElement)) {
      const near = row.nextElementSibling ?? row.previousElementSibling;
      const target = near?.querySelector('button') ?? byId('dead-letters-title');
      target.focus();
    }
    row.remove();
    this.#rows.delete(id);
  }
}

function facts(fields) {
  const runs = Number(fields.dlq_delivery_count);
  return [runs > 0 ? `delivered ${plural(runs, 'time')}` : '', fields.dlq_at ? moment(fields.dlq_at) : '']
    .filter(Boolean)
    .join(' · ');
}
