import { byId, setText } from './dom.js';
import { count } from './format.js';
import { groupRow } from './letter-rows.js';

/** The rows of the reasons, one for each and one for all, and how many letters were counted. */
export class LetterGroups {
  #list = byId('letter-groups');
  #actions;

  /**
   * @param {{choose: function(?string), replay: function(object, string), remove: function(object, string)}} actions are
   *     given a reason, or a group and the part of image ids with which it was counted
   */
  constructor(actions) {
    this.#actions = actions;
  }

  clear() {
    this.#list.replaceChildren();
    this.#list.dataset.key = '';
  }

  /** @param {?string} reason the one that is chosen; null for all */
  show(tally, reason) {
    const { image, groups, total, last } = tally;
    setText(byId('letters-counted'), total > 0 ? `${count(total)}${image ? ' found' : ''}` : '');
    const all = { reason: null, count: total, error: '', last };
    const shown = groups.length > 1 ? [all, ...groups] : groups;
    const key = JSON.stringify([shown, reason, image]);
    if (this.#list.dataset.key === key) {
      return;
    }
    const focused = this.#list.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
    this.#list.dataset.key = key;
    this.#list.replaceChildren(
      ...shown.map((group) =>
        groupRow(group, {
          isChosen: shown.length > 1 && group.reason === reason,
          choose: shown.length > 1 ? () => this.#actions.choose(group.reason) : null,
          // What was counted is acted on, and not what is looked for by then.
          replay: () => this.#actions.replay(group, image),
          remove: () => this.#actions.remove(group, image),
        }),
      ),
    );
    if (focused) {
      this.#list.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
    }
  }
}
