import { byId } from './dom.js';
import { readFolders } from './folders.js';

const MOST_AT_ONCE = 2000;

/**
 * @typedef {object} LeftOut
 * @property {number} others how many files in folders are no pictures
 * @property {number} beyond how many pictures are more than the page takes at once
 * @property {boolean} isCut whether there are more files in the folders than were looked at
 */

/**
 * Hands over the files that somebody drops anywhere on the page, chooses or pastes. Folders give what is in them.
 *
 * @param {function(File[], LeftOut)} take is given the files, and what was left out
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
    limited([...input.files], take);
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
    handOver(event.dataTransfer, take);
  });
  document.addEventListener('paste', (event) => {
    if ((event.clipboardData?.files.length ?? 0) > 0) {
      event.preventDefault();
      handOver(event.clipboardData, take);
    }
  });
}

async function handOver(transfer, take) {
  // What was dropped can be asked for only before the event ends; folders are read afterwards.
  const files = [...transfer.files];
  const folders = [...transfer.items]
    .filter((item) => item.kind === 'file')
    .map((item) => item.webkitGetAsEntry?.() ?? null)
    .filter((entry) => entry?.isDirectory);
  if (folders.length === 0) {
    limited(files, take);
    return;
  }
  const names = new Set(folders.map((folder) => folder.name));
  const { pictures, others, isCut } = await readFolders(folders);
  // A folder stands among the files too, as one without a type.
  const loose = files.filter((file) => !(file.type === '' && names.has(file.name)));
  limited([...loose, ...pictures], take, others, isCut);
}

function limited(files, take, others = 0, isCut = false) {
  take(files.slice(0, MOST_AT_ONCE), { others, beyond: Math.max(0, files.length - MOST_AT_ONCE), isCut });
}
