import { announce } from './announce.js';
import { Comparison } from './compare.js';
import { copied } from './copy.js';
import { byId, element, fieldList } from './dom.js';
import { lifeOf } from './life.js';

let opening = 0;

/**
 * Shows what is known of a job in a dialog: its pictures, its fields and its life.
 *
 * @param {object} shown
 * @param {string} shown.title
 * @param {{title: string, url: string, facts: string[]}=} shown.before the original, where this page has it
 * @param {Array=} shown.pictures what was made, as {@link picturesOf} gives it
 * @param {string=} shown.words a sentence
 * @param {Node=} shown.problem why there is no picture
 * @param {object=} shown.fields of the result
 * @param {function(): Promise<?object>} shown.life asks for the life of the job
 */
export async function view({
  title,
  before = null,
  pictures = [],
  words = '',
  problem = null,
  fields = null,
  life = null,
}) {
  const dialog = byId('viewer');
  const body = byId('viewer-body');
  const turn = ++opening;
  byId('viewer-title').textContent = title;
  body.replaceChildren();
  if (!dialog.open) {
    dialog.showModal();
  }
  byId('viewer-close').focus();
  if (problem) {
    body.append(problem);
  }
  const place = element('div', { class: 'viewer-pictures' });
  body.append(place);
  if (words) {
    body.append(element('p', { class: 'verdict', text: words }));
  }
  const lifePlace = element('div');
  body.append(lifePlace);
  if (fields) {
    const list = element('details', {}, element('summary', { text: 'All fields of the result' }));
    list.open = pictures.length === 0;
    list.append(fieldList(fields));
    body.append(list);
  }
  await Promise.all([showPictures(place, before, pictures, turn), life ? showLife(lifePlace, life, turn) : null]);
}

byId('viewer-close').addEventListener('click', () => byId('viewer').close());
byId('viewer').addEventListener('close', () => {
  opening++;
  byId('viewer-body').replaceChildren();
});
// A click beside the dialog closes it.
byId('viewer').addEventListener('click', (event) => {
  if (event.target === byId('viewer')) {
    byId('viewer').close();
  }
});

async function showPictures(place, before, pictures, turn) {
  if (pictures.length === 0) {
    return;
  }
  let loaded;
  try {
    loaded = await Promise.all(pictures.map(async (one) => ({ ...one, url: await one.load() })));
  } catch (failure) {
    place.append(
      element('p', { class: 'problem', role: 'alert', text: `The picture cannot be shown: ${failure.message}` }),
    );
    return;
  }
  if (turn !== opening) {
    return;
  }
  const said = (one) => ({ url: one.url, alt: `${one.title}: ${one.facts.join(', ')}`, type: one.facts[0] });
  const comparison = new Comparison({ before: before && said(before), after: said(loaded[0]) });
  const actions = element('div', { class: 'viewer-actions' });
  const select = (one) => {
    comparison.show(said(one));
    actions.replaceChildren(...actionsFor(one));
  };
  actions.append(...actionsFor(loaded[0]));
  comparison.controls.append(actions);
  place.append(captions(before, loaded[0]), comparison.root);
  if (loaded.length > 1) {
    place.append(sizes(loaded, select));
  }
}

function captions(before, after) {
  const caption = (one) => element('p', {}, element('strong', { text: one.title }), ` ${one.facts.join(' · ')}`);
  return element('div', { class: 'captions' }, ...[before, after].filter(Boolean).map(caption));
}

/** The sizes that were made, side by side; each can be looked at large. */
function sizes(pictures, select) {
  const widest = Math.max(...pictures.map((one) => one.width || 1));
  const items = pictures.map((one) => {
    const image = element('img', { src: one.url, alt: '', loading: 'lazy', decoding: 'async' });
    image.style.setProperty('--share', String(Math.max(0.15, (one.width || 1) / widest)));
    return element(
      'li',
      {},
      element(
        'button',
        { type: 'button', 'aria-label': `Show ${one.title}, ${one.facts.join(', ')}`, onclick: () => select(one) },
        image,
      ),
      element(
        'p',
        { class: 'quiet', 'aria-hidden': 'true' },
        element('strong', { text: one.title }),
        ` ${one.facts.join(' · ')}`,
      ),
    );
  });
  return element('ul', { class: 'sizes', 'aria-label': 'Sizes' }, ...items);
}

function actionsFor(one) {
  const name = one.key.split('/').at(-1);
  // What is seen changes, and the name of the button does not: that the key was copied is heard once.
  const seen = element('span', { 'aria-hidden': 'true', text: 'Copy the key' });
  const copy = element(
    'button',
    {
      type: 'button',
      onclick: async () => {
        const done = await copied(one.key);
        seen.textContent = done ? 'Copied' : 'Copy failed';
        announce(done ? 'The key was copied to the clipboard' : 'The browser does not allow copying');
      },
    },
    seen,
    element('span', { class: 'unseen', text: 'Copy the key' }),
  );
  return [
    element('a', { class: 'button', href: one.url, download: name, text: 'Download' }),
    copy,
    element('code', { class: 'key', text: one.key }),
  ];
}

async function showLife(place, life, turn) {
  try {
    const told = await life();
    if (told && turn === opening) {
      place.append(lifeOf(told));
    }
  } catch (failure) {
    place.append(element('p', { class: 'quiet', text: `The timeline of the job is unavailable: ${failure.message}` }));
  }
}
