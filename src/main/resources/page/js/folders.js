import { typeOf } from './format.js';

const MOST_FILES = 20_000;

/**
 * Reads what is in folders and in the folders within them.
 *
 * @param {FileSystemDirectoryEntry[]} folders as they were dropped
 * @param {number} most after how many files reading ends
 * @returns {Promise<{pictures: File[], others: number, isCut: boolean}>} `others` are no pictures; `isCut` when there are
 *     more than `most` files
 */
export async function readFolders(folders, most = MOST_FILES) {
  const found = { pictures: [], others: 0, isCut: false };
  for (const folder of folders) {
    await readFolder(folder, found, most);
  }
  return found;
}

async function readFolder(folder, found, most) {
  const reader = folder.createReader();
  let entries;
  do {
    // A reader gives some at a time, and none when it is at the end.
    entries = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
    for (const entry of entries) {
      if (entry.isDirectory) {
        await readFolder(entry, found, most);
      } else if (found.pictures.length + found.others >= most) {
        found.isCut = true;
      } else {
        await readFile(entry, found);
      }
      if (found.isCut) {
        return;
      }
    }
  } while (entries.length > 0);
}

async function readFile(entry, found) {
  const file = await new Promise((resolve) => entry.file(resolve, () => resolve(null)));
  if (file && typeOf(file).startsWith('image/')) {
    found.pictures.push(file);
  } else {
    found.others++;
  }
}
