//! Wishes that sound like Key Results but name nothing that can be measured.

/// Wordings, in lower case, that need a number beside them. English, then German.
const WORDINGS: &[&str] = &[
    "best in class",
    "best-in-class",
    "world class",
    "world-class",
    "state of the art",
    "state-of-the-art",
    "industry leading",
    "industry-leading",
    "improve customer satisfaction",
    "improve employee satisfaction",
    "increase customer satisfaction",
    "delight our customers",
    "delight customers",
    "be more agile",
    "be the best",
    "become the best",
    "raise awareness",
    "kundenzufriedenheit verbessern",
    "kundenzufriedenheit steigern",
    "mitarbeiterzufriedenheit verbessern",
    "weltklasse",
    "branchenf\u{fc}hrend",
    "agiler werden",
    "die besten werden",
    "bewusstsein schaffen",
];

/// The wording that makes a title a sentiment, when it has no number in it.
pub fn sentiment(title: &str) -> Option<&'static str> {
    if title.chars().any(char::is_numeric) {
        return None;
    }
    let title = title.to_lowercase();
    WORDINGS
        .iter()
        .copied()
        .find(|wording| title.contains(wording))
}
