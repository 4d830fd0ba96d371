import { element, setText } from './dom.js';

const STEP = 1.25;
const LARGEST = 16;
const MOVE = 60;

/**
 * One picture, or two above each other with a line between them that can be moved, to zoom into and pan. Everything works
 * by pointer, by buttons and by keyboard.
 */
export class Comparison {
  #before;
  #after;
  #stage;
  #split;
  #percent = element('output', { class: 'zoom-now', text: '' });
  #zoom = 1;
  #x = 0;
  #y = 0;
  #pointers = new Map();
  #missing = element('p', { class: 'note' });
  #beforeMissing = '';
  #afterType = '';

  /**
   * @param {object} pictures
   * @param {?{url: string, alt: string, type: string}} pictures.before left of the line; `type` is what a person calls it
   * @param {{url: string, alt: string, type: string}} pictures.after
   */
  constructor({ before, after }) {
    this.#before = before ? picture(before) : null;
    this.#after = picture(after);
    const layers = [element('div', { class: 'layer' }, this.#after)];
    if (this.#before) {
      layers.unshift(element('div', { class: 'layer' }, this.#before));
      layers[1].classList.add('right-of-line');
      layers.push(this.#line());
      this.#before.addEventListener('error', () => this.#showAfterAlone(before.type));
    }
    this.#stage = element(
      'div',
      {
        class: 'stage',
        tabindex: 0,
        role: 'group',
        'aria-label': 'Picture. Plus and minus zoom, the arrow keys move, 0 fits the picture to the window',
        onkeydown: (event) => this.#key(event),
        onpointerdown: (event) => this.#down(event),
        onpointermove: (event) => this.#drag(event),
        onpointerup: (event) => this.#pointers.delete(event.pointerId),
        onpointercancel: (event) => this.#pointers.delete(event.pointerId),
        ondblclick: () => this.#zoomTo(this.#zoom > 1.01 ? 1 : 1 / this.#fit()),
      },
      ...layers,
    );
    // Must be able to keep the page from scrolling.
    this.#stage.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    this.#after.addEventListener('load', () => {
      this.#stage.style.setProperty('--ratio', String(this.#after.naturalWidth / this.#after.naturalHeight));
      this.#stage.hidden = false;
      this.#apply();
    });
    this.#after.addEventListener('error', () => {
      this.#stage.hidden = true;
      setText(this.#missing, `This browser cannot show the ${this.#afterType} file. Download it instead.`);
    });
    this.#afterType = after.type;
    this.root = element('div', { class: 'comparison' }, this.#stage, this.#missing, this.#controls());
  }

  /** Shows another picture right of the line. */
  show({ url, alt, type }) {
    this.#afterType = type;
    setText(this.#missing, this.#beforeMissing);
    this.#after.src = url;
    this.#after.alt = alt;
  }

  /** Few browsers can show every type that the gateway reads, HEIC above all. */
  #showAfterAlone(type) {
    this.#before.parentElement.remove();
    this.#before = null;
    this.#stage.querySelector('.line-handle').remove();
    this.#stage.querySelector('.right-of-line').classList.remove('right-of-line');
    this.#split.remove();
    this.#beforeMissing = `This browser cannot show ${type} files, so only the result is shown.`;
    if (!this.#stage.hidden) {
      setText(this.#missing, this.#beforeMissing);
    }
    this.#zoomTo(1);
  }

  /** The row of buttons below. */
  get controls() {
    return this.root.querySelector('.buttons');
  }

  #controls() {
    const button = (text, label, work) =>
      element('button', { type: 'button', text, 'aria-label': label, onclick: work });
    const zoom = element(
      'div',
      { class: 'zoom' },
      button('−', 'Zoom out', () => this.#zoomBy(1 / STEP)),
      this.#percent,
      button('+', 'Zoom in', () => this.#zoomBy(STEP)),
      button('Fit', 'Fit the picture to the window', () => this.#zoomTo(1)),
      button('1:1', 'Show at actual size', () => this.#zoomTo(1 / this.#fit())),
    );
    const controls = element('div', { class: 'buttons' }, zoom);
    if (!this.#before) {
      return controls;
    }
    this.#split = element('input', {
      type: 'range',
      class: 'split',
      min: 0,
      max: 100,
      step: 0.5,
      value: 50,
      'aria-label': 'Line between before and after',
      oninput: () => this.#moveLine(),
    });
    this.#moveLine();
    return element('div', { class: 'comparison-controls' }, this.#split, controls);
  }

  #line() {
    const move = (event) => {
      if (event.buttons > 0) {
        const box = this.#stage.getBoundingClientRect();
        this.#split.value = String(((event.clientX - box.left) / box.width) * 100);
        this.#moveLine();
        event.stopPropagation();
      }
    };
    return element('div', {
      class: 'line-handle',
      'aria-hidden': 'true',
      onpointerdown: (event) => {
        event.target.setPointerCapture(event.pointerId);
        event.stopPropagation();
      },
      onpointermove: move,
    });
  }

  #moveLine() {
    this.#stage.style.setProperty('--split', `${this.#split.value}%`);
    this.#split.setAttribute('aria-valuetext', `${Math.round(this.#split.value)}% before`);
  }

  /** How many CSS pixels a pixel of the picture takes when it is fitted in. */
  #fit() {
    const { naturalWidth: width, naturalHeight: height } = this.#after;
    const stage = this.#stage.getBoundingClientRect();
    if (width === 0 || stage.width === 0) {
      return 1;
    }
    const fit = Math.min(stage.width / width, stage.height / height);
    // One picture alone is not enlarged.
    return this.#before ? fit : Math.min(1, fit);
  }

  #apply() {
    const transform = `translate(${this.#x}px, ${this.#y}px) scale(${this.#zoom})`;
    const scale = this.#fit() * this.#zoom;
    for (const image of [this.#before, this.#after].filter(Boolean)) {
      image.style.transform = transform;
      image.classList.toggle('coarse', scale >= 2);
    }
    this.#stage.classList.toggle('zoomed', this.#zoom > 1.01);
    setText(this.#percent, `${Math.round(scale * 100)}%`);
  }

  #zoomBy(factor, at = { x: 0, y: 0 }) {
    const before = this.#zoom;
    this.#zoom = Math.max(1, Math.min(LARGEST / this.#fit(), before * factor));
    const grown = this.#zoom / before;
    this.#x = at.x - (at.x - this.#x) * grown;
    this.#y = at.y - (at.y - this.#y) * grown;
    this.#keepInside();
  }

  #zoomTo(zoom) {
    this.#zoomBy(zoom / this.#zoom);
  }

  #pan(x, y) {
    this.#x += x;
    this.#y += y;
    this.#keepInside();
  }

  #keepInside() {
    const stage = this.#stage.getBoundingClientRect();
    const most = { x: (stage.width * (this.#zoom - 1)) / 2, y: (stage.height * (this.#zoom - 1)) / 2 };
    this.#x = Math.max(-most.x, Math.min(most.x, this.#x));
    this.#y = Math.max(-most.y, Math.min(most.y, this.#y));
    this.#apply();
  }

  #wheel(event) {
    event.preventDefault();
    const box = this.#stage.getBoundingClientRect();
    const at = { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
    this.#zoomBy(Math.exp(-event.deltaY / 400), at);
  }

  #down(event) {
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.#stage.setPointerCapture(event.pointerId);
  }

  #drag(event) {
    const from = this.#pointers.get(event.pointerId);
    if (!from) {
      return;
    }
    const to = { x: event.clientX, y: event.clientY };
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, to);
    if (other) {
      this.#zoomBy(distance(to, other) / Math.max(1, distance(from, other)));
    } else {
      this.#pan(to.x - from.x, to.y - from.y);
    }
  }

  #key(event) {
    const work = {
      '+': () => this.#zoomBy(STEP),
      '=': () => this.#zoomBy(STEP),
      '-': () => this.#zoomBy(1 / STEP),
      0: () => this.#zoomTo(1),
      ArrowLeft: () => this.#pan(MOVE, 0),
      ArrowRight: () => this.#pan(-MOVE, 0),
      ArrowUp: () => this.#pan(0, MOVE),
      ArrowDown: () => this.#pan(0, -MOVE),
    }[event.key];
    if (work && !event.ctrlKey && !event.metaKey && event.target === this.#stage) {
      event.preventDefault();
      work();
    }
  }
}

function picture({ url, alt }) {
  return element('img', { src: url, alt, draggable: 'false', decoding: 'async' });
}

function distance(one, other) {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
