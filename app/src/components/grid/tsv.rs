//! Tables as spreadsheets put them on the clipboard: tabs between cells, line ends between rows,
//! quotes around cells that hold either.

/// Rows of cells from the clipboard. The empty line that spreadsheets add at the end is no row.
pub fn read(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let row = rows.last_mut().expect("there is always a row");
        let cell = row.last_mut().expect("a row has a cell");
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() && closes(letters.clone()) => quoted = true,
            _ if quoted => cell.push(letter),
            '\t' => row.push(String::new()),
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' => rows.push(vec![String::new()]),
            _ => cell.push(letter),
        }
    }
    if rows.len() > 1 && rows.last().is_some_and(|row| *row == [""]) {
        rows.pop();
    }
    rows
}

/// Whether a quote that opens a cell is closed where the cell ends: an inch sign is not.
fn closes(mut letters: std::iter::Peekable<impl Iterator<Item = char>>) -> bool {
    while let Some(letter) = letters.next() {
        if letter == '"' {
            match letters.peek() {
                Some('"') => {
                    letters.next();
                }
                Some('\t' | '\n' | '\r') | None => return true,
                Some(_) => return false,
            }
        }
    }
    false
}

/// Rows of cells for the clipboard.
pub fn write(rows: &[Vec<String>]) -> String {
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().map(|cell| quote(cell)).collect();
        cells.join("\t")
    };
    let lines: Vec<String> = rows.iter().map(line).collect();
    lines.join("\n")
}

fn quote(cell: &str) -> String {
    let opens = cell.starts_with('"');
    if opens || cell.contains(['\t', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
