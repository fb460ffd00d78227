//! The set of icons.

use std::collections::BTreeSet;

use chart::StatusLook;
use chart::icon::{Icon, LOGO};

use crate::golden;

#[test]
fn every_icon_has_a_name_a_drawing_and_stays_on_the_grid() {
    let mut names = BTreeSet::new();
    let mut drawings = BTreeSet::new();
    for icon in Icon::ALL {
        assert!(names.insert(icon.name()), "{} twice", icon.name());
        assert_eq!(Icon::by_name(icon.name()), Some(icon));
        assert!(
            drawings.insert(icon.body()),
            "{} looks like another",
            icon.name()
        );
        assert_eq!(
            golden::well_formed(&icon.svg()).as_deref(),
            Ok("svg"),
            "{}",
            icon.name()
        );
    }
    assert_eq!(Icon::by_name("no such icon"), None);
}

#[test]
fn each_status_has_a_shape_of_its_own() {
    let shapes: BTreeSet<String> = StatusLook::ALL
        .into_iter()
        .map(|status| status.icon().body())
        .collect();
    assert_eq!(shapes.len(), StatusLook::ALL.len());
}

#[test]
fn the_whole_set_as_one_picture() {
    let mut sheet = String::from(r#"<svg xmlns="http://www.w3.org/2000/svg">"#);
    sheet.push_str(&format!("<g>{LOGO}</g>"));
    for icon in Icon::ALL {
        sheet.push_str(&format!("<g id=\"{}\">{}</g>", icon.name(), icon.body()));
    }
    sheet.push_str("</svg>");
    golden::check("icons", &sheet);
}
