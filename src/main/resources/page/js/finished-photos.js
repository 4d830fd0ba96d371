import { byId } from './dom.js';
import { count, plural } from './format.js';
import { FinishedPhotoCard } from './photo-card.js';

const CARDS = 60;

/** The photos that have ended. All of them are kept and counted; only the newest have cards, and more on request. */
export class FinishedPhotos {
  /** The oldest first. */
  #photos = [];
  #failed = 0;
  #cards = new Map();
  #wanted = CARDS;

  constructor() {
    byId('more-photos').addEventListener('click', () => this.#showMore());
    byId('viewer').addEventListener('close', () => this.#show());
  }

  get size() {
    return this.#photos.length;
  }

  get failed() {
    return this.#failed;
  }

  /** Takes photos, of which the last one is the newest. */
  add(...photos) {
    this.#photos.push(...photos);
    this.#failed += photos.filter((photo) => photo.phase === 'failed').length;
    this.#show();
  }

  /** Takes all away and returns them. */
  clear() {
    const photos = this.#photos;
    this.#photos = [];
    this.#failed = 0;
    this.#wanted = CARDS;
    this.#show();
    return photos;
  }

  #showMore() {
    const last = byId('photo-done').lastElementChild;
    this.#wanted += CARDS;
    this.#show();
    const next = last?.nextElementSibling?.querySelector('button') ?? byId('photos-title');
    next.focus();
  }

  #show() {
    const list = byId('photo-done');
    const shown = this.#photos.slice(-this.#wanted).reverse();
    shown.forEach((photo, index) => {
      const root = this.#card(photo).root;
      if (list.children[index] !== root) {
        list.insertBefore(root, list.children[index] ?? null);
      }
    });
    this.#removeOthers(new Set(shown));
    const rest = this.#photos.length - shown.length;
    const more = byId('more-photos');
    more.hidden = rest === 0;
    more.textContent =
      rest > CARDS ? `Show ${CARDS} of ${count(rest)} older photos` : `Show ${plural(rest, 'older photo')}`;
  }

  #card(photo) {
    if (!this.#cards.has(photo)) {
      this.#cards.set(photo, new FinishedPhotoCard(photo));
    }
    return this.#cards.get(photo);
  }

  /** The card that has the focus stays, and so does the one from which the dialog was opened, to get the focus back. */
  #removeOthers(shown) {
    if (byId('viewer').open) {
      return;
    }
    for (const [photo, { root }] of this.#cards) {
      if (!shown.has(photo) && !root.contains(document.activeElement)) {
        root.remove();
        this.#cards.delete(photo);
      }
    }
  }
}
