import { change, count, plural } from './format.js';

/** What of a drop was left out, one sentence for each reason. */
export function leftOutWords(files, { others, beyond, isCut }) {
  return [
    others > 0 ? `${plural(others, 'file')} in folders skipped: not pictures` : '',
    beyond > 0 ? `${plural(beyond, 'picture')} left out: the page takes ${count(files.length)} at a time` : '',
    isCut ? 'the folders contain more files than the page looks at; drop the rest separately' : '',
  ].filter(Boolean);
}

/** What became of photos that have just ended, in one sentence. */
export function endingWords(photos) {
  const [photo] = photos;
  if (photos.length > 1) {
    const failed = photos.filter((one) => one.phase === 'failed').length;
    return `${plural(photos.length - failed, 'photo')} done${failed ? `, ${failed} not processed` : ''}`;
  }
  return photo.phase === 'done'
    ? `${photo.name} is done, ${change(photo.size, Number(photo.result.file_size))}`
    : `${photo.name} was not processed: ${photo.problem.message}`;
}
