//! Formats a syntax tree in one line, for tests.

use template_compiler::parse::ast::{
    BlockStatement, Branch, Call, Expression, LiteralValue, Name, NamedArgument, Node,
    PartialStatement, PartialTarget, Path,
};

/// Formats nodes, separated by spaces: `"text" {{path}} #{(each xs) |x| {{x}}} else{"none"}`.
pub(crate) fn nodes(nodes: &[Node]) -> String {
    nodes.iter().map(node).collect::<Vec<_>>().join(" ")
}

fn node(node: &Node) -> String {
    match node {
        Node::Text(text) => format!("{:?}", text.content),
        Node::Mustache(mustache) if mustache.escaped => {
            format!("{{{{{}}}}}", expression(&mustache.expression))
        }
        Node::Mustache(mustache) => format!("{{{{{{{}}}}}}}", expression(&mustache.expression)),
        Node::Block(block) => self::block(block),
        Node::Partial(partial) => self::partial(partial),
        Node::Inline(inline) => format!("*{{{:?} {}}}", inline.name.text, nodes(&inline.body)),
    }
}

/// Formats a partial: `>{nav user k=1}`, with the indentation after the brace, and `block{…}`, or a component: `>{Card
/// title=a}`, with `|x|` before `block{…}`, and `else{…}`.
fn partial(partial: &PartialStatement) -> String {
    let target = match &partial.target {
        PartialTarget::Name { name, is_quoted: true } => format!("{:?}", name.text),
        PartialTarget::Name { name, .. } => name.text.clone(),
        PartialTarget::Dynamic(name) => expression(name),
    };
    let mut out = vec![target];
    out.extend(partial.positional.iter().map(expression));
    out.extend(partial.named.iter().map(named));
    let mut after = String::new();
    if !partial.params.is_empty() {
        let params: Vec<String> = partial.params.iter().map(name).collect();
        after += &format!(" |{}|", params.join(" "));
    }
    if let Some(block) = &partial.block {
        after += &format!(" block{{{}}}", nodes(block));
    }
    if let Some((_, otherwise)) = &partial.otherwise {
        after += &format!(" else{{{}}}", nodes(otherwise));
    }
    format!(">{{{}{}}}{after}", partial.indent, out.join(" "))
}

fn named(argument: &NamedArgument) -> String {
    format!("{}={}", name(&argument.name), expression(&argument.value))
}

fn block(block: &BlockStatement) -> String {
    let mut out = Vec::new();
    for (index, branch) in block.branches.iter().enumerate() {
        let mark = match (index, block.inverted) {
            (0, false) => "#",
            (0, true) => "^",
            _ => "else",
        };
        out.push(format!("{mark}{{{}}}", self::branch(branch)));
    }
    if let Some(otherwise) = &block.otherwise {
        out.push(format!("else{{{}}}", nodes(otherwise)));
    }
    out.join(" ")
}

fn branch(branch: &Branch) -> String {
    let mut out = call(&branch.head);
    if !branch.params.is_empty() {
        let names: Vec<&str> = branch.params.iter().map(|name| name.text.as_str()).collect();
        out += &format!(" |{}|", names.join(" "));
    }
    if !branch.body.is_empty() {
        out += &format!(" {}", nodes(&branch.body));
    }
    out
}

fn expression(expression: &Expression) -> String {
    match expression {
        Expression::Path(path) => self::path(path),
        Expression::Literal(literal) => match &literal.value {
            LiteralValue::Null => "null".to_owned(),
            LiteralValue::Bool(value) => value.to_string(),
            LiteralValue::Int(value) => value.to_string(),
            LiteralValue::Float(value) => format!("{value:?}"),
            LiteralValue::Text(value) => format!("{value:?}"),
        },
        Expression::Call(call) => self::call(call),
    }
}

fn call(call: &Call) -> String {
    let mut out = vec![expression(&call.callee)];
    out.extend(call.positional.iter().map(expression));
    out.extend(call.named.iter().map(named));
    format!("({})", out.join(" "))
}

/// Formats a path: `@`, `../` and `this/` as in the tree, then the names, separated by dots.
fn path(path: &Path) -> String {
    let names: Vec<String> = path.segments.iter().map(name).collect();
    format!(
        "{}{}{}{}",
        if path.at { "@" } else { "" },
        "../".repeat(path.up),
        if path.this { "this/" } else { "" },
        names.join("."),
    )
}

fn name(name: &Name) -> String {
    let plain = name.text.chars().all(|c| c.is_alphanumeric() || "_-$?:".contains(c));
    if plain { name.text.clone() } else { format!("[{}]", name.text) }
}
