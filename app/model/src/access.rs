//! Who may see a row and who may change it. The client greys out with this, the server refuses with it.

mod founding;
mod may;
mod scope;

pub use founding::{Founding, founding, quarter};
pub use may::may;
pub(crate) use may::may_one;
pub use scope::{below, holds, referenced_scope, row_scopes, scopes, sees, sees_row};
