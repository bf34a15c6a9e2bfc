//! Manifests for a cluster, in YAML: short lists and maps within others, and text that is not escaped.

use serde::Serialize;
use std::collections::BTreeMap;
use template_runtime::Data;

/// The data of the workload `manifests`.
#[derive(Serialize)]
pub(crate) struct Manifests {
    pub(crate) namespace: String,
    pub(crate) registry: String,
    pub(crate) apps: Vec<App>,
}

#[derive(Data, Serialize)]
pub(crate) struct App {
    pub(crate) name: String,
    pub(crate) labels: BTreeMap<String, String>,
    pub(crate) replicas: u32,
    pub(crate) account: Option<String>,
    pub(crate) containers: Vec<Container>,
}

#[derive(Data, Serialize)]
pub(crate) struct Container {
    pub(crate) name: String,
    pub(crate) image: String,
    pub(crate) tag: String,
    pub(crate) command: Vec<String>,
    pub(crate) ports: Vec<Port>,
    pub(crate) env: BTreeMap<String, String>,
    pub(crate) limits: Option<Limits>,
}

#[derive(Data, Serialize)]
pub(crate) struct Port {
    pub(crate) port: u16,
    pub(crate) protocol: &'static str,
}

#[derive(Data, Serialize)]
pub(crate) struct Limits {
    pub(crate) cpu: u32,
    pub(crate) memory: u32,
}

impl Manifests {
    pub(crate) fn new() -> Self {
        Manifests {
            namespace: "production".to_owned(),
            registry: "registry.example.com".to_owned(),
            apps: (0..8).map(app).collect(),
        }
    }
}

fn app(i: usize) -> App {
    let names = ["shop", "search", "mail", "feed"];
    let name = format!("{}-{i}", names[i % names.len()]);
    let labels =
        [("app", name.clone()), ("team", format!("team-{}", i % 3)), ("tier", "back".to_owned())];
    App {
        labels: labels.map(|(key, value)| (key.to_owned(), value)).into(),
        name,
        replicas: 1 + i as u32,
        account: i.is_multiple_of(2).then(|| format!("account-{i}")),
        containers: (0..1 + i % 2).map(|k| container(i, k)).collect(),
    }
}

fn container(app: usize, i: usize) -> Container {
    let is_proxy = i == 1;
    let env = [("LOG", "info"), ("PORT", "8080"), ("DB_HOST", "db.internal"), ("DB_NAME", "main")];
    let command = ["/bin/run", "--port", "8080"];
    Container {
        name: format!("main-{i}"),
        image: if is_proxy { "proxy" } else { "service" }.to_owned(),
        tag: format!("1.{app}.{i}"),
        command: command
            .iter()
            .take(if is_proxy { 0 } else { 3 })
            .map(|&word| word.to_owned())
            .collect(),
        ports: (0..1 + i as u16).map(|k| Port { port: 8080 + k, protocol: "TCP" }).collect(),
        env: env.map(|(key, value)| (key.to_owned(), value.to_owned())).into(),
        limits: (!is_proxy).then_some(Limits { cpu: 500, memory: 256 }),
    }
}
