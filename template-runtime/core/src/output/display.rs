//! The output of values that implement `Display`.

use super::{compact::COMPACT, cursor::Out};
use core::{
    fmt::{self, Display, Write},
    mem,
};
use template_bytecode::Escape;

impl<'o> Out<'o> {
    /// Appends the `Display` output of `value`, escaped with `escape`, piece by piece as it is
    /// written.
    ///
    /// # Errors
    ///
    /// The second part of the result is the error of `value` itself. The output before the error is
    /// kept.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn display(self, value: &dyn Display, escape: Escape) -> (Self, fmt::Result) {
        let mut failed = false;
        let has_failed = &mut failed;
        let out = self.out_of_line(move |out| {
            let mut writer = EscapeWriter { out, escape, failed: false };
            let result = write!(writer, "{value}");
            *has_failed = writer.failed || result.is_err();
            Some(writer.out)
        });
        match out {
            Some(out) => (out, if failed { Err(fmt::Error) } else { Ok(()) }),
            None => (Out::void(), Err(fmt::Error)),
        }
    }
}

/// A [`Write`] that escapes text and appends it to an [`Out`].
struct EscapeWriter<'o> {
    out: Out<'o>,
    escape: Escape,
    /// Whether the drain has panicked. It is set while `out` is moved out, so that it stays set if
    /// the drain panics and `value` catches that. The output is lost then.
    failed: bool,
}

impl EscapeWriter<'_> {
    /// Writes text of any length. Not inlined: short text is written without saving registers.
    ///
    /// # Errors
    ///
    /// Returns an error if the output has failed.
    #[inline(never)]
    fn write_other(&mut self, text: &str) -> fmt::Result {
        self.failed = true;
        self.out = mem::replace(&mut self.out, Out::void()).escaped(text, self.escape);
        // A value that is displayed stops if the output has failed.
        self.failed = self.out.has_failed();
        if self.failed { Err(fmt::Error) } else { Ok(()) }
    }
}

impl Write for EscapeWriter<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.failed {
            return Err(fmt::Error);
        }
        // Most values write several short pieces.
        if !COMPACT && self.out.append_short(text, self.escape) {
            return Ok(());
        }
        self.write_other(text)
    }

    fn write_char(&mut self, c: char) -> fmt::Result {
        if !COMPACT && !self.failed && self.out.append_ascii(c, self.escape) {
            return Ok(());
        }
        self.write_str(c.encode_utf8(&mut [0; 4]))
    }
}

#[cfg(test)]
mod tests {
    use core::fmt::{self, Display, Formatter, Write};
    use std::{format, panic};

    use crate::output::{
        cursor::Out,
        slice_drain::SliceDrain,
        tests::{Panics, fits},
        writer_drain::WriterDrain,
    };
    use template_bytecode::Escape;

    struct Fails;

    impl Display for Fails {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            f.write_str("<half")?;
            Err(fmt::Error)
        }
    }

    #[test]
    fn display_output_is_escaped() {
        let value = format!("{}<{:>4}>{:?}", 1, "é", "&");
        fits("1&lt;   é&gt;&quot;&amp;&quot;", |out| out.display(&value, Escape::Html).0);
        fits("1<   é>\"&\"", |out| out.display(&value, Escape::None).0);
        fits("", |out| out.display(&"", Escape::Html).0);
        fits("1, &lt;", |out| out.display(&format_args!("{}, {}", 1, '<'), Escape::Html).0);
    }

    struct Chars(&'static str);

    impl Display for Chars {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            self.0.chars().try_for_each(|c| f.write_char(c))
        }
    }

    #[test]
    fn characters_are_escaped() {
        let text = "a<é>&'\"0\0€";
        fits("a&lt;é&gt;&amp;&#x27;&quot;0\0€", |out| out.display(&Chars(text), Escape::Html).0);
        fits(text, |out| out.display(&Chars(text), Escape::None).0);
    }

    #[test]
    fn errors_are_returned() {
        fits("&lt;half ", |out| {
            let (out, result) = out.display(&Fails, Escape::Html);
            assert_eq!(result, Err(fmt::Error));
            out.str(" ")
        });
    }

    #[test]
    fn panics_leave_the_drain_usable() {
        let mut buffer = [0; 64];
        let mut drain = SliceDrain::new(&mut buffer);
        Out::new(&mut drain).str("before ").finish();
        let result = panic::catch_unwind(panic::AssertUnwindSafe(|| {
            Out::new(&mut drain).display(&Panics, Escape::Html).0.finish();
        }));
        assert!(result.is_err());
        Out::new(&mut drain).str("after").finish();
        assert_eq!(drain.finish(), Ok("before after"));
    }

    /// The writer panics, and the value that is displayed catches the panic.
    #[test]
    fn caught_panics_are_errors() {
        struct PanickingOutput;
        impl Write for PanickingOutput {
            fn write_str(&mut self, _: &str) -> fmt::Result {
                panic!("writing panics")
            }
        }
        struct Catches;
        impl Display for Catches {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                let long = "x".repeat(1000);
                let _ = panic::catch_unwind(panic::AssertUnwindSafe(|| f.write_str(&long)));
                assert!(f.write_str("more").is_err());
                Ok(())
            }
        }
        let mut output = PanickingOutput;
        let mut drain = WriterDrain::new(&mut output);
        let (out, result) = Out::new(&mut drain).display(&Catches, Escape::Html);
        assert_eq!(result, Err(fmt::Error));
        out.str("a").html("b").finish();
        assert_eq!(drain.finish(), Err(fmt::Error));
    }
}
