//! People of a file to people of the workspace: as somebody chose, by e-mail, then by a name that
//! only one has.

use std::collections::BTreeMap;

use model::{Id, Op, Person, Resource, ResourceKind, Role};
use rust_decimal::prelude::ToPrimitive;
use uuid::Uuid;

use super::pack::Packer;
use super::{Context, body};
use crate::Treatment;
use crate::msproject::file::File;

/// Somebody in the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Who.
    pub id: Id<Person>,
    /// Their name.
    pub name: String,
    /// Their address; may be empty.
    pub email: String,
}

/// How somebody in the file was matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// A person here has the same address.
    Email,
    /// Exactly one person here has the same name, and nobody else in the file.
    Name,
    /// Somebody said so.
    Chosen,
    /// Nobody here: a placeholder is made.
    New,
}

/// Names a person of a file in a choice: UID and name, so that another reading of its columns does
/// not hand a choice to somebody else.
pub type Key = (i64, String);

/// Somebody in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// Names them in `Context::choices`.
    pub key: Key,
    /// Their name in the file.
    pub name: String,
    /// Their address in the file.
    pub email: String,
    /// Who they are in the workspace.
    pub person: Id<Person>,
    /// They are new: a placeholder without an account.
    pub placeholder: bool,
    /// Why this person.
    pub how: How,
}

#[derive(Clone, Copy)]
pub(crate) enum Who {
    Person(Id<Person>),
    Resource(Id<Resource>),
}

pub(crate) struct Settled {
    pub who: Who,
    pub shown: Option<Matched>,
}

fn key(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Settles each resource of the file, creating placeholders for people nobody knows.
pub(crate) fn of(
    file: &File,
    context: &Context,
    new_id: &mut dyn FnMut() -> Uuid,
    pack: &mut Packer<'_>,
) -> Vec<Settled> {
    let mut by_email: BTreeMap<String, Id<Person>> = BTreeMap::new();
    let mut by_name: BTreeMap<String, Vec<Id<Person>>> = BTreeMap::new();
    for person in &context.people {
        if !person.email.trim().is_empty() {
            by_email.entry(key(&person.email)).or_insert(person.id);
        }
        by_name
            .entry(key(&person.name))
            .or_default()
            .push(person.id);
    }
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    file.resources
        .iter()
        .for_each(|it| *names.entry(key(&it.name)).or_default() += 1);
    let mut out = Vec::with_capacity(file.resources.len());
    for it in &file.resources {
        if it.kind != ResourceKind::Work || it.generic {
            out.push(Settled {
                who: Who::Resource(Id::new(new_id())),
                shown: None,
            });
            continue;
        }
        let email = Some(key(&it.email)).filter(|email| !email.is_empty());
        let alone = names.get(&key(&it.name)) == Some(&1);
        let same_name = by_name
            .get(&key(&it.name))
            .filter(|ids| alone && ids.len() == 1);
        let named = (it.uid, it.name.clone());
        let found = match context.choices.get(&named) {
            Some(Some(person)) => Some((*person, How::Chosen)),
            Some(None) => None,
            None => {
                let by_email = email
                    .as_ref()
                    .and_then(|email| by_email.get(email).copied());
                let by_email = by_email.map(|person| (person, How::Email));
                by_email.or_else(|| same_name.map(|ids| (ids[0], How::Name)))
            }
        };
        let (person, how) = match found {
            Some(found) => found,
            None => (create(it, new_id(), pack), How::New),
        };
        if let Some(email) = email {
            by_email.entry(email).or_insert(person);
        }
        let shown = Matched {
            key: named,
            name: it.name.clone(),
            email: it.email.clone(),
            person,
            placeholder: how == How::New,
            how,
        };
        out.push(Settled {
            who: Who::Person(person),
            shown: Some(shown),
        });
    }
    let new = out
        .iter()
        .filter_map(|it| it.shown.as_ref())
        .filter(|it| it.placeholder)
        .count();
    if new > 0 {
        let why = "people nobody here is known as became placeholders; invite them to take over";
        pack.note("resource: person", Treatment::Mapped, new as u32, why);
    }
    out
}

fn create(it: &crate::msproject::file::Resource, id: Uuid, pack: &mut Packer<'_>) -> Id<Person> {
    let percent = it
        .max_units
        .and_then(|units| (units * model::Decimal::ONE_HUNDRED).to_u32());
    let max_units_percent = percent
        .filter(|percent| *percent != 100)
        .unwrap_or(0)
        .min(10_000);
    let person = Person {
        name: body::short(it.name.trim(), "resource: Name", pack),
        email: it.email.clone(),
        role: Role::Guest,
        placeholder: true,
        max_units_percent,
        ..Person::default()
    };
    pack.push(Op::Create {
        id,
        entity: person.into(),
        audience: None,
    });
    Id::new(id)
}
