//! Every element that MSPDI defines, by owner, and what becomes of it. The reader obeys these
//! tables and the fidelity report is written from them, so neither can forget an element.

use How::{Computed, Keep, Leave, Read};

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// The reader asks for it by name.
    Read,
    /// Kept as text for the way back, unless it says this (the usual value).
    Keep(&'static str),
    /// Follows from other fields.
    Computed,
    /// Left out for this reason.
    Leave(&'static str),
}

/// The elements below one owner, sorted by name.
pub(crate) struct Table {
    /// Its place in the counts.
    pub index: usize,
    /// The word in the report.
    pub owner: &'static str,
    /// Name and treatment.
    pub fields: &'static [(&'static str, How)],
}

impl Table {
    pub fn find(&self, name: &str) -> Option<usize> {
        self.fields.binary_search_by(|field| field.0.cmp(name)).ok()
    }
}

const COST: &str = "money is not kept here yet";
const PHASED: &str = "day-by-day values follow from the dates; gaps in them are named";
const LAYOUT: &str = "how Microsoft Project draws it, not what it means";
const SERVER: &str = "belongs to Project Server";
const MACRO: &str = "views, filters and macros are not part of a plan";
const VALUE: &str = "earned value is not kept here";

#[rustfmt::skip]
pub(crate) static PROJECT: Table = Table { index: 0, owner: "project", fields: &[
    ("ActualsInSync", Leave(SERVER)), ("AdminProject", Leave(SERVER)), ("Assignments", Read),
    ("Author", Keep("")), ("AutoAddNewResourcesAndTasks", Keep("1")), ("Autolink", Keep("1")),
    ("BaselineCalendar", Keep("")), ("BaselineForCorrelation", Keep("0")),
    ("BaselineForEarnedValue", Leave(VALUE)), ("CalendarUID", Read), ("Calendars", Read),
    ("Category", Keep("")), ("Company", Keep("")), ("CreationDate", Keep("")),
    ("CriticalSlackLimit", Keep("0")), ("CurrencyCode", Keep("")), ("CurrencyDigits", Keep("2")),
    ("CurrencySymbol", Keep("")), ("CurrencySymbolPosition", Keep("")), ("CurrentDate", Computed),
    ("DaysPerMonth", Read), ("DefaultFinishTime", Read), ("DefaultFixedCostAccrual", Leave(COST)),
    ("DefaultOvertimeRate", Leave(COST)), ("DefaultStandardRate", Leave(COST)),
    ("DefaultStartTime", Read), ("DefaultTaskEVMethod", Leave(VALUE)),
    ("DefaultTaskType", Keep("0")), ("DurationFormat", Read), ("EarnedValueMethod", Leave(VALUE)),
    ("EditableActualCosts", Leave(COST)), ("ExtendedAttributes", Read),
    ("ExtendedCreationDate", Keep("")), ("FYStartDate", Keep("1")), ("FinishDate", Read),
    ("FiscalYearStart", Keep("0")), ("GUID", Read), ("HonorConstraints", Keep("1")),
    ("InsertedProjectsLikeSummary", Keep("0")),
    ("KeepTaskOnNearestWorkingTimeWhenMadeAutoScheduled", Keep("0")), ("LastSaved", Keep("")),
    ("Manager", Keep("")), ("Maps", Leave(MACRO)), ("MicrosoftProjectServerURL", Leave(SERVER)),
    ("MinutesPerDay", Read), ("MinutesPerWeek", Read), ("MoveCompletedEndsBack", Keep("0")),
    ("MoveCompletedEndsForward", Keep("0")), ("MoveRemainingStartsBack", Keep("0")),
    ("MoveRemainingStartsForward", Keep("0")), ("MultipleCriticalPaths", Keep("0")),
    ("Name", Read), ("NewTaskStartDate", Keep("0")), ("NewTasksAreManual", Keep("1")),
    ("NewTasksEffortDriven", Keep("0")), ("NewTasksEstimated", Keep("1")), ("OutlineCodes", Read),
    ("ProjectExternallyEdited", Leave(SERVER)), ("ProjectSummary", Leave(LAYOUT)),
    ("RemoveFileProperties", Keep("0")), ("Resources", Read), ("Revision", Keep("")),
    ("SaveVersion", Keep("14")), ("ScheduleFromStart", Read),
    ("SplitsInProgressTasks", Keep("1")), ("SpreadActualCost", Leave(COST)),
    ("SpreadPercentComplete", Keep("0")), ("StartDate", Read), ("StatusDate", Keep("")),
    ("Subject", Keep("")), ("TaskUpdatesResource", Keep("1")), ("Tasks", Read),
    ("TeamSummary", Leave(LAYOUT)), ("Title", Read), ("UID", Keep("")),
    ("UpdateManuallyScheduledTasksWhenEditingLinks", Keep("1")), ("VBAProject", Leave(MACRO)),
    ("Views", Leave(MACRO)), ("WBSMasks", Keep("")), ("WeekStartDay", Keep("1")),
    ("WorkFormat", Keep("2")),
] };

#[rustfmt::skip]
pub(crate) static TASK: Table = Table { index: 1, owner: "task", fields: &[
    ("ACWP", Leave(VALUE)), ("Active", Read), ("ActualCost", Leave(COST)),
    ("ActualDuration", Keep("PT0H0M0S")), ("ActualFinish", Read),
    ("ActualOvertimeCost", Leave(COST)), ("ActualOvertimeWork", Keep("PT0H0M0S")),
    ("ActualOvertimeWorkProtected", Leave(SERVER)), ("ActualStart", Read),
    ("ActualWork", Keep("PT0H0M0S")), ("ActualWorkProtected", Leave(SERVER)),
    ("BCWP", Leave(VALUE)), ("BCWS", Leave(VALUE)), ("Baseline", Read), ("CV", Leave(VALUE)),
    ("CalendarUID", Read), ("CommitmentFinish", Leave(SERVER)),
    ("CommitmentStart", Leave(SERVER)), ("CommitmentType", Leave(SERVER)),
    ("ConstraintDate", Read), ("ConstraintType", Read), ("Contact", Keep("")),
    ("Cost", Leave(COST)), ("CostVariance", Leave(COST)), ("CreateDate", Keep("")),
    ("Critical", Keep("")), ("Deadline", Read), ("DisplayAsSummary", Leave(LAYOUT)),
    ("DisplayOnTimeline", Leave(LAYOUT)), ("Duration", Read), ("DurationFormat", Read),
    ("DurationText", Read), ("EarlyFinish", Keep("")), ("EarlyStart", Keep("")),
    ("EarnedValueMethod", Leave(VALUE)), ("EffortDriven", Keep("0")), ("Estimated", Read),
    ("ExtendedAttribute", Read), ("ExternalTask", Read), ("ExternalTaskProject", Read),
    ("Finish", Read), ("FinishSlack", Keep("")), ("FinishText", Read),
    ("FinishVariance", Computed), ("FixedCost", Keep("0")), ("FixedCostAccrual", Keep("")),
    ("FreeSlack", Keep("")), ("GUID", Read), ("HideBar", Leave(LAYOUT)), ("Hyperlink", Keep("")),
    ("HyperlinkAddress", Read), ("HyperlinkSubAddress", Keep("")), ("ID", Read),
    ("IgnoreResourceCalendar", Read), ("IgnoreWarnings", Leave(LAYOUT)), ("IsNull", Read),
    ("IsPublished", Leave(SERVER)), ("IsSubproject", Read), ("IsSubprojectReadOnly", Keep("0")),
    ("LateFinish", Keep("")), ("LateStart", Keep("")), ("LevelAssignments", Keep("1")),
    ("LevelingCanSplit", Keep("1")), ("LevelingDelay", Read), ("LevelingDelayFormat", Keep("8")),
    ("Manual", Read), ("ManualDuration", Keep("")), ("ManualFinish", Keep("")),
    ("ManualStart", Keep("")), ("Milestone", Read), ("Name", Read), ("Notes", Read),
    ("OutlineCode", Read), ("OutlineLevel", Read), ("OutlineNumber", Read),
    ("OverAllocated", Computed), ("OvertimeCost", Leave(COST)),
    ("OvertimeWork", Keep("PT0H0M0S")), ("PercentComplete", Read),
    ("PercentWorkComplete", Keep("0")), ("PhysicalPercentComplete", Keep("0")),
    ("PreLeveledFinish", Computed), ("PreLeveledStart", Computed), ("PredecessorLink", Read),
    ("Priority", Read), ("Recurring", Read), ("RegularWork", Computed),
    ("RemainingCost", Leave(COST)), ("RemainingDuration", Computed),
    ("RemainingOvertimeCost", Leave(COST)), ("RemainingOvertimeWork", Computed),
    ("RemainingWork", Computed), ("Resume", Keep("")), ("ResumeValid", Keep("0")),
    ("Rollup", Leave(LAYOUT)), ("Start", Read), ("StartSlack", Keep("")), ("StartText", Read),
    ("StartVariance", Computed), ("StatusManager", Leave(SERVER)), ("Stop", Keep("")),
    ("SubprojectName", Read), ("Summary", Computed), ("TimephasedData", Leave(PHASED)),
    ("TotalSlack", Keep("")), ("Type", Keep("0")), ("UID", Read), ("WBS", Keep("")),
    ("WBSLevel", Computed), ("Work", Read), ("WorkVariance", Computed),
] };

#[rustfmt::skip]
pub(crate) static LINK: Table = Table { index: 2, owner: "link", fields: &[
    ("CrossProject", Read), ("CrossProjectName", Read), ("LagFormat", Read), ("LinkLag", Read),
    ("PredecessorUID", Read), ("Type", Read),
] };

#[rustfmt::skip]
pub(crate) static BASELINE: Table = Table { index: 3, owner: "baseline", fields: &[
    ("BCWP", Leave(VALUE)), ("BCWS", Leave(VALUE)), ("Cost", Leave(COST)), ("Duration", Read),
    ("DurationFormat", Read), ("EstimatedDuration", Read), ("Finish", Read),
    ("FixedCost", Leave(COST)), ("FixedCostAccrual", Leave(COST)), ("Interim", Leave(LAYOUT)),
    ("Number", Read), ("Start", Read), ("TimephasedData", Leave(PHASED)), ("Work", Read),
] };

#[rustfmt::skip]
pub(crate) static CUSTOM: Table = Table { index: 4, owner: "custom field", fields: &[
    ("DurationFormat", Read), ("FieldID", Read), ("UID", Leave(LAYOUT)), ("Value", Read),
    ("ValueGUID", Leave(SERVER)), ("ValueID", Read),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE: Table = Table { index: 5, owner: "resource", fields: &[
    ("ACWP", Leave(VALUE)), ("AccrueAt", Keep("")), ("ActiveDirectoryGUID", Keep("")),
    ("ActualCost", Leave(COST)), ("ActualOvertimeCost", Leave(COST)),
    ("ActualOvertimeWork", Computed), ("ActualOvertimeWorkProtected", Leave(SERVER)),
    ("ActualWork", Computed), ("ActualWorkProtected", Leave(SERVER)), ("AssnOwner", Keep("")),
    ("AssnOwnerGuid", Keep("")),
    ("AvailabilityPeriods", Leave("availability that changes over time is not kept yet")),
    ("AvailableFrom", Keep("")), ("AvailableTo", Keep("")), ("BCWP", Leave(VALUE)),
    ("BCWS", Leave(VALUE)), ("Baseline", Leave("baselines are kept for tasks")),
    ("BookingType", Keep("0")), ("CV", Leave(VALUE)), ("CalendarUID", Read),
    ("CanLevel", Keep("1")), ("Code", Keep("")), ("Cost", Leave(COST)), ("CostCenter", Keep("")),
    ("CostPerUse", Keep("")), ("CostVariance", Leave(COST)), ("CreationDate", Keep("")),
    ("EmailAddress", Read), ("ExtendedAttribute", Read), ("Finish", Computed), ("GUID", Keep("")),
    ("Group", Keep("")), ("Hyperlink", Keep("")), ("HyperlinkAddress", Keep("")),
    ("HyperlinkSubAddress", Keep("")), ("ID", Keep("")), ("Initials", Keep("")),
    ("IsBudget", Keep("0")), ("IsCostResource", Read), ("IsEnterprise", Leave(SERVER)),
    ("IsGeneric", Read), ("IsInactive", Keep("0")), ("IsNull", Read), ("MaterialLabel", Keep("")),
    ("MaxUnits", Read), ("NTAccount", Keep("")), ("Name", Read), ("Notes", Keep("")),
    ("OutlineCode", Keep("")), ("OverAllocated", Computed), ("OvertimeCost", Leave(COST)),
    ("OvertimeRate", Keep("")), ("OvertimeRateFormat", Keep("")),
    ("OvertimeWork", Computed), ("PeakUnits", Computed), ("PercentWorkComplete", Computed),
    ("Phonetics", Keep("")), ("Rates", Leave(COST)), ("RegularWork", Computed),
    ("RemainingCost", Leave(COST)), ("RemainingOvertimeCost", Leave(COST)),
    ("RemainingOvertimeWork", Computed), ("RemainingWork", Computed), ("SV", Leave(VALUE)),
    ("StandardRate", Keep("")), ("StandardRateFormat", Keep("")), ("Start", Computed),
    ("TimephasedData", Leave(PHASED)), ("Type", Read), ("UID", Read), ("Work", Computed),
    ("WorkGroup", Leave(SERVER)), ("WorkVariance", Computed),
] };

#[rustfmt::skip]
pub(crate) static ASSIGNMENT: Table = Table { index: 6, owner: "assignment", fields: &[
    ("ACWP", Leave(VALUE)), ("ActualCost", Leave(COST)), ("ActualFinish", Keep("")),
    ("ActualOvertimeCost", Leave(COST)), ("ActualOvertimeWork", Keep("PT0H0M0S")),
    ("ActualOvertimeWorkProtected", Leave(SERVER)), ("ActualStart", Keep("")),
    ("ActualWork", Keep("PT0H0M0S")), ("ActualWorkProtected", Leave(SERVER)),
    ("AssnOwner", Leave(SERVER)), ("AssnOwnerGuid", Leave(SERVER)), ("BCWP", Leave(VALUE)),
    ("BCWS", Leave(VALUE)), ("Baseline", Leave("baselines are kept for tasks")),
    ("BookingType", Keep("0")), ("BudgetCost", Leave(COST)), ("BudgetWork", Leave(COST)),
    ("CV", Leave(VALUE)), ("Confirmed", Leave(SERVER)), ("Cost", Leave(COST)),
    ("CostRateTable", Leave(COST)), ("CostVariance", Leave(COST)),
    ("CreationDate", Leave("when an assignment was typed in says nothing about the plan")),
    ("Delay", Keep("0")), ("ExtendedAttribute", Read), ("Finish", Read),
    ("FinishVariance", Computed), ("FixedMaterial", Keep("0")),
    ("GUID", Leave("assignments are known by task and person")), ("HasFixedRateUnits", Keep("1")),
    ("Hyperlink", Keep("")), ("HyperlinkAddress", Keep("")), ("HyperlinkSubAddress", Keep("")),
    ("LevelingDelay", Keep("0")), ("LevelingDelayFormat", Keep("7")),
    ("LinkedFields", Leave(LAYOUT)), ("Milestone", Computed), ("Notes", Keep("")),
    ("OverAllocated", Computed), ("Overallocated", Computed), ("OvertimeCost", Leave(COST)),
    ("OvertimeWork", Keep("PT0H0M0S")), ("PeakUnits", Computed),
    ("PercentWorkComplete", Keep("0")), ("RateScale", Leave(COST)), ("RegularWork", Computed),
    ("RemainingCost", Leave(COST)), ("RemainingOvertimeCost", Leave(COST)),
    ("RemainingOvertimeWork", Computed), ("RemainingWork", Computed), ("ResourceUID", Read),
    ("ResponsePending", Leave(SERVER)), ("Resume", Computed), ("SV", Leave(VALUE)),
    ("Start", Read), ("StartVariance", Computed), ("Stop", Computed), ("Summary", Computed),
    ("TaskUID", Read), ("TimephasedData", Read), ("UID", Read), ("Units", Read),
    ("UpdateNeeded", Leave(SERVER)), ("VAC", Leave(VALUE)), ("Work", Read),
    ("WorkContour", Keep("0")), ("WorkVariance", Computed),
] };

#[rustfmt::skip]
pub(crate) static PERIOD: Table = Table { index: 7, owner: "timephased data", fields: &[
    ("Finish", Read), ("Start", Read), ("Type", Read), ("UID", Computed), ("Unit", Computed),
    ("Value", Read),
] };

#[rustfmt::skip]
pub(crate) static CALENDAR: Table = Table { index: 8, owner: "calendar", fields: &[
    ("BaseCalendarUID", Read), ("Exceptions", Read),
    ("GUID", Leave("calendars are known by UID")), ("IsBaseCalendar", Read),
    ("IsBaselineCalendar", Leave(LAYOUT)), ("Name", Read), ("UID", Read), ("WeekDays", Read),
    ("WorkWeeks", Read),
] };

/// `WeekDay`, `Exception` and `WorkWeek` share most of their elements.
#[rustfmt::skip]
pub(crate) static DAYS: Table = Table { index: 9, owner: "calendar days", fields: &[
    ("DayType", Read), ("DayWorking", Read), ("DaysOfWeek", Read),
    ("EnteredByOccurrences", Computed), ("Month", Read), ("MonthDay", Read), ("MonthItem", Read),
    ("MonthPosition", Read), ("Name", Read), ("Occurrences", Read), ("Period", Read),
    ("TimePeriod", Read), ("Type", Read), ("WeekDay", Read), ("WeekDays", Read),
    ("WorkingTimes", Read),
] };

#[rustfmt::skip]
pub(crate) static TIMES: Table = Table { index: 10, owner: "calendar hours", fields: &[
    ("FromDate", Read), ("FromTime", Read), ("ToDate", Read), ("ToTime", Read),
    ("WorkingTime", Read),
] };

#[rustfmt::skip]
pub(crate) static LISTS: Table = Table { index: 11, owner: "list", fields: &[
    ("Assignment", Read), ("Calendar", Read), ("Exception", Read), ("ExtendedAttribute", Read),
    ("OutlineCode", Read), ("Resource", Read), ("Task", Read), ("WeekDay", Read),
    ("WorkWeek", Read),
] };

const LOOKUP: &str = "lookup lists and formulas are not kept; the values are";

#[rustfmt::skip]
pub(crate) static DEFINITION: Table = Table { index: 12, owner: "custom field definition",
    fields: &[
    ("Alias", Read), ("AppendNewValues", Leave(LOOKUP)), ("AutoRollDown", Leave(LOOKUP)),
    ("CFType", Leave(LOOKUP)), ("CalculationType", Leave(LOOKUP)), ("Default", Leave(LOOKUP)),
    ("DefaultGuid", Leave(LOOKUP)), ("ElemType", Leave(LOOKUP)), ("Enterprise", Leave(SERVER)),
    ("EnterpriseOutlineCodeAlias", Leave(SERVER)), ("FieldID", Read), ("FieldName", Read),
    ("Formula", Leave(LOOKUP)), ("Guid", Leave(SERVER)), ("LeafOnly", Leave(LOOKUP)),
    ("Ltuid", Leave(LOOKUP)), ("Masks", Leave(LOOKUP)), ("MaxMultiValues", Leave(LOOKUP)),
    ("OnlyTableValuesAllowed", Leave(LOOKUP)), ("PhoneticAlias", Leave(LAYOUT)),
    ("PhoneticsAlias", Leave(LAYOUT)), ("ResourceSubstitutionEnabled", Leave(SERVER)),
    ("RestrictValues", Leave(LOOKUP)), ("RollupType", Leave(LOOKUP)),
    ("SecondaryGuid", Leave(SERVER)), ("SecondaryPID", Leave(LOOKUP)),
    ("ShowIndent", Leave(LAYOUT)), ("UserDef", Leave(LOOKUP)), ("ValueList", Leave(LOOKUP)),
    ("ValuelistSortOrder", Leave(LOOKUP)), ("Values", Leave(LOOKUP)),
] };

/// Every table, by index.
pub(crate) static TABLES: [&Table; 13] = [
    &PROJECT,
    &TASK,
    &LINK,
    &BASELINE,
    &CUSTOM,
    &RESOURCE,
    &ASSIGNMENT,
    &PERIOD,
    &CALENDAR,
    &DAYS,
    &TIMES,
    &LISTS,
    &DEFINITION,
];

#[cfg(test)]
mod tests {
    #[test]
    fn tables_are_sorted_and_stand_at_their_index() {
        for (at, table) in super::TABLES.iter().enumerate() {
            assert_eq!(at, table.index);
            for pair in table.fields.windows(2) {
                assert!(pair[0].0 < pair[1].0, "{} before {}", pair[0].0, pair[1].0);
            }
        }
    }
}
