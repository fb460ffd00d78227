//! What the last import of a project keeps for the way back, read from its row.

use std::collections::{BTreeMap, BTreeSet};

use model::{Id, Import, Person, Plan, Project};
use serde::Deserialize;

/// Everything, empty for a project that was made here.
#[derive(Default, Deserialize)]
pub(super) struct Came {
    /// It was imported from MSPDI.
    #[serde(skip)]
    pub imported: bool,
    /// Settings as text, by element.
    #[serde(default)]
    pub project: BTreeMap<String, String>,
    /// Elements of the project's own row; `None` when the file had no such row.
    #[serde(default)]
    pub row: Option<BTreeMap<String, String>>,
    /// Elements of tasks that the file never wrote.
    #[serde(default)]
    pub absent: BTreeSet<String>,
    /// Derived calendars that say nothing: UID, name, UID of the base.
    #[serde(default)]
    pub calendars: Vec<(i64, String, Option<i64>)>,
    /// Resources that are people here.
    #[serde(default)]
    pub resources: Vec<CamePerson>,
    /// Resources without a name: UID, UID of the calendar.
    #[serde(default)]
    pub unnamed: Vec<(i64, Option<i64>)>,
    /// Scheduled from its finish.
    #[serde(default)]
    pub from_finish: bool,
}

/// A resource that became a person.
#[derive(Clone, Default, Deserialize)]
pub(super) struct CamePerson {
    pub uid: i64,
    pub person: Id<Person>,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default)]
    pub kept: BTreeMap<String, String>,
    #[serde(default)]
    pub custom: BTreeMap<String, String>,
}

impl Came {
    /// What the last import of a project keeps. Parts that are not as they should be are left out.
    pub fn of(plan: &Plan, project: Id<Project>) -> Self {
        let imports = plan.all::<Import>();
        let own = imports.filter(|it| it.project == project && it.format == "MSPDI");
        let Some(import) = own.max_by_key(|it| (it.read_at, it.id)) else {
            return Self::default();
        };
        let mut came = Self::default();
        let part = |name: &str| import.kept.get(name).cloned().unwrap_or_default();
        fn read<T: Default + serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
            serde_json::from_value(value).unwrap_or_default()
        }
        came.imported = true;
        came.project = read(part("project"));
        came.row = read(part("row"));
        came.absent = read(part("absent"));
        came.calendars = read(part("calendars"));
        came.resources = read(part("resources"));
        came.unnamed = read(part("unnamed"));
        came.from_finish = read(part("from_finish"));
        came
    }
}
