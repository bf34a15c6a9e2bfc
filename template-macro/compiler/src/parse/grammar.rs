//! The parser of tags that pest generates from `grammar.pest`.
//!
//! `cargo run -p grammar` has written this file. It is not derived in each build: the crates that pest needs for that would take
//! half the time of a user's first build, and a C compiler.
#![allow(missing_docs, dead_code)]

/// Recognizes one tag of a template.
pub(super) struct Grammar;

/**The language of the tags between `{{` and `}}`.

A template is a flat sequence of items, texts and tags. `parse/text.rs` finds the texts; `parse/mod.rs` requests
the tags one by one: the first characters of a tag determine its rule. `nest.rs` builds the tree of blocks from
the tags. Only the inside of a tag is a nested grammar.

A `~` on the inner side of a tag's braces strips whitespace. It has no pair of its own, because its
position is fixed: the third character from the beginning or the end of the tag.

Four braces begin a raw block, which is not in this grammar: `parse/raw_block.rs` reads it.*/
#[allow(dead_code, non_camel_case_types, clippy::upper_case_acronyms)]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Rule {
    ///End-of-input
    EOI,
    /**`{{! up to the first braces }}` or `{{!-- may contain }} --}}`.

The dashes that open a long comment may also close it: `{{!--}}`.*/
    r#comment,
    r#long_comment,
    r#short_comment,
    ///`{{#each teams as |team index|}}`, `{{#panel title as |x|}}`, `{{#(panel)}}`
    r#block,
    ///`{{^each teams}}`: a block whose body and `else` block are swapped.
    r#inverted,
    ///A tag whose braces are followed by `^`.
    r#caret,
    ///A tag that begins with `else`.
    r#else_tag,
    ///`{{else}}` or `{{^}}`
    r#otherwise,
    ///`{{else if ready}}`, `{{else panel title}}`
    r#otherwise_block,
    /**`{{/each}}`, `{{/ui::panel}}`: only the name, also if it is in parentheses in the opening tag;
`{{/"shop/frame"}}` after the opening tag of a partial.*/
    r#end,
    ///`{{> nav}}`, `{{> "shop/nav" user title="Hi"}}`, `{{> (lookup . "kind")}}`
    r#partial,
    ///`{{#> frame}}`, `{{#> List items=xs as |item i|}}`
    r#partial_block,
    ///`{{#*inline "row"}}`. That the name of the decorator is `inline` is checked later.
    r#inline,
    r#partial_target,
    ///`nav`, `shop/nav`, `./row`, `../row`, `@partial-block`, `[odd name]`
    r#partial_name,
    ///`as |team index|`
    r#block_params,
    ///A block param.
    r#param,
    ///`{{name}}`, `{{shout name}}`, `{{&name}}`
    r#mustache,
    ///`{{{name}}}`; with `~` on both sides it is `{{~{name}~}}`.
    r#raw,
    /**`name`, `1`, `shout name`, `join "a" b separator=", "`, `(make 1) 2`, up to the end of a tag

Whether arguments are allowed, and their order, is checked later, for better messages.*/
    r#call,
    ///The arguments of a tag. Where it ends, no argument is tried: that takes longer than to read a short one.
    r#arguments,
    ///An argument of a call.
    r#argument,
    ///`separator=", "`
    r#named,
    ///The name of a named argument.
    r#name,
    ///An expression.
    r#value,
    ///`(shout name)`, `((make 1) 2)`
    r#parenthesised,
    /**`team.name`, `../this.name`, `@index`, `list.0`, `a.[odd key]`, `text::shout`

That `..`, `.` and `this` come before all names is checked later.*/
    r#path,
    ///`text::shout`
    r#rust_path,
    r#identifier,
    ///A part of a path, between separators.
    r#segment,
    ///`..`
    r#up,
    ///`.`
    r#here,
    ///`[odd key]`, in which `\]` is a bracket and `\\` a backslash.
    r#bracketed,
    ///`name`, `this`, `0`
    r#plain,
    r#separator,
    r#literal,
    /**`"text"` or `'text'`. A backslash escapes only the quote of the string; for a string that ends in one see
`tag_with_last_backslashes` in `parse/mod.rs`.*/
    r#string,
    ///`1`, `-1`, `1.5`, `1e3`
    r#number,
    ///`true`, `false`, `null`, `undefined`
    r#keyword,
    r#left,
    r#block_left,
    r#inverted_left,
    r#otherwise_left,
    r#end_left,
    r#partial_left,
    r#partial_block_left,
    r#inline_left,
    r#raw_left,
    r#mustache_left,
    r#bar_left,
    ///`}}}` closes only a mustache that opens with `{{{`.
    r#close,
    r#raw_close,
    ///Whitespace between the parts of a tag, which has no meaning.
    r#WHITESPACE,
    /**Whitespace as matched by JavaScript's `\s`.

What rarely matches, and is tried often, is cheap: without `!`, for which pest would keep its state.*/
    r#SPACE,
    ///A character without a meaning of its own in a tag. In Handlebars the colon is one, too.
    r#NAME_CHAR,
    ///The lookahead after a literal, as in Handlebars: `1abc` and `true.x` are not literals.
    r#LITERAL_END,
}
impl Rule {
    pub fn all_rules() -> &'static [Rule] {
        &[
            Rule::r#comment,
            Rule::r#long_comment,
            Rule::r#short_comment,
            Rule::r#block,
            Rule::r#inverted,
            Rule::r#caret,
            Rule::r#else_tag,
            Rule::r#otherwise,
            Rule::r#otherwise_block,
            Rule::r#end,
            Rule::r#partial,
            Rule::r#partial_block,
            Rule::r#inline,
            Rule::r#partial_target,
            Rule::r#partial_name,
            Rule::r#block_params,
            Rule::r#param,
            Rule::r#mustache,
            Rule::r#raw,
            Rule::r#call,
            Rule::r#arguments,
            Rule::r#argument,
            Rule::r#named,
            Rule::r#name,
            Rule::r#value,
            Rule::r#parenthesised,
            Rule::r#path,
            Rule::r#rust_path,
            Rule::r#identifier,
            Rule::r#segment,
            Rule::r#up,
            Rule::r#here,
            Rule::r#bracketed,
            Rule::r#plain,
            Rule::r#separator,
            Rule::r#literal,
            Rule::r#string,
            Rule::r#number,
            Rule::r#keyword,
            Rule::r#left,
            Rule::r#block_left,
            Rule::r#inverted_left,
            Rule::r#otherwise_left,
            Rule::r#end_left,
            Rule::r#partial_left,
            Rule::r#partial_block_left,
            Rule::r#inline_left,
            Rule::r#raw_left,
            Rule::r#mustache_left,
            Rule::r#bar_left,
            Rule::r#close,
            Rule::r#raw_close,
            Rule::r#WHITESPACE,
            Rule::r#SPACE,
            Rule::r#NAME_CHAR,
            Rule::r#LITERAL_END,
        ]
    }
}
#[allow(clippy::all)]
impl ::pest::Parser<Rule> for Grammar {
    fn parse<'i>(
        rule: Rule,
        input: &'i str,
    ) -> ::std::result::Result<
        ::pest::iterators::Pairs<'i, Rule>,
        ::pest::error::Error<Rule>,
    > {
        mod rules {
            #![allow(clippy::upper_case_acronyms)]
            pub mod hidden {
                use super::super::Rule;
                #[inline]
                #[allow(dead_code, non_snake_case, unused_variables)]
                pub fn skip(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    if state.atomicity() == ::pest::Atomicity::NonAtomic {
                        state.repeat(|state| super::visible::WHITESPACE(state))
                    } else {
                        Ok(state)
                    }
                }
            }
            pub mod visible {
                use super::super::Rule;
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#comment(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .atomic(
                            ::pest::Atomicity::CompoundAtomic,
                            |state| {
                                state
                                    .rule(
                                        Rule::r#comment,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    state
                                                        .match_string("{{")
                                                        .and_then(|state| {
                                                            state.optional(|state| { state.match_string("~") })
                                                        })
                                                        .and_then(|state| { state.match_string("!") })
                                                        .and_then(|state| {
                                                            self::r#long_comment(state)
                                                                .or_else(|state| { self::r#short_comment(state) })
                                                        })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#long_comment(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#long_comment,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    state
                                                        .lookahead(true, |state| { state.match_string("--") })
                                                        .and_then(|state| {
                                                            let strings = ["--}}", "--~}}"];
                                                            state.skip_until(&strings)
                                                        })
                                                        .and_then(|state| { state.match_string("--") })
                                                        .and_then(|state| {
                                                            state.optional(|state| { state.match_string("~") })
                                                        })
                                                        .and_then(|state| { state.match_string("}}") })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#short_comment(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#short_comment,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    state
                                                        .lookahead(false, |state| { state.match_string("--") })
                                                        .and_then(|state| {
                                                            let strings = ["}}"];
                                                            state.skip_until(&strings)
                                                        })
                                                        .and_then(|state| { state.match_string("}}") })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#block(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#block,
                            |state| {
                                state
                                    .sequence(|state| {
                                        self::r#block_left(state)
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#call(state) })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| {
                                                state.optional(|state| { self::r#block_params(state) })
                                            })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#close(state) })
                                    })
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#inverted(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#inverted,
                            |state| {
                                state
                                    .sequence(|state| {
                                        self::r#inverted_left(state)
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#call(state) })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| {
                                                state.optional(|state| { self::r#block_params(state) })
                                            })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#close(state) })
                                    })
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#caret(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    self::r#otherwise(state).or_else(|state| { self::r#inverted(state) })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#else_tag(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    self::r#otherwise(state)
                        .or_else(|state| { self::r#otherwise_block(state) })
                        .or_else(|state| { self::r#mustache(state) })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#otherwise(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#otherwise,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    self::r#left(state)
                                                        .and_then(|state| {
                                                            state
                                                                .match_string("^")
                                                                .or_else(|state| {
                                                                    state
                                                                        .sequence(|state| {
                                                                            state
                                                                                .repeat(|state| { self::r#SPACE(state) })
                                                                                .and_then(|state| { state.match_string("else") })
                                                                        })
                                                                })
                                                        })
                                                        .and_then(|state| {
                                                            state.repeat(|state| { self::r#SPACE(state) })
                                                        })
                                                        .and_then(|state| {
                                                            state.optional(|state| { state.match_string("~") })
                                                        })
                                                        .and_then(|state| { state.match_string("}}") })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#otherwise_block(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#otherwise_block,
                            |state| {
                                state
                                    .sequence(|state| {
                                        self::r#otherwise_left(state)
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#call(state) })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| {
                                                state.optional(|state| { self::r#block_params(state) })
                                            })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#close(state) })
                                    })
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#end(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#end,
                            |state| {
                                state
                                    .sequence(|state| {
                                        self::r#end_left(state)
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| {
                                                self::r#path(state)
                                                    .or_else(|state| { self::r#string(state) })
                                            })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#close(state) })
                                    })
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#partial(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#partial,
                            |state| {
                                state
                                    .sequence(|state| {
                                        self::r#partial_left(state)
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#partial_target(state) })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#arguments(state) })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#close(state) })
                                    })
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#partial_block(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#partial_block,
                            |state| {
                                state
                                    .sequence(|state| {
                                        self::r#partial_block_left(state)
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#partial_target(state) })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#arguments(state) })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| {
                                                state.optional(|state| { self::r#block_params(state) })
                                            })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#close(state) })
                                    })
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#inline(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#inline,
                            |state| {
                                state
                                    .sequence(|state| {
                                        self::r#inline_left(state)
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#call(state) })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#close(state) })
                                    })
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#partial_target(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    self::r#parenthesised(state)
                        .or_else(|state| { self::r#string(state) })
                        .or_else(|state| { self::r#partial_name(state) })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#partial_name(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#partial_name,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            self::r#bracketed(state)
                                                .or_else(|state| {
                                                    state
                                                        .sequence(|state| {
                                                            state
                                                                .optional(|state| { state.match_string("@") })
                                                                .and_then(|state| {
                                                                    self::r#NAME_CHAR(state)
                                                                        .or_else(|state| { state.match_string("/") })
                                                                        .or_else(|state| { state.match_string(".") })
                                                                        .or_else(|state| { state.match_string(":") })
                                                                        .or_else(|state| { state.match_string("+") })
                                                                })
                                                                .and_then(|state| {
                                                                    state
                                                                        .repeat(|state| {
                                                                            self::r#NAME_CHAR(state)
                                                                                .or_else(|state| { state.match_string("/") })
                                                                                .or_else(|state| { state.match_string(".") })
                                                                                .or_else(|state| { state.match_string(":") })
                                                                                .or_else(|state| { state.match_string("+") })
                                                                        })
                                                                })
                                                        })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#block_params(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#block_params,
                            |state| {
                                state
                                    .sequence(|state| {
                                        self::r#bar_left(state)
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#param(state) })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| {
                                                state
                                                    .sequence(|state| {
                                                        state
                                                            .optional(|state| {
                                                                self::r#param(state)
                                                                    .and_then(|state| {
                                                                        state
                                                                            .repeat(|state| {
                                                                                state
                                                                                    .sequence(|state| {
                                                                                        super::hidden::skip(state)
                                                                                            .and_then(|state| { self::r#param(state) })
                                                                                    })
                                                                            })
                                                                    })
                                                            })
                                                    })
                                            })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { state.match_string("|") })
                                    })
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#param(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#param,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    self::r#NAME_CHAR(state)
                                                        .and_then(|state| {
                                                            state.repeat(|state| { self::r#NAME_CHAR(state) })
                                                        })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#mustache(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#mustache,
                            |state| {
                                state
                                    .sequence(|state| {
                                        self::r#mustache_left(state)
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#call(state) })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#close(state) })
                                    })
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#raw(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#raw,
                            |state| {
                                state
                                    .sequence(|state| {
                                        self::r#raw_left(state)
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#call(state) })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#raw_close(state) })
                                    })
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#call(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .sequence(|state| {
                            self::r#value(state)
                                .and_then(|state| { super::hidden::skip(state) })
                                .and_then(|state| { self::r#arguments(state) })
                        })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#arguments(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .sequence(|state| {
                            state
                                .optional(|state| {
                                    state
                                        .sequence(|state| {
                                            state
                                                .lookahead(false, |state| { state.match_string("}}") })
                                                .and_then(|state| { super::hidden::skip(state) })
                                                .and_then(|state| { self::r#argument(state) })
                                        })
                                        .and_then(|state| {
                                            state
                                                .repeat(|state| {
                                                    state
                                                        .sequence(|state| {
                                                            super::hidden::skip(state)
                                                                .and_then(|state| {
                                                                    state
                                                                        .sequence(|state| {
                                                                            state
                                                                                .lookahead(false, |state| { state.match_string("}}") })
                                                                                .and_then(|state| { super::hidden::skip(state) })
                                                                                .and_then(|state| { self::r#argument(state) })
                                                                        })
                                                                })
                                                        })
                                                })
                                        })
                                })
                        })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#argument(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    self::r#named(state).or_else(|state| { self::r#value(state) })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#named(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#named,
                            |state| {
                                state
                                    .sequence(|state| {
                                        self::r#name(state)
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { state.match_string("=") })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#value(state) })
                                    })
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#name(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#name,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            self::r#plain(state)
                                                .or_else(|state| { self::r#bracketed(state) })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#value(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    self::r#parenthesised(state)
                        .or_else(|state| { self::r#literal(state) })
                        .or_else(|state| { self::r#path(state) })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#parenthesised(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#parenthesised,
                            |state| {
                                state
                                    .sequence(|state| {
                                        state
                                            .match_string("(")
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { self::r#value(state) })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| {
                                                state
                                                    .sequence(|state| {
                                                        state
                                                            .optional(|state| {
                                                                state
                                                                    .sequence(|state| {
                                                                        state
                                                                            .lookahead(false, |state| { state.match_string(")") })
                                                                            .and_then(|state| { super::hidden::skip(state) })
                                                                            .and_then(|state| { self::r#argument(state) })
                                                                    })
                                                                    .and_then(|state| {
                                                                        state
                                                                            .repeat(|state| {
                                                                                state
                                                                                    .sequence(|state| {
                                                                                        super::hidden::skip(state)
                                                                                            .and_then(|state| {
                                                                                                state
                                                                                                    .sequence(|state| {
                                                                                                        state
                                                                                                            .lookahead(false, |state| { state.match_string(")") })
                                                                                                            .and_then(|state| { super::hidden::skip(state) })
                                                                                                            .and_then(|state| { self::r#argument(state) })
                                                                                                    })
                                                                                            })
                                                                                    })
                                                                            })
                                                                    })
                                                            })
                                                    })
                                            })
                                            .and_then(|state| { super::hidden::skip(state) })
                                            .and_then(|state| { state.match_string(")") })
                                    })
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#path(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .atomic(
                            ::pest::Atomicity::CompoundAtomic,
                            |state| {
                                state
                                    .rule(
                                        Rule::r#path,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    state
                                                        .lookahead(
                                                            false,
                                                            |state| {
                                                                state
                                                                    .sequence(|state| {
                                                                        state
                                                                            .match_string("as")
                                                                            .and_then(|state| {
                                                                                state
                                                                                    .sequence(|state| {
                                                                                        self::r#SPACE(state)
                                                                                            .and_then(|state| {
                                                                                                state.repeat(|state| { self::r#SPACE(state) })
                                                                                            })
                                                                                    })
                                                                            })
                                                                            .and_then(|state| { state.match_string("|") })
                                                                    })
                                                            },
                                                        )
                                                        .and_then(|state| {
                                                            state
                                                                .sequence(|state| {
                                                                    state
                                                                        .optional(|state| { state.match_string("@") })
                                                                        .and_then(|state| { self::r#segment(state) })
                                                                        .and_then(|state| {
                                                                            state.lookahead(false, |state| { state.match_string("::") })
                                                                        })
                                                                })
                                                                .or_else(|state| { self::r#rust_path(state) })
                                                        })
                                                        .and_then(|state| {
                                                            state
                                                                .repeat(|state| {
                                                                    state
                                                                        .sequence(|state| {
                                                                            self::r#separator(state)
                                                                                .and_then(|state| { self::r#segment(state) })
                                                                        })
                                                                })
                                                        })
                                                        .and_then(|state| {
                                                            state.lookahead(false, |state| { self::r#separator(state) })
                                                        })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#rust_path(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#rust_path,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    self::r#identifier(state)
                                                        .and_then(|state| {
                                                            state
                                                                .sequence(|state| {
                                                                    state
                                                                        .match_string("::")
                                                                        .and_then(|state| { self::r#identifier(state) })
                                                                })
                                                        })
                                                        .and_then(|state| {
                                                            state
                                                                .repeat(|state| {
                                                                    state
                                                                        .sequence(|state| {
                                                                            state
                                                                                .match_string("::")
                                                                                .and_then(|state| { self::r#identifier(state) })
                                                                        })
                                                                })
                                                        })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#identifier(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#identifier,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    state
                                                        .match_string("_")
                                                        .or_else(|state| { self::r#XID_START(state) })
                                                        .and_then(|state| {
                                                            state.repeat(|state| { self::r#XID_CONTINUE(state) })
                                                        })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#segment(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    self::r#plain(state)
                        .or_else(|state| { self::r#bracketed(state) })
                        .or_else(|state| { self::r#up(state) })
                        .or_else(|state| { self::r#here(state) })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#up(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#up,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    state
                                                        .match_string("..")
                                                        .and_then(|state| {
                                                            state
                                                                .lookahead(
                                                                    true,
                                                                    |state| {
                                                                        self::r#SPACE(state)
                                                                            .or_else(|state| { state.match_string("/") })
                                                                            .or_else(|state| { state.match_string(".") })
                                                                            .or_else(|state| { state.match_string(")") })
                                                                            .or_else(|state| { state.match_string("=") })
                                                                            .or_else(|state| { state.match_string("|") })
                                                                            .or_else(|state| { state.match_string("~") })
                                                                            .or_else(|state| { state.match_string("}") })
                                                                            .or_else(|state| { self::r#EOI(state) })
                                                                    },
                                                                )
                                                        })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#here(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#here,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    state
                                                        .match_string(".")
                                                        .and_then(|state| {
                                                            state
                                                                .lookahead(
                                                                    true,
                                                                    |state| {
                                                                        self::r#SPACE(state)
                                                                            .or_else(|state| { state.match_string("/") })
                                                                            .or_else(|state| { state.match_string(")") })
                                                                            .or_else(|state| { state.match_string("=") })
                                                                            .or_else(|state| { state.match_string("|") })
                                                                            .or_else(|state| { state.match_string("~") })
                                                                            .or_else(|state| { state.match_string("}") })
                                                                            .or_else(|state| { self::r#EOI(state) })
                                                                    },
                                                                )
                                                        })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#bracketed(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#bracketed,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    state
                                                        .match_string("[")
                                                        .and_then(|state| {
                                                            state
                                                                .repeat(|state| {
                                                                    state
                                                                        .match_string("\\]")
                                                                        .or_else(|state| { state.match_string("\\\\") })
                                                                        .or_else(|state| {
                                                                            state
                                                                                .sequence(|state| {
                                                                                    state
                                                                                        .lookahead(false, |state| { state.match_string("]") })
                                                                                        .and_then(|state| { self::r#ANY(state) })
                                                                                })
                                                                        })
                                                                })
                                                        })
                                                        .and_then(|state| { state.match_string("]") })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#plain(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#plain,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    self::r#NAME_CHAR(state)
                                                        .and_then(|state| {
                                                            state.repeat(|state| { self::r#NAME_CHAR(state) })
                                                        })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#separator(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    state.match_string(".").or_else(|state| { state.match_string("/") })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#literal(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .atomic(
                            ::pest::Atomicity::CompoundAtomic,
                            |state| {
                                state
                                    .rule(
                                        Rule::r#literal,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    state
                                                        .lookahead(
                                                            true,
                                                            |state| {
                                                                state
                                                                    .match_string("\"")
                                                                    .or_else(|state| { state.match_string("'") })
                                                                    .or_else(|state| { state.match_string("-") })
                                                                    .or_else(|state| { self::r#ASCII_DIGIT(state) })
                                                                    .or_else(|state| { state.match_string("t") })
                                                                    .or_else(|state| { state.match_string("f") })
                                                                    .or_else(|state| { state.match_string("n") })
                                                                    .or_else(|state| { state.match_string("u") })
                                                            },
                                                        )
                                                        .and_then(|state| {
                                                            self::r#string(state)
                                                                .or_else(|state| { self::r#number(state) })
                                                                .or_else(|state| { self::r#keyword(state) })
                                                        })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#string(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#string,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    state
                                                        .match_string("\"")
                                                        .and_then(|state| {
                                                            state
                                                                .repeat(|state| {
                                                                    state
                                                                        .match_string("\\\"")
                                                                        .or_else(|state| {
                                                                            state
                                                                                .sequence(|state| {
                                                                                    state
                                                                                        .lookahead(false, |state| { state.match_string("\"") })
                                                                                        .and_then(|state| { self::r#ANY(state) })
                                                                                })
                                                                        })
                                                                })
                                                        })
                                                        .and_then(|state| { state.match_string("\"") })
                                                })
                                                .or_else(|state| {
                                                    state
                                                        .sequence(|state| {
                                                            state
                                                                .match_string("'")
                                                                .and_then(|state| {
                                                                    state
                                                                        .repeat(|state| {
                                                                            state
                                                                                .match_string("\\'")
                                                                                .or_else(|state| {
                                                                                    state
                                                                                        .sequence(|state| {
                                                                                            state
                                                                                                .lookahead(false, |state| { state.match_string("'") })
                                                                                                .and_then(|state| { self::r#ANY(state) })
                                                                                        })
                                                                                })
                                                                        })
                                                                })
                                                                .and_then(|state| { state.match_string("'") })
                                                        })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#number(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#number,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    state
                                                        .optional(|state| { state.match_string("-") })
                                                        .and_then(|state| {
                                                            state
                                                                .sequence(|state| {
                                                                    self::r#ASCII_DIGIT(state)
                                                                        .and_then(|state| {
                                                                            state.repeat(|state| { self::r#ASCII_DIGIT(state) })
                                                                        })
                                                                })
                                                        })
                                                        .and_then(|state| {
                                                            state
                                                                .optional(|state| {
                                                                    state
                                                                        .sequence(|state| {
                                                                            state
                                                                                .match_string(".")
                                                                                .and_then(|state| { self::r#ASCII_DIGIT(state) })
                                                                                .and_then(|state| {
                                                                                    state.repeat(|state| { self::r#ASCII_DIGIT(state) })
                                                                                })
                                                                        })
                                                                })
                                                        })
                                                        .and_then(|state| {
                                                            state
                                                                .optional(|state| {
                                                                    state
                                                                        .sequence(|state| {
                                                                            state
                                                                                .match_insensitive("e")
                                                                                .and_then(|state| {
                                                                                    state
                                                                                        .optional(|state| {
                                                                                            state
                                                                                                .match_string("+")
                                                                                                .or_else(|state| { state.match_string("-") })
                                                                                        })
                                                                                })
                                                                                .and_then(|state| { self::r#ASCII_DIGIT(state) })
                                                                                .and_then(|state| {
                                                                                    state.repeat(|state| { self::r#ASCII_DIGIT(state) })
                                                                                })
                                                                        })
                                                                })
                                                        })
                                                        .and_then(|state| {
                                                            state
                                                                .lookahead(true, |state| { self::r#LITERAL_END(state) })
                                                        })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#keyword(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#keyword,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    state
                                                        .match_string("true")
                                                        .or_else(|state| { state.match_string("false") })
                                                        .or_else(|state| { state.match_string("null") })
                                                        .or_else(|state| { state.match_string("undefined") })
                                                        .and_then(|state| {
                                                            state
                                                                .lookahead(true, |state| { self::r#LITERAL_END(state) })
                                                        })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#left(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .sequence(|state| {
                            state
                                .match_string("{{")
                                .and_then(|state| { super::hidden::skip(state) })
                                .and_then(|state| {
                                    state.optional(|state| { state.match_string("~") })
                                })
                        })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#block_left(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    state
                        .match_string("{{#")
                        .or_else(|state| { state.match_string("{{~#") })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#inverted_left(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    state
                        .match_string("{{^")
                        .or_else(|state| { state.match_string("{{~^") })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#otherwise_left(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#otherwise_left,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    self::r#left(state)
                                                        .and_then(|state| {
                                                            state.repeat(|state| { self::r#SPACE(state) })
                                                        })
                                                        .and_then(|state| { state.match_string("else") })
                                                        .and_then(|state| {
                                                            state.lookahead(true, |state| { self::r#SPACE(state) })
                                                        })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#end_left(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    state
                        .match_string("{{/")
                        .or_else(|state| { state.match_string("{{~/") })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#partial_left(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    state
                        .match_string("{{>")
                        .or_else(|state| { state.match_string("{{~>") })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#partial_block_left(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    state
                        .match_string("{{#>")
                        .or_else(|state| { state.match_string("{{~#>") })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#inline_left(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    state
                        .match_string("{{#*")
                        .or_else(|state| { state.match_string("{{~#*") })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#raw_left(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    state
                        .match_string("{{{")
                        .or_else(|state| { state.match_string("{{~{") })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#mustache_left(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    state
                        .match_string("{{~&")
                        .or_else(|state| { state.match_string("{{~") })
                        .or_else(|state| { state.match_string("{{&") })
                        .or_else(|state| { state.match_string("{{") })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#bar_left(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#bar_left,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    state
                                                        .match_string("as")
                                                        .and_then(|state| {
                                                            state
                                                                .sequence(|state| {
                                                                    self::r#SPACE(state)
                                                                        .and_then(|state| {
                                                                            state.repeat(|state| { self::r#SPACE(state) })
                                                                        })
                                                                })
                                                        })
                                                        .and_then(|state| { state.match_string("|") })
                                                })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#close(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#close,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            state
                                                .sequence(|state| {
                                                    state
                                                        .match_string("}}")
                                                        .and_then(|state| {
                                                            state.lookahead(false, |state| { state.match_string("}") })
                                                        })
                                                })
                                                .or_else(|state| { state.match_string("~}}") })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#raw_close(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .rule(
                            Rule::r#raw_close,
                            |state| {
                                state
                                    .atomic(
                                        ::pest::Atomicity::Atomic,
                                        |state| {
                                            state
                                                .match_string("}}}")
                                                .or_else(|state| { state.match_string("}~}}") })
                                        },
                                    )
                            },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#WHITESPACE(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state
                        .atomic(
                            ::pest::Atomicity::Atomic,
                            |state| { self::r#SPACE(state) },
                        )
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#SPACE(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    self::r#WHITE_SPACE(state)
                        .or_else(|state| { state.match_string("\u{feff}") })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#NAME_CHAR(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    self::r#XID_CONTINUE(state)
                        .or_else(|state| { state.match_string("-") })
                        .or_else(|state| { state.match_string("$") })
                        .or_else(|state| { state.match_string("?") })
                        .or_else(|state| {
                            state
                                .sequence(|state| {
                                    state
                                        .lookahead(
                                            false,
                                            |state| {
                                                self::r#ASCII(state)
                                                    .or_else(|state| { self::r#SPACE(state) })
                                            },
                                        )
                                        .and_then(|state| { super::hidden::skip(state) })
                                        .and_then(|state| { self::r#ANY(state) })
                                })
                        })
                }
                #[inline]
                #[allow(non_snake_case, unused_variables)]
                pub fn r#LITERAL_END(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    let state = state.check_stack_limit()?;
                    self::r#SPACE(state)
                        .or_else(|state| { state.match_string(")") })
                        .or_else(|state| { state.match_string("]") })
                        .or_else(|state| { state.match_string("~") })
                        .or_else(|state| { state.match_string("}") })
                        .or_else(|state| { state.match_string("|") })
                        .or_else(|state| { self::r#EOI(state) })
                }
                #[inline]
                #[allow(dead_code, non_snake_case, unused_variables)]
                pub fn ANY(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state.skip(1)
                }
                #[inline]
                #[allow(dead_code, non_snake_case, unused_variables)]
                pub fn EOI(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state.rule(Rule::EOI, |state| state.end_of_input())
                }
                #[inline]
                #[allow(dead_code, non_snake_case, unused_variables)]
                pub fn ASCII_DIGIT(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state.match_range('0'..'9')
                }
                #[inline]
                #[allow(dead_code, non_snake_case, unused_variables)]
                pub fn ASCII(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state.match_range('\x00'..'\x7f')
                }
                #[inline]
                #[allow(dead_code, non_snake_case, unused_variables)]
                fn WHITE_SPACE(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state.match_char_by(::pest::unicode::WHITE_SPACE)
                }
                #[inline]
                #[allow(dead_code, non_snake_case, unused_variables)]
                fn XID_CONTINUE(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state.match_char_by(::pest::unicode::XID_CONTINUE)
                }
                #[inline]
                #[allow(dead_code, non_snake_case, unused_variables)]
                fn XID_START(
                    state: ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                ) -> ::pest::ParseResult<
                    ::std::boxed::Box<::pest::ParserState<'_, Rule>>,
                > {
                    state.match_char_by(::pest::unicode::XID_START)
                }
            }
            pub use self::visible::*;
        }
        ::pest::state(
            input,
            |state| {
                match rule {
                    Rule::r#comment => rules::r#comment(state),
                    Rule::r#long_comment => rules::r#long_comment(state),
                    Rule::r#short_comment => rules::r#short_comment(state),
                    Rule::r#block => rules::r#block(state),
                    Rule::r#inverted => rules::r#inverted(state),
                    Rule::r#caret => rules::r#caret(state),
                    Rule::r#else_tag => rules::r#else_tag(state),
                    Rule::r#otherwise => rules::r#otherwise(state),
                    Rule::r#otherwise_block => rules::r#otherwise_block(state),
                    Rule::r#end => rules::r#end(state),
                    Rule::r#partial => rules::r#partial(state),
                    Rule::r#partial_block => rules::r#partial_block(state),
                    Rule::r#inline => rules::r#inline(state),
                    Rule::r#partial_target => rules::r#partial_target(state),
                    Rule::r#partial_name => rules::r#partial_name(state),
                    Rule::r#block_params => rules::r#block_params(state),
                    Rule::r#param => rules::r#param(state),
                    Rule::r#mustache => rules::r#mustache(state),
                    Rule::r#raw => rules::r#raw(state),
                    Rule::r#call => rules::r#call(state),
                    Rule::r#arguments => rules::r#arguments(state),
                    Rule::r#argument => rules::r#argument(state),
                    Rule::r#named => rules::r#named(state),
                    Rule::r#name => rules::r#name(state),
                    Rule::r#value => rules::r#value(state),
                    Rule::r#parenthesised => rules::r#parenthesised(state),
                    Rule::r#path => rules::r#path(state),
                    Rule::r#rust_path => rules::r#rust_path(state),
                    Rule::r#identifier => rules::r#identifier(state),
                    Rule::r#segment => rules::r#segment(state),
                    Rule::r#up => rules::r#up(state),
                    Rule::r#here => rules::r#here(state),
                    Rule::r#bracketed => rules::r#bracketed(state),
                    Rule::r#plain => rules::r#plain(state),
                    Rule::r#separator => rules::r#separator(state),
                    Rule::r#literal => rules::r#literal(state),
                    Rule::r#string => rules::r#string(state),
                    Rule::r#number => rules::r#number(state),
                    Rule::r#keyword => rules::r#keyword(state),
                    Rule::r#left => rules::r#left(state),
                    Rule::r#block_left => rules::r#block_left(state),
                    Rule::r#inverted_left => rules::r#inverted_left(state),
                    Rule::r#otherwise_left => rules::r#otherwise_left(state),
                    Rule::r#end_left => rules::r#end_left(state),
                    Rule::r#partial_left => rules::r#partial_left(state),
                    Rule::r#partial_block_left => rules::r#partial_block_left(state),
                    Rule::r#inline_left => rules::r#inline_left(state),
                    Rule::r#raw_left => rules::r#raw_left(state),
                    Rule::r#mustache_left => rules::r#mustache_left(state),
                    Rule::r#bar_left => rules::r#bar_left(state),
                    Rule::r#close => rules::r#close(state),
                    Rule::r#raw_close => rules::r#raw_close(state),
                    Rule::r#WHITESPACE => rules::r#WHITESPACE(state),
                    Rule::r#SPACE => rules::r#SPACE(state),
                    Rule::r#NAME_CHAR => rules::r#NAME_CHAR(state),
                    Rule::r#LITERAL_END => rules::r#LITERAL_END(state),
                    Rule::EOI => rules::EOI(state),
                }
            },
        )
    }
}
