use template_runtime::Data;

struct Blob(Vec<u8>);

#[derive(Data)]
struct Page {
    #[data(with = copied)]
    copied: Blob,
    #[data(with = sliced)]
    sliced: Blob,
    #[data(with = borrowed)]
    borrowed: Blob,
}

fn copied(blob: &Blob) -> Vec<u8> {
    blob.0.clone()
}

fn sliced(blob: &Blob) -> &[u8] {
    &blob.0
}

fn borrowed(blob: &Blob) -> &Vec<u8> {
    &blob.0
}

fn main() {}
