//! What the palette finds: commands, then Objectives, Key Results, projects, tasks and people.

use chart::icon::Icon;
use model::{Plan, StatusClass};

use crate::host::Theme;
use crate::routes;
use crate::state::{Overlay, State};

/// What an entry does.
#[derive(Clone)]
pub(super) enum Act {
    Go(String),
    Open(Overlay),
    Do(fn(State)),
}

/// One line.
#[derive(Clone)]
pub(super) struct Entry {
    pub group: &'static str,
    pub icon: Icon,
    pub words: String,
    pub hint: String,
    pub act: Act,
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        (self.group, &self.words, &self.hint) == (other.group, &other.words, &other.hint)
    }
}

/// At most this many of a kind.
const SHOWN: usize = 6;

/// Whether every word that was typed stands somewhere in the text.
fn fits(text: &str, search: &str) -> bool {
    let text = text.to_lowercase();
    search.split_whitespace().all(|word| text.contains(word))
}

pub(super) fn entries(state: State, search: &str) -> Vec<Entry> {
    let search = search.trim().to_lowercase();
    let mut all = commands(state);
    all.retain(|entry| fits(&entry.words, &search));
    state.plan(|plan| {
        goals(plan, &search, &mut all);
        work(plan, &search, &mut all);
        let people = plan
            .persons()
            .into_iter()
            .filter(|row| fits(&row.name, &search));
        if !search.is_empty() {
            all.extend(people.take(SHOWN).map(|row| Entry {
                group: "People",
                icon: Icon::Person,
                words: row.name.clone(),
                hint: row.role.word().to_owned(),
                act: Act::Go("/settings#people".to_owned()),
            }));
        }
    });
    all
}

fn commands(state: State) -> Vec<Entry> {
    let entry = |icon, words: &str, hint: &str, act| Entry {
        group: "Do",
        icon,
        words: words.to_owned(),
        hint: hint.to_owned(),
        act,
    };
    let open = |icon, words, hint, overlay| entry(icon, words, hint, Act::Open(overlay));
    let go = |icon, words, address: &str| entry(icon, words, "", Act::Go(address.to_owned()));
    let cycle = state.plan(|plan| plan.cycle_at(state.context().today).map(|row| row.id));
    let mut all: Vec<Entry> = due(state)
        .into_iter()
        .map(|(id, title)| {
            let words = format!("Check in: {title}");
            entry(
                Icon::Check,
                &words,
                "C",
                Act::Open(Overlay::CheckIn(id, None)),
            )
        })
        .collect();
    all.extend([
        open(
            Icon::Okr,
            "New Objective",
            "",
            Overlay::Objective(cycle, None),
        ),
        open(Icon::Project, "New project", "", Overlay::Project(None)),
        open(Icon::Calendar, "New cycle", "", Overlay::Cycle(None)),
        entry(Icon::Undo, "Undo", "Ctrl Z", Act::Do(State::undo)),
        entry(Icon::Redo, "Redo", "Ctrl Shift Z", Act::Do(State::redo)),
        open(Icon::Person, "Invite a person", "", Overlay::Invite),
        entry(Icon::Eye, "Light or dark", "", Act::Do(next_theme)),
        open(Icon::Key, "Keys", "?", Overlay::Keys),
        open(Icon::Leave, "Sign out", "", Overlay::SignOut),
        go(Icon::Home, "Go to Home", "/"),
        go(Icon::Okr, "Go to OKRs", "/okrs"),
        go(Icon::Project, "Go to Projects", "/projects"),
        go(Icon::Import, "Import a project", "/import"),
        go(Icon::Share, "Share on another page", "/share"),
        go(Icon::Setting, "Settings", "/settings"),
    ]);
    all
}

/// Own Key Results: what one most often comes to do.
fn due(state: State) -> Vec<(model::Id<model::KeyResult>, String)> {
    let context = state.context();
    state.plan(|plan| {
        let cycle = plan.cycle_at(context.today).map(|row| row.id);
        let objectives = plan.objectives(cycle).into_iter();
        let own = objectives.flat_map(|row| plan.key_results(row.id));
        let own = own.filter(|row| row.owner == Some(context.actor));
        own.take(3).map(|row| (row.id, row.title.clone())).collect()
    })
}

fn next_theme(state: State) {
    state.set_theme(match state.host().theme() {
        Theme::Auto => Theme::Dark,
        Theme::Dark => Theme::Light,
        Theme::Light => Theme::Auto,
    });
}

fn goals(plan: &Plan, search: &str, all: &mut Vec<Entry>) {
    let cycles = plan
        .cycles()
        .into_iter()
        .rev()
        .map(|row| (Some(row.id), row.name.clone()));
    let cycles: Vec<_> = cycles.chain([(None, "Backlog".to_owned())]).collect();
    let (mut objectives, mut key_results) = (Vec::new(), Vec::new());
    for (cycle, name) in &cycles {
        for row in plan.objectives(*cycle) {
            if fits(&row.title, search) {
                objectives.push(Entry {
                    group: "Objectives",
                    icon: Icon::Okr,
                    words: row.title.clone(),
                    hint: name.clone(),
                    act: Act::Go(routes::objective(row.id)),
                });
            }
            let found = plan
                .key_results(row.id)
                .into_iter()
                .filter(|it| fits(&it.title, search));
            key_results.extend(found.map(|it| Entry {
                group: "Key Results",
                icon: Icon::Today,
                words: it.title.clone(),
                hint: row.title.clone(),
                act: Act::Go(routes::key_result(it.id)),
            }));
        }
    }
    all.extend(objectives.into_iter().take(SHOWN));
    all.extend(key_results.into_iter().take(SHOWN));
}

/// Tasks are many: they come when two letters were typed.
fn work(plan: &Plan, search: &str, all: &mut Vec<Entry>) {
    let projects = plan.projects();
    let found = projects
        .iter()
        .filter(|row| fits(&row.title, search))
        .take(SHOWN);
    all.extend(found.map(|row| Entry {
        group: "Projects",
        icon: Icon::Project,
        words: row.title.clone(),
        hint: row.state.word().to_owned(),
        act: Act::Go(routes::project(row.id)),
    }));
    if search.chars().count() < 2 {
        return;
    }
    let tasks = projects.iter().flat_map(|project| {
        plan.tasks(project.id)
            .into_iter()
            .map(move |(_, row)| (project, row))
    });
    let found = tasks
        .filter(|(_, row)| fits(&row.title, search))
        .take(SHOWN);
    all.extend(found.map(|(project, row)| {
        let done = plan.status_class(row) == StatusClass::Done;
        Entry {
            group: "Tasks",
            icon: if row.milestone {
                Icon::Milestone
            } else if done {
                Icon::Check
            } else {
                Icon::Circle
            },
            words: row.title.clone(),
            hint: project.title.clone(),
            act: Act::Go(format!("{}?task={}", routes::project(project.id), row.id)),
        }
    }));
}
