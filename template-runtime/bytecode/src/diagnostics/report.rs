use super::{buffer::MessageBuffer, excerpt::Excerpt};

/// The parts of a diagnostic's text.
///
/// ```text
/// page.hbs:2:4: no field `nmae` on `Page`
///   |
/// 2 | <p>{{nmae}}
///   |      ^^^^
/// help: did you mean `name`?
/// note: there are 3 more errors in this template
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Report<'r> {
    /// The file that holds the template.
    pub file: &'r str,
    /// The text of the template.
    pub source: &'r str,
    /// One sentence, without a full stop.
    pub message: &'r str,
    /// The construct that the message is about; its position comes before the message.
    pub excerpt: Excerpt<'r>,
    /// Other constructs that the message is about.
    pub related: &'r [Excerpt<'r>],
    /// The suggested correction, or an empty string for no help.
    pub help: &'r str,
    /// The places that include the file, if it is a partial: lines that each begin with a line break.
    pub includes: &'r str,
    /// The number of diagnostics of the template that are not shown.
    pub more: usize,
}

impl Report<'_> {
    /// Returns the length of the text in bytes.
    #[must_use]
    pub const fn length(&self) -> usize {
        let mut out = MessageBuffer::new(&mut []);
        self.write(&mut out);
        out.len()
    }

    /// Adds the text to `out`.
    pub const fn write(&self, out: &mut MessageBuffer<'_>) {
        let position = self.excerpt.position;
        out.push_all(&[self.file, ":"]);
        out.push_number(position.line as usize);
        out.push(":");
        out.push_number(position.column as usize);
        out.push_all(&[": ", self.message]);
        self.excerpt.write(out, self.source);
        let mut i = 0;
        while i < self.related.len() {
            self.related[i].write(out, self.source);
            i += 1;
        }
        if !self.help.is_empty() {
            out.push_all(&["\nhelp: ", self.help]);
        }
        out.push(self.includes);
        if self.more > 0 {
            out.push(if self.more == 1 { "\nnote: there is " } else { "\nnote: there are " });
            out.push_number(self.more);
            out.push(if self.more == 1 { " more error" } else { " more errors" });
            out.push(" in this template");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Position;

    const REPORT: Report<'_> = Report {
        file: "page.hbs",
        source: "one\n\t{{nmae}}\n",
        message: "no such name",
        excerpt: Excerpt { position: Position { line: 2, column: 4 }, start: 7, end: 11, note: "" },
        related: &[],
        help: "",
        includes: "",
        more: 0,
    };

    #[track_caller]
    fn assert_text(report: &Report<'_>, end: &str) {
        let mut bytes = std::vec![0; report.length()];
        let mut out = MessageBuffer::new(&mut bytes);
        report.write(&mut out);
        let start = "page.hbs:2:4: no such name\n  |\n2 | \t{{nmae}}\n  | \t  ^^^^";
        assert_eq!(out.as_str(), std::format!("{start}{end}"));
    }

    #[test]
    fn a_report_has_position_message_and_excerpt() {
        assert_text(&REPORT, "");
    }

    #[test]
    fn a_report_may_have_other_excerpts_help_and_a_note() {
        let first =
            Excerpt { position: Position { line: 1, column: 1 }, start: 0, end: 3, note: "first" };
        let related = [first];
        let report = Report { related: &related, help: "write `name`", more: 1, ..REPORT };
        let end = "\n  |\n1 | one\n  | ^^^ first\nhelp: write `name`";
        assert_text(&report, &std::format!("{end}\nnote: there is 1 more error in this template"));
        let report =
            Report { more: 12, includes: "\nincluded at a.hbs:1:1 by `{{> b}}`", ..report };
        assert_text(
            &report,
            &std::format!(
                "{end}\nincluded at a.hbs:1:1 by `{{{{> b}}}}`\nnote: there are 12 more errors in this template"
            ),
        );
    }

    #[test]
    fn a_report_is_written_while_compiling() {
        const LEN: usize = REPORT.length();
        const TEXT: [u8; LEN] = {
            let mut bytes = [0; LEN];
            REPORT.write(&mut MessageBuffer::new(&mut bytes));
            bytes
        };
        assert!(TEXT.ends_with(b"^^^^"));
    }
}
