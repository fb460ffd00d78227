//! `throughline export`: every row of the workspace, one JSON object a line, readable by anything.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use store::{Sqlite, Store};
use sync::message::RowState;

/// Writes the archive. The first line says what it is.
pub async fn export(out: &Path, db: &Path) -> Result<()> {
    let store = Sqlite::open_existing(db).await?;
    if out.as_os_str() == "-" {
        write(&store, std::io::stdout().lock()).await?;
    } else {
        let file = File::create_new(out)
            .with_context(|| format!("{} cannot be made; does it exist?", out.display()))?;
        let rows = write(&store, BufWriter::new(&file)).await?;
        file.sync_all()?;
        super::say(&format!("Wrote {rows} rows to {}.", out.display()))?;
    }
    store.close().await;
    Ok(())
}

async fn write(store: &dyn Store, mut to: impl Write) -> Result<usize> {
    let mut rows = 0;
    for workspace in store.workspaces().await? {
        let loaded = store.load(workspace.id).await?;
        let first = json!({
            "format": "throughline-archive",
            "version": 1,
            "workspace": workspace.id,
            "head": loaded.head,
        });
        writeln!(to, "{first}")?;
        for row in loaded.rows.iter().filter(|row| row.state == RowState::Live) {
            let body: Value = serde_json::from_str(&row.text.0)?;
            let line = json!({
                "kind": row.at.kind,
                "id": row.at.id,
                "scope": row.scope,
                "seq": row.seq,
                "row": body,
            });
            writeln!(to, "{line}")?;
            rows += 1;
        }
    }
    to.flush()?;
    Ok(rows)
}
