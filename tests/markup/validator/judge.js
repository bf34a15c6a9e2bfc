// Prints the tags of pages that do not match, by the tree that a browser makes of them. Its argument is a folder;
// each line of its output is a page, the line of a tag, and what is wrong with it, with tabs between them.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Parser, defaultTreeAdapter, html } from "parse5";

const VOID = new Set(
    "area base br col embed hr img input link meta param source track wbr".split(" "),
);

const OPTIONAL_END = new Set(
    ("body caption colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td tfoot th thead tr").split(" "),
);

const IMPLIED = new Set("body br colgroup head html p tbody tr".split(" "));

/** A parser that remembers all tags, by their offset. */
class Recorder extends Parser {
    starts = new Map();
    ends = new Map();

    onStartTag(token) {
        this.starts.set(token.location.startOffset, token);
        super.onStartTag(token);
    }

    onEndTag(token) {
        this.ends.set(token.location.startOffset, token);
        super.onEndTag(token);
    }
}

/** Returns all elements below a node, each with the offset at which the elements around it have ended. */
function* elements(node, limit = Infinity) {
    for (const child of [...(node.childNodes ?? []), ...(node.content ? [node.content] : [])]) {
        if (child.tagName !== undefined) yield [child, limit];
        const end = child.sourceCodeLocation?.endTag?.startOffset ?? Infinity;
        yield* elements(child, Math.min(limit, end));
    }
}

/** Returns what is wrong with the tags of a page: pairs of a line and a text. */
function problems(page) {
    const found = [];
    const recorder = new Recorder({
        sourceCodeLocationInfo: true,
        scriptingEnabled: false,
        treeAdapter: defaultTreeAdapter,
        onParseError({ code, startLine }) {
            if (code === "duplicate-attribute") found.push([startLine, "a repeated attribute"]);
        },
    });
    recorder.tokenizer.write(page, true);

    const begun = new Set();
    const closing = new Set();
    for (const [element, limit] of elements(recorder.document)) {
        const { tagName, namespaceURI, sourceCodeLocation } = element;
        const { startTag, endTag } = sourceCodeLocation ?? {};
        if (endTag) closing.add(endTag.startOffset);
        if (!startTag) {
            // An element that no tag begins: a `<tbody>` that is left out, or the rest of one that is divided.
            if (!IMPLIED.has(tagName)) found.push([1, `<${tagName}> is divided by its end tag`]);
            continue;
        }
        const isForeign = namespaceURI !== html.NS.HTML;
        const needsNoEnd = isForeign
            ? recorder.starts.get(startTag.startOffset)?.selfClosing
            : VOID.has(tagName) || OPTIONAL_END.has(tagName);
        if (begun.has(startTag.startOffset)) {
            found.push([startTag.startLine, `<${tagName}> is divided by another element`]);
        } else if (!endTag && !needsNoEnd) {
            found.push([startTag.startLine, `<${tagName}> is not closed`]);
        }
        if (tagName !== "body" && startTag.startOffset < limit && limit < endTag?.startOffset) {
            found.push([endTag.startLine, `</${tagName}> comes after an end tag around it`]);
        }
        begun.add(startTag.startOffset);
    }
    const hasHead = [...recorder.starts.values()].some(({ tagName }) => tagName === "head");
    for (const [offset, { tagName, location }] of recorder.ends) {
        // The start tags of these may be left out, also where their end tags are not.
        if (tagName === "body" || tagName === "html") continue;
        if (tagName === "head" && !hasHead) continue;
        if (!closing.has(offset)) found.push([location.startLine, `</${tagName}> closes nothing`]);
    }
    return found;
}

const [folder] = process.argv.slice(2);
for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith(".html")) continue;
    for (const [line, text] of problems(readFileSync(join(folder, file), "utf8"))) {
        console.log([file, line, text].join("\t"));
    }
}
