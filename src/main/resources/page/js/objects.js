import { ApiError, parse, problem } from './api.js';
import { session } from './session.js';

const KEPT = 150;
const PATIENCE = 15_000;

/** Images of results as addresses that this page alone can open. The latest ones are kept. */
export class ResultImages {
  #pipelines;
  #urls = new Map();

  constructor(pipelines) {
    this.#pipelines = pipelines;
  }

  /**
   * @param {string} id of the result
   * @param {string} key that the result names
   * @returns {Promise<string>} rejects when it cannot be read
   */
  address(id, key) {
    const path = this.#pipelines.path(`/api/v1/operator/results/${id}/object?key=${encodeURIComponent(key)}`);
    if (!this.#urls.has(path)) {
      const made = load(path);
      made.catch(() => this.#urls.delete(path));
      this.#urls.set(path, made);
      this.#forgetOldest();
    }
    return this.#urls.get(path);
  }

  #forgetOldest() {
    if (this.#urls.size > KEPT) {
      const [path, made] = this.#urls.entries().next().value;
      this.#urls.delete(path);
      made.then(
        (url) => URL.revokeObjectURL(url),
        () => {},
      );
    }
  }
}

/** With the token in a header: an address with a token in it would stand in histories and logs. */
async function load(path) {
  let response;
  try {
    const headers = session.token ? { Authorization: `Bearer ${session.token}` } : {};
    response = await fetch(path, { headers, cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    throw new ApiError(0, 'UNREACHABLE', 'the gateway does not respond');
  }
  if (!response.ok) {
    throw problem(response.status, parse(await response.text()));
  }
  return URL.createObjectURL(await response.blob());
}
