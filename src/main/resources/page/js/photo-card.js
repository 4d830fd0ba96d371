import { call } from './api.js';
import { element, setText } from './dom.js';
import { bytes, change, duration, pixels, typeName } from './format.js';
import { STAGES } from './photo.js';
import { picturesOf, smallestKey } from './pictures.js';
import { standIn } from './placeholder.js';
import { view } from './viewer.js';

/** As wide as a card is where many stand in a row. */
const CARD_WIDTH = 320;

/** The card of a photo on its way. It is changed in place. */
export class ActivePhotoCard {
  #photo;
  #words = element('p', { class: 'photo-state' });
  #track;

  constructor(photo) {
    this.#photo = photo;
    const steps = STAGES.map(([, label]) => element('li', { text: label }));
    this.#track = element(
      'div',
      {
        class: 'track',
        role: 'progressbar',
        'aria-label': `Progress of ${photo.name}`,
        'aria-valuemin': 0,
        'aria-valuemax': 100,
      },
      element('ol', { 'aria-hidden': 'true' }, element('li', { text: 'Upload' }), ...steps),
    );
    this.root = element(
      'li',
      { class: 'photo' },
      element('div', { class: 'photo-head' }, element('h3', { class: 'photo-name', text: photo.name }), this.#words),
      this.#track,
    );
    // The progress bar says the same.
    this.#words.setAttribute('aria-hidden', 'true');
    this.update();
  }

  update() {
    const photo = this.#photo;
    this.root.dataset.phase = photo.phase;
    setText(this.#words, stateWords(photo));
    const items = this.#track.firstElementChild.children;
    const reached = photo.stage === null ? 0 : 1 + STAGES.findIndex(([stage]) => stage === photo.stage);
    [...items].forEach((item, index) => {
      item.dataset.step = index < reached ? 'passed' : index === reached ? 'now' : 'ahead';
    });
    const share = photo.stage === null ? photo.sent * 0.2 : 0.2 + (0.8 * reached) / items.length;
    this.#track.setAttribute('aria-valuenow', String(Math.round(share * 100)));
    this.#track.setAttribute('aria-valuetext', stateWords(photo));
    items[0].style.setProperty('--share', `${Math.round(photo.sent * 100)}%`);
  }
}

/** The compact card of a photo that has ended; it opens into the comparison. */
export class FinishedPhotoCard {
  constructor(photo) {
    this.root = element('li', { class: 'photo', 'data-phase': photo.phase });
    this.root.append(...(photo.phase === 'done' ? outcome(photo) : reason(photo)));
  }
}

function stateWords(photo) {
  switch (photo.phase) {
    case 'waiting':
      return `Waiting · ${bytes(photo.size)}`;
    case 'uploading':
      return `Uploading ${Math.round(photo.sent * 100)}% of ${bytes(photo.size)}`;
    case 'held':
      return 'Held back until Valkey is available';
    default:
      return STAGES.find(([stage]) => stage === photo.stage)?.[1] ?? 'Working';
  }
}

function outcome(photo) {
  const after = Number(photo.result.file_size);
  const image = element('img', {
    src: processedUrl(smallestKey(photo.result, CARD_WIDTH) ?? photo.result.storage_key),
    alt: '',
    loading: 'lazy',
    decoding: 'async',
  });
  const frame = element('span', { class: 'photo-picture' }, image);
  standIn(frame, image, photo.result);
  return [
    // Heading and button in one, so that the name is heard once.
    element(
      'h3',
      {},
      element(
        'button',
        { type: 'button', class: 'photo-open', 'aria-label': `Compare ${photo.name}`, onclick: () => compare(photo) },
        frame,
        element('span', { class: 'photo-name', text: photo.name }),
      ),
    ),
    element(
      'p',
      { class: 'photo-state' },
      element('strong', { text: capital(change(photo.size, after)) }),
      ' ',
      element('span', { text: `in ${duration(photo.times.ended - photo.times.started)}` }),
      ' ',
      element('span', { class: 'photo-sizes', text: `${bytes(photo.size)} → ${bytes(after)}` }),
    ),
  ];
}

function reason(photo) {
  const { code, message, hint } = photo.problem;
  const parts = [
    element('h3', { class: 'photo-name', text: photo.name }),
    element(
      'p',
      { class: 'reason' },
      element('code', { class: 'badge', text: code }),
      element('span', { text: capital(message) }),
    ),
  ];
  if (hint) {
    parts.push(element('p', { class: 'hint', text: hint }));
  }
  if (photo.result) {
    const open = () => view({ title: photo.name, fields: photo.result, life: () => lifeOf(photo) });
    parts.push(
      element('button', {
        type: 'button',
        class: 'link',
        text: 'Details',
        'aria-label': `Details of ${photo.name}`,
        onclick: open,
      }),
    );
  }
  return parts;
}

function compare(photo) {
  const { result, times } = photo;
  const pictures = picturesOf(result, async (key) => processedUrl(key));
  const before = photo.url && {
    title: 'Before',
    url: photo.url,
    facts: [typeName(photo.type), bytes(photo.size), pixels(result.original_width, result.original_height)],
  };
  view({
    title: photo.name,
    before,
    pictures,
    words: `${capital(change(photo.size, Number(result.file_size)))} · uploaded in ${duration(times.sent - times.started)}, processed in ${duration(times.ended - times.sent)}`,
    fields: result,
    life: () => lifeOf(photo),
  });
}

/** The gateway lists results by entry, of which the page knows the image alone. */
async function lifeOf(photo) {
  const { results } = await call(`/api/v1/operator/results?count=1&image=${encodeURIComponent(photo.imageId)}`);
  return results.length === 0 ? null : (await call(`/api/v1/operator/results/${results[0].id}`)).life;
}

function processedUrl(key) {
  return `/api/v1/demo/processed?key=${encodeURIComponent(key)}`;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
