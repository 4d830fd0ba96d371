const EVENTS = ['image_progress', 'image_processed', 'image_failed', 'image_unknown'];
const AT_ONCE = 50;
const SETTLE = 60;
const AGAIN = 2000;

/**
 * Follows images by Server-Sent Events, all by one connection: a browser has six for a host. The gateway sends the
 * present state first, so that a connection which is opened anew misses nothing.
 */
export class ProgressFeed {
  #listener;
  #followed = new Set();
  #source = null;
  #open = [];
  #timer = 0;

  /** @param {function(string, object)} listener is told the event's name and its data */
  constructor(listener) {
    this.#listener = listener;
  }

  /** Begins to follow an image. */
  follow(imageId) {
    this.#followed.add(imageId);
    if (this.#open.length < AT_ONCE) {
      this.#soon(SETTLE);
    }
  }

  /** Stops following an image, because it has ended. */
  leave(imageId) {
    this.#followed.delete(imageId);
    if (!this.#open.some((id) => this.#followed.has(id))) {
      this.#close();
      this.#soon(SETTLE);
    }
  }

  #soon(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), delay);
  }

  #connect() {
    this.#close();
    this.#open = [...this.#followed].slice(0, AT_ONCE);
    if (this.#open.length === 0) {
      return;
    }
    const ids = this.#open.map(encodeURIComponent).join(',');
    const source = new EventSource(`/api/v1/images/status/stream?image_ids=${ids}`);
    for (const name of EVENTS) {
      source.addEventListener(name, (event) => this.#listener(name, JSON.parse(event.data)));
    }
    // The browser tries again by itself unless the gateway answered with an error or the end of the stream.
    source.addEventListener('error', () => {
      if (source === this.#source && source.readyState === EventSource.CLOSED) {
        this.#soon(AGAIN);
      }
    });
    this.#source = source;
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
    this.#open = [];
  }
}
