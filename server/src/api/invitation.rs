//! Inviting a person by link, and accepting.

use axum::Json;
use axum::extract::State as Extract;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use jiff::SignedDuration;
use model::{Context, Id, Op, Person, Role, access};
use serde::Deserialize;
use serde_json::{Value, json};
use store::{Account, Invitation};
use sync::message::Verdict;

use super::Body;
use super::account::{Connection, knock, welcome};
use super::form::{Invitation as Shown, Invite, Join};
use crate::auth::{Who, password, secret};
use crate::desk::Desk;
use crate::error::Problem;
use crate::state::State;
use crate::{clock, found};

/// How long a link works.
const LASTS: SignedDuration = SignedDuration::from_hours(24 * 14);

/// Makes a link. Whoever may add a person with this role may invite one.
pub async fn invite(
    Extract(state): Extract<State>,
    who: Who,
    headers: HeaderMap,
    Body(form): Body<Invite>,
) -> Result<Json<Value>, Problem> {
    let person = form.person.unwrap_or_else(|| Id::new(clock::new_id()));
    if state.store.account(person.uuid()).await?.is_some() {
        return Err(Problem::bad(
            "has_account",
            "This person has an account already.",
        ));
    }
    let draft = Draft {
        person,
        role: form.role,
        name: form.name.trim(),
        email: "",
    };
    let context = Context {
        actor: who.person,
        now: clock::now(),
        today: clock::today(),
    };
    let may = |plan: &model::Plan| access::may(plan, &context, &draft.op(plan));
    who.desk
        .plan(may)
        .map_err(|refusal| Problem::not_allowed(refusal.to_string()))?;
    let token = secret::make();
    let invitation = Invitation {
        digest: secret::digest(&token),
        id: clock::new_id(),
        workspace: who.desk.workspace(),
        role: form.role,
        person: person.uuid(),
        name: draft.name.to_owned(),
        created_by: who.person.uuid(),
        created_at: context.now,
        expires_at: context.now.saturating_add(LASTS).unwrap_or(context.now),
        used_at: None,
    };
    state.store.add_invitation(invitation).await?;
    let url = format!("{}/join/{token}", base(&state, &headers));
    Ok(Json(json!({ "token": token, "url": url })))
}

/// Where people reach us.
fn base(state: &State, headers: &HeaderMap) -> String {
    if let Some(base) = &state.config.base_url {
        return base.clone();
    }
    let text = |name: header::HeaderName| headers.get(name).and_then(|it| it.to_str().ok());
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), _) if origin != "null" => origin.to_owned(),
        (_, Some(host)) => format!("http://{host}"),
        _ => String::new(),
    }
}

/// The secret of a link.
#[derive(Deserialize)]
pub struct Look {
    token: String,
}

/// Says what an invitation is for, before it is accepted.
pub async fn look(
    Extract(state): Extract<State>,
    from: Connection,
    headers: HeaderMap,
    Body(form): Body<Look>,
) -> Result<Json<Shown>, Problem> {
    knock(&state, &headers, &from)?;
    let invitation = open(&state, &form.token).await?;
    let desk = state.desk(invitation.workspace).await?;
    Ok(Json(desk.plan(|plan| {
        Shown {
            workspace: plan
                .workspace()
                .map(|row| row.name.clone())
                .unwrap_or_default(),
            invited_by: plan
                .get(Id::<Person>::new(invitation.created_by))
                .map(|row| row.name.clone())
                .unwrap_or_default(),
            role: invitation.role,
            name: invitation.name.clone(),
        }
    })))
}

async fn open(state: &State, token: &str) -> Result<Invitation, Problem> {
    let found = state.store.invitation(secret::digest(token)).await?;
    let now = clock::now();
    found
        .filter(|it| it.used_at.is_none() && it.expires_at > now)
        .ok_or_else(|| {
            let message = "This invitation was used, has expired or never was. Ask for a new one.";
            Problem::new(
                axum::http::StatusCode::NOT_FOUND,
                "invitation_gone",
                message,
            )
        })
}

/// Accepts an invitation and signs in.
pub async fn join(
    Extract(state): Extract<State>,
    from: Connection,
    headers: HeaderMap,
    Body(form): Body<Join>,
) -> Result<Response, Problem> {
    knock(&state, &headers, &from)?;
    let invitation = open(&state, &form.token).await?;
    let name = found::required("name", "Please say your name.", &form.name)?;
    let email = found::address(&form.email)?;
    password::judge(&form.password)?;
    let hash = password::hash(form.password).await?;
    let desk = state.desk(invitation.workspace).await?;
    let person = Id::<Person>::new(invitation.person);
    let account = Account {
        person: invitation.person,
        workspace: invitation.workspace,
        email: email.clone(),
        password: hash,
        created_at: clock::now(),
    };
    state
        .store
        .accept(invitation.digest, account, clock::now())
        .await
        .map_err(|error| match Problem::from(error) {
            problem if problem.code == "taken" => {
                let message = "This address has an account already. Sign in instead.";
                Problem {
                    code: "email_taken",
                    message: message.into(),
                    ..problem
                }
            }
            other => other,
        })?;
    let draft = Draft {
        person,
        role: invitation.role,
        name: &name,
        email: &email,
    };
    if let Err(problem) = enter(&desk, &invitation, &draft).await {
        state
            .store
            .unaccept(invitation.digest, invitation.person)
            .await?;
        return Err(problem);
    }
    welcome(&state, person).await
}

/// Makes the person's row, in the name of whoever invited them: if they may no more, neither may this.
async fn enter(desk: &Desk, invitation: &Invitation, draft: &Draft<'_>) -> Result<(), Problem> {
    let op = desk.plan(|plan| draft.op(plan));
    match desk.own(Id::new(invitation.created_by), op).await? {
        verdict if verdict.is_accepted() => Ok(()),
        Verdict::Refused { message, .. } => Err(Problem::not_allowed(format!(
            "This invitation does not work any more: {message} Ask for a new one."
        ))),
        other => Err(Problem::unavailable(format!(
            "joining was not decided: {other:?}"
        ))),
    }
}

/// The person that an invitation makes.
struct Draft<'a> {
    person: Id<Person>,
    role: Role,
    name: &'a str,
    email: &'a str,
}

impl Draft<'_> {
    /// A new row, or the placeholder of an import that becomes somebody.
    fn op(&self, plan: &model::Plan) -> Op {
        let Some(row) = plan.get(self.person) else {
            let person = Person {
                name: self.name.into(),
                email: self.email.into(),
                role: self.role,
                ..Person::default()
            };
            return Op::Create {
                id: self.person.uuid(),
                entity: person.into(),
                audience: None,
            };
        };
        let set = |field: &str, to: Value| Op::Set {
            at: self.person.at(),
            field: field.into(),
            from: row.get(field).unwrap_or_default(),
            to,
        };
        Op::Group {
            ops: vec![
                set("placeholder", json!(false)),
                set("role", json!(self.role)),
                set("name", json!(self.name)),
                set("email", json!(self.email)),
            ],
        }
    }
}
