//! Any text as an archive of a workspace: rows or a sentence.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(archive) = exchange::archive::read(text) {
        assert_eq!(archive.rows, archive.plan.every().count());
    }
});
