import { call } from './api.js';
import { DeadLetters } from './dead-letters.js';
import { byId, setText } from './dom.js';
import { listenForFiles } from './drop.js';
import { count } from './format.js';
import { Outage } from './outage.js';
import { Photos } from './photos.js';
import { PipelineStates } from './pipeline-states.js';
import { Pipelines } from './pipelines.js';
import { poll } from './poll.js';
import { Results } from './results.js';
import { session } from './session.js';
import { Streams } from './streams.js';
import { Views } from './views.js';

const STATE_EVERY = 2000;
const OPERATIONS = ['results', 'streams', 'dead-letters', 'pipelines'];

const outage = new Outage();
let refresh = () => {};
const views = new Views(() => refresh());

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
  listenForFiles((files, leftOut) => {
    location.hash = '#photos';
    photos.add(files, leftOut);
  });
  photos.restore();
}

function showOperations() {
  const pipelines = new Pipelines(() => {
    shown.forEach((view) => view.clear());
    refresh();
  });
  const streams = new Streams(pipelines);
  const letters = new DeadLetters(pipelines, () => refresh());
  const operations = {
    results: new Results(pipelines, () => refresh()),
    streams,
    'dead-letters': letters,
    pipelines: new PipelineStates(pipelines),
  };
  const shown = Object.values(operations);
  refresh = poll(async () => {
    const seen = await watched(async () => {
      await pipelines.refresh();
      const state = await call(pipelines.path('/api/v1/operator/streams'));
      showTotal(state.streams.at(-1).length);
      await refreshView(operations[views.current], state);
    });
    streams.showAge(!seen);
  }, STATE_EVERY);
}

/** A routes directory of somebody's own may be older than the calls of a view. */
async function refreshView(view, state) {
  const missing = byId('view-missing');
  try {
    await view?.refresh(state);
    missing.hidden = true;
  } catch (failure) {
    if (failure.status !== 404) {
      throw failure;
    }
    missing.hidden = false;
  }
}

function showTotal(letters) {
  const total = byId('letter-total');
  total.hidden = letters === 0;
  setText(total, count(letters));
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
        refuse('This token is wrong.');
        return;
      }
      field.value = '';
      byId('sign-in').hidden = true;
      byId('sign-out').hidden = false;
      operate();
      byId(`${views.current}-title`).focus();
    } catch (failure) {
      refuse(`Sign-in failed: ${failure.message}.`);
    }
  });
}

function operate() {
  views.offer(OPERATIONS);
  showOperations();
}

async function start() {
  let access = null;
  while (!(await watched(async () => (access = await call('/api/v1/access'))))) {
    await new Promise((resolve) => setTimeout(resolve, STATE_EVERY));
  }
  if (access.uploads) {
    views.offer(['photos']);
    offerUploads(access.uploads);
  }
  if (access.operator) {
    byId('sign-out').hidden = session.token === null;
    operate();
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
