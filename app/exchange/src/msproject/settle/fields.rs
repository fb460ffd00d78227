//! Custom fields: those that a file uses without defining, and those that share a name.

use std::collections::{BTreeMap, BTreeSet};

use super::super::file::{CustomField, File};
use crate::problem::{About, Problems, Severity};

/// Settles them.
pub(super) fn of(file: &mut File, problems: &mut Problems) {
    let used: BTreeSet<String> = file
        .tasks
        .iter()
        .flat_map(|task| task.custom.keys().cloned())
        .collect();
    for key in used {
        if !file.fields.contains_key(&key) {
            let about = About::Field { name: key.clone() };
            let why = "The file does not define it: it is kept under its field name.";
            problems.push(Severity::Mapped, about, why);
            file.fields.insert(
                key.clone(),
                CustomField {
                    alias: key,
                    defined: false,
                },
            );
        }
    }
    let mut by_alias: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (key, field) in &file.fields {
        by_alias.entry(&field.alias).or_default().push(key);
    }
    for (alias, keys) in by_alias.into_iter().filter(|(_, keys)| keys.len() > 1) {
        let about = About::Field {
            name: keys.join(" and "),
        };
        let why = format!("They have the same name \u{201c}{alias}\u{201d} and are kept apart.");
        problems.push(Severity::Mapped, about, why);
    }
}
