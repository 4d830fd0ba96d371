import { openDialog } from './announce.js';

/**
 * Puts a text on the clipboard, also where the page came over plain HTTP from another machine.
 *
 * @returns {Promise<boolean>} whether it is there now
 */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

function copiedBySelection(text) {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'unseen';
  // Inside an open dialog: outside of one nothing can be selected.
  (openDialog() ?? document.body).append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}
