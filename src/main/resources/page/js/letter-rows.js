import { element, fieldList } from './dom.js';
import { count, moment, plural } from './format.js';

/**
 * The row of dead letters with one reason, or of all.
 *
 * @param {{reason: ?string, count: number, last: string, error: string}} group `reason` is null for all
 * @param {{isChosen: boolean, choose: ?function(), replay: function(), remove: function()}} actions
 */
export function groupRow(group, { isChosen, choose, replay, remove }) {
  const name = group.reason === null ? 'All' : group.reason || 'UNKNOWN';
  const words = plural(group.count, 'dead letter');
  const label = element('span', { class: group.reason === null ? 'group-all' : 'badge', text: name });
  const head = choose
    ? element(
        'button',
        {
          type: 'button',
          class: 'group-choice',
          'aria-pressed': String(isChosen),
          'data-focus': `choose ${name}`,
          onclick: choose,
        },
        label,
        ` ${count(group.count)}`,
      )
    : element('span', { class: 'group-choice' }, label, ` ${count(group.count)}`);
  const button = (text, work, style) =>
    element('button', {
      type: 'button',
      class: style,
      text: `${text} ${group.count === 1 ? 'it' : 'all'}`,
      'aria-label': `${text} ${words}${group.reason === null ? '' : `, ${name}`}`,
      'data-focus': `${text} ${name}`,
      onclick: work,
    });
  const newest = group.reason !== null ? `newest ${moment(Number(group.last.split('-')[0]))}: ${group.error}` : '';
  return element(
    'li',
    { class: 'letter-group', 'data-chosen': isChosen ? '' : null, 'data-reason': group.reason ?? '' },
    head,
    element('span', { class: 'group-error quiet', text: newest }),
    element(
      'span',
      { class: 'letter-buttons' },
      button('Replay', replay, null),
      button('Delete', remove, 'quiet-danger'),
    ),
  );
}

/**
 * The row of one dead letter.
 *
 * @param {{id: string, fields: object}} letter
 * @param {{replay: function(string): Promise, remove: function(string): Promise, done: function()}} actions are given the
 *     image id; `done` follows each
 */
export function letterRow({ id, fields }, { replay, remove, done }) {
  const image = fields.image_id ?? 'unnamed image';
  const name = `${image}, ${fields.dlq_reason ?? 'unknown reason'}`;
  const problem = element('p', { class: 'problem', role: 'alert' });
  const act = async (work) => {
    problem.textContent = '';
    try {
      await work(image);
    } catch (failure) {
      problem.textContent = failure.message;
    }
    done();
  };
  return element(
    'li',
    { class: 'letter', 'data-id': id },
    element(
      'div',
      { class: 'letter-head' },
      element('code', { class: 'badge', text: fields.dlq_reason ?? 'UNKNOWN' }),
      element('h3', { text: image }),
      element('span', { class: 'quiet', text: facts(fields) }),
    ),
    element('p', { class: 'letter-error', text: fields.dlq_error ?? '' }),
    element('details', {}, element('summary', { text: 'Details' }), fieldList({ id, ...fields })),
    element(
      'div',
      { class: 'letter-buttons' },
      element('button', { type: 'button', text: 'Replay', 'aria-label': `Replay ${name}`, onclick: () => act(replay) }),
      element('button', {
        type: 'button',
        class: 'quiet-danger',
        text: 'Delete',
        'aria-label': `Delete ${name}`,
        onclick: () => act(remove),
      }),
    ),
    problem,
  );
}

function facts(fields) {
  const runs = Number(fields.dlq_delivery_count);
  return [runs > 0 ? `delivered ${plural(runs, 'time')}` : '', fields.dlq_at ? moment(fields.dlq_at) : '']
    .filter(Boolean)
    .join(' · ');
}
