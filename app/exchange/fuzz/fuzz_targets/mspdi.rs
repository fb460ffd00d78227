//! Any bytes as a Microsoft Project XML file: an answer, and operations that follow from it.
#![no_main]

use exchange::msproject::{Context, plan, read};
use libfuzzer_sys::fuzz_target;
use uuid::Uuid;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(understood) = read(bytes) {
        let mut next = 0_u128;
        let draft = plan(&understood, &Context::default(), &mut || {
            next += 1;
            Uuid::from_u128(next)
        });
        assert!(!draft.ops.is_empty());
    }
});
