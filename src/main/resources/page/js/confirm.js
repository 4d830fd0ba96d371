import { byId } from './dom.js';

/**
 * Asks before something that cannot be undone. The dialog gives the focus back by itself.
 *
 * @returns {Promise<boolean>} false also for Escape
 */
export function confirmed({ title, text, yes, harmless = false }) {
  const dialog = byId('confirm');
  byId('confirm-title').textContent = title;
  byId('confirm-text').textContent = text;
  const button = byId('confirm-yes');
  button.textContent = yes;
  button.className = harmless ? 'primary' : 'danger';
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}
