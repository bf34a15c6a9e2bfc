//! What differs without a heap: the memory of renders in chunks.

use std::fmt;
use template_runtime::{ChunkMemory, ErrorKind, Template, template};

template! {
    struct Row<'a> { cells: &'a [u8] }
    "{{#each cells as |cell|}}[{{cell}}]{{/each}}"
}

template! {
    struct Table<'a> { cells: &'a [u8] }
    "<p>{{> Row cells=cells}}</p>"
}

#[test]
fn components_need_memory() {
    let table = Table { cells: &[1, 2] };
    let mut memory = Default::default();
    let error = table.chunks(&mut memory).next(&mut [0; 5]).unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::ChunkMemoryFull, "{error}");
    assert!(error.to_string().contains("`ChunkMemory` is too small"), "{error}");
    let mut memory = ChunkMemory::<1024>::new();
    let mut chunks = table.chunks_in(&mut memory);
    assert_eq!(chunks.next(&mut [0; 5]), Ok(Some("<p>[1")));
    assert_eq!(chunks.next(&mut [0; 100]), Ok(Some("][2]</p>")));
    assert_eq!(chunks.next(&mut [0; 5]), Ok(None));
}

#[test]
fn output_that_cannot_be_suspended_needs_a_buffer() {
    struct Dots(usize);

    impl fmt::Display for Dots {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            (0..self.0).try_for_each(|_| f.write_str("."))
        }
    }

    for (dots, buffer, fits) in [(130, 8, true), (140, 8, false), (140, 100, true)] {
        let dots = Dots(dots);
        let page = template!("{{dots}}!");
        let mut memory = ChunkMemory::<1024>::new();
        let mut chunks = page.chunks_in(&mut memory);
        let mut buffer = vec![0; buffer];
        let (mut len, mut end) = (0, None);
        while end.is_none() {
            match chunks.next(&mut buffer) {
                Ok(Some(chunk)) => len += chunk.len(),
                Ok(None) => end = Some(Ok(len)),
                Err(error) => end = Some(Err(error.kind().clone())),
            }
        }
        let expected = if fits { Ok(dots.0 + 1) } else { Err(ErrorKind::ChunkOverflow) };
        assert_eq!(end, Some(expected), "{} dots", dots.0);
    }
}
