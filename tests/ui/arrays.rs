use template_runtime::template;

fn sum(numbers: &[i64]) -> i64 {
    numbers.iter().sum()
}

template! {
    struct Form<'a> {
        size: &'a str,
    }

    r#"{{#each (array "S" "M") as |option|}}
    <option{{#if (eq option size)}} selected{{/if}}>{{option}}</option>
    {{/each}}
    {{sum (array 1 2)}} {{#each (array 1 2.5 "a") as |any|}}{{any}}{{any.name}}{{/each}}"#
}

fn main() {}
