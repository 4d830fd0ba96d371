import { announce } from './announce.js';
import { call } from './api.js';
import { byId, setText } from './dom.js';
import { count, plural } from './format.js';

const GROUPS = '/api/v1/operator/dead-letter-groups';
const BATCH = 250;
const PATIENCE = 60_000;

/** Replays or deletes many dead letters part by part, shows how far it is, and can be stopped in between. */
export class LetterRun {
  #pipelines;
  #isStopped = false;

  constructor(pipelines) {
    this.#pipelines = pipelines;
    byId('letter-run-stop').addEventListener('click', () => {
      this.#isStopped = true;
      byId('letter-run-stop').disabled = true;
    });
  }

  /**
   * @param {{replay: boolean, reason: ?string, image: string, until: string, total: number}} task which ones, up to the id
   *     `until`; `total` is about how many
   * @returns {Promise<string>} what became of them
   */
  async go({ replay, reason, image, until, total }) {
    const done = { moved: 0, refused: 0 };
    let next = null;
    this.#isStopped = false;
    byId('letter-run-stop').disabled = false;
    byId('letter-run').hidden = false;
    announce(replay ? 'Replaying' : 'Deleting');
    try {
      do {
        this.#show(replay, done, total);
        const answer = await call(this.#path({ replay, reason, image, until, next }), {
          method: replay ? 'POST' : 'DELETE',
          patience: PATIENCE,
        });
        done.moved += replay ? answer.replayed : answer.deleted;
        done.refused += answer.refused?.length ?? 0;
        next = answer.next;
      } while (next !== null && !this.#isStopped);
    } catch (failure) {
      return `${words(replay, done)}, then stopped: ${failure.message}${rest(done, total)}.`;
    } finally {
      byId('letter-run').hidden = true;
    }
    return `${words(replay, done)}${next === null ? '' : `, then stopped${rest(done, total)}`}.`;
  }

  #path({ replay, reason, image, until, next }) {
    const query = new URLSearchParams({ until, count: String(BATCH) });
    const optional = { reason, image, after: next };
    for (const [name, value] of Object.entries(optional)) {
      if (value) {
        query.set(name, value);
      }
    }
    return this.#pipelines.path(`${GROUPS}${replay ? '/replay' : ''}?${query}`);
  }

  #show(replay, done, total) {
    const bar = byId('letter-run-bar');
    bar.max = Math.max(1, total);
    bar.value = done.moved + done.refused;
    setText(byId('letter-run-words'), `${replay ? 'Replayed' : 'Deleted'} ${count(done.moved)} of ${count(total)}`);
  }
}

function words(replay, { moved, refused }) {
  const stayed = refused > 0 ? `; ${count(refused)} cannot be replayed and remain` : '';
  return `${plural(moved, 'dead letter')} ${replay ? 'replayed' : 'deleted'}${stayed}`;
}

/** About how many were not reached; somebody else may have moved some of them. */
function rest({ moved, refused }, total) {
  const left = total - moved - refused;
  return left > 0 ? `; ${count(left)} not yet processed` : '';
}
