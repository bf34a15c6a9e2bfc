use template_runtime::template;

fn color([red, green, blue]: [u8; 3]) -> u32 {
    u32::from(red) << 16 | u32::from(green) << 8 | u32::from(blue)
}

fn total(numbers: &Vec<u32>) -> u32 {
    numbers.iter().sum()
}

template! {
    struct Page {
        color: [i32; 3],
        numbers: Vec<u8>,
    }
    "{{color color}} {{total numbers}}"
}

fn main() {}
