use template_runtime::{Data, template};

#[derive(Data)]
enum Shape {
    Circle { radius: f64 },
    Empty,
}

template! {
    struct Page {
        shape: Shape,
    }

    "{{shape.radius}} {{shape.raduis}} {{shape.Circel}} {{shape.x}}"
}

#[derive(Data)]
struct Team {
    name: String,
}

#[derive(Data)]
enum Event {
    Login { user: String },
    Logout { reason: String, user: String },
    Joined(Team),
    Started,
}

template! {
    struct Events {
        event: Event,
        shape: Shape,
    }

    "{{#if event.Login}}{{event.Login.user}} {{event.Login.reason}}{{/if}}
    {{#with event.Joined as |e|}}{{e.name}} {{e.0.name}} {{e.Started}}{{/with}}
    {{event.Logout.reason}} {{event.user}} {{event.Login}} {{shape.Circle}} {{eq event.Login 'Started'}}"
}

fn main() {}
