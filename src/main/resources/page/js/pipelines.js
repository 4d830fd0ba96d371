import { call } from './api.js';
import { byId, element } from './dom.js';

const FIRST = 'image';
const LIST_EVERY = 10_000;

/** Which pipeline the operator looks at. The choice is shown where there are several. */
export class Pipelines {
  #names = [FIRST];
  #listed = 0;
  #select = byId('pipeline');
  #changed;

  /** @param {function()} changed is called when another one was chosen */
  constructor(changed) {
    this.#changed = changed;
    this.#select.addEventListener('change', changed);
  }

  /** Looks at another one. */
  choose(name) {
    if (this.#select.value !== name && this.#names.includes(name)) {
      this.#select.value = name;
      this.#changed();
    }
  }

  /** The path of an operator call for the chosen pipeline. */
  path(path) {
    const name = this.#select.value || FIRST;
    return name === FIRST ? path : `${path}${path.includes('?') ? '&' : '?'}pipeline=${name}`;
  }

  /** Asks which pipelines run; routes that are edited may add one. */
  async refresh() {
    if (Date.now() - this.#listed < LIST_EVERY) {
      return;
    }
    const pipelines = await list();
    this.#listed = Date.now();
    const names = pipelines.map((pipeline) => pipeline.name);
    if (names.length > 0 && names.join() !== this.#names.join()) {
      const chosen = this.#select.value;
      this.#select.replaceChildren(...names.map((name) => element('option', { value: name, text: name })));
      this.#select.value = names.includes(chosen) ? chosen : names[0];
      this.#names = names;
    }
    byId('pipeline-choice').hidden = names.length < 2;
  }
}

/** Empty in a gateway whose routes directory is older than this call. */
async function list() {
  try {
    return (await call('/api/v1/operator/pipelines')).pipelines;
  } catch (failure) {
    if (failure.status === 404) {
      return [];
    }
    throw failure;
  }
}
