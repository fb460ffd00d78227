//! Any bytes as a workbook: cells or a sentence.
#![no_main]

use exchange::table;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(book) = table::read(bytes, "a.xlsx") {
        let _ = table::understand(&book, &table::guess(&book));
    }
});
