//! The keywords `helper` and `fn`: a helper as a value, with arguments that it is called with first.

use super::{
    Checker,
    calls::{no_helper, too_many, with_captured},
};
use crate::{
    ast::{self, Call, Constant},
    diagnostic::Diagnostic,
    names::{is_keyword, is_path_of_rust},
    resolved::{Expression, Kind},
};

impl Checker<'_> {
    /// `(helper callee 1 k=2)`, `(fn callee 1)`
    pub(super) fn curry(&mut self, keyword: &str, call: &Call) -> Expression {
        let [callee, captured @ ..] = call.positional.as_slice() else {
            let message = format!("`{keyword}` needs the name of a helper behind it");
            let help = format!("write `({keyword} name)`, or `({keyword} name a b)`");
            return self.error(Diagnostic::new(call.span, message).help(help));
        };
        if let ("fn", Some(argument)) = (keyword, call.named.first()) {
            let error = Diagnostic::new(argument.name.span, "`fn` takes no named arguments");
            let help = format!("use `helper`: `(helper … {}=…)`", argument.name.text);
            return self.error(error.help(help));
        }
        let callee = match callee {
            ast::Expression::Literal(literal) => return self.literal_callee(keyword, literal),
            ast::Expression::Path(path) => match path.plain() {
                Some(name) if is_keyword(name) => return self.keyword_as_value(name, path),
                _ => self.callee(path),
            },
            ast::Expression::Call(_) => self.expression(callee),
        };
        if let Some(error) = no_helper(&callee) {
            return self.error(error.help("write a helper's name in front of it"));
        }
        let positional = self.expressions(captured);
        let named = self.named(call);
        if positional.is_empty() && named.is_empty() {
            return callee;
        }
        let (callee, positional, named) = with_captured(callee, positional, named);
        if let Some(error) = too_many(&positional, &named, call.span) {
            return self.error(error);
        }
        let kind = Kind::Curry { callee: Box::new(callee), positional, named };
        Expression { kind, span: call.span }
    }

    fn keyword_as_value(&mut self, name: &str, path: &ast::Path) -> Expression {
        let message = format!("`{name}` is a keyword of the language, and no helper");
        let help = "only functions of Rust, and values that are helpers, can be passed on";
        self.error(Diagnostic::new(path.span, message).help(help))
    }

    fn literal_callee(&mut self, keyword: &str, literal: &ast::Literal) -> Expression {
        let error = Diagnostic::new(literal.span, "a literal is no helper");
        self.error(match &literal.value {
            Constant::Text(name) if is_path_of_rust(name) => {
                error.help(format!("write the name without quotes: `({keyword} {name})`"))
            }
            _ => error.help(format!("write `({keyword} name)`, or `({keyword} name a b)`")),
        })
    }
}
