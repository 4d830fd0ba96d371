import { announce, gathered } from './announce.js';
import { byId, setText } from './dom.js';
import { FinishedPhotos } from './finished-photos.js';
import { bytes, count, plural, typeNames, typeOf } from './format.js';
import { ActivePhotoCard } from './photo-card.js';
import { PhotoStore } from './photo-store.js';
import { endingWords, leftOutWords } from './photo-words.js';
import { Photo } from './photo.js';
import { ProgressFeed } from './progress.js';
import { grantFor, send } from './upload.js';

const UPLOADS_AT_ONCE = 3;
const ACTIVE_CARDS = 12;
const AGAIN = 2000;

/** Photos from the drop to the result: those on the way first, and then those that have ended. */
export class Photos {
  #limits;
  #store = new PhotoStore();
  #active = new Map();
  #finished = new FinishedPhotos();
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
    const ended = [];
    let lost = 0;
    for (const record of await this.#store.all()) {
      const photo = new Photo(record.file, record);
      if (photo.hasEnded) {
        ended.push(photo);
      } else if (photo.phase === 'working') {
        this.#active.set(photo, null);
        this.#follow(photo);
      } else if (photo.file) {
        photo.phase = 'waiting';
        this.#active.set(photo, null);
      } else {
        this.#store.remove(photo.key);
        lost++;
      }
    }
    this.#finished.add(...ended);
    if (lost > 0) {
      this.#note([`${plural(lost, 'photo')} not restored: the browser did not keep the bytes; drop them again`]);
    }
    this.#summarize();
    this.#next();
  }

  /**
   * Takes files in; the newest stand first.
   *
   * @param {File[]} files
   * @param {import('./drop.js').LeftOut} leftOut what of the same drop was left out
   */
  add(files, leftOut) {
    const refused = [];
    for (const file of files) {
      const photo = new Photo(file);
      const refusal = this.#refusal(file);
      if (refusal) {
        photo.fail(...refusal);
        refused.push(photo);
      } else {
        this.#active.set(photo, null);
        this.#store.keepFile(photo.key, file);
      }
      this.#store.keep(photo.record);
    }
    this.#finished.add(...refused);
    this.#note(leftOutWords(files, leftOut), files.length > 0 ? [`${plural(files.length, 'photo')} taken`] : []);
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

  #forgetFinished() {
    for (const photo of this.#finished.clear()) {
      this.#store.remove(photo.key);
      photo.forget();
    }
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
    this.#active.get(photo)?.root.remove();
    this.#active.delete(photo);
    this.#finished.add(photo);
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

  /** Shows words, and tells them to screen readers behind what those alone need to hear. */
  #note(words, unseen = []) {
    setText(byId('photo-note'), words.join('; '));
    announce([...unseen, ...words].join('; '));
  }

  #summarize() {
    const { size, failed } = this.#finished;
    const open = this.#active.size;
    const words = [
      open ? `${count(open)} in progress` : '',
      `${count(size - failed)} done`,
      failed ? `${count(failed)} failed` : '',
    ];
    byId('photo-bar').hidden = open + size === 0;
    byId('forget-photos').hidden = size === 0;
    setText(byId('photo-summary'), words.filter(Boolean).join(' · '));
  }
}
