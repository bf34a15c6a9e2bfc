//! The effect of the passes of the optimizer: `optimize.txt` has the programs before and after.

mod programs;
mod snapshots;

use programs::ops;

#[test]
fn programs_before_and_after() {
    snapshots::compare("optimize.txt", |text| {
        let (before, after) = (ops(text, false), ops(text, true));
        if before == after {
            format!("{before}--- the same\n")
        } else {
            format!("{before}---\n{after}")
        }
    });
}

/// A generator of valid templates with random nesting.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn expression(&mut self, depth: u32) -> String {
        if depth == 0 {
            let leaves = ["a", "b.c", "this", "'<x>'", "1", "-2.5", "null", "true", "@root.d"];
            return leaves[self.below(9) as usize].to_owned();
        }
        let mut next = || self.expression(depth - 1);
        let (x, y, z) = (next(), next(), next());
        match self.below(16) {
            0 => format!("(f {x})"),
            1 => format!("(g {x} {y})"),
            2 => format!("(concat {x} {y} {z})"),
            3 => format!("(if {x} {y} {z})"),
            4 => format!("(unless {x} {y})"),
            5 => "(h)".to_owned(),
            6 => format!("(f {x} k={y})"),
            7 => format!("(this.f {x} k={y})"),
            8 => format!("((f {x}) {y})"),
            9 => format!("(helper f {x} k={y})"),
            10 => format!("((fn f {x}) {y})"),
            11 => format!("(and {x} {y} {z})"),
            12 => format!("(or {x} {y})"),
            13 => format!("(not {x})"),
            14 => format!("(eq {x} {y})"),
            _ => x,
        }
    }

    fn nodes(&mut self, depth: u32) -> String {
        let count = self.below(4);
        (0..count).map(|_| self.node(depth)).collect()
    }

    fn node(&mut self, depth: u32) -> String {
        let size = self.below(3) as u32;
        let value = self.expression(size);
        if depth == 0 {
            let value = value.strip_prefix('(').and_then(|v| v.strip_suffix(')')).unwrap_or(&value);
            let value = if value == "h" { "(h)" } else { value };
            return [format!("{{{{{value}}}}}"), format!("{{{{{{{value}}}}}}}"), "text".into()]
                [self.below(3) as usize]
                .clone();
        }
        let (body, otherwise) = (self.nodes(depth - 1), self.nodes(depth - 1));
        match self.below(10) {
            0 => format!("{{{{#if {value}}}}}{body}{{{{else}}}}{otherwise}{{{{/if}}}}"),
            1 => format!("{{{{#unless {value}}}}}{body}{{{{/unless}}}}"),
            2 => format!(
                "{{{{#if {value}}}}}{body}{{{{else if a}}}}{otherwise}{{{{else}}}}x{{{{/if}}}}"
            ),
            3 => format!(
                "{{{{#each {value} as |i k|}}}}{body}{{{{k}}}}{{{{@last}}}}{{{{else}}}}{otherwise}{{{{/each}}}}"
            ),
            4 => format!(
                "{{{{#with {value} as |w|}}}}{body}{{{{w}}}}{{{{else with b}}}}{otherwise}{{{{/with}}}}"
            ),
            5 => format!("{{{{#let {value} 1 as |l m|}}}}{body}{{{{l}}}}{otherwise}{{{{/let}}}}"),
            6 => {
                format!("{{{{#panel {value} k=a as |p q|}}}}{body}{{{{p}}}}{{{{q}}}}{{{{/panel}}}}")
            }
            7 => format!("{{{{#panel {value}}}}}{body}{{{{else}}}}{otherwise}{{{{/panel}}}}"),
            8 => format!(
                "{{{{#let (helper f {value}) as |h|}}}}{body}{{{{h 1}}}}{{{{g h}}}}{otherwise}{{{{/let}}}}"
            ),
            _ => body + &otherwise,
        }
    }
}

#[test]
fn optimized_programs_verify_and_are_not_longer() {
    let mut random = Random(1);
    let mut shorter = 0;
    for _ in 0..500 {
        let text = random.nodes(2);
        // `ops` verifies the program.
        let (before, after) = (ops(&text, false).lines().count(), ops(&text, true).lines().count());
        assert!(after <= before, "{text}");
        shorter += usize::from(after < before);
    }
    assert!(shorter > 250, "{shorter}");
}

#[test]
fn no_jump_targets_a_jump() {
    let mut random = Random(2);
    for _ in 0..500 {
        let text = random.nodes(2);
        let ops = ops(&text, true);
        let lines: Vec<&str> = ops.lines().collect();
        for line in &lines {
            if let Some((_, target)) = line.split_once(" target=") {
                let target: usize = target.parse().unwrap();
                let landing = lines.get(target).copied().unwrap_or_default();
                assert!(!landing.contains("] Jump "), "{text}\n{ops}");
            }
        }
    }
}
