//! From a chosen file to what was understood of it: read once, understood anew whenever somebody knows
//! better what its columns mean or where it should go.

use std::collections::BTreeMap;
use std::sync::Arc;

use exchange::msproject::{self, Context, Draft, Key, Known, Understood};
use exchange::pace::{Pace, Turn};
use exchange::table::{self, Book, Mapping, Reading};
use leptos::prelude::*;
use model::{Id, Person, Plan, Project};

use crate::host::Picked;
use crate::state::State;
use crate::state::slices::Slices;

/// A file and how its cells are to be read.
#[derive(Clone)]
pub(crate) struct Source {
    pub name: String,
    pub bytes: Arc<Vec<u8>>,
    pub table: Option<Table>,
    /// Where it goes; `None` is not said: into the project of an earlier import, if there is one.
    pub into: Option<Target>,
    /// Who somebody in the file is, said by hand; `None` is a new placeholder.
    pub people: BTreeMap<Key, Option<Id<Person>>>,
    /// What was understood of it, while its columns mean the same.
    pub understood: Option<Arc<Understood>>,
}

/// Where an import goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A new project.
    New,
    /// The project that an earlier import made.
    Earlier(Id<Project>),
}

/// A table with what its columns mean.
#[derive(Clone)]
pub(crate) struct Table {
    pub book: Arc<Book>,
    pub mapping: Mapping,
    pub reading: Reading,
}

/// A file that was read; understood, or with the reason why not.
pub(crate) struct Read {
    pub source: Source,
    pub found: Result<Arc<Found>, String>,
}

/// A file that was understood.
pub(crate) struct Found {
    pub name: String,
    pub understood: Arc<Understood>,
    pub draft: Draft,
    /// Projects that earlier imports of the same plan made.
    pub earlier: Vec<(Id<Project>, String)>,
}

impl Source {
    /// Reads a file's cells; what the columns mean is guessed.
    pub(super) fn open(file: Picked) -> Result<Self, String> {
        let mut source = Self {
            name: file.name,
            bytes: Arc::new(file.bytes),
            table: None,
            into: None,
            people: BTreeMap::new(),
            understood: None,
        };
        if exchange::is_table(&source.bytes, &source.name) {
            source = source.read_as(Reading::default())?;
        }
        Ok(source)
    }

    /// The same bytes with another encoding or separator.
    pub(super) fn read_as(mut self, reading: Reading) -> Result<Self, String> {
        let book = table::read_as(&self.bytes, &self.name, reading).map_err(|it| it.to_string())?;
        self.table = Some(Table {
            mapping: table::guess(&book),
            book: Arc::new(book),
            reading,
        });
        self.understood = None;
        Ok(self)
    }

    /// The same cells, meaning something else.
    pub(super) fn mapped(mut self, change: impl FnOnce(&Book, &mut Mapping)) -> Self {
        if let Some(table) = &mut self.table {
            change(&table.book, &mut table.mapping);
        }
        self.understood = None;
        self
    }

    /// Somebody in the file is that person, or nobody who is here.
    pub(super) fn matched(mut self, who: Key, person: Option<Id<Person>>) -> Self {
        self.people.insert(who, person);
        self
    }

    /// Understands it, a slice at a time. Nothing is imported.
    pub(super) async fn understand(
        mut self,
        state: State,
        slices: &Slices,
        share: RwSignal<Option<(usize, usize)>>,
    ) -> Read {
        // Reading is the first half of the way, planning the second.
        let reading = |done: usize, all: usize| half(slices, share, done, 2 * all);
        let understood = match (&self.understood, &self.table) {
            (Some(it), _) => Ok(it.clone()),
            (_, Some(it)) => table::understand(&it.book, &it.mapping)
                .map(Arc::new)
                .map_err(|it| it.to_string()),
            _ => msproject::read_in_turns(&self.bytes, &Pace::new(&reading))
                .await
                .map(Arc::new)
                .map_err(|it| it.to_string()),
        };
        self.understood = understood.as_ref().ok().cloned();
        let planning = |done: usize, all: usize| half(slices, share, all + done, 2 * all);
        let found = match understood {
            Ok(it) => Ok(Arc::new(
                found(state, &self, it, &Pace::new(&planning)).await,
            )),
            Err(why) => Err(why),
        };
        Read {
            source: self,
            found,
        }
    }
}

/// A pause when one is due, and how far the work is by then.
pub(super) fn half(
    slices: &Slices,
    share: RwSignal<Option<(usize, usize)>>,
    done: usize,
    all: usize,
) -> Option<Turn> {
    let due = slices.due();
    if due.is_some() {
        let _ = share.try_set(Some((done, all)));
    }
    due
}

async fn found(
    state: State,
    source: &Source,
    understood: Arc<Understood>,
    pace: &Pace<'_>,
) -> Found {
    let host = state.host();
    let acting = state.context();
    // A copy shares its rows: others may edit while this one is looked at.
    let plan = state.plan(Plan::clone);
    let context = Context {
        file_name: source.name.clone(),
        read_at: acting.now,
        people: plan
            .persons()
            .into_iter()
            .map(|row| Known {
                id: row.id,
                name: row.name.clone(),
                email: row.email.clone(),
            })
            .collect(),
        choices: source.people.clone(),
        statuses: plan.statuses(),
        rank: plan.rank_after_projects(),
        lead: Some(acting.actor),
        audience: None,
    };
    let earlier = msproject::earlier(&plan, &understood);
    let into = match source.into {
        Some(Target::New) => None,
        Some(Target::Earlier(id)) => Some(id),
        None => earlier.first().copied(),
    };
    let new_id = &mut || host.new_id();
    let draft = match into {
        Some(id) => {
            msproject::again_in_turns(&understood, &context, &plan, id, &acting, new_id, pace).await
        }
        None => msproject::plan_in_turns(&understood, &context, new_id, pace).await,
    };
    let title = |id: Id<Project>| plan.get(id).map(|row| (id, row.title.clone()));
    Found {
        name: source.name.clone(),
        earlier: earlier.into_iter().filter_map(title).collect(),
        understood,
        draft,
    }
}
