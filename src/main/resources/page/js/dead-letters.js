import { SCAN_PATIENCE, call } from './api.js';
import { confirmed } from './confirm.js';
import { byId, setText } from './dom.js';
import { count, plural } from './format.js';
import { LetterGroups } from './letter-groups.js';
import { letterRow } from './letter-rows.js';
import { LetterRun } from './letter-run.js';
import { LetterTally } from './letter-tally.js';

const PATH = '/api/v1/operator/dead-letters';
const PAGE = 20;
const LARGEST_PAGE = 1000;
const MOST_CALLS = 20;
const AT_LEAST_EVERY = 10_000;
const MANY = 5000;
const MANY_AT_LEAST_EVERY = 60_000;

/** The dead letters by reason: look inside, search, replay, delete, one or many. */
export class DeadLetters {
  #rows = new Map();
  #wanted = PAGE;
  #known = '';
  #asked = 0;
  #total = 0;
  #tally = null;
  #reason = null;
  #image = '';
  #isRunning = false;
  #pipelines;
  #changed;
  #run;
  #groups = new LetterGroups({
    choose: (reason) => this.#select(reason, this.#image),
    replay: (group, image) => this.#many(group, image, true),
    remove: (group, image) => this.#many(group, image, false),
  });

  /**
   * @param {Pipelines} pipelines which of them is meant
   * @param {function()} changed is called when jobs or letters have moved
   */
  constructor(pipelines, changed) {
    this.#pipelines = pipelines;
    this.#changed = changed;
    this.#run = new LetterRun(pipelines);
    byId('letter-search').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#select(null, byId('letter-image').value.trim());
    });
    byId('more-letters').addEventListener('click', () => {
      this.#wanted = Math.min(LARGEST_PAGE, 2 * this.#wanted);
      this.#changed();
    });
  }

  /**
   * Asks for the letters anew, if something has changed. Rows that stay are left as they are, with their open parts and
   * the focus.
   *
   * @param {object} state what the operator call about streams tells
   */
  async refresh({ streams }) {
    const total = streams.at(-1).length;
    const known = JSON.stringify([total, this.#wanted, this.#reason, this.#image]);
    const isRecent = Date.now() - this.#asked < (total > MANY ? MANY_AT_LEAST_EVERY : AT_LEAST_EVERY);
    if (this.#isRunning || (known === this.#known && isRecent)) {
      return;
    }
    if (isRecent && this.#tally?.isComplete && total === this.#total) {
      // Others of the letters that were counted are looked at.
      this.#groups.show(this.#tally, this.#reason);
      await this.#load();
    } else if (this.#reason === null) {
      // The first ones are seen before all are counted.
      await this.#load();
      await this.#count(total);
    } else {
      await this.#count(total);
      await this.#load();
    }
    this.#known = known;
    this.#asked = Date.now();
  }

  /** Forgets the letters of the pipeline that was looked at. */
  clear() {
    this.#forget();
    this.#tally = null;
    this.#total = 0;
    this.#reason = null;
    this.#image = '';
    byId('letter-image').value = '';
    this.#groups.clear();
    setText(byId('dead-letters-note'), '');
  }

  #forget() {
    this.#rows.forEach((row) => row.remove());
    this.#rows.clear();
    this.#known = '';
    this.#wanted = PAGE;
  }

  #select(reason, image) {
    if (image !== this.#image) {
      this.#tally = null;
      this.#groups.clear();
    }
    this.#reason = reason;
    this.#image = image;
    this.#forget();
    this.#changed();
  }

  #call(path, options) {
    return call(this.#pipelines.path(path), options);
  }

  /** Letters that are added stand at the end, where counting goes on; where some are gone, it begins again. */
  async #count(total) {
    if (this.#tally === null || total <= this.#total) {
      this.#tally = new LetterTally(this.#pipelines, this.#image);
    }
    const tally = this.#tally;
    const image = this.#image;
    const isCurrent = await tally.go(() => {
      if (total > MANY && tally.scanned < total) {
        setText(byId('letters-counted'), `Counting, ${count(tally.scanned)} of ${count(total)}…`);
      }
      return tally === this.#tally && image === this.#image;
    });
    if (!isCurrent) {
      return;
    }
    this.#total = total;
    byId('letter-search').hidden = total < 2 && !this.#image;
    this.#groups.show(tally, this.#reason);
  }

  async #load() {
    const letters = [];
    const query = new URLSearchParams();
    const selection = { reason: this.#reason, image: this.#image };
    const span = this.#tally?.spanOf(this.#reason);
    for (const [name, value] of Object.entries({ ...selection, until: span?.until })) {
      if (value) {
        query.set(name, value);
      }
    }
    let next = span?.after ?? null;
    for (let calls = 0; calls < MOST_CALLS; calls++) {
      query.set('count', String(this.#wanted - letters.length));
      if (next) {
        query.set('after', next);
      }
      const page = await this.#call(`${PATH}?${query}`, { patience: SCAN_PATIENCE });
      letters.push(...page.dead_letters);
      next = page.next;
      if (next === null || letters.length >= this.#wanted) {
        break;
      }
      if (letters.length === 0) {
        setText(byId('no-letters'), 'Searching…');
        byId('no-letters').hidden = false;
      }
    }
    if (selection.reason !== this.#reason || selection.image !== this.#image) {
      return;
    }
    this.#show(letters, next);
  }

  #show(letters, next) {
    const ids = new Set(letters.map((letter) => letter.id));
    for (const [id, row] of this.#rows) {
      if (!ids.has(id)) {
        this.#remove(id, row);
      }
    }
    for (const letter of letters) {
      if (!this.#rows.has(letter.id)) {
        const row = letterRow(letter, {
          replay: (image) => this.#replay(letter, image),
          remove: (image) => this.#delete(letter, image),
          done: () => this.#changed(),
        });
        this.#rows.set(letter.id, row);
        byId('letter-list').append(row);
      }
    }
    byId('more-letters').hidden = next === null || this.#wanted === LARGEST_PAGE;
    byId('no-letters').hidden = letters.length > 0;
    setText(
      byId('no-letters'),
      this.#image
        ? 'No dead letter matches.'
        : 'No dead letters. Jobs that cannot be completed are kept here until you replay or delete them.',
    );
  }

  async #replay(letter, image) {
    const answer = await this.#call(`${PATH}/${letter.id}/replay`, { method: 'POST' });
    this.#gone(letter, `${image} was replayed as job ${answer.job_id}`);
  }

  async #delete(letter, image) {
    const sure = await confirmed({
      title: 'Delete this dead letter?',
      text: `This deletes the job of ${image} permanently, and its raw image if it was uploaded or dropped. Its result stays.`,
      yes: 'Delete',
    });
    if (sure) {
      await this.#call(`${PATH}/${letter.id}`, { method: 'DELETE' });
      this.#gone(letter, `The dead letter of ${image} was deleted`);
    }
  }

  /** Acts on those that were counted; what is added meanwhile stays. */
  async #many({ reason, count: total, last }, image, replay) {
    const which = [reason, image && `with “${image}” in the image id`].filter(Boolean).join(' ');
    const sure = await confirmed({
      title: `${replay ? 'Replay' : 'Delete'} ${plural(total, 'dead letter')}?`,
      text: `${which ? `Selected: ${which}. ` : ''}${
        replay
          ? 'They become new jobs. Jobs that fail again become dead letters again.'
          : 'This deletes the jobs permanently, and their raw images if they were uploaded or dropped. Their results stay.'
      }`,
      yes: `${replay ? 'Replay' : 'Delete'} ${count(total)}`,
      harmless: replay,
    });
    if (!sure || this.#isRunning) {
      return;
    }
    this.#isRunning = true;
    setText(byId('dead-letters-note'), '');
    const words = await this.#run.go({ replay, reason, image, until: last, total });
    this.#isRunning = false;
    setText(byId('dead-letters-note'), words);
    this.#tally = null;
    this.#known = '';
    byId('dead-letters-title').focus({ preventScroll: true });
    this.#changed();
  }

  /** One less need not be counted anew. */
  #gone({ id, fields }, words) {
    setText(byId('dead-letters-note'), `${words}.`);
    if (this.#tally?.isComplete) {
      this.#tally.remove(fields.dlq_reason ?? '');
      this.#total--;
    }
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
