//! Words for the screen that are about this copy: moments as the person's clock shows them, initials,
//! edits as sentences. Numbers and health are worded in `model`.

use jiff::civil::DateTime;
use model::{AnyRow, Entity, Kind, Op, Plan, Ref};
use serde_json::Value;

/// "09:41".
pub fn clock(at: DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// "AR" for "Ana Ruiz".
pub fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    let first = words.next();
    first
        .into_iter()
        .chain(words.next_back())
        .flat_map(char::to_uppercase)
        .collect()
}

/// The word for a kind of row.
pub fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Workspace => "Workspace",
        Kind::Person => "Person",
        Kind::Team => "Team",
        Kind::Circle => "Circle",
        Kind::Cycle => "Cycle",
        Kind::Objective => "Objective",
        Kind::KeyResult => "Key Result",
        Kind::CheckIn => "Check-in",
        Kind::Calendar => "Calendar",
        Kind::Project => "Project",
        Kind::Resource => "Resource",
        Kind::Task => "Task",
        Kind::Dependency => "Dependency",
        Kind::Link => "Link",
        Kind::Import => "Import",
        Kind::Notice => "Notice",
    }
}

/// The name of a row as people call it; links and check-ins are named after their Key Result.
pub fn row_title(plan: &Plan, at: Ref) -> String {
    match plan.any(at) {
        Some(row) => title_of(plan, &row),
        None => kind_word(at.kind).to_owned(),
    }
}

fn title_of(plan: &Plan, row: &AnyRow) -> String {
    match row {
        AnyRow::CheckIn(row) => row_title(plan, row.key_result.at()),
        AnyRow::Link(row) => row_title(plan, row.key_result.at()),
        AnyRow::Dependency(row) => row_title(plan, row.successor.at()),
        AnyRow::Import(row) => row.file.clone(),
        AnyRow::Notice(row) => row_title(plan, row.at),
        other => ["title", "name"]
            .iter()
            .find_map(|field| other.get(field).and_then(|v| v.as_str().map(str::to_owned)))
            .unwrap_or_default(),
    }
}

/// A field's name in words: "target_finish" is "target finish".
pub fn field_word(field: &str) -> String {
    field.replace('_', " ")
}

/// A value in words, short.
pub fn value_text(plan: &Plan, value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => named(plan, text).unwrap_or_else(|| shortened(text)),
        Value::Array(items) => {
            let parts: Vec<String> = items.iter().map(|item| value_text(plan, item)).collect();
            if parts.is_empty() {
                "nothing".to_owned()
            } else {
                parts.join(", ")
            }
        }
        Value::Object(_) => shortened(&value.to_string()),
    }
}

/// An identity in a value is shown by its name.
fn named(plan: &Plan, text: &str) -> Option<String> {
    let id = text.parse().ok()?;
    [
        Kind::Person,
        Kind::Cycle,
        Kind::Objective,
        Kind::KeyResult,
        Kind::Project,
        Kind::Task,
    ]
    .into_iter()
    .map(|kind| Ref { kind, id })
    .find(|at| plan.any(*at).is_some())
    .map(|at| row_title(plan, at))
}

/// At most sixty characters.
pub fn shortened(text: &str) -> String {
    if text.chars().count() <= 60 {
        return text.to_owned();
    }
    let head: String = text.chars().take(57).collect();
    format!("{}\u{2026}", head.trim_end())
}

/// What an edit does, as one line: "Target of “Reduce tickets”: 120 → 110".
pub fn op_sentence(plan: &Plan, op: &Op) -> String {
    let quoted = |at: &Ref| format!("\u{201c}{}\u{201d}", shortened(&row_title(plan, *at)));
    match op {
        Op::Create { entity, .. } => created(plan, entity),
        Op::Set {
            at,
            field,
            from,
            to,
        } => {
            let mut word = field_word(field);
            if let Some(first) = word.get_mut(0..1) {
                first.make_ascii_uppercase();
            }
            let (from, to) = (value_text(plan, from), value_text(plan, to));
            format!("{word} of {}: {from} \u{2192} {to}", quoted(at))
        }
        Op::Add { at, field, element } => {
            format!(
                "Added {} to the {} of {}",
                value_text(plan, element),
                field_word(field),
                quoted(at)
            )
        }
        Op::Remove { at, field, element } => format!(
            "Took {} out of the {} of {}",
            value_text(plan, element),
            field_word(field),
            quoted(at)
        ),
        Op::Move { at, .. } => format!("Moved {}", quoted(at)),
        Op::Trash { at } => format!("Put {} in the trash", quoted(at)),
        Op::Restore { at } => format!("Took {} out of the trash", quoted(at)),
        Op::SetAudience { at, .. } => format!("Changed who sees {}", quoted(at)),
        Op::Group { ops } => match ops.as_slice() {
            [] => "Nothing".to_owned(),
            [one] => op_sentence(plan, one),
            [first, rest @ ..] => {
                let more = rest.len();
                format!("{}, and {more} more", op_sentence(plan, first))
            }
        },
    }
}

fn created(plan: &Plan, entity: &Entity) -> String {
    let of = |title: &str| format!("\u{201c}{}\u{201d}", shortened(title));
    match entity {
        Entity::CheckIn(body) => {
            let value = body
                .value
                .map(|v| v.normalize().to_string())
                .unwrap_or_default();
            format!(
                "Check-in {value} on {}",
                of(&row_title(plan, body.key_result.at()))
            )
        }
        Entity::Link(body) => {
            let means = match body.target {
                model::LinkTarget::Project(id) => row_title(plan, id.at()),
                model::LinkTarget::Task(id) => row_title(plan, id.at()),
            };
            format!(
                "Linked {} to {}",
                of(&means),
                of(&row_title(plan, body.key_result.at()))
            )
        }
        other => {
            let json = serde_json::to_value(other).unwrap_or_default();
            let body = json.get("body");
            let title = ["title", "name"]
                .iter()
                .find_map(|field| body.and_then(|b| b.get(field)).and_then(Value::as_str))
                .unwrap_or_default();
            format!("New {} {}", kind_word(other.kind()), of(title))
        }
    }
}

/// A number as a person types it: "1 200,5", "1,200.5", "−0.7", "38 %". Empty is none.
pub fn parse_number(text: &str) -> Result<Option<model::Decimal>, String> {
    let kept: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '%' | '\u{20ac}' | '$' | '\u{a3}' | '\''))
        .map(|c| if c == '\u{2212}' { '-' } else { c })
        .collect();
    if kept.is_empty() {
        return Ok(None);
    }
    let point = kept.rfind(['.', ',']);
    let grouped = kept.matches([',', '.']).count() > 1;
    let plain: String = kept
        .char_indices()
        .filter_map(|(at, c)| match c {
            '.' | ',' if Some(at) == point && !(grouped && same_mark(&kept)) => Some('.'),
            '.' | ',' => None,
            c => Some(c),
        })
        .collect();
    plain.parse().map(Some).map_err(|_| {
        format!(
            "\u{201c}{}\u{201d} is not a number. Write it like 41 or 11.2.",
            text.trim()
        )
    })
}

/// "1.200.300": the mark only groups.
fn same_mark(text: &str) -> bool {
    !(text.contains('.') && text.contains(','))
}
