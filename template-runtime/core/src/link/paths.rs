//! The resolution of paths: field names to indices.

use super::{
    diagnostic::LinkDiagnosticKind,
    linker::Linker,
    state::{INTEGER, KnownValue},
};
use crate::data::{ANY, FieldShape, Kind, LENGTH, Shape, const_str_eq, parse_index};
use template_bytecode::{Field, Index, NameRef, PathRow, PathStep};

impl Linker<'_, '_> {
    /// Resolves a path. Returns the shape of its value, and the step if the path has a single segment;
    /// several steps are stored in the table of steps.
    pub(super) const fn resolve_path(
        &mut self,
        head: KnownValue,
        path: PathRow,
    ) -> (Option<PathStep>, &'static Shape) {
        let (first, count) = (path.first(), path.count() as usize);
        if count == 1 {
            let (step, shape) = self.resolve_segment(head, first);
            return (Some(step), shape);
        }
        let mut value = head;
        let mut i = first;
        while i < first + count {
            let (step, shape) = self.resolve_segment(value, i);
            self.findings.steps[i] = step;
            value = KnownValue::new(shape, self.at);
            i += 1;
        }
        (None, value.shape)
    }

    /// Resolves a segment of a path: the field of an object to its index, a number after a list to an
    /// item. Names in maps and in values of unknown shape are looked up at run time, and so is the length of a
    /// list or text.
    const fn resolve_segment(
        &mut self,
        value: KnownValue,
        segment: usize,
    ) -> (PathStep, &'static Shape) {
        let segment = self.unit.segments[segment];
        let (name, missing) = (segment.name, segment.missing);
        let mut on = value.shape;
        if let Kind::Optional(_) = on.kind {
            on = on.peel();
        }
        if let Kind::Object(fields) | Kind::Template(fields) | Kind::Enum(fields) = on.kind
            && let Some(index) = self.field_index(fields, name)
        {
            return (PathStep::Field(Field(index as u16)), fields[index].shape.get());
        }
        let text = self.unit.names[name.0 as usize];
        let shape = match &on.kind {
            Kind::Object(_) | Kind::Template(_) | Kind::Enum(_) => {
                let end = segment.end as usize;
                self.report_error(LinkDiagnosticKind::NoField {
                    name: text,
                    end,
                    on,
                    root: self.root,
                });
                &ANY
            }
            Kind::List(item) if parse_index(text).is_some() => {
                let index = match parse_index(text) {
                    Some(index) => Index(index),
                    None => Index(0),
                };
                return (PathStep::Item { index, missing }, item.get());
            }
            Kind::List(_) | Kind::Text | Kind::Displayed | Kind::Safe(_)
                if const_str_eq(text, LENGTH) =>
            {
                &INTEGER
            }
            Kind::Map(item) => item.get(),
            Kind::Any => &ANY,
            _ => {
                self.report_error(LinkDiagnosticKind::NoFields {
                    name: text,
                    end: segment.end as usize,
                    on,
                    root: self.root,
                    by: value.by,
                });
                &ANY
            }
        };
        (PathStep::Name { name, missing }, shape)
    }

    /// Returns the index of the field with a name.
    pub(super) const fn field_index(
        &self,
        fields: &'static [FieldShape],
        name: NameRef,
    ) -> Option<usize> {
        let index = name.0 as usize;
        FieldShape::find(fields, self.unit.name_hashes[index], self.unit.names[index])
    }
}
