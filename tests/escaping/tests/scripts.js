// Reads a JSON list of scripts, each with harmless and with hostile values, and prints what is wrong with each, or null.
"use strict";
const { readFileSync } = require("node:fs");
const acorn = require("internal/deps/acorn/acorn/dist/acorn");

function parse(text, kind) {
  try {
    return acorn.parse(text, {
      ecmaVersion: "latest",
      sourceType: kind === "module" ? "module" : "script",
      allowReturnOutsideFunction: kind === "handler",
      allowHashBang: kind !== "handler",
    });
  } catch {
    return null;
  }
}

// The tree without the contents of strings and the positions.
function shape(tree) {
  return JSON.stringify(tree, function (key, value) {
    if (["start", "end", "directive"].includes(key)) return undefined;
    if (["value", "raw"].includes(key) && this.type === "Literal" && !this.regex) return undefined;
    return value;
  });
}

const results = JSON.parse(readFileSync(process.argv[2], "utf8")).map(({ kind, harmless, hostile }) => {
  const trees = [parse(harmless, kind), parse(hostile, kind)];
  if (trees[1] && shape(trees[1]).includes('"name":"pwn"')) return "a stranger's script runs";
  if (!trees[0] && !trees[1]) return "invalid";
  if (!trees[0] || !trees[1]) return "valid with some values only";
  return shape(trees[0]) === shape(trees[1]) ? null : "differs";
});
process.stdout.write(JSON.stringify(results));
