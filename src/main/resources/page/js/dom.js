/** The element with that id, which the page is known to have. */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`the page has no element #${id}`);
  }
  return found;
}

/**
 * Makes an element. Text only ever becomes text, so that nothing from outside is read as HTML.
 *
 * @param {string} tag the name; `svg:path` for an element of SVG
 * @param {object} properties attributes; `text` is the content, `on…` a listener, and null leaves an attribute out
 * @param {...(Node|string)} children what is inside
 */
export function element(tag, properties = {}, ...children) {
  const made = tag.startsWith('svg:')
    ? document.createElementNS('http://www.w3.org/2000/svg', tag.slice(4))
    : document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    set(made, name, value);
  }
  made.append(...children);
  return made;
}

function set(target, name, value) {
  if (value === null || value === undefined) {
    return;
  }
  if (name === 'text') {
    target.textContent = value;
  } else if (name.startsWith('on')) {
    target.addEventListener(name.slice(2), value);
  } else {
    target.setAttribute(name, value === true ? '' : value);
  }
}

/** Changes the text only when it differs, so that a screen reader is not told the same again. */
export function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/** A list of names and values. */
export function fieldList(fields) {
  const list = element('dl', { class: 'fields' });
  for (const [name, value] of Object.entries(fields)) {
    list.append(element('dt', { text: name }), element('dd', { text: String(value) }));
  }
  return list;
}
