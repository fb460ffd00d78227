//! The rows of an OData feed, as JSON: `{"value": [..]}`, `{"d": {"results": [..]}}`, or a list.

use std::collections::BTreeMap;

use model::Decimal;
use serde_json::Value;

use super::{CELLS, COLUMNS, Cell, Number, ROWS, Refused, Row, Sheet};

fn not_rows(why: &str) -> Refused {
    Refused::NotRows {
        why: why.to_owned(),
    }
}

/// Reads the rows; each name becomes a column in the order first met, the names are row 1.
pub(crate) fn read(text: &str) -> Result<Sheet, Refused> {
    let value: Value = serde_json::from_str(text)
        .map_err(|error| not_rows(&format!("line {} is not valid JSON", error.line())))?;
    let list = ["/value", "/d/results", "/d", "/results", ""]
        .iter()
        .find_map(|path| value.pointer(path).and_then(Value::as_array));
    let list = list.ok_or_else(|| not_rows("it holds no list"))?;
    if list.len() >= ROWS {
        return Err(Refused::TooManyRows);
    }
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut header = Vec::new();
    let mut sheet = Sheet {
        height: list.len() as u32 + 1,
        ..Sheet::default()
    };
    let mut cells = 0;
    for (index, item) in list.iter().enumerate() {
        let object = item
            .as_object()
            .ok_or_else(|| not_rows("the list holds more than objects"))?;
        let mut row = Row {
            number: index as u32 + 2,
            ..Row::default()
        };
        for (name, value) in object {
            let Some(cell) = cell(value).filter(|_| !name.contains(['@', '/'])) else {
                continue;
            };
            let place = *places.entry(name).or_insert_with(|| {
                header.push(Cell::Text(name.clone()));
                header.len() - 1
            });
            if place >= COLUMNS {
                return Err(Refused::TooManyColumns { row: row.number });
            }
            if row.cells.len() <= place {
                cells += place + 1 - row.cells.len();
                row.cells.resize(place + 1, Cell::Empty);
            }
            row.cells[place] = cell;
        }
        if cells > CELLS {
            return Err(Refused::TooManyCells);
        }
        if !row.cells.is_empty() {
            sheet.rows.push(row);
        }
    }
    sheet.width = header.len();
    sheet.rows.insert(
        0,
        Row {
            number: 1,
            fields: 0,
            cells: header,
        },
    );
    Ok(sheet)
}

fn cell(value: &Value) -> Option<Cell> {
    match value {
        Value::Null => Some(Cell::Empty),
        Value::Bool(yes) => Some(Cell::Truth(*yes)),
        Value::String(text) => Some(Cell::Text(text.clone())),
        Value::Number(number) => {
            let text = number.to_string();
            let value = Decimal::from_str_exact(&text).or_else(|_| Decimal::from_scientific(&text));
            Some(match value {
                Ok(value) => Cell::Number(Number {
                    value,
                    ..Number::default()
                }),
                Err(_) => Cell::Text(text),
            })
        }
        // Links to other feeds ("__metadata", "__deferred") say nothing about the row.
        Value::Array(_) | Value::Object(_) => None,
    }
}
