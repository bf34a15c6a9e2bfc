//! The helpers of the cases, translated by hand from JavaScript to Rust, and looked up by their source code.
//!
//! JavaScript converts values that are added to text, and tolerates missing and extra arguments; a translation
//! does so only as far as the cases need it.

mod blocks;
mod values;

use crate::normalize::normalize;
pub use blocks::*;
use template_runtime::{DynHelper, Helpers, dyn_helper, helpers};
pub use values::*;

/// Defines the lookup functions from two tables: functions that return a value, and functions that print a
/// block. The build script of the package parses the tables, too.
macro_rules! translations {
    (values { $($value:literal => $function:ident,)* } blocks { $($block:literal => $helper:ident,)* }) => {
        /// Returns a table with the translation of a JavaScript function, under the name "".
        pub fn table(code: &str) -> Option<Helpers> {
            let key = normalize(code);
            $(if key == normalize($value) {
                return Some(helpers!["" = $function]);
            })*
            $(if key == normalize($block) {
                return Some(helpers!["" = $helper]);
            })*
            None
        }

        /// Returns the translation of a JavaScript function as a value.
        pub fn value(code: &str) -> Option<DynHelper<'static>> {
            let key = normalize(code);
            $(if key == normalize($value) {
                return Some(dyn_helper!($function));
            })*
            None
        }
    };
}

translations! {
    values {
        "function () {}" => nothing,
        "()=>undefined" => nothing,
        "function () { return 'undefined!'; }" => undefined,
        "function () { return 'null!'; }" => null,
        "function () { return new Handlebars.SafeString('&\\'\\\\<>'); }" => safe_signs,
        "function () { return 'Awesome'; }" => awesome,
        "function (context) { return context; }" => same,
        "function (value) { return value; }" => same,
        "function (arg) { return arg; }" => same,
        "([x])=>x" => same,
        "(v)=>v" => same,
        "function (value) { return 'bar ' + value; }" => bar_and,
        "function (arg) { return 'bar' + arg; }" => bar_with,
        "function () { return 'bar'; }" => bar,
        "function () { return true; }" => yes,
        "function () { return false; }" => no,
        "function () { return 1; }" => one,
        "function () { return [{text: 'goodbye'}, {text: 'Goodbye'}, {text: 'GOODBYE'}]; }" => goodbyes,
        "function () { return {first: 'Alan', last: 'Johnson'}; }" => alan,
        "function (noun) { return 'Hello ' + noun; }" => hello,
        "function (param) { return 'Hello ' + param; }" => hello,
        "function (options) { return 'Hello ' + options.hash.noun; }" => hello_noun,
        "function () { return 'hello'; }" => small_hello,
        "function () { return 'winning'; }" => winning,
        "function () { return 'fail'; }" => fail,
        "function () { return 'world'; }" => world,
        "function () { return 'helpers'; }" => from_helpers,
        "function () { return 'helper'; }" => from_helper,
        "function () { return 'world!'; }" => loud_world,
        "()=>\"world!\"" => loud_world,
        "function () { return 'found it!'; }" => found_it,
        "function () { return 'foo'; }" => foo,
        "function () { return 'dude'; }" => dude,
        "function () { return 'missing'; }" => missing,
        "function () { return 'blah'; }" => blah,
        "function () { return 'LOL'; }" => lol,
        "function () { return 'BORK'; }" => bork,
        "()=>\"foo-helper\"" => foo_helper,
        "()=>\"Hello, world!\"" => hello_world,
        "function (arg) { return typeof arg; }" => type_of,
        "(p)=>typeof p[0]" => type_of,
        "([v])=>typeof v===\"string\"" => is_text,
        "function (_undefined, _null, options) { return (_undefined === undefined) + ' ' + (_null === null) + ' ' + (typeof options); }" => two_nulls,
        "function (times) { if (typeof times !== 'number') { times = 'NaN'; } return 'Hello ' + times + ' times'; }" => times,
        "function (times, times2) { if (typeof times !== 'number') { times = 'NaN'; } if (typeof times2 !== 'number') { times2 = 'NaN'; } return 'Hello ' + times + ' ' + times2 + ' times'; }" => two_times,
        "function (param, times, bool1, bool2) { if (typeof times !== 'number') { times = 'NaN'; } if (typeof bool1 !== 'boolean') { bool1 = 'NaB'; } if (typeof bool2 !== 'boolean') { bool2 = 'NaB'; } return 'Hello ' + param + ' ' + times + ' times: ' + bool1 + ' ' + bool2; }" => times_and_bools,
        "function (cruel, world) { return 'Goodbye ' + cruel + ' ' + world; }" => goodbye,
        "function (world) { return 'cruel ' + world.toUpperCase(); }" => cruel,
        "function (options) { return 'GOODBYE ' + options.hash.cruel + ' ' + options.hash.world + ' ' + options.hash.times + ' TIMES'; }" => goodbye_times,
        "function (options) { if (options.hash.print === true) { return 'GOODBYE ' + options.hash.cruel + ' ' + options.hash.world; } else if (options.hash.print === false) { return 'NOT PRINTING'; } else { return 'THIS SHOULD NOT HAPPEN'; } }" => goodbye_if,
        "function (value) { return value + ''; }" => as_text,
        "function (options) { equals('value' in options.hash, true); equals(options.hash.value, undefined); return 'success'; }" => undefined_value,
        "function (options) { return options.hash.length; }" => length,
        "function (val) { return val + val; }" => twice,
        "function (val) { return 'val is ' + val; }" => val_is,
        "function (options) { return \"val is \" + options.hash.fun; }" => fun_is,
        "function (val, that, theOther) { return 'val is ' + val + ', ' + that + ' and ' + theOther; }" => val_that_other,
        "function (x, y) { return x === y; }" => equal,
        "function (x, y, options) { return x === y; }" => equal,
        "([a,e])=>a===e" => equal,
        "function (a, b) { return a + '-' + b; }" => dashed,
        "function (a, b) { return a + b; }" => added,
        "([a,b])=>`${a}${b}`" => concatenated,
        "function (passiveVoice, noun) { return 'HELP ME MY BOSS ' + passiveVoice + ' ' + noun; }" => boss,
        "function (options) { var hash = options.hash; var ariaLabel = Handlebars.Utils.escapeExpression(hash['aria-label']); var placeholder = Handlebars.Utils.escapeExpression(hash.placeholder); return new Handlebars.SafeString('<input aria-label=\"' + ariaLabel + '\" placeholder=\"' + placeholder + '\" />'); }" => input,
        "function (defaultString) { return new Handlebars.SafeString(defaultString); }" => safe,
        "([s])=>s.toUpperCase()" => upper,
        "([s])=>s.toLowerCase()" => lower,
        "(_,h)=>`Hello, ${h.name}!`" => hello_name,
        "([t],h)=>t.replace(\"{{name}}\",h.name)" => with_name,
        "(p)=>`${p[0]}!`" => loud,
        "(p)=>p[0]===null?\"null\":\"other\"" => is_null,
        "(p)=>`${p.length} ${p[0]}`" => count_and_first,
        "(_,h)=>`${\"foo\" in h} ${h.foo}`" => named_foo,
        "([v=0])=>v+1" => plus_one,
        "([x=\"default value\"])=>x" => or_default,
        "([_x],o)=>o.namedOpt" => named_opt,
        "([a])=>a.join(\"|\")" => piped,
        "()=>{globalThis.__called=(globalThis.__called||0)+1;return \"value\"}" => never_called,
        "(v)=>\"Hello, \"+v" => hello_comma,
        "(n)=>`Hello, ${n}!`" => hello_loud,
        "(n)=>\"n\"+n" => n_and,
        "(a)=>(b)=>a+\"-\"+b" => dash_later,
        "(a,b)=>`${a},${b}`" => with_comma,
        "(...v)=>v.join(\" \")" => spaced,
        "(...v)=>v.join(\"/\")" => slashed,
        "(n)=>n.greeting" => greeting,
        "(n)=>n.greeting+\" \"+n.name" => greeting_name,
        "([f])=>f()" => invoke,
        "(a,b)=>`arg1: ${a}, arg2: ${b}`" => two_args,
        "(a,b,c)=>`arg1: ${a}, arg2: ${b}, arg3: ${c}`" => three_args,
        "function () { return this.goodbye.toUpperCase(); }" => own_goodbye,
        "(n) => { throw new Error('no good') }" => no_good,
        "(n) => -n" => negative,
        "(html) => new SafeString(html)" => safe,
        "(n) => n / 2" => half,
        "(b) => !b" => flip,
        "(c, n) => c.repeat(n)" => repeated,
        "(v) => `<${v}>`" => angled,
    }
    blocks {
        "function (options) { return options.fn(this); }" => body,
        "function (options) { return options.fn(); }" => body,
        "function (options) { return new Handlebars.SafeString(options.fn()); }" => body,
        "function (options) { var out = ''; var byes = ['Goodbye', 'goodbye', 'GOODBYE']; for (var i = 0, j = byes.length; i < j; i++) { out += byes[i] + ' ' + options.fn(this) + '! '; } return out; }" => three_goodbyes,
        "function (options) { return '<form>' + options.fn(this) + '</form>'; }" => form,
        "function goodbye(options) { if (options.hash.print === true) { return 'GOODBYE ' + options.hash.cruel + ' ' + options.fn(this); } else if (options.hash.print === false) { return 'NOT PRINTING'; } else { return 'THIS SHOULD NOT HAPPEN'; } }" => goodbye_block,
        "function (options) { if (options.hash.print === true) { return 'GOODBYE ' + options.hash.cruel + ' ' + options.fn(this); } else if (options.hash.print === false) { return 'NOT PRINTING'; } else { return 'THIS SHOULD NOT HAPPEN'; } }" => goodbye_block,
        "function (options) { return 'GOODBYE ' + options.hash.cruel + ' ' + options.fn(this) + ' ' + options.hash.times + ' TIMES'; }" => goodbye_block_times,
        "function (options) { equals(options.fn.blockParams, 1); return options.fn(this, {blockParams: [1, 2]}); }" => one_and_two,
        "function (passiveVoice, noun, options) { return 'HELP ME MY BOSS ' + passiveVoice + ' ' + noun + ': ' + options.fn(this); }" => boss_block,
        "function (a, b, c, options) { return options.fn() + a + b + c; }" => raw_and_three,
        "function (options) { var out = ''; var byes = ['Goodbye', 'goodbye', 'GOODBYE']; for (var i = 0, j = byes.length; i < j; i++) { out += byes[i] + ' ' + options.fn({}) + '! '; } return out; }" => three_empty_goodbyes,
        "function (options) { return options.fn({text: 'GOODBYE'}); }" => in_goodbye,
        "function (context, options) { return options.fn(context); }" => in_context,
        "function (context, options) { return '<form>' + options.fn(context) + '</form>'; }" => form_in_context,
        "function list(context, options) { if (context.length > 0) { var out = '<ul>'; for (var i = 0, j = context.length; i < j; i++) { out += '<li>'; out += options.fn(context[i]); out += '</li>'; } out += '</ul>'; return out; } else { return '<p>' + options.inverse(this) + '</p>'; } }" => list_in_context,
        "function (cruel, world, options) { return options.fn({greeting: 'Goodbye', adj: cruel, noun: world}); }" => in_greeting,
        "function (options) { return this.goodbye.toUpperCase() + options.fn(this); }" => own_goodbye_and_block,
        "function (options) { equals(options.fn.blockParams, 1); return options.fn({value: 'bar'}, {blockParams: [1, 2]}); }" => one_and_two_in_bar,
        "function (context, options) { return options.fn(this, {data: {index: 1, label: context}}); }" => with_label,
        "function (conditional, options) { if (conditional) { return options.fn(this); } else { return options.inverse(this); } }" => my_if,
    }
}

/// Returns the name that a function reads of `this`, empty for `this` itself, if the function does nothing
/// else.
pub fn of_this(code: &str) -> Option<String> {
    let key = normalize(code);
    let read = key.strip_prefix("function(){return this")?.strip_suffix(";}")?;
    let name = if read.is_empty() { read } else { read.strip_prefix('.')? };
    name.chars().all(char::is_alphanumeric).then(|| name.to_owned())
}
