//! The unit of measurement: what is repeated, which is a render by one engine of one workload into one kind of output.

use crate::buffer::Buffer;
use std::hint::black_box;

/// What can be repeated.
pub(crate) trait Repeat {
    /// Does it this many times, and discards the results.
    fn batch(&mut self, times: u32);
}

/// A render.
pub(crate) trait Task: Repeat {
    /// Renders once and returns the output.
    fn output(&mut self) -> String;
}

/// A task that renders into a new `String` each time.
pub(crate) struct New<'d, D, F> {
    pub(crate) data: &'d D,
    pub(crate) render: F,
}

impl<'d, D, F: Fn(&'d D) -> String> Repeat for New<'d, D, F> {
    fn batch(&mut self, times: u32) {
        for _ in 0..times {
            black_box((self.render)(black_box(self.data)));
        }
    }
}

impl<'d, D, F: Fn(&'d D) -> String> Task for New<'d, D, F> {
    fn output(&mut self) -> String {
        (self.render)(self.data)
    }
}

/// A task that renders into the same buffer each time.
pub(crate) struct Reuse<'d, D, B, F> {
    pub(crate) data: &'d D,
    pub(crate) buffer: B,
    pub(crate) render: F,
}

impl<'d, D, B: Buffer, F: Fn(&'d D, &mut B)> Repeat for Reuse<'d, D, B, F> {
    fn batch(&mut self, times: u32) {
        for _ in 0..times {
            self.buffer.empty();
            (self.render)(black_box(self.data), &mut self.buffer);
            black_box(self.buffer.text());
        }
    }
}

impl<'d, D, B: Buffer, F: Fn(&'d D, &mut B)> Task for Reuse<'d, D, B, F> {
    fn output(&mut self) -> String {
        self.buffer.empty();
        (self.render)(self.data, &mut self.buffer);
        String::from_utf8(self.buffer.text().to_vec()).expect("output is UTF-8")
    }
}

/// A task that renders in chunks, all into the same buffer. `render` adds the chunks to a string if there is one.
pub(crate) struct Chunked<'d, D, F> {
    pub(crate) data: &'d D,
    pub(crate) buffer: Box<[u8]>,
    pub(crate) render: F,
}

impl<'d, D, F: Fn(&'d D, &mut [u8], Option<&mut String>)> Repeat for Chunked<'d, D, F> {
    fn batch(&mut self, times: u32) {
        for _ in 0..times {
            (self.render)(black_box(self.data), &mut self.buffer, None);
        }
    }
}

impl<'d, D, F: Fn(&'d D, &mut [u8], Option<&mut String>)> Task for Chunked<'d, D, F> {
    fn output(&mut self) -> String {
        let mut all = String::new();
        (self.render)(self.data, &mut self.buffer, Some(&mut all));
        all
    }
}
