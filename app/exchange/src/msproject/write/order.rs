//! The order in which Microsoft Project writes the elements of each owner. What stands in none of
//! these lists is not written.

#[rustfmt::skip]
pub(super) const PROJECT: &[&str] = &[
    "SaveVersion", "UID", "Name", "Title", "Subject", "Category", "GUID", "Company", "Manager",
    "Author", "CreationDate", "Revision", "LastSaved", "ScheduleFromStart", "StartDate",
    "FinishDate", "FYStartDate", "CriticalSlackLimit", "CurrencyDigits", "CurrencySymbol",
    "CurrencyCode", "CurrencySymbolPosition", "CalendarUID", "DefaultStartTime",
    "DefaultFinishTime", "MinutesPerDay", "MinutesPerWeek", "DaysPerMonth", "DefaultTaskType",
    "DefaultFixedCostAccrual", "DefaultStandardRate", "DefaultOvertimeRate", "DurationFormat",
    "WorkFormat", "EditableActualCosts", "HonorConstraints", "EarnedValueMethod",
    "InsertedProjectsLikeSummary", "MultipleCriticalPaths", "NewTasksEffortDriven",
    "NewTasksEstimated", "SplitsInProgressTasks", "SpreadActualCost", "SpreadPercentComplete",
    "TaskUpdatesResource", "FiscalYearStart", "WeekStartDay", "MoveCompletedEndsBack",
    "MoveRemainingStartsBack", "MoveRemainingStartsForward", "MoveCompletedEndsForward",
    "BaselineForEarnedValue", "AutoAddNewResourcesAndTasks", "StatusDate", "CurrentDate",
    "MicrosoftProjectServerURL", "Autolink", "NewTaskStartDate", "NewTasksAreManual",
    "DefaultTaskEVMethod", "ProjectExternallyEdited", "ExtendedCreationDate", "ActualsInSync",
    "RemoveFileProperties", "AdminProject", "UpdateManuallyScheduledTasksWhenEditingLinks",
    "KeepTaskOnNearestWorkingTimeWhenMadeAutoScheduled",
];

#[rustfmt::skip]
pub(super) const TASK: &[&str] = &[
    "UID", "GUID", "ID", "Name", "Active", "Manual", "Type", "IsNull", "CreateDate", "Contact",
    "WBS", "OutlineNumber", "OutlineLevel", "Priority", "StartText", "FinishText", "DurationText",
    "Start", "Finish", "Duration", "ManualStart", "ManualFinish", "ManualDuration",
    "DurationFormat", "FreeformDurationFormat", "Work", "Stop", "Resume", "ResumeValid",
    "EffortDriven", "Recurring", "OverAllocated", "Estimated", "Milestone", "Summary",
    "DisplayAsSummary", "Critical", "IsSubproject", "IsSubprojectReadOnly", "SubprojectName",
    "ExternalTask", "ExternalTaskProject", "EarlyStart", "EarlyFinish", "LateStart", "LateFinish",
    "FreeSlack", "TotalSlack", "StartSlack", "FinishSlack", "FixedCost", "FixedCostAccrual",
    "PercentComplete", "PercentWorkComplete", "OvertimeWork", "ActualStart", "ActualFinish",
    "ActualDuration", "ActualWork", "ActualOvertimeWork", "RemainingDuration", "RemainingWork",
    "ConstraintType", "CalendarUID", "ConstraintDate", "Deadline", "LevelAssignments",
    "LevelingCanSplit", "LevelingDelay", "LevelingDelayFormat", "Hyperlink", "HyperlinkAddress",
    "HyperlinkSubAddress", "IgnoreResourceCalendar", "Notes", "HideBar", "Rollup",
    "PhysicalPercentComplete", "EarnedValueMethod", LINKS, "IsPublished", "CommitmentType",
    "BoardStatusColumnOrderingID", "SprintColumnOrderingID",
    "NextAvailableBoardStatusColumnOrderingID", "NextAvailableSprintOrderingID", BASELINES,
    CUSTOM, OUTLINE_CODES,
];

/// Where the lists of a task stand.
pub(super) const LINKS: &str = "PredecessorLink";
pub(super) const BASELINES: &str = "Baseline";
pub(super) const CUSTOM: &str = "ExtendedAttribute";
pub(super) const OUTLINE_CODES: &str = "OutlineCode";

#[rustfmt::skip]
pub(super) const RESOURCE: &[&str] = &[
    "UID", "GUID", "ID", "Name", "Type", "IsNull", "Initials", "Phonetics", "NTAccount", "Code",
    "MaterialLabel", "Group", "WorkGroup", "EmailAddress", "Hyperlink", "HyperlinkAddress",
    "HyperlinkSubAddress", "MaxUnits", "PeakUnits", "OverAllocated", "AvailableFrom",
    "AvailableTo", "CanLevel", "AccrueAt", "PercentWorkComplete", "StandardRate",
    "StandardRateFormat", "Cost", "OvertimeRate", "OvertimeRateFormat", "CostPerUse",
    "WorkVariance", "CostVariance", "CalendarUID", "Notes", "IsGeneric", "IsInactive",
    "IsEnterprise", "BookingType", "ActiveDirectoryGUID", "CreationDate", "IsCostResource",
    "AssnOwner", "AssnOwnerGuid", "IsBudget", CUSTOM,
];

#[rustfmt::skip]
pub(super) const ASSIGNMENT: &[&str] = &[
    "UID", "GUID", "TaskUID", "ResourceUID", "PercentWorkComplete", "ActualFinish",
    "ActualOvertimeWork", "ActualStart", "ActualWork", "Confirmed", "Cost", "CostRateTable",
    "Delay", "Finish", "HasFixedRateUnits", "FixedMaterial", "Hyperlink", "HyperlinkAddress",
    "HyperlinkSubAddress", "LevelingDelay", "LevelingDelayFormat", "Milestone", "Notes",
    "OvertimeWork", "RemainingWork", "Start", "Units", "Work", "WorkContour", "BookingType",
    "CreationDate", CUSTOM,
];
