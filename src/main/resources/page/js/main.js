import { call } from './api.js';
import { DeadLetters } from './dead-letters.js';
import { byId } from './dom.js';
import { listenForFiles } from './drop.js';
import { Outage } from './outage.js';
import { Photos } from './photos.js';
import { Pipelines } from './pipelines.js';
import { poll } from './poll.js';
import { session } from './session.js';
import { Streams } from './streams.js';

const STATE_EVERY = 2000;
const SAMPLES_EVERY = 10_000;

const outage = new Outage();

/**
 * Runs calls of the page itself; what they meet decides whether there is an outage, and who has to sign in.
 *
 * @returns {Promise<boolean>} whether they succeeded
 */
async function watched(work) {
  try {
    await work();
    outage.end();
    return true;
  } catch (failure) {
    if (failure.isOutage) {
      await outage.begin(failure);
    } else if (failure.status === 401) {
      session.forget();
      location.reload();
    } else {
      throw failure;
    }
    return false;
  }
}

/** Uploads are offered by a gateway with a server of its own, to callers on the same machine. */
function offerUploads(limits) {
  const photos = new Photos(limits);
  byId('photos').hidden = false;
  listenForFiles((files) => photos.add(files));
}

function showOperations() {
  const streams = new Streams();
  let sampled = 0;
  const pipelines = new Pipelines(() => {
    sampled = 0;
    letters.clear();
    refresh();
  });
  const letters = new DeadLetters(pipelines, () => refresh());
  for (const id of ['streams', 'dead-letters']) {
    byId(id).hidden = false;
  }
  const refresh = poll(async () => {
    const seen = await watched(async () => {
      await pipelines.refresh();
      const { streams: reports, own_server: own } = await call(
        pipelines.path('/api/v1/operator/streams'),
      );
      streams.showOwnServer(own);
      if (Date.now() - sampled >= SAMPLES_EVERY) {
        streams.showSamples(await call(pipelines.path('/api/v1/operator/samples')));
        sampled = Date.now();
      }
      streams.showReports(reports);
      await letters.refresh(reports.at(-1).length);
    });
    streams.showAge(!seen);
  }, STATE_EVERY);
}

function askForToken() {
  const problem = byId('sign-in-problem');
  const field = byId('token');
  const refuse = (words) => {
    session.forget();
    problem.textContent = words;
    field.focus();
  };
  byId('sign-in').hidden = false;
  byId('sign-in-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    problem.textContent = '';
    session.keep(field.value);
    try {
      const access = await call('/api/v1/access');
      if (!access.operator) {
        refuse('That is not the token.');
        return;
      }
      field.value = '';
      byId('sign-in').hidden = true;
      byId('sign-out').hidden = false;
      showOperations();
      byId('streams-title').focus();
    } catch (failure) {
      refuse(`Not now: ${failure.message}.`);
    }
  });
}

async function start() {
  let access = null;
  while (!(await watched(async () => (access = await call('/api/v1/access'))))) {
    await new Promise((resolve) => setTimeout(resolve, STATE_EVERY));
  }
  if (access.uploads) {
    offerUploads(access.uploads);
  }
  if (access.operator) {
    byId('sign-out').hidden = session.token === null;
    showOperations();
  } else {
    session.forget();
    askForToken();
  }
}

byId('sign-out').addEventListener('click', () => {
  session.forget();
  location.reload();
});
start();
