import { byId } from './dom.js';

const GATHER = 700;

/** Tells screen readers something that others see; the latest thing wins. */
export function announce(text) {
  (openDialog()?.querySelector(':scope > [role=status]') ?? byId('announcer')).textContent = text;
}

/** The dialog on top; what is outside of it is inert, and screen readers are not told of its changes. */
export function openDialog() {
  return [...document.querySelectorAll('dialog[open]')].at(-1) ?? null;
}

// Opened again, a dialog does not repeat what it said before.
for (const dialog of document.querySelectorAll('dialog')) {
  dialog.addEventListener('close', () => {
    dialog.querySelector(':scope > [role=status]').textContent = '';
  });
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
