// Checks which strings of sample.rs the query for tree-sitter and the grammar for VS Code read as templates.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";
import { Language, Parser, Query } from "web-tree-sitter";

const require = createRequire(import.meta.url);
const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const source = read("sample.rs");

// Strings of the sample, without comments: whether each is a text is known from its content.
const STRINGS = /\/\/.*|\/\*[^]*?\*\/|r(#*)"([^]*?)"\1|"((?:\\[^]|[^"\\])*)"/g;
const expected = [];
const others = [];
for (const match of source.matchAll(STRINGS)) {
  const content = match[2] ?? match[3];
  if (content === undefined) continue;
  const start = match.index + match[0].indexOf('"') + 1;
  (content.includes("TEXT") ? expected : others).push([start, start + content.length]);
}
assert.equal(expected.length, 9);
assert.ok(others.length > 15);

// What is between the escapes of a literal, as the query returns it.
function pieces([start, end]) {
  const raw = /r#*"$/.test(source.slice(0, start));
  if (raw) return [source.slice(start, end)];
  return source.slice(start, end).split(/\\[^]/).filter((piece) => piece !== "");
}

async function query(path) {
  await Parser.init();
  const rust = await Language.load(require.resolve("tree-sitter-rust/tree-sitter-rust.wasm"));
  const parser = new Parser();
  parser.setLanguage(rust);
  const found = new Map(); // A text that two alternatives find is one.
  for (const match of new Query(rust, read(path)).matches(parser.parse(source).rootNode)) {
    assert.equal(match.setProperties["injection.language"], "glimmer");
    const nodes = match.captures.filter((capture) => capture.name === "injection.content").map((capture) => capture.node);
    found.set(nodes[0].startIndex, nodes.map((node) => node.text));
  }
  const texts = [...found].sort(([a], [b]) => a - b).map(([, text]) => text);
  assert.deepEqual(texts, expected.map(pieces));
}

async function grammar() {
  await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
  const manifest = JSON.parse(read("../vscode/package.json")).contributes.grammars[0];
  const files = new Map([[manifest.scopeName, read(`../vscode/${manifest.path}`)]]);
  for (const name of ["rust", "handlebars", "html"]) {
    const text = readFileSync(require.resolve(`tm-grammars/grammars/${name}.json`), "utf8");
    files.set(JSON.parse(text).scopeName, text);
  }
  files.set("text.html.basic", files.get("text.html.basic") ?? files.get("text.html.html"));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => (files.get(scope) ? textmate.parseRawGrammar(files.get(scope), "g.json") : null),
    getInjections: (scope) => (manifest.injectTo.includes(scope) ? [manifest.scopeName] : []),
  });
  const rust = await registry.loadGrammar("source.rust");
  const inside = new Array(source.length).fill(false);
  const tags = new Array(source.length).fill(false);
  let stack = textmate.INITIAL;
  let offset = 0;
  for (const line of source.split("\n")) {
    const result = rust.tokenizeLine(line, stack);
    for (const token of result.tokens) {
      const end = Math.min(token.endIndex, line.length);
      const embedded = token.scopes.some((scope) => Object.hasOwn(manifest.embeddedLanguages, scope));
      const tag = token.scopes.some((scope) => scope.includes("handlebars") && !scope.startsWith("meta.embedded"));
      inside.fill(embedded, offset + token.startIndex, offset + end);
      tags.fill(tag, offset + token.startIndex, offset + end);
    }
    stack = result.ruleStack;
    offset += line.length + 1;
  }
  for (let at = 0; at < source.length; at++) {
    if (source[at] === "\n") continue;
    const text = expected.some(([start, end]) => start <= at && at < end);
    const line = source.slice(0, at).split("\n").length;
    assert.equal(inside[at], text, `line ${line}: ${JSON.stringify(source.slice(at, at + 20))}`);
    if (text && source.startsWith("{{", at)) assert.ok(tags[at], `line ${line}: a tag has no color`);
  }
}

// Helix merges no queries, and Neovim extends its own.
const neovim = "../neovim/after/queries/rust/injections.scm";
assert.equal(read(neovim), `; extends\n\n${read("../helix/injections.scm")}`);
await query(neovim);
await grammar();
console.log(`${expected.length} texts of templates and ${others.length} other strings are told apart`);
