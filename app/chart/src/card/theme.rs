//! The colours of a self-contained picture: the same jobs as `style/tokens`, written out, because
//! an image cannot ask the page for them.

use alloc::format;
use alloc::string::String;

/// Light, dark, or as the reader's system says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// As the system says, light where it says nothing.
    Auto,
}

/// A colour for each job.
pub(crate) struct Colors {
    pub(crate) panel: &'static str,
    pub(crate) line: &'static str,
    pub(crate) track: &'static str,
    pub(crate) control: &'static str,
    pub(crate) text: &'static str,
    pub(crate) text_2: &'static str,
    pub(crate) text_3: &'static str,
    pub(crate) outcome: &'static str,
    pub(crate) outcome_soft: &'static str,
    pub(crate) work: &'static str,
    pub(crate) work_soft: &'static str,
    pub(crate) good: &'static str,
    pub(crate) warn: &'static str,
    pub(crate) warn_soft: &'static str,
    pub(crate) bad: &'static str,
    pub(crate) bad_soft: &'static str,
    pub(crate) quiet_soft: &'static str,
}

/// Dark on white.
pub(crate) const LIGHT: Colors = Colors {
    panel: "#ffffff",
    line: "#dfdcd3",
    track: "#e8e5dd",
    control: "#87837a",
    text: "#17181c",
    text_2: "#55534c",
    text_3: "#69665e",
    outcome: "#2c3fc0",
    outcome_soft: "#e6e9fb",
    work: "#756f63",
    work_soft: "#bdb7aa",
    good: "#17673c",
    warn: "#7d4a00",
    warn_soft: "#fcefd2",
    bad: "#a3211b",
    bad_soft: "#fbe5e1",
    quiet_soft: "#eceae3",
};

const DARK: Colors = Colors {
    panel: "#1b1a19",
    line: "#363430",
    track: "#33312d",
    control: "#817c72",
    text: "#f2f0ea",
    text_2: "#bdb9af",
    text_3: "#9f9b91",
    outcome: "#97a5ff",
    outcome_soft: "#23284a",
    work: "#a8a295",
    work_soft: "#5f5b52",
    good: "#7fd3a0",
    warn: "#f1c06c",
    warn_soft: "#35280f",
    bad: "#ff9f95",
    bad_soft: "#3f1a17",
    quiet_soft: "#2e2c29",
};

const SHAPES: &str = "text{font:400 12px system-ui,\"Segoe UI\",Roboto,\"Helvetica Neue\",\
Arial,sans-serif;font-variant-numeric:tabular-nums}\
.strong,.status-word,.progress-pair-text-strong{font-weight:600}\
.icon{fill:none;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}\
.icon .icon-fill{stroke:none}.icon .icon-cut{stroke-width:1.75}\
.progress-pair-missing{fill:none;stroke-width:1.5;stroke-dasharray:2 2}\
.progress-pair-halo{stroke-width:5}.progress-pair-tick{stroke-width:2}\
.progress-pair-stale{fill:none;stroke-width:1.5;stroke-dasharray:3 2}\
.progress-pair-pending,.progress-pair-none{fill:none;stroke-dasharray:3 3}\
.progress-pair-blank{stroke-dasharray:1 3;stroke-linecap:round}\
.progress-pair-band{stroke-width:1.5}.progress-pair-now{stroke-width:2}\
.progress-pair-gap{fill:none}.progress-pair-hatch-line{stroke-width:2}";

/// The style element of a picture.
pub(super) fn style(theme: Theme, title: u16) -> String {
    let title = format!(".title{{font-size:{title}px;font-weight:600}}");
    let colors = match theme {
        Theme::Light => LIGHT.rules(),
        Theme::Dark => DARK.rules(),
        Theme::Auto => format!(
            "{}@media (prefers-color-scheme:dark){{{}}}",
            LIGHT.rules(),
            DARK.rules()
        ),
    };
    // A child combinator would need an escape in XML, so no rule uses one.
    format!("<style>{SHAPES}{title}{colors}</style>")
}

impl Colors {
    fn rules(&self) -> String {
        let Self {
            panel,
            line,
            track,
            control,
            text,
            text_2,
            text_3,
            ..
        } = self;
        let base = format!(
            ".ground{{fill:{panel};stroke:{line}}}\
             .second,.progress-pair-text{{fill:{text_2}}}.third{{fill:{text_3}}}\
             .title,.strong,.progress-pair-text-strong{{fill:{text}}}\
             .progress-pair-track{{fill:{track}}}.progress-pair-halo{{stroke:{panel}}}\
             .progress-pair-tick,.progress-pair-gap{{stroke:{text}}}\
             .progress-pair-pending,.progress-pair-none{{stroke:{control}}}\
             .progress-pair-blank{{fill:{panel};stroke:{control}}}"
        );
        base + &self.bars() + &self.status()
    }

    fn bars(&self) -> String {
        let Self {
            panel,
            outcome,
            outcome_soft,
            work,
            work_soft,
            bad,
            ..
        } = self;
        format!(
            ".progress-pair-outcome{{fill:{outcome}}}.progress-pair-away{{fill:{bad}}}\
             .progress-pair-stale{{stroke:{outcome}}}\
             .progress-pair-band{{fill:{outcome_soft};stroke:{outcome}}}\
             .progress-pair-now{{fill:{outcome};stroke:{panel}}}\
             .progress-pair-hatch-ground{{fill:{work_soft}}}\
             .progress-pair-hatch-line{{stroke:{work}}}"
        )
    }

    fn status(&self) -> String {
        let Self {
            panel,
            text_2,
            good,
            warn,
            warn_soft,
            bad,
            bad_soft,
            quiet_soft,
            ..
        } = self;
        let mut out = String::new();
        let looks = [
            ("", text_2, quiet_soft),
            ("[data-status=on-track]", good, panel),
            ("[data-status=achieved]", good, panel),
            ("[data-status=at-risk]", warn, warn_soft),
            ("[data-status=off-track]", bad, bad_soft),
        ];
        for (which, ink, ground) in looks {
            out += &format!(
                ".status{which} .icon{{stroke:{ink}}}\
                 .status{which} .icon-fill,.status{which} .status-word{{fill:{ink}}}\
                 .status{which} .icon-cut{{stroke:{ground}}}\
                 .status{which} .status-ground{{fill:{ground}}}\
                 .progress-pair{which} .progress-pair-missing{{stroke:{ink}}}"
            );
        }
        out
    }
}
