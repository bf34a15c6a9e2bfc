// Renders each case of a file: an array of templates with their data. Prints an array of arrays: what Handlebars prints;
// what it prints if 0, "" and NaN are false for `with` and sections, too, and a section is a loop of one turn; if `lookup` finds nothing in texts, in false and in 0; and with
// both. An error is an object with its message.
import { readFileSync, writeSync } from "node:fs";
import Handlebars from "handlebars";

const isFalse = (value) => value === 0 || value === "" || Number.isNaN(value);

const adjustTruth = (handlebars) => {
  const { with: withHelper, blockHelperMissing } = handlebars.helpers;
  handlebars.registerHelper("with", function (context, options) {
    return withHelper.call(this, isFalse(context) ? null : context, options);
  });
  handlebars.registerHelper("blockHelperMissing", function (context, options) {
    if (!isFalse(context) && context != null && context !== false && !Array.isArray(context)) {
      const data = Handlebars.createFrame(options.data ?? {});
      Object.assign(data, { index: 0, key: 0, first: true, last: true });
      return options.fn(context === true ? this : context, { data });
    }
    return blockHelperMissing.call(this, isFalse(context) ? null : context, options);
  });
};

const adjustLookup = (handlebars) => {
  const lookup = handlebars.helpers.lookup;
  handlebars.registerHelper("lookup", (value, key, options) =>
    !value || (typeof value === "string" && key !== "length") ? "" : lookup(value, key, options),
  );
};

const engines = [[], [adjustTruth], [adjustLookup], [adjustTruth, adjustLookup]].map((adjustments) => {
  const handlebars = Handlebars.create();
  adjustments.forEach((adjust) => adjust(handlebars));
  return handlebars;
});

const render = (handlebars, template, data) => {
  try {
    return handlebars.compile(template)(data);
  } catch (error) {
    return { error: String(error.message) };
  }
};
const cases = JSON.parse(readFileSync(process.argv[2], "utf8"));
const outcomes = cases.map(({ template, data }) =>
  engines.map((handlebars) => render(handlebars, template, data)),
);
const output = Buffer.from(JSON.stringify(outcomes));
for (let at = 0; at < output.length; ) at += writeSync(1, output, at);
