//! How a table was read, and what its columns mean: guessed, shown, and changed by whoever knows better.

use exchange::table::{
    self, Column, DateOrder, Delimiter, Encoding, Field, Language, Mapping, Preset, Reading,
};
use leptos::prelude::*;

use super::source::{Source, Table};
use crate::components::focus;

/// Cells shown of each column.
const SAMPLES: usize = 3;

/// One thing among several that are named by words.
fn choice(
    id: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: String,
    take: impl Fn(String) + 'static,
) -> impl IntoView {
    let option = move |(key, words): (String, String)| {
        let selected = key == chosen;
        view! { <option value=key selected=selected>{words}</option> }
    };
    let change = move |event| {
        take(event_target_value(&event));
        focus::to_id_soon(id);
    };
    view! {
        <div class="form-field">
            <label class="form-field-label" for=id>{label}</label>
            <select class="input input-small" id=id on:change=change>
                {options.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

fn same(words: &str) -> (String, String) {
    (words.to_owned(), words.to_owned())
}

/// The panel. `change` gets the file with another reading or other meanings.
#[component]
pub(super) fn Columns(source: Source, change: Callback<Result<Source, String>>) -> impl IntoView {
    let Some(table) = source.table.clone() else {
        return ().into_any();
    };
    let words = format!(
        "Read as {}, {}",
        table.mapping.preset.word(),
        table.book.source.word()
    );
    let remap = {
        let source = source.clone();
        Callback::new(move |mapping: Mapping| {
            let next = source.clone().mapped(|_, it| *it = mapping);
            change.run(Ok(next));
        })
    };
    view! {
        <details class="panel" open=true>
            <summary>{words}</summary>
            <div class="import-reading">
                <Cells source=source.clone() table=table.clone() change/>
                <Meaning table=table.clone() source=source.clone() change/>
            </div>
            <Map table remap/>
        </details>
    }
    .into_any()
}

/// How bytes became cells.
#[component]
fn Cells(source: Source, table: Table, change: Callback<Result<Source, String>>) -> impl IntoView {
    let table::Source::Csv {
        encoding,
        encoding_guessed,
        delimiter,
        ..
    } = table.book.source
    else {
        return ().into_any();
    };
    let reading = Reading {
        encoding: table.reading.encoding,
        delimiter: table.reading.delimiter,
    };
    let encodings = Encoding::ALL.iter().map(|it| {
        let guessed = if *it == encoding && encoding_guessed {
            " (a guess)"
        } else {
            ""
        };
        (it.word().to_owned(), format!("{}{guessed}", it.word()))
    });
    let by_encoding = {
        let source = source.clone();
        move |word: String| {
            let encoding = Encoding::ALL.into_iter().find(|it| it.word() == word);
            change.run(source.clone().read_as(Reading {
                encoding,
                ..reading
            }));
        }
    };
    let by_delimiter = move |word: String| {
        let delimiter = Delimiter::ALL.into_iter().find(|it| it.word() == word);
        change.run(source.clone().read_as(Reading {
            delimiter,
            ..reading
        }));
    };
    let delimiters = Delimiter::ALL.iter().map(|it| same(it.word()));
    view! {
        {choice("import-encoding", "Encoding", encodings.collect(), encoding.word().to_owned(), by_encoding)}
        {choice("import-delimiter", "Separator", delimiters.collect(), delimiter.word().to_owned(), by_delimiter)}
    }
    .into_any()
}

/// A change of what cells mean.
type Edit = Box<dyn FnOnce(&table::Book, &mut Mapping)>;

/// How cells became values.
#[component]
fn Meaning(
    table: Table,
    source: Source,
    change: Callback<Result<Source, String>>,
) -> impl IntoView {
    let mapping = table.mapping.clone();
    let set = move |edit: Edit| {
        change.run(Ok(source.clone().mapped(edit)));
    };
    let preset = {
        let set = set.clone();
        move |word: String| {
            set(Box::new(move |book, it| {
                let found = Preset::ALL.into_iter().find(|preset| preset.word() == word);
                it.preset = found.unwrap_or_default();
                table::guess_columns(book, it);
            }));
        }
    };
    let language = {
        let set = set.clone();
        move |word: String| {
            set(Box::new(move |book, it| {
                let found = Language::ALL.into_iter().find(|it| it.word() == word);
                it.language = found.unwrap_or_default();
                table::guess_columns(book, it);
            }));
        }
    };
    let order = {
        let set = set.clone();
        move |word: String| {
            set(Box::new(move |_, it| {
                let found = DateOrder::ALL.into_iter().find(|it| it.word() == word);
                it.date_order = found.unwrap_or_default();
            }));
        }
    };
    let head = {
        let set = set.clone();
        move |number: String| {
            set(Box::new(move |book, it| {
                it.header_row = number.parse().ok();
                table::guess_columns(book, it);
            }));
        }
    };
    let sheet = {
        let set = set.clone();
        move |number: String| {
            set(Box::new(move |book, it| {
                *it = table::guess_sheet(book, number.parse().unwrap_or(0));
            }));
        }
    };
    let project = move |name: String| {
        set(Box::new(move |_, it| {
            it.project = (!name.is_empty()).then_some(name)
        }));
    };
    let rows = table.book.sheets.get(mapping.sheet);
    let rows = rows.map_or(0, |it| it.height).min(10);
    let mut heads = vec![(String::new(), "none".to_owned())];
    heads.extend((1..=rows.max(mapping.header_row.unwrap_or(0))).map(|it| same(&it.to_string())));
    let sheets = table.book.sheets.iter().enumerate();
    let sheets: Vec<_> = sheets
        .map(|(at, it)| (at.to_string(), it.name.clone()))
        .collect();
    let mut projects = vec![(String::new(), "all of them".to_owned())];
    let several = table::projects(&table.book, &mapping).into_iter();
    projects.extend(several.map(|(name, count)| (name.clone(), format!("{name} ({count} rows)"))));
    let presets = Preset::ALL.iter().map(|it| same(it.word())).collect();
    let languages = Language::ALL.iter().map(|it| same(it.word())).collect();
    let orders = DateOrder::ALL.iter().map(|it| same(it.word())).collect();
    let proof = mapping.date_proof.clone();
    view! {
        {(sheets.len() > 1).then(|| choice("import-sheet", "Sheet", sheets, mapping.sheet.to_string(), sheet))}
        {choice("import-preset", "Layout", presets, mapping.preset.word().to_owned(), preset)}
        {choice("import-language", "Language", languages, mapping.language.word().to_owned(), language)}
        {choice("import-dates", "Dates", orders, mapping.date_order.word().to_owned(), order)}
        {choice("import-head", "Row of headers", heads,
            mapping.header_row.map_or_else(String::new, |it| it.to_string()), head)}
        {(projects.len() > 2).then(|| choice("import-project", "Project", projects,
            mapping.project.clone().unwrap_or_default(), project))}
        {(!proof.is_empty()).then(|| view! { <p class="form-field-hint">{format!("Dates: {proof}.")}</p> })}
    }
    .into_any()
}

/// Column by column: its header, some of its cells, what it means.
#[component]
fn Map(table: Table, remap: Callback<Mapping>) -> impl IntoView {
    let columns: Vec<(usize, Column)> = table.mapping.columns.iter().cloned().enumerate().collect();
    let row = move |(at, column): (usize, Column)| {
        let samples = samples(&table, at).join(", ");
        let id = format!("import-column-{at}");
        let label = format!("What {} means", column.header);
        let chosen = column.field.as_ref().map_or("", Field::key).to_owned();
        let mut fields = vec![(String::new(), "Leave out".to_owned())];
        fields.extend(
            table::FIELDS
                .iter()
                .map(|it| (it.1.to_owned(), it.2.to_owned())),
        );
        if let Some(Field::Custom(key)) = &column.field {
            fields.push((key.clone(), format!("Custom field {key}")));
        }
        let option = {
            let chosen = chosen.clone();
            move |(key, words): (String, String)| {
                let selected = key == chosen;
                view! { <option value=key selected=selected>{words}</option> }
            }
        };
        let mapping = table.mapping.clone();
        let focused = id.clone();
        let change = move |event| {
            let mut mapping = mapping.clone();
            mapping.columns[at].field = Field::of_key(&event_target_value(&event));
            remap.run(mapping);
            focus::to_id_soon(focused.clone());
        };
        view! {
            <tr>
                <th scope="row">{column.header}</th>
                <td>{samples}</td>
                <td><select class="input input-small" id=id aria-label=label on:change=change>
                    {fields.into_iter().map(option).collect_view()}
                </select></td>
            </tr>
        }
    };
    view! {
        <div class="data-table-scroll import-columns" tabindex="0" role="region" aria-label="What the columns mean">
            <table class="data-table">
                <thead><tr><th scope="col">"Column"</th><th scope="col">"For instance"</th>
                    <th scope="col">"Means"</th></tr></thead>
                <tbody>{columns.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The first cells of a column that hold something.
fn samples(table: &Table, at: usize) -> Vec<String> {
    let Some(sheet) = table.book.sheets.get(table.mapping.sheet) else {
        return Vec::new();
    };
    let head = table.mapping.header_row.unwrap_or(0);
    let below = sheet.rows.iter().filter(|row| row.number > head);
    let cells = below
        .map(|row| row.cell(at))
        .filter(|cell| !cell.is_blank());
    let dates = table.mapping.date_system;
    cells
        .take(SAMPLES)
        .map(|cell| cell.shown(dates).to_string())
        .collect()
}
