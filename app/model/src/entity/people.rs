//! People, teams and Circles.

use alloc::collections::BTreeSet;
use alloc::string::String;

use super::choice;
use crate::Id;
use crate::fields::entity;

choice! {
    /// What a person may do.
    Role {
        /// Sees what they are invited to, changes nothing else.
        #[default]
        Guest = "Guest",
        /// Works on goals and projects.
        Member = "Member",
        /// Also people, settings, trash of others.
        Admin = "Admin",
        /// Also the workspace itself and other owners.
        Owner = "Owner",
    }
}

entity! {
    /// Someone who works here, or a placeholder for someone an import named.
    Person {
        /// Their name.
        name: String,
        /// Their address, when known.
        email: String,
        /// What they may do.
        role: Role,
        /// Named by an import, has no account yet.
        placeholder: bool,
        /// May not sign in any more; stays named in history.
        deactivated: bool,
        /// IANA time zone, for reminders; empty is the server's.
        time_zone: String,
        /// Units available, in percent; 0 means 100.
        max_units_percent: u32,
    }
}

entity! {
    /// A group of people that owns goals.
    Team {
        /// Its name.
        name: String,
        /// Who belongs to it.
        members: BTreeSet<Id<Person>>,
    }
}

entity! {
    /// A named audience for confidential things.
    Circle {
        /// Its name.
        name: String,
        /// Who belongs to it.
        members: BTreeSet<Id<Person>>,
    }
}
