// Returns what Redocly's linter finds in OpenAPI documents; a list of lines for each.
const done = arguments[0];

// The require of CommonJS, over a map from "package/file" to the source. What a browser lacks is an empty module.
function requireFrom(modules) {
  const loaded = new Map();
  const fileOf = (name) => [name, `${name}.js`, `${name}.json`, `${name}/index.js`].find((file) => file in modules);
  const normalized = (path) => new URL(path, 'module:/').pathname.replace(/^\/|\/$/g, '');

  function load(name) {
    const main = JSON.parse(modules[`${name}/package.json`] ?? '{}').main;
    const file = fileOf(main ? normalized(`${name}/${main}`) : name);
    if (!file) return {};
    if (file.endsWith('.json')) return JSON.parse(modules[file]);
    if (!loaded.has(file)) {
      const module = {exports: {}};
      loaded.set(file, module);
      new Function('module', 'exports', 'require', modules[file])(module, module.exports, (wanted) =>
        load(wanted.startsWith('.') ? normalized(`${file}/../${wanted}`) : wanted === 'path' ? 'path-browserify' : wanted));
    }
    return loaded.get(file).exports;
  }
  return load;
}

async function lint({modules, documents}) {
  const {createConfig, lintFromString} = requireFrom(modules)('@redocly/openapi-core');
  const config = await createConfig({extends: ['recommended-strict']});
  return Promise.all(documents.map(async (source) =>
    (await lintFromString({source, config})).map(({ruleId, message, location}) =>
      `${ruleId} at ${location[0].pointer}: ${message}`)));
}

fetch('input.json').then((answer) => answer.json()).then(lint).then(done, (failure) => done([[failure.stack]]));
