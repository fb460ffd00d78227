//! Every row that this copy may see, with the indexes that questions need.

mod index;
mod outline;
mod query;
mod serve;

use alloc::collections::BTreeMap;
use alloc::sync::Arc;

use crate::{AnyRow, Id, Kind, Ref, Row};
pub use serve::{Served, Via};

/// How deep an outline may be.
pub const DEEPEST: usize = 1000;

/// The rows of one kind.
pub type Table<T> = BTreeMap<Id<T>, Arc<Row<T>>>;

/// A table that copies of a plan share until one of them changes it.
pub(crate) type Shared<T> = Arc<Table<T>>;

macro_rules! tables {
    ($($variant:ident),*) => {
        /// One table a kind.
        #[derive(Clone, Debug, Default, PartialEq)]
        #[allow(non_snake_case, missing_docs, reason = "a table is named after its entity")]
        pub struct Tables { $(pub(crate) $variant: Shared<crate::$variant>,)* }

        impl Tables {
            /// Any row by reference.
            pub(crate) fn any(&self, at: Ref) -> Option<AnyRow> {
                match at.kind { $(Kind::$variant =>
                    self.$variant.get(&Id::new(at.id)).map(|row| AnyRow::$variant(row.clone())),)* }
            }
            /// Puts a row in its table, returning what stood there.
            pub(crate) fn put(&mut self, row: AnyRow) -> Option<AnyRow> {
                match row { $(AnyRow::$variant(row) =>
                    Arc::make_mut(&mut self.$variant).insert(row.id, row).map(AnyRow::$variant),)* }
            }
            /// Takes a row out of its table.
            pub(crate) fn take(&mut self, at: Ref) -> Option<AnyRow> {
                match at.kind { $(Kind::$variant =>
                    Arc::make_mut(&mut self.$variant).remove(&Id::new(at.id)).map(AnyRow::$variant),)* }
            }
            /// Every row, kind by kind.
            pub(crate) fn every(&self) -> impl Iterator<Item = AnyRow> + '_ {
                core::iter::empty()
                    $(.chain(self.$variant.values().map(|row| AnyRow::$variant(row.clone()))))*
            }
        }
    };
}
crate::entity::every_kind!(tables);

/// A kind of row as a type.
pub trait Record: Sized + Clone + core::fmt::Debug + PartialEq + 'static {
    /// Its kind.
    const KIND: Kind;
    /// Its table.
    fn table(tables: &Tables) -> &Table<Self>;
    /// Its table, for writing.
    fn table_mut(tables: &mut Tables) -> &mut Table<Self>;
    /// A row of it as a row of any kind.
    fn wrap(row: Arc<Row<Self>>) -> AnyRow;
    /// The way back.
    fn unwrap(row: &AnyRow) -> Option<&Arc<Row<Self>>>;
}

impl<T: Record> Id<T> {
    /// This identity as a reference to any kind.
    pub fn at(self) -> Ref {
        Ref {
            kind: T::KIND,
            id: self.uuid(),
        }
    }
}

/// Every row this copy may see. A clone is cheap: copies share what neither has changed. Changed by
/// `apply` (operations) and `put`/`remove` (rows from elsewhere).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    tables: Tables,
    pub(crate) index: Arc<index::Index>,
}

impl Plan {
    /// A row, trashed or not.
    pub fn get<T: Record>(&self, id: Id<T>) -> Option<&Arc<Row<T>>> {
        T::table(&self.tables).get(&id)
    }

    /// A row that is not in the trash (nor below something that is).
    pub fn live<T: Record>(&self, id: Id<T>) -> Option<&Arc<Row<T>>> {
        self.get(id)
            .filter(|row| self.is_live(&T::wrap((*row).clone())))
    }

    /// All rows of a kind, trashed ones too, by identity.
    pub fn all<T: Record>(&self) -> impl Iterator<Item = &Arc<Row<T>>> + '_ {
        T::table(&self.tables).values()
    }

    /// Any row by reference.
    pub fn any(&self, at: Ref) -> Option<AnyRow> {
        self.tables.any(at)
    }

    /// Every row of every kind.
    pub fn every(&self) -> impl Iterator<Item = AnyRow> + '_ {
        self.tables.every()
    }

    /// Takes in a row as it is, without asking rules: a replica follows what the server decided.
    pub fn put(&mut self, row: AnyRow) -> Option<AnyRow> {
        let was = self.tables.put(row.clone());
        if was.as_ref().is_some_and(|was| index::alike(was, &row)) {
            return was;
        }
        let index = Arc::make_mut(&mut self.index);
        if let Some(was) = &was {
            index.keep(was, false);
        }
        index.keep(&row, true);
        was
    }

    /// Forgets a row: it left what this copy may see.
    pub fn remove(&mut self, at: Ref) -> Option<AnyRow> {
        let was = self.tables.take(at);
        if let Some(was) = &was {
            Arc::make_mut(&mut self.index).keep(was, false);
        }
        was
    }
}
