import { byId } from './dom.js';

/**
 * Hands over the files that somebody drops anywhere on the page, chooses or pastes.
 *
 * @param {function(File[])} take is given them
 */
export function listenForFiles(take) {
  const zone = byId('drop');
  const input = byId('files');
  let depth = 0;
  const over = (change) => {
    depth = Math.max(0, depth + change);
    zone.classList.toggle('over', depth > 0);
  };
  const carriesFiles = (event) => event.dataTransfer?.types.includes('Files') ?? false;

  input.addEventListener('change', () => {
    take([...input.files]);
    input.value = '';
  });
  document.addEventListener('dragenter', (event) => carriesFiles(event) && over(1));
  document.addEventListener('dragleave', (event) => carriesFiles(event) && over(-1));
  document.addEventListener('dragover', (event) => carriesFiles(event) && event.preventDefault());
  document.addEventListener('drop', (event) => {
    if (!carriesFiles(event)) {
      return;
    }
    event.preventDefault();
    depth = 0;
    over(0);
    take([...event.dataTransfer.files]);
  });
  document.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) {
      event.preventDefault();
      take(files);
    }
  });
}
