//! The fields that a column can mean, and the words by which headers name them.

use super::mapping::{Language, Preset};

/// What a column means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The number of the row in the other program; predecessors name it.
    Id,
    /// The number that stays with a task for good.
    Uid,
    /// The identity in the other program, as text.
    Guid,
    /// Not left out of the plan.
    Active,
    /// Scheduled by the program or by hand.
    Mode,
    /// The name.
    Name,
    /// How long it takes.
    Duration,
    /// The duration is a guess.
    Estimated,
    /// When it starts.
    Start,
    /// When it finishes.
    Finish,
    /// What it waits for. Several columns may hold some.
    Predecessors,
    /// What waits for it. Several columns may hold some.
    Successors,
    /// Outline level, from 1.
    Level,
    /// Outline number: 2.1.3.
    OutlineNumber,
    /// The task above it, by number, identity or name.
    Parent,
    /// How much is done.
    PercentComplete,
    /// Planned effort.
    Work,
    /// Who works on it. Several columns may hold some.
    Resources,
    /// The address of who works on it.
    Email,
    /// Long text.
    Notes,
    /// A word for how far it is.
    Status,
    /// Marks a point in time.
    Milestone,
    /// How it is held to a date.
    ConstraintType,
    /// The date that it is held to.
    ConstraintDate,
    /// Should be finished by.
    Deadline,
    /// When it really started.
    ActualStart,
    /// When it really finished.
    ActualFinish,
    /// 0 to 1000.
    Priority,
    /// The project that the row belongs to.
    Project,
    /// The row is the project itself.
    ProjectRow,
    /// A custom field; the text is its key, "Text1".
    Custom(String),
}

/// Every field but custom ones, with its key, in the order of a list to choose from.
pub const FIELDS: [(Field, &str, &str); 30] = [
    (Field::Name, "name", "Name"),
    (Field::Id, "id", "ID"),
    (Field::Uid, "uid", "Unique ID"),
    (Field::Start, "start", "Start"),
    (Field::Finish, "finish", "Finish"),
    (Field::Duration, "duration", "Duration"),
    (Field::Estimated, "estimated", "Estimated"),
    (Field::Predecessors, "predecessors", "Predecessors"),
    (Field::Successors, "successors", "Successors"),
    (Field::Level, "level", "Outline level"),
    (Field::OutlineNumber, "outline_number", "Outline number"),
    (Field::Parent, "parent", "Parent"),
    (Field::PercentComplete, "percent_complete", "% complete"),
    (Field::Status, "status", "Status"),
    (Field::Resources, "resources", "Assigned to"),
    (Field::Email, "email", "E-mail of who is assigned"),
    (Field::Work, "work", "Effort"),
    (Field::Notes, "notes", "Notes"),
    (Field::Milestone, "milestone", "Milestone"),
    (Field::Mode, "mode", "Task mode"),
    (Field::Active, "active", "Active"),
    (Field::ConstraintType, "constraint_type", "Constraint type"),
    (Field::ConstraintDate, "constraint_date", "Constraint date"),
    (Field::Deadline, "deadline", "Deadline"),
    (Field::ActualStart, "actual_start", "Actual start"),
    (Field::ActualFinish, "actual_finish", "Actual finish"),
    (Field::Priority, "priority", "Priority"),
    (Field::Guid, "guid", "Identity elsewhere"),
    (Field::Project, "project", "Project"),
    (Field::ProjectRow, "project_row", "Is the project itself"),
];

impl Field {
    /// A short key that never changes.
    pub fn key(&self) -> &str {
        match (self, self.entry()) {
            (Self::Custom(key), _) => key,
            (_, Some((_, key, _))) => key,
            (_, None) => "",
        }
    }

    /// The words on screen.
    pub fn word(&self) -> &str {
        match (self, self.entry()) {
            (Self::Custom(key), _) => key,
            (_, Some((_, _, word))) => word,
            (_, None) => "",
        }
    }

    /// The field of a key: one of [`FIELDS`], or a custom one like "Text1".
    pub fn of_key(key: &str) -> Option<Self> {
        let found = FIELDS.iter().find(|(_, it, _)| *it == key);
        let custom = || is_custom(key).then(|| Self::Custom(key.to_owned()));
        found.map(|(field, ..)| field.clone()).or_else(custom)
    }

    fn entry(&self) -> Option<&'static (Field, &'static str, &'static str)> {
        FIELDS.iter().find(|(field, ..)| field == self)
    }

    /// Whether several columns may hold parts of it.
    pub fn is_list(&self) -> bool {
        matches!(
            self,
            Self::Predecessors | Self::Successors | Self::Resources
        )
    }
}

/// Custom fields as Microsoft Project numbers them.
const CUSTOM: [(&str, u8); 9] = [
    ("Text", 30),
    ("Number", 20),
    ("Flag", 20),
    ("Date", 10),
    ("Cost", 10),
    ("Start", 10),
    ("Finish", 10),
    ("Duration", 10),
    ("OutlineCode", 10),
];

/// "Text1" to "Text30", "Number1" and so on.
pub(crate) fn is_custom(key: &str) -> bool {
    let number = |name: &str| key.strip_prefix(name)?.parse::<u8>().ok();
    let fits = |(name, most): &(&str, u8)| number(name).is_some_and(|it| it > 0 && it <= *most);
    !key.contains('+') && CUSTOM.iter().any(fits)
}

/// English headers.
const ENGLISH: &[(Field, &[&str])] = &[
    (
        Field::Id,
        &[
            "id",
            "task id",
            "no",
            "no.",
            "nr",
            "number",
            "#",
            "task no",
            "task no.",
            "task number",
            "row id",
        ],
    ),
    (
        Field::Uid,
        &["unique id", "uid", "task unique id", "unique_id"],
    ),
    (Field::Guid, &["guid", "task guid"]),
    (Field::Active, &["active"]),
    (
        Field::Mode,
        &["task mode", "mode", "task_mode", "manually scheduled"],
    ),
    (
        Field::Name,
        &[
            "name",
            "task name",
            "task",
            "title",
            "task title",
            "activity",
            "activity name",
            "summary",
            "subject",
            "to do",
            "todo",
            "item",
            "work item",
            "task_name",
            "what",
        ],
    ),
    (Field::Duration, &["duration", "dur", "dur.", "length"]),
    (Field::Estimated, &["estimated"]),
    (
        Field::Start,
        &[
            "start",
            "start date",
            "starts",
            "begin",
            "start_date",
            "scheduled start",
            "planned start",
            "from",
            "begins",
            "start time",
        ],
    ),
    (
        Field::Finish,
        &[
            "finish",
            "finish date",
            "end",
            "end date",
            "due",
            "due date",
            "finish_date",
            "end_date",
            "due_date",
            "scheduled finish",
            "planned finish",
            "target date",
            "to",
            "until",
            "ends",
            "due on",
            "end time",
            "finish time",
        ],
    ),
    (
        Field::Predecessors,
        &[
            "predecessors",
            "predecessor",
            "depends on",
            "dependencies",
            "dependency",
            "blocked by",
            "waits for",
            "after",
            "pred",
            "prerequisites",
        ],
    ),
    (
        Field::Successors,
        &["successors", "successor", "blocks", "blocking"],
    ),
    (
        Field::Level,
        &[
            "outline level",
            "level",
            "outline_level",
            "indent",
            "indent level",
        ],
    ),
    (
        Field::OutlineNumber,
        &[
            "outline number",
            "wbs",
            "outline_number",
            "wbs code",
            "wbs number",
        ],
    ),
    (
        Field::Parent,
        &[
            "parent",
            "parent task",
            "parent id",
            "parent_id",
            "summary task",
        ],
    ),
    (
        Field::PercentComplete,
        &[
            "% complete",
            "percent complete",
            "complete",
            "% done",
            "progress",
            "percent_complete",
            "completion",
            "done %",
            "%",
            "percent done",
            "complete %",
        ],
    ),
    (
        Field::Work,
        &[
            "work",
            "effort",
            "estimate",
            "estimated hours",
            "planned work",
        ],
    ),
    (
        Field::Resources,
        &[
            "resource names",
            "resources",
            "resource",
            "assigned to",
            "assignee",
            "assignees",
            "owner",
            "owners",
            "responsible",
            "who",
            "assigned",
            "resource_names",
            "person",
        ],
    ),
    (
        Field::Email,
        &["assignee email", "email", "e-mail", "owner email"],
    ),
    (
        Field::Notes,
        &[
            "notes",
            "note",
            "description",
            "comments",
            "comment",
            "details",
            "remarks",
        ],
    ),
    (Field::Status, &["status", "state"]),
    (Field::Milestone, &["milestone", "is milestone"]),
    (
        Field::ConstraintType,
        &["constraint type", "constraint_type"],
    ),
    (
        Field::ConstraintDate,
        &["constraint date", "constraint_date"],
    ),
    (Field::Deadline, &["deadline"]),
    (
        Field::ActualStart,
        &["actual start", "actual_start", "actual start date"],
    ),
    (
        Field::ActualFinish,
        &[
            "actual finish",
            "actual_finish",
            "actual end",
            "completed at",
            "completed on",
            "actual finish date",
        ],
    ),
    (Field::Priority, &["priority"]),
    (Field::Project, &["project", "project name"]),
];

/// German headers.
const GERMAN: &[(Field, &[&str])] = &[
    (
        Field::Id,
        &[
            "nr.",
            "nr",
            "vorgangsnr.",
            "vorgangsnummer",
            "lfd. nr.",
            "nummer",
            "id",
        ],
    ),
    (
        Field::Uid,
        &[
            "eindeutige nr.",
            "eindeutige nummer",
            "einmalige nr.",
            "einmalige nummer",
        ],
    ),
    (Field::Active, &["aktiv"]),
    (Field::Mode, &["vorgangsmodus", "modus"]),
    (
        Field::Name,
        &[
            "vorgangsname",
            "name",
            "vorgang",
            "aufgabe",
            "aufgabenname",
            "titel",
            "bezeichnung",
            "arbeitspaket",
            "was",
        ],
    ),
    (Field::Duration, &["dauer"]),
    (Field::Estimated, &["geschätzt"]),
    (
        Field::Start,
        &[
            "anfang",
            "start",
            "beginn",
            "startdatum",
            "anfangstermin",
            "von",
            "starttermin",
            "anfangsdatum",
        ],
    ),
    (
        Field::Finish,
        &[
            "ende",
            "fertig",
            "enddatum",
            "endtermin",
            "fällig",
            "fällig am",
            "fälligkeitsdatum",
            "fälligkeit",
            "bis",
            "ende am",
            "abschluss",
        ],
    ),
    (
        Field::Predecessors,
        &[
            "vorgänger",
            "abhängig von",
            "vorgaenger",
            "abhängigkeiten",
            "abhängigkeit",
        ],
    ),
    (Field::Successors, &["nachfolger"]),
    (
        Field::Level,
        &["gliederungsebene", "ebene", "gliederungsstufe"],
    ),
    (
        Field::OutlineNumber,
        &[
            "gliederungsnummer",
            "psp-code",
            "psp",
            "psp code",
            "gliederungsnr.",
            "gliederung",
        ],
    ),
    (
        Field::Parent,
        &[
            "übergeordneter vorgang",
            "übergeordnet",
            "sammelvorgang",
            "übergeordnete aufgabe",
        ],
    ),
    (
        Field::PercentComplete,
        &[
            "% abgeschlossen",
            "abgeschlossen",
            "fortschritt",
            "fertigstellungsgrad",
            "prozent abgeschlossen",
            "fortschritt (%)",
            "% fertig",
        ],
    ),
    (Field::Work, &["arbeit", "aufwand"]),
    (
        Field::Resources,
        &[
            "ressourcennamen",
            "ressourcen",
            "ressource",
            "zugewiesen an",
            "verantwortlich",
            "verantwortlicher",
            "zuständig",
            "bearbeiter",
            "wer",
        ],
    ),
    (
        Field::Notes,
        &[
            "notizen",
            "notiz",
            "beschreibung",
            "bemerkung",
            "bemerkungen",
            "kommentar",
            "anmerkungen",
        ],
    ),
    (Field::Status, &["status", "zustand"]),
    (Field::Milestone, &["meilenstein"]),
    (Field::ConstraintType, &["einschränkungsart"]),
    (Field::ConstraintDate, &["einschränkungstermin"]),
    (Field::Deadline, &["stichtag"]),
    (Field::ActualStart, &["ist-anfang", "tatsächlicher anfang"]),
    (Field::ActualFinish, &["ist-ende", "tatsächliches ende"]),
    (Field::Priority, &["priorität"]),
    (Field::Project, &["projekt", "projektname"]),
];

/// French headers.
const FRENCH: &[(Field, &[&str])] = &[
    (Field::Id, &["n°", "nº", "no", "numéro", "id"]),
    (
        Field::Uid,
        &[
            "n° unique",
            "id unique",
            "numéro unique",
            "identifiant unique",
        ],
    ),
    (Field::Active, &["actif", "active"]),
    (Field::Mode, &["mode tâche", "mode de tâche", "mode"]),
    (
        Field::Name,
        &[
            "nom",
            "nom de la tâche",
            "tâche",
            "nom tâche",
            "intitulé",
            "titre",
            "libellé",
        ],
    ),
    (Field::Duration, &["durée"]),
    (Field::Estimated, &["estimée", "estimé"]),
    (Field::Start, &["début", "date de début", "date début"]),
    (
        Field::Finish,
        &[
            "fin",
            "date de fin",
            "échéance",
            "date d'échéance",
            "date d’échéance",
            "date fin",
        ],
    ),
    (
        Field::Predecessors,
        &["prédécesseurs", "prédécesseur", "dépend de", "dépendances"],
    ),
    (Field::Successors, &["successeurs", "successeur"]),
    (Field::Level, &["niveau hiérarchique", "niveau"]),
    (
        Field::OutlineNumber,
        &[
            "numéro hiérarchique",
            "n° hiérarchique",
            "wbs",
            "organigramme des tâches",
            "code wbs",
        ],
    ),
    (Field::Parent, &["tâche parente", "parent", "tâche mère"]),
    (
        Field::PercentComplete,
        &[
            "% achevé",
            "% terminé",
            "avancement",
            "progression",
            "pourcentage achevé",
        ],
    ),
    (Field::Work, &["travail", "charge"]),
    (
        Field::Resources,
        &[
            "noms ressources",
            "noms des ressources",
            "ressources",
            "ressource",
            "responsable",
            "affecté à",
            "attribué à",
            "assigné à",
        ],
    ),
    (
        Field::Notes,
        &[
            "notes",
            "remarques",
            "description",
            "commentaires",
            "commentaire",
        ],
    ),
    (Field::Status, &["statut", "état"]),
    (Field::Milestone, &["jalon"]),
    (
        Field::ConstraintType,
        &["type de contrainte", "type contrainte"],
    ),
    (
        Field::ConstraintDate,
        &["date de contrainte", "date contrainte"],
    ),
    (Field::Deadline, &["date limite"]),
    (Field::ActualStart, &["début réel"]),
    (Field::ActualFinish, &["fin réelle"]),
    (Field::Priority, &["priorité"]),
    (Field::Project, &["projet", "nom du projet"]),
];

/// Spanish headers.
const SPANISH: &[(Field, &[&str])] = &[
    (Field::Id, &["id", "nº", "n.º", "número", "núm."]),
    (
        Field::Uid,
        &["id único", "identificador único", "id. único"],
    ),
    (Field::Active, &["activo", "activa"]),
    (Field::Mode, &["modo de tarea", "modo"]),
    (
        Field::Name,
        &[
            "nombre",
            "nombre de tarea",
            "tarea",
            "nombre de la tarea",
            "título",
            "actividad",
        ],
    ),
    (Field::Duration, &["duración"]),
    (Field::Estimated, &["estimado", "estimada"]),
    (
        Field::Start,
        &[
            "comienzo",
            "inicio",
            "fecha de inicio",
            "fecha inicio",
            "fecha de comienzo",
        ],
    ),
    (
        Field::Finish,
        &[
            "fin",
            "fecha de fin",
            "fecha fin",
            "vencimiento",
            "fecha de vencimiento",
            "final",
            "finalización",
            "fecha límite de entrega",
        ],
    ),
    (
        Field::Predecessors,
        &[
            "predecesoras",
            "predecesora",
            "depende de",
            "dependencias",
            "predecesores",
        ],
    ),
    (Field::Successors, &["sucesoras", "sucesora"]),
    (Field::Level, &["nivel de esquema", "nivel"]),
    (
        Field::OutlineNumber,
        &["número de esquema", "edt", "wbs", "código edt"],
    ),
    (
        Field::Parent,
        &["tarea principal", "tarea padre", "tarea primaria"],
    ),
    (
        Field::PercentComplete,
        &[
            "% completado",
            "porcentaje completado",
            "progreso",
            "avance",
            "% avance",
        ],
    ),
    (Field::Work, &["trabajo", "esfuerzo"]),
    (
        Field::Resources,
        &[
            "nombres de los recursos",
            "recursos",
            "recurso",
            "asignado a",
            "responsable",
            "responsables",
        ],
    ),
    (
        Field::Notes,
        &["notas", "descripción", "comentarios", "observaciones"],
    ),
    (Field::Status, &["estado"]),
    (Field::Milestone, &["hito"]),
    (
        Field::ConstraintType,
        &["tipo de restricción", "tipo de delimitación"],
    ),
    (
        Field::ConstraintDate,
        &["fecha de restricción", "fecha de delimitación"],
    ),
    (Field::Deadline, &["fecha límite"]),
    (Field::ActualStart, &["comienzo real"]),
    (Field::ActualFinish, &["fin real"]),
    (Field::Priority, &["prioridad"]),
    (Field::Project, &["proyecto", "nombre del proyecto"]),
];

/// `Tasks` of ProjectData.
const ONLINE_TASKS: &[(Field, &[&str])] = &[
    (Field::Id, &["taskindex"]),
    (Field::Uid, &["taskclientuniqueid"]),
    (Field::Guid, &["taskid"]),
    (Field::Parent, &["parenttaskid"]),
    (Field::Name, &["taskname"]),
    (Field::Active, &["taskisactive"]),
    (Field::Mode, &["taskismanuallyscheduled"]),
    (Field::Duration, &["taskduration"]),
    (Field::Estimated, &["taskdurationisestimated"]),
    (Field::Start, &["taskstartdate"]),
    (Field::Finish, &["taskfinishdate"]),
    (Field::Level, &["taskoutlinelevel"]),
    (Field::OutlineNumber, &["taskoutlinenumber"]),
    (Field::PercentComplete, &["taskpercentcompleted"]),
    (Field::Work, &["taskwork"]),
    (Field::Milestone, &["taskismilestone"]),
    (Field::Deadline, &["taskdeadline"]),
    (Field::ActualStart, &["taskactualstartdate"]),
    (Field::ActualFinish, &["taskactualfinishdate"]),
    (Field::Priority, &["taskpriority"]),
    (Field::Project, &["projectname"]),
    (Field::ProjectRow, &["taskisprojectsummary"]),
    (Field::Status, &["taskstatusname"]),
];

/// `Projects` of ProjectData.
const ONLINE_PROJECTS: &[(Field, &[&str])] = &[
    (Field::Guid, &["projectid"]),
    (Field::Name, &["projectname"]),
    (Field::Duration, &["projectduration"]),
    (Field::Start, &["projectstartdate"]),
    (Field::Finish, &["projectfinishdate"]),
    (Field::PercentComplete, &["projectpercentcompleted"]),
    (Field::Work, &["projectwork"]),
    (Field::ActualStart, &["projectactualstartdate"]),
    (Field::ActualFinish, &["projectactualfinishdate"]),
    (Field::Resources, &["projectownername"]),
    (Field::Notes, &["projectdescription"]),
    (Field::Status, &["projectstatus"]),
];

/// Jira.
const JIRA: &[(Field, &[&str])] = &[
    (Field::Id, &["issue key", "key"]),
    (Field::Uid, &["issue id"]),
    (Field::Name, &["summary"]),
    (
        Field::Parent,
        &[
            "parent id",
            "parent",
            "parent key",
            "custom field (epic link)",
            "custom field (parent link)",
        ],
    ),
    (Field::Status, &["status"]),
    (Field::Resources, &["assignee"]),
    (
        Field::Start,
        &[
            "custom field (start date)",
            "start date",
            "custom field (target start)",
        ],
    ),
    (
        Field::Finish,
        &[
            "due date",
            "custom field (due date)",
            "custom field (target end)",
        ],
    ),
    (Field::Work, &["original estimate"]),
    (Field::Notes, &["description"]),
    (
        Field::Predecessors,
        &[
            "inward issue link (blocks)",
            "inward issue link (blocker)",
            "outward issue link (dependency)",
        ],
    ),
    (
        Field::Successors,
        &[
            "outward issue link (blocks)",
            "outward issue link (blocker)",
            "inward issue link (dependency)",
        ],
    ),
    (Field::ActualFinish, &["resolved"]),
    (Field::Project, &["project name"]),
];

/// Asana.
const ASANA: &[(Field, &[&str])] = &[
    (Field::Uid, &["task id"]),
    (Field::Name, &["name"]),
    (Field::Resources, &["assignee"]),
    (Field::Email, &["assignee email"]),
    (Field::Start, &["start date"]),
    (Field::Finish, &["due date"]),
    (Field::Notes, &["notes"]),
    (Field::Parent, &["parent task"]),
    (
        Field::Predecessors,
        &["blocked by (dependencies)", "blocked by"],
    ),
    (Field::Successors, &["blocking (dependencies)", "blocking"]),
    (Field::ActualFinish, &["completed at"]),
    (Field::Project, &["projects"]),
];

/// The words of a language.
pub(crate) fn words(language: Language) -> &'static [(Field, &'static [&'static str])] {
    match language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
        Language::French => FRENCH,
        Language::Spanish => SPANISH,
    }
}

/// The headers of a layout that has its own.
pub(crate) fn headers(preset: Preset) -> &'static [(Field, &'static [&'static str])] {
    match preset {
        Preset::Plain | Preset::MsProject => &[],
        Preset::ProjectOnlineTasks => ONLINE_TASKS,
        Preset::ProjectOnlineProjects => ONLINE_PROJECTS,
        Preset::Jira => JIRA,
        Preset::Asana => ASANA,
    }
}

/// A header as it is compared: small letters, single spaces, no colon or star at its end.
pub(crate) fn plain(header: &str) -> String {
    let header = header.trim().trim_end_matches([':', '*']).to_lowercase();
    let mut out = String::with_capacity(header.len());
    for word in header.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The field that a plain header names in a table of words; earlier words are better (0 is best).
pub(crate) fn find(
    words: &'static [(Field, &'static [&'static str])],
    plain: &str,
) -> Option<(&'static Field, usize)> {
    words.iter().find_map(|(field, names)| {
        let at = names.iter().position(|name| *name == plain)?;
        Some((field, at))
    })
}

/// The custom field that a header names: "Text1", or as we write it "Text1 (Risk)".
pub(crate) fn custom(header: &str) -> Option<(String, String)> {
    let header = header.trim();
    let (key, alias) = match header.split_once(" (") {
        Some((key, rest)) => (key, rest.strip_suffix(')')?),
        None => (header, ""),
    };
    is_custom(key).then(|| (key.to_owned(), alias.to_owned()))
}
