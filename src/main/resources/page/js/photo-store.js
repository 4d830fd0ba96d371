const NAME = 'image-gateway';
const TAB = 'image-gateway.tab';
const A_DAY = 24 * 60 * 60_000;

/**
 * Keeps the photos of this tab in the browser, so that a reload loses none. Where the browser keeps nothing, as in some
 * private windows, all of this does nothing.
 */
export class PhotoStore {
  #open = open();
  #tab = tabId();

  /** The records of this tab, the oldest first, each with its `file` where that could be kept. */
  async all() {
    const records = (await this.#run('photos', 'readonly', (store) => store.getAll())) ?? [];
    records
      .filter((record) => record.tab !== this.#tab && Date.now() - record.changed > A_DAY)
      .forEach((record) => this.remove(record.key));
    const own = records
      .filter((record) => record.tab === this.#tab)
      .sort((one, other) => one.key.localeCompare(other.key));
    return Promise.all(
      own.map(async (record) => {
        const file = await this.#run('files', 'readonly', (store) => store.get(record.key));
        return { ...record, file: file ?? null };
      }),
    );
  }

  /** Keeps the bytes of a photo, which never change. */
  keepFile(key, file) {
    return this.#run('files', 'readwrite', (store) => store.put(file, key));
  }

  /** Keeps what is known of a photo; `record` has a `key`. */
  keep(record) {
    return this.#run('photos', 'readwrite', (store) => store.put({ ...record, tab: this.#tab, changed: Date.now() }));
  }

  async remove(key) {
    await this.#run('photos', 'readwrite', (store) => store.delete(key));
    await this.#run('files', 'readwrite', (store) => store.delete(key));
  }

  async #run(name, mode, work) {
    const database = await this.#open;
    if (!database) {
      return null;
    }
    return new Promise((resolve) => {
      try {
        const transaction = database.transaction(name, mode);
        const request = work(transaction.objectStore(name));
        transaction.oncomplete = () => resolve(request.result);
        // The disk is full, or the person allows little: the photo then lasts as long as the page.
        transaction.onabort = () => resolve(null);
      } catch {
        resolve(null);
      }
    });
  }
}

function open() {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('photos', { keyPath: 'key' });
        request.result.createObjectStore('files');
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
      request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
}

/** Two tabs must not send the same photo twice. */
function tabId() {
  let id = sessionStorage.getItem(TAB);
  if (!id) {
    id = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    sessionStorage.setItem(TAB, id);
  }
  return id;
}
