import { announce } from './announce.js';
import { byId, setText } from './dom.js';
import { bytes, change, plural, typeNames, typeOf } from './format.js';
import { PhotoCard } from './photo-card.js';
import { Photo } from './photo.js';
import { ProgressFeed } from './progress.js';
import { grantFor, send } from './upload.js';

const UPLOADS_AT_ONCE = 3;
const CARDS = 60;
const AGAIN = 2000;

/** Photos from the drop to the result. */
export class Photos {
  #limits;
  #cards = new Map();
  #waiting = [];
  #uploading = 0;
  #tally = { done: 0, failed: 0 };
  #byId = new Map();
  #feed = new ProgressFeed((name, data) => this.#event(name, data));

  /** @param {{max_file_size: number, content_types: string[]}} limits what the gateway takes */
  constructor(limits) {
    this.#limits = limits;
    setText(byId('drop-limits'), `${typeNames(limits.content_types)}, up to ${bytes(limits.max_file_size)} each`);
  }

  /** Takes files in; the newest stand first. */
  add(files) {
    for (const file of files) {
      const photo = new Photo(file);
      const refusal = this.#refusal(file);
      if (refusal) {
        photo.fail(...refusal);
        this.#tally.failed++;
      } else {
        this.#waiting.push(photo);
      }
      this.#show(photo);
    }
    if (files.length > 0) {
      announce(`${plural(files.length, 'photo')} taken`);
    }
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

  #show(photo) {
    const card = new PhotoCard(photo);
    this.#cards.set(photo, card);
    byId('photo-list').prepend(card.root);
    for (const [old, oldCard] of this.#cards) {
      if (this.#cards.size <= CARDS) {
        break;
      }
      if (old.hasEnded) {
        oldCard.root.remove();
        old.forget();
        this.#cards.delete(old);
      }
    }
  }

  #next() {
    while (this.#uploading < UPLOADS_AT_ONCE && this.#waiting.length > 0) {
      const photo = this.#waiting.shift();
      this.#uploading++;
      this.#upload(photo).finally(() => {
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
        this.#follow(photo);
        return;
      } catch (failure) {
        if (failure.status === 409 && outcomeUnknown) {
          this.#follow(photo);
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

  #follow(photo) {
    photo.accepted();
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
        this.#end(photo, () => photo.fail('UNKNOWN', 'the server knows nothing of this photo, it has lost its data'));
        break;
      default:
        photo.reached(data.stage);
        this.#update(photo);
    }
  }

  #end(photo, ending) {
    ending();
    this.#tally[photo.phase]++;
    this.#update(photo);
    this.#summarize();
    announce(endingWords(photo));
    if (photo.imageId) {
      this.#byId.delete(photo.imageId);
      this.#feed.leave(photo.imageId);
    }
  }

  #update(photo) {
    this.#cards.get(photo)?.update();
  }

  #summarize() {
    const { done, failed } = this.#tally;
    const open = [...this.#cards.keys()].filter((photo) => !photo.hasEnded).length;
    const words = [`${done} done`, failed ? `${failed} failed` : '', open ? `${open} on the way` : ''];
    const summary = byId('photo-summary');
    summary.hidden = this.#cards.size < 2;
    setText(summary, words.filter(Boolean).join(' · '));
  }
}

function endingWords(photo) {
  const name = photo.file.name || 'picture';
  return photo.phase === 'done'
    ? `${name} is done, ${change(photo.file.size, Number(photo.result.file_size))}`
    : `${name} was not processed: ${photo.problem.message}`;
}
