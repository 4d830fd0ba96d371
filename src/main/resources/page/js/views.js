import { byId } from './dom.js';

/** The parts of the page, of which one is shown at a time: the one that the address names behind its `#`. */
export class Views {
  #offered = [];
  #shown = null;
  #changed;

  /** @param {function(string)} changed is told which one is shown now */
  constructor(changed) {
    this.#changed = changed;
    window.addEventListener('hashchange', () => this.#show(true));
  }

  /** The id of the one that is shown. */
  get current() {
    return this.#shown;
  }

  /** Offers some; the first one is shown unless the address names another one. */
  offer(ids) {
    this.#offered.push(...ids);
    for (const id of ids) {
      link(id).parentElement.hidden = false;
    }
    byId('views').hidden = this.#offered.length < 2;
    this.#show(false);
  }

  #show(byPerson) {
    const named = location.hash.slice(1);
    const id = this.#offered.includes(named) ? named : this.#offered[0];
    // Before the first one is offered, the address may already change.
    if (id === undefined || id === this.#shown) {
      return;
    }
    this.#shown = id;
    for (const one of this.#offered) {
      byId(one).hidden = one !== id;
      link(one).toggleAttribute('aria-current', one === id);
      if (one === id) {
        link(one).setAttribute('aria-current', 'page');
      }
    }
    // On a phone, the links may be wider than the screen.
    link(id).scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (byPerson) {
      byId(`${id}-title`).focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    this.#changed(id);
  }
}

function link(id) {
  return byId('views').querySelector(`a[href="#${id}"]`);
}
