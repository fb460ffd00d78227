//! The headers of layouts that have their own.

use super::*;

/// `Tasks` of ProjectData.
pub(super) const ONLINE_TASKS: &[(Field, &[&str])] = &[
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
pub(super) const ONLINE_PROJECTS: &[(Field, &[&str])] = &[
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
pub(super) const JIRA: &[(Field, &[&str])] = &[
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
pub(super) const ASANA: &[(Field, &[&str])] = &[
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
