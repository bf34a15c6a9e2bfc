//! The reusable buffers that engines render into.

/// A buffer that keeps its memory when it is emptied.
pub(crate) trait Buffer {
    /// Removes the contents and keeps the memory.
    fn empty(&mut self);
    /// Returns the contents.
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

impl Buffer for vy::Buffer {
    fn empty(&mut self) {
        self.clear();
    }

    fn text(&self) -> &[u8] {
        self.as_str().as_bytes()
    }
}

/// A slice of fixed size, as `render_into` of this project takes it, with the length of its contents.
pub(crate) struct Slice {
    pub(crate) bytes: Box<[u8]>,
    pub(crate) length: usize,
}

impl Slice {
    /// Returns a slice that the output of every workload fits into.
    pub(crate) fn new() -> Self {
        Slice::of(256 << 10)
    }

    /// Returns a slice of `length` bytes.
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
