//! People and resources, their calendars, and who works on what.

use std::collections::{BTreeMap, BTreeSet};

use model::{Assignee, Calendar, Decimal, Id, Person, Resource, ResourceKind};

use super::came::CamePerson;
use super::{Book, Values, Xml, custom, header, length, moment, order};

/// Everybody and everything that the project uses.
pub(super) struct Staff {
    members: Vec<Member>,
    /// UID of each person or resource.
    uids: BTreeMap<Assignee, i64>,
    /// Derived calendars that say nothing of their own: UID to name and base.
    pub calendars: BTreeMap<i64, (String, Option<i64>)>,
}

struct Member {
    uid: i64,
    values: Values,
    custom: BTreeMap<String, String>,
}

impl Staff {
    pub fn of(book: &Book<'_>) -> Self {
        let mut it = Self {
            members: Vec::new(),
            uids: BTreeMap::new(),
            calendars: BTreeMap::new(),
        };
        let mut taken = BTreeSet::new();
        for (uid, calendar) in &book.came.unnamed {
            if taken.insert(*uid) {
                it.members.push(unnamed(*uid, *calendar));
            }
        }
        it.resources(book, &mut taken);
        it.people(book, &mut taken);
        it.members.sort_by_key(|member| member.uid);
        it.derived(book);
        it
    }

    fn resources(&mut self, book: &Book<'_>, taken: &mut BTreeSet<i64>) {
        let all = book.plan.all::<Resource>();
        let own: Vec<_> = all
            .filter(|row| row.project == book.project.id && !row.head.trashed)
            .collect();
        let uids = super::number(own.iter().map(|row| row.uid), taken);
        for (row, uid) in own.into_iter().zip(uids) {
            self.uids.insert(Assignee::Resource(row.id), uid);
            let (fields, kept) = split(&row.kept);
            let mut values = usual();
            values.extend(kept);
            let mut set = |name: &str, text: String| {
                values.insert(name.into(), text);
            };
            set("Name", row.name.clone());
            match row.kind {
                ResourceKind::Work => set("IsGeneric", "1".into()),
                ResourceKind::Material => set("Type", "0".into()),
                ResourceKind::Cost => {
                    set("Type", "0".into());
                    set("IsCostResource", "1".into());
                }
            }
            if row.kind == ResourceKind::Work || row.max_units_percent != Decimal::ONE_HUNDRED {
                set("MaxUnits", share(row.max_units_percent));
            }
            calendar(book, row.calendar, &mut set);
            self.members.push(Member {
                uid,
                values,
                custom: fields,
            });
        }
    }

    fn people(&mut self, book: &Book<'_>, taken: &mut BTreeSet<i64>) {
        let mut known: BTreeMap<Id<Person>, CamePerson> = BTreeMap::new();
        let mut wanted: Vec<Id<Person>> = Vec::new();
        for it in &book.came.resources {
            known.entry(it.person).or_insert_with(|| {
                wanted.push(it.person);
                it.clone()
            });
        }
        for line in &book.lines {
            for assignment in &line.row.assignments {
                if let Assignee::Person(person) = assignment.who
                    && !wanted.contains(&person)
                {
                    wanted.push(person);
                }
            }
        }
        let asked = wanted.iter().map(|id| known.get(id).map(|it| it.uid));
        let uids = super::number(asked, taken);
        for (id, uid) in wanted.into_iter().zip(uids) {
            self.uids.insert(Assignee::Person(id), uid);
            let came = known.remove(&id);
            self.members.push(person(book, id, uid, came));
        }
    }

    /// Every resource has a calendar in Microsoft Project: those that an import left out because
    /// they say nothing, and new ones for people who have none.
    fn derived(&mut self, book: &Book<'_>) {
        let mut taken: BTreeSet<i64> = book.calendars.values().copied().collect();
        for (uid, name, base) in &book.came.calendars {
            if taken.insert(*uid) {
                self.calendars.insert(*uid, (name.clone(), *base));
            }
        }
        if book.came.imported {
            return;
        }
        let project = book.project.calendar.and_then(|id| book.calendars.get(&id));
        let base = project.copied().unwrap_or(1);
        taken.insert(base);
        let bare = self.members.iter_mut().filter(|member| {
            !member.values.contains_key("CalendarUID") && member.values["Type"] == "1"
        });
        for member in bare {
            let uid = super::number([None].into_iter(), &mut taken)[0];
            let name = member.values.get("Name").cloned().unwrap_or_default();
            self.calendars.insert(uid, (name, Some(base)));
            member.values.insert("CalendarUID".into(), uid.to_string());
        }
    }

    /// Writes resources and assignments.
    pub fn write(&self, book: &Book<'_>, xml: &mut Xml) {
        xml.open("Resources");
        for (row, member) in (1..).zip(&self.members) {
            let mut values = member.values.clone();
            values.insert("UID".into(), member.uid.to_string());
            values.entry("ID".into()).or_insert_with(|| {
                let id = if member.uid == 0 { 0 } else { row };
                id.to_string()
            });
            xml.open("Resource");
            Book::ordered(xml, order::RESOURCE, &values, |xml, name| {
                if name == order::CUSTOM {
                    custom_values(&member.custom, xml);
                }
            });
            xml.close("Resource");
        }
        xml.close("Resources");
        self.assignments(book, xml);
    }

    fn assignments(&self, book: &Book<'_>, xml: &mut Xml) {
        let all: Vec<_> = book
            .lines
            .iter()
            .flat_map(|line| line.row.assignments.iter().map(move |it| (line, it)))
            .filter_map(|(line, it)| Some((line, it, *self.uids.get(&it.who)?)))
            .collect();
        let own = all
            .iter()
            .map(|(_, it, _)| it.kept.get("UID").and_then(|uid| uid.parse().ok()));
        let uids = super::number(own, &mut BTreeSet::new());
        let mut numbered: Vec<_> = uids.into_iter().zip(all).collect();
        numbered.sort_by_key(|(uid, _)| *uid);
        xml.open("Assignments");
        for (uid, (line, it, resource)) in numbered {
            let mut values: Values = it.kept.clone();
            let extended = values.remove(order::CUSTOM);
            let mut usual = |name: &str, text: String| {
                values.entry(name.into()).or_insert(text);
            };
            let (start, finish) = header::span(line);
            if let (Some(start), Some(finish)) = (start, finish) {
                usual("Start", moment(start));
                usual("Finish", moment(finish));
            }
            usual("HasFixedRateUnits", "1".into());
            usual("FixedMaterial", "0".into());
            usual("LevelingDelayFormat", "7".into());
            usual("WorkContour", "0".into());
            if let Some(work) = it.work_minutes {
                values.insert("Work".into(), length(work));
                let done = values.get("ActualWork").map(String::as_str);
                if done.is_none() {
                    values.insert("RemainingWork".into(), length(work));
                }
            }
            values.insert("UID".into(), uid.to_string());
            values.insert("TaskUID".into(), book.tasks[&line.row.id].to_string());
            values.insert("ResourceUID".into(), resource.to_string());
            values.insert("Units".into(), share(it.units_percent));
            xml.open("Assignment");
            Book::ordered(xml, order::ASSIGNMENT, &values, |xml, name| {
                if let (order::CUSTOM, Some(text)) = (name, &extended) {
                    joined(text, xml);
                }
            });
            xml.close("Assignment");
        }
        xml.close("Assignments");
    }
}

/// Elements of every resource.
fn usual() -> Values {
    let usual = [("Type", "1"), ("IsNull", "0")];
    usual
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into()
}

fn unnamed(uid: i64, calendar: Option<i64>) -> Member {
    let mut values = usual();
    values.insert("MaxUnits".into(), "1".into());
    if let Some(calendar) = calendar {
        values.insert("CalendarUID".into(), calendar.to_string());
    }
    Member {
        uid,
        values,
        custom: BTreeMap::new(),
    }
}

fn person(book: &Book<'_>, id: Id<Person>, uid: i64, came: Option<CamePerson>) -> Member {
    let imported = came.is_some();
    let came = came.unwrap_or_default();
    let mut values = usual();
    values.extend(came.kept);
    let row = book.plan.get(id);
    let here = |own: fn(&Person) -> &String| row.map(|row| own(row).clone());
    let name = came.name.or(here(|it| &it.name)).unwrap_or_default();
    let email = came.email.or(here(|it| &it.email)).unwrap_or_default();
    values.insert("Name".into(), name);
    if !email.is_empty() {
        values.insert("EmailAddress".into(), email);
    }
    if !imported {
        let percent = row.map_or(0, |row| row.max_units_percent);
        let percent = if percent == 0 { 100 } else { percent };
        values.insert("MaxUnits".into(), share(Decimal::from(percent)));
        let calendars = book.plan.all::<Calendar>();
        let own = calendars.filter(|it| it.person == Some(id) && !it.head.trashed);
        let own = own
            .map(|it| it.id)
            .find(|it| book.calendars.contains_key(it));
        calendar(book, own, &mut |name, text| {
            values.insert(name.into(), text);
        });
    }
    Member {
        uid,
        values,
        custom: came.custom,
    }
}

fn calendar(book: &Book<'_>, id: Option<Id<Calendar>>, set: &mut impl FnMut(&str, String)) {
    if let Some(uid) = id.and_then(|id| book.calendars.get(&id)) {
        set("CalendarUID", uid.to_string());
    }
}

/// Half of full time is 0.5.
fn share(percent: Decimal) -> String {
    (percent / Decimal::ONE_HUNDRED).normalize().to_string()
}

/// Custom fields are kept beside the elements: "Field7" to "Field300".
fn split(kept: &Values) -> (Values, Values) {
    let is_field = |name: &String| {
        name.strip_prefix("Field")
            .is_some_and(|rest| rest.parse::<i64>().is_ok())
    };
    kept.clone()
        .into_iter()
        .partition(|(name, _)| is_field(name))
}

fn custom_values(fields: &Values, xml: &mut Xml) {
    for (key, text) in fields {
        if let Some(id) = crate::msproject::custom::resource_number(key) {
            custom::one(xml, id, text, None);
        }
    }
}

/// "205520910=red; 205520911=3": as the reader joins them.
fn joined(text: &str, xml: &mut Xml) {
    for part in text.split("; ") {
        if let Some((id, value)) = part.split_once('=')
            && let Ok(id) = id.parse()
        {
            custom::one(xml, id, value, None);
        }
    }
}
