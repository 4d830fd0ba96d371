import { call } from './api.js';

const GROUPS = '/api/v1/operator/dead-letter-groups';

/**
 * Counts dead letters by reason. The gateway counts some thousand in a call; what was counted is kept, so that letters
 * which are added cost one short call, however many there are.
 */
export class LetterTally {
  #pipelines;
  #groups = new Map();
  #cursor = null;
  scanned = 0;
  image;

  /** @param {string} image a part of the image ids that are meant; empty for all */
  constructor(pipelines, image) {
    this.#pipelines = pipelines;
    this.image = image;
  }

  /** The groups with the most letters first: `{reason, count, first, last, error}`. */
  get groups() {
    return [...this.#groups.values()].sort((one, other) => other.count - one.count);
  }

  /** The id of the last letter that was looked at. */
  get last() {
    return this.#cursor;
  }

  get total() {
    return this.groups.reduce((sum, group) => sum + group.count, 0);
  }

  /**
   * Counts what has not been counted yet.
   *
   * @param {function(): boolean} progress is called after each part; false from it stops
   * @returns {Promise<boolean>} whether it was not stopped
   */
  async go(progress = () => true) {
    let next;
    let goesOn;
    do {
      const query = new URLSearchParams();
      if (this.image) {
        query.set('image', this.image);
      }
      if (this.#cursor) {
        query.set('after', this.#cursor);
      }
      const part = await call(this.#pipelines.path(`${GROUPS}?${query}`));
      part.groups.forEach((group) => this.#add(group));
      this.scanned += part.scanned;
      this.#cursor = part.last ?? this.#cursor;
      next = part.next;
      goesOn = progress();
    } while (goesOn && next !== null);
    return goesOn;
  }

  #add(group) {
    const known = this.#groups.get(group.reason);
    this.#groups.set(group.reason, known ? { ...group, count: known.count + group.count, first: known.first } : group);
  }
}
