import { byId } from './dom.js';
import { typeOf } from './format.js';

const MOST_FILES = 2000;

/**
 * Hands over the files that somebody drops anywhere on the page, chooses or pastes. Folders give what is in them.
 *
 * @param {function(File[], number)} take is given the files, and how many others in folders are no pictures
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
    take([...input.files], 0);
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
    take(files, 0);
    return;
  }
  const names = new Set(folders.map((folder) => folder.name));
  const inside = [];
  for (const folder of folders) {
    await readFolder(folder, inside);
  }
  const pictures = inside.filter((file) => typeOf(file).startsWith('image/'));
  // A folder stands among the files too, as one without a type.
  const loose = files.filter((file) => !(file.type === '' && names.has(file.name)));
  take([...loose, ...pictures], inside.length - pictures.length);
}

async function readFolder(folder, files) {
  const reader = folder.createReader();
  let entries;
  do {
    // A reader gives some at a time, and none when it is at the end.
    entries = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
    for (const entry of entries) {
      if (files.length >= MOST_FILES) {
        return;
      }
      if (entry.isDirectory) {
        await readFolder(entry, files);
      } else {
        const file = await new Promise((resolve) => entry.file(resolve, () => resolve(null)));
        if (file) {
          files.push(file);
        }
      }
    }
  } while (entries.length > 0);
}
