//! Prints the page as the host renders it.

use embedded_page::DEVICE;
use template_runtime::Template as _;

fn main() -> Result<(), template_runtime::Error> {
    print!("{}", DEVICE.render()?);
    Ok(())
}
