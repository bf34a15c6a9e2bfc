//! The buffers that engines can render into again and again.

/// A buffer that keeps its memory when it is emptied.
pub(crate) trait Buffer {
    fn empty(&mut self);
    fn text(&self) -> &[u8];
}

impl Buffer for String {
    fn empty(&mut self) {
        self.clear();
    }

    fn text(&self) -> &[u8] {
        self.as_bytes()
    }
}

impl Buffer for Vec<u8> {
    fn empty(&mut self) {
        self.clear();
    }

    fn text(&self) -> &[u8] {
        self
    }
}

impl Buffer for sailfish::runtime::Buffer {
    fn empty(&mut self) {
        self.clear();
    }

    fn text(&self) -> &[u8] {
        self.as_str().as_bytes()
    }
}

/// A slice of fixed size, which is what `render_into` of this project takes.
pub(crate) struct Slice {
    pub(crate) bytes: Box<[u8]>,
    pub(crate) length: usize,
}

impl Slice {
    /// One that every workload fits into.
    pub(crate) fn new() -> Self {
        Slice::of(256 << 10)
    }

    /// One of so many bytes.
    pub(crate) fn of(length: usize) -> Self {
        Slice { bytes: vec![0; length].into(), length: 0 }
    }
}

impl Buffer for Slice {
    fn empty(&mut self) {
        self.length = 0;
    }

    fn text(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}
