import { ApiError, call } from './api.js';
import { byId, element } from './dom.js';
import { bytes, count } from './format.js';
import { Routes } from './routes.js';

const AGAIN = 6000;

/** What runs in this gateway: each pipeline with its state, its keys and what is in its streams, and the routes. */
export class PipelineStates {
  #pipelines;
  #asked = 0;
  #known = '';
  #routes = new Routes();

  constructor(pipelines) {
    this.#pipelines = pipelines;
  }

  clear() {
    this.#asked = 0;
  }

  async refresh() {
    await this.#showPipelines();
    await this.#routes.refresh();
  }

  async #showPipelines() {
    if (Date.now() - this.#asked < AGAIN) {
      return;
    }
    const { pipelines } = await call('/api/v1/operator/pipelines');
    const states = await statesOf();
    const seen = await Promise.all(
      pipelines.map(async (pipeline) => ({
        ...pipeline,
        state: states[pipeline.name] ?? 'unknown',
        streams: (await call(`/api/v1/operator/streams?pipeline=${pipeline.name}`)).streams,
      })),
    );
    this.#asked = Date.now();
    // Left as it is while nothing changes, with the focus.
    const known = JSON.stringify(
      seen.map((one) => [one.name, one.state, one.streams.map((stream) => stream.length), one.route]),
    );
    if (known !== this.#known) {
      this.#known = known;
      byId('pipeline-list').replaceChildren(...seen.map((one) => this.#card(one)));
    }
  }

  #card(pipeline) {
    const [jobs, results, letters] = pipeline.streams;
    const group = jobs.groups.find((one) => one.group === pipeline.group);
    const isUp = pipeline.state === 'up';
    const facts = {
      'Jobs waiting': group?.backlog === null ? 'unknown' : count(group?.backlog ?? jobs.length),
      'In flight': count(group?.pending ?? 0),
      Results: count(results.length),
      'Dead letters': count(letters.length),
      'Largest file': bytes(pipeline.max_file_size),
      'Upload token': pipeline.require_token ? 'required' : 'optional',
      Route: pipeline.route,
      Jobs: `${pipeline.process}, group ${pipeline.group}`,
    };
    const list = element('dl', { class: 'facts' });
    for (const [name, value] of Object.entries(facts)) {
      list.append(element('div', {}, element('dt', { text: name }), element('dd', { text: value })));
    }
    const open = (view) => () => {
      this.#pipelines.choose(pipeline.name);
      location.hash = `#${view}`;
    };
    return element(
      'li',
      { class: 'pipeline' },
      element(
        'div',
        { class: 'section-head' },
        element('h3', { text: pipeline.name }),
        element(
          'p',
          { class: 'health', 'data-state': isUp ? 'up' : 'down' },
          element('span', { text: isUp ? 'Running' : pipeline.state }),
        ),
      ),
      list,
      element(
        'div',
        { class: 'letter-buttons' },
        element('button', {
          type: 'button',
          text: 'Results',
          'aria-label': `Results of ${pipeline.name}`,
          onclick: open('results'),
        }),
        element('button', {
          type: 'button',
          text: 'Dead letters',
          'aria-label': `Dead letters of ${pipeline.name}`,
          onclick: open('dead-letters'),
        }),
      ),
    );
  }
}

/** Readiness says it of each pipeline, also when it is not given. */
async function statesOf() {
  try {
    return (await call('/health/ready')).pipelines ?? {};
  } catch (failure) {
    if (failure instanceof ApiError && failure.answer?.pipelines) {
      return failure.answer.pipelines;
    }
    throw failure;
  }
}
