//! A project as a file, made on the device: offline too, nothing leaves it but the file.

use chart::icon::Icon;
use exchange::{msproject, table};
use model::{Id, Project};

use crate::components::menu::MenuItem;
use crate::state::State;

/// What a project can be saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    MsProject,
    Csv,
    Xlsx,
}

impl Kind {
    const ALL: [Self; 3] = [Self::MsProject, Self::Xlsx, Self::Csv];

    fn words(self) -> &'static str {
        match self {
            Self::MsProject => "Save as Microsoft Project XML",
            Self::Csv => "Save as CSV",
            Self::Xlsx => "Save as XLSX",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::MsProject => "xml",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    fn mime(self) -> &'static str {
        match self {
            Self::MsProject => "application/xml",
            Self::Csv => "text/csv",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// The entries of a project's menu.
pub fn items(state: State, id: Id<Project>) -> impl Iterator<Item = MenuItem> {
    let item =
        move |kind: Kind| MenuItem::new(kind.words(), Icon::Import, move || save(state, id, kind));
    Kind::ALL.into_iter().map(item)
}

fn save(state: State, id: Id<Project>, kind: Kind) {
    let made = state.schedules(|plan, all| {
        let dates = all.project(id);
        let title = plan.get(id)?.title.clone();
        let written = match kind {
            Kind::MsProject => msproject::write(plan, dates, id).map(|it| (it.into_bytes(), 0)),
            Kind::Csv => table::write_csv(plan, dates, id, &table::Options::default())
                .map(|it| (it.bytes, it.report.entries.len())),
            Kind::Xlsx => {
                table::write_xlsx(plan, dates, id).map(|it| (it.bytes, it.report.entries.len()))
            }
        };
        written.map(|(bytes, lost)| (title, bytes, lost))
    });
    let Some((title, bytes, lost)) = made else {
        state.warn("The project is not there any more.");
        return;
    };
    let name = format!("{}.{}", file_name(&title), kind.ending());
    state.host().save_file(&name, kind.mime(), bytes);
    state.say(match lost {
        0 => format!("Saved as {name}."),
        n => format!("Saved as {name}. A table has no place for {n} kinds of values; the XML has."),
    });
}

/// A title as a file name that every system takes.
pub fn file_name(title: &str) -> String {
    let plain = |letter: char| match letter {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
        letter if letter.is_control() => '-',
        letter => letter,
    };
    let name: String = title.trim().chars().map(plain).take(80).collect();
    match name.trim_matches(['.', ' ']) {
        "" => "project".to_owned(),
        name => name.to_owned(),
    }
}
