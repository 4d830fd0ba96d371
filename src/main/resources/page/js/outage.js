import { announce, openDialog } from './announce.js';
import { call } from './api.js';
import { byId, setText } from './dom.js';
import { duration } from './format.js';

const SHOWN_AFTERWARDS = 6000;

/** Says when the gateway or its server is away, and when it is back. */
export class Outage {
  #since = null;
  #timer = 0;

  get isOn() {
    return this.#since !== null;
  }

  /** @param {import('./api.js').ApiError} failure what the last call met */
  async begin(failure) {
    this.#since ??= Date.now();
    clearTimeout(this.#timer);
    const since = this.#since;
    const reached = failure.status !== 0 || (await gatewayLives());
    const own = reached ? await ownServerTrouble() : null;
    if (since !== this.#since) {
      return;
    }
    this.#say(
      'down',
      reached ? 'Valkey is unavailable' : 'The gateway is unavailable',
      reached
        ? `${own ? `${own.charAt(0).toUpperCase()}${own.slice(1)}. ` : ''}Jobs in the streams are safe, and work resumes automatically. Retrying every few seconds.`
        : 'It has stopped, or cannot be reached. Accepted photos are safe. Retrying every few seconds.',
    );
    this.#health('down', reached ? 'Valkey unavailable' : 'Gateway unavailable');
  }

  end() {
    this.#health('up', 'Running');
    if (this.#since === null) {
      return;
    }
    const away = duration(Date.now() - this.#since);
    this.#since = null;
    this.#say('back', 'Available again', `The outage lasted ${away}. You need not do anything.`);
    this.#timer = setTimeout(() => {
      byId('outage').hidden = true;
    }, SHOWN_AFTERWARDS);
  }

  #say(state, title, text) {
    const banner = byId('outage');
    const words = `${title}. ${text}`;
    banner.dataset.state = state;
    if (banner.textContent !== words) {
      const strong = document.createElement('strong');
      strong.textContent = `${title}.`;
      banner.replaceChildren(strong, ` ${text}`);
      if (openDialog()) {
        announce(words);
      }
    }
    // After its words, so that the ones of the last outage are not heard again.
    banner.hidden = false;
  }

  #health(state, words) {
    const health = byId('health');
    health.dataset.state = state;
    setText(health.firstElementChild, words);
  }
}

/** The liveness of the gateway does not depend on its server. */
async function gatewayLives() {
  try {
    await call('/health', { patience: 1500 });
    return true;
  } catch (failure) {
    return failure.status !== 0;
  }
}

/** What the gateway says of a server of its own that is away; null where it runs, or is somebody else's. */
async function ownServerTrouble() {
  try {
    await call('/health/ready', { patience: 1500 });
    return null;
  } catch (failure) {
    const said = failure.answer?.checks?.['own-server'];
    return said === undefined || said === 'up' ? null : said;
  }
}
