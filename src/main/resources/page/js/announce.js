import { byId } from './dom.js';

/** Tells screen readers something that others see; the latest thing wins. */
export function announce(text) {
  byId('announcer').textContent = text;
}
