//! Any text as a table: an answer, and operations that follow from it.
#![no_main]

use exchange::msproject::{Context, plan};
use exchange::table;
use libfuzzer_sys::fuzz_target;
use uuid::Uuid;

fuzz_target!(|bytes: &[u8]| {
    let name = if bytes.first() == Some(&b'{') { "a.json" } else { "a.csv" };
    let Ok(book) = table::read(bytes, name) else {
        return;
    };
    let Ok(understood) = table::understand(&book, &table::guess(&book)) else {
        return;
    };
    let mut next = 0_u128;
    let draft = plan(&understood, &Context::default(), &mut || {
        next += 1;
        Uuid::from_u128(next)
    });
    assert!(!draft.ops.is_empty());
});
