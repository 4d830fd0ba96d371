import { announce, gathered } from './announce.js';
import { byId, setText } from './dom.js';
import { bytes, change, plural, typeNames, typeOf } from './format.js';
import { ActivePhotoCard, FinishedPhotoCard } from './photo-card.js';
import { PhotoStore } from './photo-store.js';
import { Photo } from './photo.js';
import { ProgressFeed } from './progress.js';
import { grantFor, send } from './upload.js';

const UPLOADS_AT_ONCE = 3;
const FINISHED = 200;
const ACTIVE_CARDS = 12;
const AGAIN = 2000;

/** Photos from the drop to the result: those on the way first, and then those that have ended. */
export class Photos {
  #limits;
  #store = new PhotoStore();
  #active = new Map();
  #finished = new Map();
  #uploading = 0;
  #byId = new Map();
  #feed = new ProgressFeed((name, data) => this.#event(name, data));
  #announceEnding = gathered(endingWords);

  /** @param {{max_file_size: number, content_types: string[]}} limits what the gateway takes */
  constructor(limits) {
    this.#limits = limits;
    setText(byId('drop-limits'), `${typeNames(limits.content_types)}, up to ${bytes(limits.max_file_size)} each`);
    byId('forget-photos').addEventListener('click', () => this.#forgetFinished());
    window.addEventListener('beforeunload', (event) => {
      if ([...this.#active.keys()].some((photo) => photo.isUnsent)) {
        event.preventDefault();
      }
    });
  }

  /** Goes on with what was there before the page was loaded anew. */
  async restore() {
    for (const record of await this.#store.all()) {
      const photo = new Photo(record.file, record);
      if (photo.hasEnded) {
        this.#showFinished(photo);
      } else if (photo.phase === 'working') {
        this.#active.set(photo, null);
        this.#follow(photo);
      } else if (photo.file) {
        photo.phase = 'waiting';
        this.#active.set(photo, null);
      } else {
        this.#store.remove(photo.key);
      }
    }
    this.#summarize();
    this.#next();
  }

  /**
   * Takes files in; the newest stand first.
   *
   * @param {File[]} files
   * @param {number} leftOut how many files of folders are no pictures
   */
  add(files, leftOut = 0) {
    for (const file of files) {
      const photo = new Photo(file);
      const refusal = this.#refusal(file);
      if (refusal) {
        photo.fail(...refusal);
        this.#showFinished(photo);
      } else {
        this.#active.set(photo, null);
        this.#store.keepFile(photo.key, file);
      }
      this.#store.keep(photo.record);
    }
    const others = leftOut > 0 ? `${plural(leftOut, 'file')} in folders skipped: not pictures` : '';
    setText(byId('photo-note'), others);
    announce([files.length > 0 ? `${plural(files.length, 'photo')} taken` : '', others].filter(Boolean).join('; '));
    this.#summarize();
    this.#next();
  }

  #refusal(file) {
    if (!this.#limits.content_types.includes(typeOf(file))) {
      return ['UNSUPPORTED_FORMAT', `found ${file.type || 'a file of unknown type'}, expected ${typeNames(this.#limits.content_types)}`];
    }
    if (file.size === 0) {
      return ['FILE_TOO_SMALL', 'found 0 bytes, expected a picture'];
    }
    if (file.size > this.#limits.max_file_size) {
      return ['FILE_TOO_LARGE', `found ${bytes(file.size)}, expected at most ${bytes(this.#limits.max_file_size)}`];
    }
    return null;
  }

  /** Cards are made for those that come next; hundreds that only wait are a number. */
  #showActive() {
    let shown = [...this.#active.values()].filter(Boolean).length;
    for (const [photo, card] of this.#active) {
      if (shown >= ACTIVE_CARDS) {
        return;
      }
      if (card === null) {
        const made = new ActivePhotoCard(photo);
        this.#active.set(photo, made);
        byId('photo-active').append(made.root);
        shown++;
      }
    }
  }

  #showFinished(photo) {
    this.#active.get(photo)?.root.remove();
    this.#active.delete(photo);
    const card = new FinishedPhotoCard(photo);
    this.#finished.set(photo, card);
    byId('photo-done').prepend(card.root);
    for (const old of this.#finished.keys()) {
      if (this.#finished.size <= FINISHED) {
        break;
      }
      this.#forget(old);
    }
  }

  #forget(photo) {
    this.#finished.get(photo).root.remove();
    this.#finished.delete(photo);
    this.#store.remove(photo.key);
    photo.forget();
  }

  #forgetFinished() {
    [...this.#finished.keys()].forEach((photo) => this.#forget(photo));
    this.#summarize();
    byId('photos-title').focus();
  }

  #next() {
    this.#showActive();
    const waiting = [...this.#active.keys()].filter((photo) => photo.phase === 'waiting');
    while (this.#uploading < UPLOADS_AT_ONCE && waiting.length > 0) {
      this.#uploading++;
      this.#upload(waiting.shift()).finally(() => {
        this.#uploading--;
        this.#next();
      });
    }
  }

  async #upload(photo) {
    let outcomeUnknown = false;
    let renewed = false;
    while (!photo.hasEnded) {
      photo.startUpload();
      this.#update(photo);
      try {
        photo.grant ??= await grantFor(photo.file);
        await send(photo.file, photo.grant.token, (share) => {
          photo.sent = share;
          this.#update(photo);
        });
        this.#accepted(photo);
        return;
      } catch (failure) {
        if (failure.status === 409 && outcomeUnknown) {
          this.#accepted(photo);
          return;
        }
        if (failure.status === 401 && !renewed) {
          // The photo was held back for longer than its grant lasts.
          photo.grant = null;
          renewed = true;
          continue;
        }
        outcomeUnknown ||= failure.status === 0 && photo.grant !== null;
        if (!failure.isOutage) {
          this.#end(photo, () => photo.fail(failure.code ?? 'UPLOAD_FAILED', failure.message));
          return;
        }
        photo.phase = 'held';
        this.#update(photo);
        await new Promise((resolve) => setTimeout(resolve, AGAIN));
      }
    }
  }

  #accepted(photo) {
    photo.accepted();
    this.#store.keep(photo.record);
    this.#follow(photo);
  }

  #follow(photo) {
    this.#update(photo);
    this.#byId.set(photo.imageId, photo);
    this.#feed.follow(photo.imageId);
  }

  #event(name, data) {
    const photo = this.#byId.get(data.image_id);
    if (!photo) {
      return;
    }
    switch (name) {
      case 'image_processed':
        this.#end(photo, () => photo.succeed(data));
        break;
      case 'image_failed':
        this.#end(photo, () => photo.fail(data.error_code, data.error_message ?? data.error, data));
        break;
      case 'image_unknown':
        this.#end(photo, () => photo.fail('UNKNOWN', 'the server no longer knows this photo'));
        break;
      default:
        photo.reached(data.stage);
        this.#update(photo);
    }
  }

  #end(photo, ending) {
    ending();
    this.#store.keep(photo.record);
    this.#showFinished(photo);
    this.#showActive();
    this.#summarize();
    this.#announceEnding(photo);
    if (photo.imageId) {
      this.#byId.delete(photo.imageId);
      this.#feed.leave(photo.imageId);
    }
  }

  #update(photo) {
    this.#active.get(photo)?.update();
  }

  #summarize() {
    const finished = [...this.#finished.keys()];
    const failed = finished.filter((photo) => photo.phase === 'failed').length;
    const open = this.#active.size;
    const words = [
      open ? `${open} in progress` : '',
      `${finished.length - failed} done`,
      failed ? `${failed} failed` : '',
    ];
    byId('photo-bar').hidden = open + finished.length === 0;
    byId('forget-photos').hidden = finished.length === 0;
    setText(byId('photo-summary'), words.filter(Boolean).join(' · '));
  }
}

function endingWords(photos) {
  const [photo] = photos;
  if (photos.length > 1) {
    const failed = photos.filter((one) => one.phase === 'failed').length;
    return `${plural(photos.length - failed, 'photo')} done${failed ? `, ${failed} not processed` : ''}`;
  }
  return photo.phase === 'done'
    ? `${photo.name} is done, ${change(photo.size, Number(photo.result.file_size))}`
    : `${photo.name} was not processed: ${photo.problem.message}`;
}
