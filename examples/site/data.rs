//! The data of the site: trails, what walkers report of them, and a discussion.

use template_runtime::Data;

/// What all pages of the site have in common. The components inherit it, so that no page forwards it.
#[derive(Data)]
pub(crate) struct Site {
    pub(crate) name: &'static str,
    pub(crate) language: &'static str,
    /// The address of the site, for mails.
    pub(crate) url: &'static str,
    /// The name of the user, if one is signed in.
    pub(crate) user: Option<&'static str>,
    pub(crate) menu: Vec<MenuItem>,
}

#[derive(Data)]
pub(crate) struct MenuItem {
    pub(crate) label: &'static str,
    pub(crate) href: &'static str,
}

#[derive(Data)]
pub(crate) struct Trail {
    /// The last part of the address of its page.
    pub(crate) slug: &'static str,
    pub(crate) name: &'static str,
    pub(crate) region: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) kilometres: f32,
    /// In metres.
    pub(crate) ascent: u16,
    pub(crate) minutes: u16,
    pub(crate) grade: Grade,
    /// The reason why the trail is closed, if it is.
    pub(crate) closed: Option<&'static str>,
    pub(crate) stages: Vec<Stage>,
}

#[derive(Clone, Copy, Data, PartialEq)]
pub(crate) enum Grade {
    Easy,
    Moderate,
    Hard,
}

/// A part of a trail.
#[derive(Data)]
pub(crate) struct Stage {
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) kilometres: f32,
    pub(crate) note: Option<&'static str>,
}

/// What a walker reports of a trail.
#[derive(Data)]
pub(crate) struct Report {
    pub(crate) trail: &'static str,
    pub(crate) href: &'static str,
    pub(crate) walker: &'static str,
    /// In Unix seconds.
    pub(crate) time: i64,
    pub(crate) text: &'static str,
}

/// A comment and the replies to it.
#[derive(Data)]
pub(crate) struct Comment {
    pub(crate) id: u32,
    pub(crate) author: &'static str,
    /// In Unix seconds.
    pub(crate) time: i64,
    pub(crate) text: &'static str,
    pub(crate) replies: Vec<Comment>,
}

pub(crate) fn site() -> Site {
    let item = |label, href| MenuItem { label, href };
    Site {
        name: "Kestrel Valley Trails",
        language: "en",
        url: "https://trails.example/",
        user: Some("Ines Okafor"),
        menu: vec![
            item("Trails", "index.html"),
            item("Search", "search.html"),
            item("Report", "report.html"),
            item("Discussion", "discussion.html"),
        ],
    }
}

pub(crate) fn trails() -> Vec<Trail> {
    let stage = |from, to, kilometres, note| Stage { from, to, kilometres, note };
    vec![
        Trail {
            slug: "alder-water",
            name: "Alder Water",
            region: "Lower valley",
            summary: "A level path along the river, past two weirs and the bird hides of the reserve.",
            kilometres: 6.4,
            ascent: 90,
            minutes: 105,
            grade: Grade::Easy,
            closed: None,
            stages: vec![
                stage("Station", "Long Weir", 2.1, Some("Step-free as far as the first hide.")),
                stage("Long Weir", "Alder Bridge", 4.3, None),
            ],
        },
        Trail {
            slug: "bell-and-book",
            name: "Bell & Book Round",
            region: "Lower valley",
            summary: "From the chapel to the old printing works, through orchards that flower in May.",
            kilometres: 9.8,
            ascent: 260,
            minutes: 190,
            grade: Grade::Moderate,
            closed: None,
            stages: vec![
                stage("Chapel", "Orchard Gate", 3.0, None),
                stage("Orchard Gate", "Printing works", 3.6, Some("Keep dogs on a lead: geese.")),
                stage("Printing works", "Chapel", 3.2, None),
            ],
        },
        Trail {
            slug: "kestrel-ridge",
            name: "Kestrel Ridge",
            region: "North side",
            summary: "The long walk of the valley: a steep start, then two hours above the trees.",
            kilometres: 14.2,
            ascent: 780,
            minutes: 330,
            grade: Grade::Hard,
            closed: None,
            stages: vec![
                stage("Mill car park", "Three Cairns", 4.7, Some("No water after the spring.")),
                stage(
                    "Three Cairns",
                    "Kestrel Top",
                    3.9,
                    Some("Exposed; turn back if wind > 60 km/h."),
                ),
                stage("Kestrel Top", "Ridge Hut", 2.4, None),
                stage("Ridge Hut", "Mill car park", 3.2, None),
            ],
        },
        Trail {
            slug: "millers-steps",
            name: "Miller's Steps",
            region: "North side",
            summary: "412 steps that a miller cut in 1861, and a quieter path down.",
            kilometres: 5.1,
            ascent: 340,
            minutes: 130,
            grade: Grade::Moderate,
            closed: Some("rockfall above the second gate"),
            stages: vec![
                stage("Mill car park", "Top gate", 1.9, None),
                stage("Top gate", "Mill car park", 3.2, None),
            ],
        },
        Trail {
            slug: "quarry-loop",
            name: "Old Quarry Loop",
            region: "South side",
            summary: "Slate terraces, a flooded pit that mirrors the ridge, and a tea room at the end.",
            kilometres: 7.7,
            ascent: 210,
            minutes: 150,
            grade: Grade::Easy,
            closed: None,
            stages: vec![
                stage("Slate Street", "Upper terrace", 2.8, None),
                stage("Upper terrace", "Slate Street", 4.9, Some("The tea room closes at 17:00.")),
            ],
        },
        Trail {
            slug: "larch-pass",
            name: "Larch Pass",
            region: "South side",
            summary: "Over the pass into the next valley; the bus back runs from April to October.",
            kilometres: 12.5,
            ascent: 640,
            minutes: 285,
            grade: Grade::Hard,
            closed: None,
            stages: vec![
                stage("Slate Street", "Larch Hut", 5.8, None),
                stage("Larch Hut", "Pass", 2.6, Some("Snow is possible until May.")),
                stage("Pass", "Fenwick", 4.1, None),
            ],
        },
    ]
}

pub(crate) fn reports() -> Vec<Report> {
    vec![
        Report {
            trail: "Kestrel Ridge",
            href: "trail-kestrel-ridge.html",
            walker: "Tomás Quill",
            time: 1_778_332_800,
            text: "Snow is gone up to the top. The spring below Three Cairns runs well.",
        },
        Report {
            trail: "Miller's Steps",
            href: "trail-millers-steps.html",
            walker: "Ines Okafor",
            time: 1_778_246_400,
            text: "Rockfall above the second gate: stones the size of a bread oven & larger. Do not pass.",
        },
        Report {
            trail: "Alder Water",
            href: "trail-alder-water.html",
            walker: "Jun Harlow",
            time: 1_778_160_000,
            text: "Water over the path for < 20 m at Long Weir; boots will do.",
        },
    ]
}

pub(crate) fn comments() -> Vec<Comment> {
    let comment = |id, author, time, text, replies| Comment { id, author, time, text, replies };
    vec![
        comment(
            1,
            "Tomás Quill",
            1_778_335_200,
            "Is the direct way from Ridge Hut down to the mill open again? The map says yes, the sign says no.",
            vec![
                comment(
                    2,
                    "Ines Okafor",
                    1_778_338_800,
                    "Open since Tuesday. The sign will go this weekend.",
                    vec![
                        comment(
                            3,
                            "Tomás Quill",
                            1_778_339_700,
                            "Thank you! I will take it on Sunday.",
                            vec![],
                        ),
                        comment(
                            4,
                            "Jun Harlow",
                            1_778_349_000,
                            "I walked it today: dry, but the third step of the ladder is loose.",
                            vec![comment(
                                5,
                                "Ines Okafor",
                                1_778_351_400,
                                "Noted, we bring a new one along.",
                                vec![],
                            )],
                        ),
                    ],
                ),
                comment(
                    6,
                    "Rahel Stein",
                    1_778_362_200,
                    "Even if it is open: with children I would take the forest road.",
                    vec![],
                ),
            ],
        ),
        comment(
            7,
            "Mara Lindqvist",
            1_778_400_600,
            "Which hut sells maps on paper? My phone gives up when it is < 0 °C.",
            vec![comment(
                8,
                "Jun Harlow",
                1_778_401_800,
                "Both, but Larch Hut only from May.",
                vec![],
            )],
        ),
    ]
}
