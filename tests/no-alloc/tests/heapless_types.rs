//! The collections of the crate `heapless`.

use template_runtime::{Data, Template as _, template};
use template_tests::renders;

#[derive(Data)]
struct Sensor {
    name: heapless::String<12>,
    celsius: heapless::Vec<i16, 4>,
}

template! {
    struct Status<'a> {
        sensors: &'a heapless::Vec<Sensor, 2>,
    }

    "{{#each sensors as |sensor|}}{{sensor.name}}:{{#each sensor.celsius as |c|}} {{c}}{{/each}};{{/each}}"
}

#[test]
fn lists_and_texts_need_no_heap() {
    fn positive(of: &heapless::Vec<i16, 4>) -> heapless::Vec<i16, 4> {
        of.iter().copied().filter(|value| *value > 0).collect()
    }
    let celsius: heapless::Vec<i16, 4> = [21, -3].into_iter().collect();
    let sensor = Sensor { name: "<inside>".try_into().unwrap(), celsius: celsius.clone() };
    let sensors = [sensor].into_iter().collect();
    let page = Status { sensors: &sensors };
    assert_eq!(page.render_into(&mut [0; 64]), Ok("&lt;inside&gt;: 21 -3;"));
    renders!("{{#each (positive celsius)}}{{this}}{{/each}} {{celsius.length}}", "21 2");
}
