//! Imports plans into an empty workspace and exports them again: `round_trip OUT FILE...`. What
//! another reader sees of both can then be compared.
#![allow(clippy::print_stdout, reason = "an example talks")]

use std::path::Path;

use exchange::msproject::{Context, plan, read, write_with};
use model::access::{Founding, founding};
use model::{Id, Plan, apply};
use uuid::Uuid;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let Some(out) = arguments.next() else {
        println!("round_trip OUT FILE...");
        return;
    };
    for file in arguments {
        match round(Path::new(&file)) {
            Ok(text) => {
                let name = Path::new(&file).file_name().unwrap_or_default();
                let to = Path::new(&out).join(name);
                if let Err(error) = std::fs::write(&to, text) {
                    println!("{}: {error}", to.display());
                }
            }
            Err(why) => println!("{file}: {why}"),
        }
    }
}

fn round(file: &Path) -> Result<String, String> {
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let understood = read(&bytes).map_err(|refused| refused.to_string())?;
    let mut next = 0_u128;
    let mut id = || {
        next += 1;
        Uuid::from_u128(next)
    };
    let acting = model::Context {
        actor: Id::new(id()),
        now: model::Timestamp::UNIX_EPOCH,
        today: model::Date::constant(2026, 1, 1),
    };
    let begun = Founding {
        workspace: Id::new(id()),
        owner: acting.actor,
        name: "Round trip".into(),
        owner_name: "Nobody".into(),
        email: "nobody@example.org".into(),
        today: acting.today,
        cycle: Id::new(id()),
        next_cycle: Id::new(id()),
    };
    let mut rows = Plan::default();
    let take = |rows: &mut Plan, op: &model::Op| {
        apply(rows, op, &acting)
            .map(|_| ())
            .map_err(|refusal| refusal.to_string())
    };
    take(&mut rows, &founding(&begun))?;
    let draft = plan(&understood, &Context::default(), &mut id);
    for op in &draft.ops {
        take(&mut rows, op)?;
    }
    write_with(&rows, draft.project, &|_| None).ok_or("nothing was written".into())
}
