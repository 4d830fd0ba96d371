import { SCAN_PATIENCE, call } from './api.js';

const GROUPS = '/api/v1/operator/dead-letter-groups';
const LAST_SEQUENCE = '18446744073709551615';

/**
 * Counts dead letters by reason. The gateway counts some thousand in a call; what was counted is kept, so that letters
 * which are added cost one short call, however many there are.
 */
export class LetterTally {
  #pipelines;
  #groups = new Map();
  #cursor = null;
  scanned = 0;
  /** Whether all letters were counted that there were. */
  isComplete = false;
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

  /** Between which ids the letters with a reason are, so that no others have to be looked at; null where it is not known. */
  spanOf(reason) {
    const group = this.#groups.get(reason);
    return group ? { after: before(group.first), until: group.last } : { after: null, until: null };
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
    this.isComplete = false;
    do {
      const query = new URLSearchParams();
      if (this.image) {
        query.set('image', this.image);
      }
      if (this.#cursor) {
        query.set('after', this.#cursor);
      }
      const part = await call(this.#pipelines.path(`${GROUPS}?${query}`), { patience: SCAN_PATIENCE });
      part.groups.forEach((group) => this.#add(group));
      this.scanned += part.scanned;
      this.#cursor = part.last ?? this.#cursor;
      next = part.next;
      goesOn = progress();
    } while (goesOn && next !== null);
    this.isComplete = goesOn;
    return goesOn;
  }

  /** Counts one letter with a reason less. */
  remove(reason) {
    const group = this.#groups.get(reason);
    if (group?.count > 1) {
      this.#groups.set(reason, { ...group, count: group.count - 1 });
    } else {
      this.#groups.delete(reason);
    }
  }

  #add(group) {
    const known = this.#groups.get(group.reason);
    this.#groups.set(group.reason, known ? { ...group, count: known.count + group.count, first: known.first } : group);
  }
}

/** The id of an entry before one, whether there is one or not. */
function before(id) {
  const [time, sequence] = id.split('-').map(BigInt);
  if (sequence > 0n) {
    return `${time}-${sequence - 1n}`;
  }
  return time > 0n ? `${time - 1n}-${LAST_SEQUENCE}` : null;
}
