//! Pages whose whitespace is collapsed.

/// A name, and a template.
pub(crate) type Page = (&'static str, &'static str);

/// Pages as people write them, which the comparison of warnings about tags uses, too.
pub(crate) const FILES: &[Page] = &[
    ("app", include_str!("../../../markup/pages/app.html")),
    ("blog", include_str!("../../../markup/pages/blog.html")),
    ("docs", include_str!("../../../markup/pages/docs.html")),
    ("form", include_str!("../../../markup/pages/form.html")),
    ("forum", include_str!("../../../markup/pages/forum.html")),
    ("mail", include_str!("../../../markup/pages/mail.html")),
    ("report", include_str!("../../../markup/pages/report.html")),
    ("shop", include_str!("../../../markup/pages/shop.html")),
];

/// One page for each thing that could go wrong.
pub(crate) const ALONE: &[Page] = &[
    (
        "document",
        "<!DOCTYPE html>\n<html>\n  <head>\n    <title>\n {{a}} </title>\n    <meta charset=\"utf-8\">\n  </head>\n  <body>\n    <p>\n a\n</p>\n  </body>\n</html>\n",
    ),
    (
        "no tags around the body",
        "<!doctype html>\n<title>a</title>\n\n  text  <p> {{a}} </p> text\n",
    ),
    ("quirks", "<p> a </p>\n <table>\n <tr> <td> {{a}} </td>\n <td> b </table> c"),
    ("inline", "<p> a <b> b </b> <i>c </i>{{a}} <u> </u> {{b}}<s>{{none}} </s> d </p>"),
    ("nested inline", "<div> <b> <i> a </i> </b> <span> <span> b</span> </span>c </div>"),
    ("pre", "<div>  <pre>  a\n\n   {{b}}\n</pre>  </div> <pre> <b>  x </b>  \n y</pre>"),
    ("listing", "<listing>\n a\n   b  {{b}}</listing>"),
    ("pre in a block", "{{#if on}}<pre>{{/if}}  a\n   b {{#if on}}</pre>{{/if}}"),
    ("inline pre", "<p> a <span style='white-space: pre'>  b\n  {{b}}  </span>  c </p>"),
    (
        "pre-wrap",
        "<div style=\"color: red; WHITE-SPACE : pre-wrap\">\n  a  <b>  b  </b>\n</div>  <p> c </p>",
    ),
    (
        "nested white-space",
        "<div style=\"white-space: pre-line\"> a\n b <span style=\"white-space: normal\"> c \n d </span>\n</div>",
    ),
    (
        "style of two branches",
        "{{#if off}}<div>{{else}}<div style='white-space: pre'>{{/if}}\n  a   b\n</div>",
    ),
    ("textarea", "<form> <textarea>\n  a\n   {{b}}  </textarea>  <input value='  a  '>  </form>"),
    (
        "script and style",
        "<style>  p  { color:  red }\n</style>\n  <script>  var a  =  {{a}};\n  // x\n  </script>\n <p> a </p>",
    ),
    ("script between texts", "<p> a <script> 1 </script> b </p> c <style> a {} </style> d"),
    (
        "table",
        "<table>\n  <caption> a </caption>\n  <colgroup>\n <col>\n <col> </colgroup>\n  <thead>\n <tr>\n <th> a </th>\n <th> b  c </th>\n </tr>\n </thead>\n  <tbody>{{#each items}}\n    <tr>\n <td> {{name}} </td> <td>\n b </td>\n </tr>\n  {{/each}}\n</tbody>\n</table>",
    ),
    (
        "list",
        "<ul>\n{{#each items}}\n  <li> {{name}} <b> b </b>\n  <ol> <li> 1 <li> 2 </ol>\n{{/each}}\n</ul> <dl>\n <dt> a </dt>\n <dd> b </dd>\n</dl>",
    ),
    (
        "inline-block",
        "<div> <p style='display: inline-block'> a </p> <p style='display: inline-block'> b </p> c </div>",
    ),
    (
        "inline list",
        "<ul>\n <li style='display: inline'> a </li>\n <li style='display: inline'> b </li>\n </ul>",
    ),
    (
        "buttons",
        "<button> a </button> <button>\n<b> b </b>\n</button>\n<input type=button value=' c '> <label> d </label>",
    ),
    ("images", "<p>\n <img alt=' a '>\n <img alt=b>\n text <img alt=c> </p>"),
    (
        "select",
        "<select>\n <option> a  b </option>\n <optgroup label=' c '>\n <option value=' d '> e </option>\n </optgroup>\n </select> <datalist> <option> f </datalist> g",
    ),
    (
        "comments",
        "<p> a <!-- b  c --> d <!-- e --></p> <!-- f --> <p><!-- g --> h </p>\n <!-- i -->\n <p> j",
    ),
    (
        "hidden block",
        "one <div hidden>x</div> two<div hidden>x</div> three <div hidden>x</div>four",
    ),
    (
        "hidden blocks in blocks",
        "one {{#if on}}<div hidden>x</div>{{/if}} two{{#each words}} <p hidden>x</p>{{/each}} three",
    ),
    ("closed dialog", "one <dialog> x </dialog> two <dialog open> y </dialog> three"),
    (
        "float",
        "one <div style='float: right'> x </div> two<p style='position: absolute'> y </p> three",
    ),
    ("breaks", "a <br> b<br>\n c\n <hr> d <br> <br> {{a}} <br> <i>e</i> <br> </p>"),
    (
        "details",
        "<details open>\n <summary> a </summary>\n b <p> c </p>\n</details> <details> <summary> d </summary> e </details> f",
    ),
    (
        "svg",
        "<p> a <svg width=90 height=20> <title> t </title> <text y=15>  x  <tspan> y </tspan> <title> z </title> w </text> </svg> b </p>",
    ),
    (
        "svg that keeps space",
        "<svg width=300><text y=20 xml:space=\"preserve\">  a   b  </text></svg>",
    ),
    ("math", "<p> <math> <mi> x </mi> <mo> + </mo> <mtext> a  b </mtext> </math> c"),
    (
        "loop of words",
        "<p>{{#each words}} {{this}}{{/each}}</p> <p>{{#each words}}{{this}} {{/each}}</p>",
    ),
    (
        "loop of lines",
        "<p>\n{{#each words}}\n  {{this}}\n{{/each}}\n</p> <div>{{#each words}} <b> {{this}} </b> {{/each}}</div>",
    ),
    (
        "loop of blocks and texts",
        "<div>{{#each words}} a <p> {{this}} </p> {{/each}} b</div> {{#each words}} <p hidden>x</p> {{this}}{{/each}}",
    ),
    (
        "loops in loops",
        "<div>{{#each items}} {{#each ../words}} {{this}} {{/each}} <p>{{name}}</p> {{/each}}</div>",
    ),
    (
        "branches",
        "<p> {{#if on}} a {{else}} b {{/if}} c {{#if off}}d{{/if}} e {{#unless on}}f{{/unless}}</p>",
    ),
    (
        "branches of blocks",
        "<div> {{#if on}} <p> a </p> {{else}} b {{/if}} c {{#if off}} <p>d</p> {{/if}} {{#with items}} e {{/with}}</div>",
    ),
    ("partials", "<div> {{> note}} {{> note}} a{{> note}}b </div> {{> note}}"),
    (
        "inline partials",
        "{{#*inline \"x\"}} <li> {{@partial-block}} </li> {{/inline}}<ul> {{> note}} </ul>",
    ),
    (
        "values of no text",
        "<p> {{none}} </p> <p> {{none}} a {{none}} {{none}} b {{none}}</p> {{none}} c {{none}} <p> </p>",
    ),
    ("values with space", "<p>{{b}} {{b}}</p>{{b}} <p> {{b}}{{b}} </p> {{{b}}} <i>{{b}}</i> {{b}}"),
    ("inline around blocks", "<b> <p> a </p> b <p> c </p> </b> d <span> <div> e </div> </span>"),
    (
        "headings and sections",
        "<main>\n <section>\n <h1> a </h1>\n <h2>b</h2> c\n <article> d </article>\n </section>\n <aside> e </aside> <footer> f </footer>\n </main>",
    ),
    ("definition of a template", "a <template> <p> b </p> c </template> d"),
    ("noscript", "a <noscript> <p> b </p> c </noscript> d <p> e </p>"),
    ("iframe", "a <iframe srcdoc='  b  '>  c  </iframe> d"),
    ("other spaces", "<p> a \u{a0} b\u{2003} c \u{200b} d \u{b} e \u{3000}</p> \u{a0} <p> f </p>"),
    ("references of spaces", "<p> a&nbsp; b &#32; c &#10; d </p> &nbsp; <p> e </p>"),
    (
        "fieldset",
        "<form>\n <fieldset>\n <legend> a </legend>\n <label> b <input> </label> c\n </fieldset>\n </form>",
    ),
    (
        "figure",
        "<figure>\n <img alt=a>\n <figcaption> b </figcaption>\n </figure> <blockquote> c </blockquote> <address> d </address>",
    ),
    ("ruby", "<p> <ruby> a <rp> ( </rp> <rt> b </rt> <rp> ) </rp> </ruby> c"),
    ("contenteditable", "<div contenteditable>  a   b <p> c </p> </div>"),
    ("wbr and nobr", "<p> a <wbr> b <nobr> c   d </nobr> e </p>"),
];

/// Pages whose style sheets show whitespace that is left out: `"collapse"` is not for them.
pub(crate) const CONTROLS: &[Page] = &[
    ("pre by a class", "<style>.a { white-space: pre }</style><p class=a>  a   b\n  c</p>"),
    (
        "inline-block by a class",
        "<style>li { display: inline-block }</style><ul>\n <li>a</li>\n <li>b</li>\n</ul>",
    ),
    ("inline by a class", "<style>p { display: inline }</style><p> a </p> <p> b </p>"),
    (
        "pre by a script",
        "<p id=a>  a   b</p><script>document.getElementById('a').style.whiteSpace = 'pre'</script>",
    ),
];
