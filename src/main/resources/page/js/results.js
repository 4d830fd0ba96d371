import { SCAN_PATIENCE, call } from './api.js';
import { byId, element, setText } from './dom.js';
import { bytes, moment, pixels, typeName } from './format.js';
import { ResultImages } from './objects.js';
import { picturesOf, smallestKey } from './pictures.js';
import { standIn } from './placeholder.js';
import { view } from './viewer.js';

const PATH = '/api/v1/operator/results';
const PAGE = 30;
const AGAIN = 4000;
const MOST_CALLS = 20;
const THUMBNAIL_WIDTH = 96;

/** The latest results and failures, page by page, with a search. */
export class Results {
  #pipelines;
  #changed;
  #images;
  #rows = new Map();
  #codes = new Set();
  /** Behind which entry each page begins, the present one last. */
  #starts = [null];
  #next = null;
  #asked = 0;
  #turn = 0;
  /** What was searched for; what is being typed is not yet. */
  #filter = {};
  #thumbnails = new IntersectionObserver((seen) => this.#loadSeen(seen), { rootMargin: '200px' });

  /**
   * @param {Pipelines} pipelines which of them is meant
   * @param {function()} changed asks for a refresh
   */
  constructor(pipelines, changed) {
    this.#pipelines = pipelines;
    this.#changed = changed;
    this.#images = new ResultImages(pipelines);
    // A browser may have kept what was typed before a reload.
    byId('result-search').reset();
    byId('result-search').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#filter = filterOfForm();
      this.clear();
      changed();
    });
    for (const id of ['result-status', 'result-code']) {
      byId(id).addEventListener('change', () => byId('result-search').requestSubmit());
    }
    byId('older-results').addEventListener('click', () => this.#turnTo([...this.#starts, this.#next]));
    byId('newer-results').addEventListener('click', () => this.#turnTo(this.#starts.slice(0, -1)));
  }

  /** Begins again at the newest. */
  clear() {
    this.#starts = [null];
    this.#asked = 0;
    this.#turn++;
  }

  /** Older pages do not change; the newest one is asked for again and again. */
  async refresh() {
    const isFirst = this.#starts.length === 1;
    if (this.#asked > 0 && (!isFirst || Date.now() - this.#asked < AGAIN || byId('viewer').open)) {
      return;
    }
    const turn = this.#turn;
    const { results, next } = await this.#load(turn);
    if (turn !== this.#turn) {
      return;
    }
    this.#asked = Date.now();
    this.#next = next;
    this.#show(results);
  }

  #turnTo(starts) {
    this.#starts = starts;
    this.#asked = 0;
    this.#turn++;
    byId('results-title').focus();
    this.#changed();
  }

  /** A search looks at a part of the results in one call, so a page may take several. */
  async #load(turn) {
    const query = new URLSearchParams(this.#filter);
    const results = [];
    let next = this.#starts.at(-1);
    for (let calls = 0; calls < MOST_CALLS && turn === this.#turn; calls++) {
      query.set('count', String(PAGE - results.length));
      if (next) {
        query.set('after', next);
      }
      const page = await call(this.#pipelines.path(`${PATH}?${query}`), { patience: SCAN_PATIENCE });
      results.push(...page.results);
      next = page.next;
      if (next === null || results.length === PAGE) {
        break;
      }
      setText(byId('results-note'), 'Searching…');
    }
    return { results, next };
  }

  #show(results) {
    const list = byId('result-list');
    const known = this.#rows;
    this.#rows = new Map();
    for (const result of results) {
      this.#rows.set(result.id, known.get(result.id) ?? this.#row(result));
      known.delete(result.id);
      this.#noteCode(result.fields.error_code);
    }
    known.forEach((row) => row.remove());
    [...this.#rows.values()].forEach((row, index) => {
      if (list.children[index] !== row) {
        list.insertBefore(row, list.children[index] ?? null);
      }
    });
    const page = this.#starts.length;
    const isSearch = Object.keys(this.#filter).length > 0;
    byId('no-results').hidden = results.length > 0;
    setText(byId('no-results'), isSearch ? 'No result matches.' : 'No results yet. They are kept for 24 hours by default.');
    byId('result-pages').hidden = page === 1 && this.#next === null;
    byId('newer-results').disabled = page === 1;
    byId('older-results').disabled = this.#next === null;
    setText(byId('result-page'), `Page ${page}`);
    setText(byId('results-note'), page === 1 ? 'the newest first' : '');
  }

  #noteCode(code) {
    if (code && !this.#codes.has(code)) {
      this.#codes.add(code);
      byId('result-codes').append(element('option', { value: code }));
    }
  }

  #row({ id, fields }) {
    const failed = fields.status !== 'processed';
    const image = element('img', { alt: '', decoding: 'async' });
    const thumbnail = smallestKey(fields, THUMBNAIL_WIDTH);
    const frame = element(
      'span',
      { class: failed ? 'result-thumbnail none' : 'result-thumbnail' },
      ...(failed ? [] : [image]),
    );
    const facts = failed
      ? [
          element('code', { class: 'badge', text: fields.error_code ?? 'FAILED' }),
          element('span', { class: 'result-words', text: fields.error_message ?? '' }),
        ]
      : [element('span', { class: 'result-words', text: made(fields) })];
    const row = element(
      'li',
      { 'data-status': fields.status, 'data-id': id },
      element(
        'button',
        { type: 'button', class: 'result', onclick: () => this.#open(id, fields) },
        frame,
        element('span', { class: 'result-name', text: fields.image_id ?? 'unnamed image' }),
        element('span', { class: 'result-facts' }, ...facts),
        element('time', { class: 'result-time', text: moment(fields.processed_at ?? fields.failed_at ?? '') }),
      ),
    );
    if (!failed && thumbnail) {
      standIn(frame, image, fields);
      row.loadThumbnail = async () => {
        try {
          image.src = await this.#images.address(id, thumbnail);
        } catch {
          frame.classList.add('none');
        }
      };
      this.#thumbnails.observe(row);
    }
    return row;
  }

  #loadSeen(seen) {
    for (const { isIntersecting, target } of seen) {
      if (isIntersecting) {
        this.#thumbnails.unobserve(target);
        target.loadThumbnail();
      }
    }
  }

  #open(id, fields) {
    const failed = fields.status !== 'processed';
    const problem = failed
      ? element(
          'p',
          { class: 'reason' },
          element('code', { class: 'badge', text: fields.error_code ?? 'FAILED' }),
          element('span', { text: fields.error_message ?? '' }),
        )
      : null;
    view({
      title: fields.image_id ?? 'unnamed image',
      pictures: failed ? [] : picturesOf(fields, (key) => this.#images.address(id, key)).map(asResult),
      problem,
      fields: { id, ...fields },
      life: async () => (await call(this.#pipelines.path(`${PATH}/${id}`))).life,
    });
  }
}

function filterOfForm() {
  const fields = { image: 'result-image', status: 'result-status', code: 'result-code' };
  const entries = Object.entries(fields).map(([name, id]) => [name, byId(id).value.trim()]);
  return Object.fromEntries(entries.filter(([, value]) => value));
}

function asResult(picture) {
  return picture.title === 'After' ? { ...picture, title: 'Processed' } : picture;
}

function made(fields) {
  if (!fields.content_type) {
    return 'processed';
  }
  return [
    typeName(fields.content_type),
    pixels(fields.processed_width, fields.processed_height),
    bytes(fields.file_size),
  ].join(' · ');
}
