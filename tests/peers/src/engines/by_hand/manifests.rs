//! The workload `manifests`: nothing is escaped.

use crate::workloads::manifests::{App, Container, Manifests};
use std::fmt::{self, Write};

pub(super) fn manifests(data: &Manifests, out: &mut String) -> fmt::Result {
    data.apps.iter().try_for_each(|item| app(item, data, out))
}

fn app(app: &App, data: &Manifests, out: &mut String) -> fmt::Result {
    let (name, namespace) = (&app.name, &data.namespace);
    write!(
        out,
        "---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {name}\n  namespace: {namespace}\n  labels:"
    )?;
    for (key, value) in &app.labels {
        write!(out, "\n    {key}: \"{value}\"")?;
    }
    let replicas = app.replicas;
    write!(
        out,
        "\nspec:\n  replicas: {replicas}\n  selector:\n    matchLabels:\n      app: {name}\n  template:\n    spec:"
    )?;
    if let Some(account) = &app.account {
        write!(out, "\n      serviceAccountName: {account}")?;
    }
    out.push_str("\n      containers:");
    for item in &app.containers {
        container(item, &data.registry, out)?;
    }
    out.push('\n');
    Ok(())
}

fn container(container: &Container, registry: &str, out: &mut String) -> fmt::Result {
    let Container { name, image, tag, command, ports, env, limits } = container;
    write!(out, "\n        - name: {name}\n          image: {registry}/{image}:{tag}")?;
    if !command.is_empty() {
        out.push_str("\n          command: [");
        for (i, word) in command.iter().enumerate() {
            let comma = if i > 0 { ", " } else { "" };
            write!(out, "{comma}\"{word}\"")?;
        }
        out.push(']');
    }
    out.push_str("\n          ports:");
    for port in ports {
        let (number, protocol) = (port.port, port.protocol);
        write!(out, "\n            - containerPort: {number}\n              protocol: {protocol}")?;
    }
    out.push_str("\n          env:");
    for (name, value) in env {
        write!(out, "\n            - name: {name}\n              value: \"{value}\"")?;
    }
    if let Some(limits) = limits {
        let (cpu, memory) = (limits.cpu, limits.memory);
        write!(
            out,
            "\n          resources:\n            limits:\n              cpu: {cpu}m\n              memory: {memory}Mi"
        )?;
    }
    Ok(())
}
