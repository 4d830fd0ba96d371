// Returns the errors of a TypeScript program as its compiler prints them; one line each.
const done = arguments[0];

function compile({compiler, files, main}) {
  const module = {exports: {}};
  new Function('module', compiler)(module);
  const ts = module.exports;
  const options = {
    strict: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ES2022,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  };
  const host = {
    fileExists: (name) => name in files,
    readFile: (name) => files[name],
    getSourceFile: (name, version) => name in files ? ts.createSourceFile(name, files[name], version) : undefined,
    getDefaultLibFileName: () => '/lib.d.ts',
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
  };
  return ts.getPreEmitDiagnostics(ts.createProgram([main], options, host))
    .map((error) => ts.formatDiagnostic(error, host).trim());
}

fetch('input.json').then((answer) => answer.json()).then(compile).then(done, (failure) => done([failure.stack]));
