import { byId } from './dom.js';

const GATHER = 700;

/** Tells screen readers something that others see; the latest thing wins. */
export function announce(text) {
  byId('announcer').textContent = text;
}

/**
 * Gathers what happens within a moment, so that many things at once are said in one sentence.
 *
 * @param {function(Array): string} words says what was gathered
 * @returns {function(*)} takes one more
 */
export function gathered(words) {
  let things = [];
  return (thing) => {
    things.push(thing);
    if (things.length === 1) {
      setTimeout(() => {
        const all = things;
        things = [];
        announce(words(all));
      }, GATHER);
    }
  };
}
