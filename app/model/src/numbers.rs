//! Identities to dense numbers by open addressing. They are only looked up, never walked, so that
//! order stays out of it.

use alloc::vec;
use alloc::vec::Vec;

use crate::Id;

const NONE: u32 = u32::MAX;

/// The place of each identity in a list; of one that stands there twice, the first.
#[derive(Clone, Debug)]
pub struct Numbers<T> {
    ids: Vec<Id<T>>,
    slots: Vec<u32>,
    mask: usize,
}

impl<T> Numbers<T> {
    /// Numbers the identities of a list from 0.
    #[must_use]
    pub fn new(ids: Vec<Id<T>>) -> Self {
        let size = (ids.len() * 2).next_power_of_two().max(4);
        let mut it = Self {
            slots: vec![NONE; size],
            mask: size - 1,
            ids,
        };
        for number in 0..it.ids.len() {
            let mut slot = Self::slot(it.ids[number]) & it.mask;
            while it.slots[slot] != NONE {
                slot = (slot + 1) & it.mask;
            }
            it.slots[slot] = u32::try_from(number).unwrap_or(NONE);
        }
        it
    }

    fn slot(id: Id<T>) -> usize {
        let bits = id.uuid().as_u128();
        let mixed = ((bits >> 64) as u64 ^ bits as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 20) as usize
    }

    /// The number of an identity.
    #[must_use]
    pub fn find(&self, id: Id<T>) -> Option<u32> {
        let mut slot = Self::slot(id) & self.mask;
        while self.slots[slot] != NONE {
            let number = self.slots[slot];
            if self.ids[number as usize] == id {
                return Some(number);
            }
            slot = (slot + 1) & self.mask;
        }
        None
    }
}
