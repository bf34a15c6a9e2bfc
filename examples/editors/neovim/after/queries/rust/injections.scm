; extends

; The text of `template!` is highlighted by the grammar of Glimmer, which reads HTML and the tags in it.
;
; The text follows the opening delimiter, or an option and a comma, or the struct. Other strings follow an `=`, or are
; inside of other delimiters. `@_before` has a name so that tree-sitter tries every comma, and not only the first.

((macro_invocation
  macro: [
    (identifier) @_macro
    (scoped_identifier
      name: (identifier) @_macro)
  ]
  (token_tree
    ["(" "[" "{" "," ";" (token_tree)] @_before
    .
    [(line_comment) (block_comment)]*
    .
    (raw_string_literal
      (string_content) @injection.content)))
  (#eq? @_macro "template")
  (#set! injection.language "glimmer"))

; What is between the escapes of a plain literal is one document.
((macro_invocation
  macro: [
    (identifier) @_macro
    (scoped_identifier
      name: (identifier) @_macro)
  ]
  (token_tree
    ["(" "[" "{" "," ";" (token_tree)] @_before
    .
    [(line_comment) (block_comment)]*
    .
    (string_literal
      [
        (string_content) @injection.content
        (escape_sequence)
      ]*)))
  (#eq? @_macro "template")
  (#set! injection.language "glimmer"))
