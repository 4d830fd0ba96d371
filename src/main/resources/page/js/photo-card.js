import { element, fieldList, setText } from './dom.js';
import { bytes, change, duration, typeName, typeOf } from './format.js';
import { STAGES } from './photo.js';

/** The card of one photo. Its progress is changed in place, so that the focus and open parts stay. */
export class PhotoCard {
  #photo;
  #words = element('p', { class: 'photo-state' });
  #steps = STAGES.map(([, label]) => element('li', { text: label }));
  #track;
  #body = element('div', { class: 'photo-body' });

  constructor(photo) {
    this.#photo = photo;
    const name = photo.file.name || 'picture';
    this.#track = element(
      'div',
      { class: 'track', role: 'progressbar', 'aria-label': `Progress of ${name}`, 'aria-valuemin': 0, 'aria-valuemax': 100 },
      element('ol', { 'aria-hidden': 'true' }, element('li', { text: 'Upload' }), ...this.#steps),
    );
    this.root = element(
      'li',
      { class: 'photo' },
      element(
        'div',
        { class: 'photo-head' },
        element('h3', { class: 'photo-name', text: name, title: name }),
        this.#words,
      ),
      this.#track,
      this.#body,
    );
    this.update();
  }

  update() {
    const photo = this.#photo;
    this.root.dataset.phase = photo.phase;
    setText(this.#words, stateWords(photo));
    this.#updateTrack(photo);
    if (photo.hasEnded && this.#body.childElementCount === 0) {
      this.#track.remove();
      this.#body.append(...(photo.phase === 'done' ? outcome(photo) : reason(photo)));
    }
  }

  #updateTrack(photo) {
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

function stateWords(photo) {
  switch (photo.phase) {
    case 'waiting':
      return `Waiting · ${bytes(photo.file.size)}`;
    case 'uploading':
      return `Uploading ${Math.round(photo.sent * 100)}% of ${bytes(photo.file.size)}`;
    case 'held':
      return 'Held back until the server answers';
    case 'done':
      return `Done in ${duration(photo.times.ended - photo.times.started)}`;
    case 'failed':
      return 'Not processed';
    default:
      return STAGES.find(([stage]) => stage === photo.stage)?.[1] ?? 'Working';
  }
}

function outcome(photo) {
  const result = photo.result;
  const before = Number(photo.file.size);
  const after = Number(result.file_size);
  return [
    element(
      'div',
      { class: 'pair' },
      figure('Before', photo.url, [
        typeName(typeOf(photo.file)),
        bytes(before),
        `${result.original_width} × ${result.original_height}`,
      ]),
      figure('After', processedUrl(result), [
        typeName(result.content_type),
        bytes(after),
        `${result.processed_width} × ${result.processed_height}`,
      ]),
    ),
    element(
      'p',
      { class: 'verdict' },
      element('strong', { text: capital(change(before, after)) }),
      ` · uploaded in ${duration(photo.times.sent - photo.times.started)}, ` +
        `processed in ${duration(photo.times.ended - photo.times.sent)}`,
    ),
    details('All fields of the result', result),
  ];
}

function reason(photo) {
  const { code, message, hint } = photo.problem;
  const parts = [
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
    parts.push(details('All fields of the result', photo.result));
  }
  return parts;
}

function figure(title, source, facts) {
  const caption = element(
    'figcaption',
    {},
    element('strong', { text: title }),
    element('span', { text: facts.join(' · ') }),
  );
  const image = element('img', { src: source, alt: `${title}: ${facts.join(', ')}`, loading: 'lazy', decoding: 'async' });
  const link = element('a', { href: source, target: '_blank', rel: 'noopener', 'aria-label': `Open ${title.toLowerCase()}` }, image);
  return element('figure', {}, link, caption);
}

function details(summary, fields) {
  return element('details', {}, element('summary', { text: summary }), fieldList(fields));
}

function processedUrl(result) {
  return `/api/v1/demo/processed?key=${encodeURIComponent(result.storage_key)}`;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
