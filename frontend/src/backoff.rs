//! How long to wait before trying again: doubling, bounded, and never in step with other devices.

/// The first wait, in milliseconds.
const FIRST: u32 = 1_000;
/// The longest wait.
const LONGEST: u32 = 60_000;

/// The wait after `failures` failures in a row, between half and all of the doubled time. `dice` is any
/// random number; it keeps a thousand devices from returning in the same second.
pub fn wait(failures: u32, dice: u32) -> u32 {
    let doubled = FIRST.saturating_mul(1 << failures.saturating_sub(1).min(10)).min(LONGEST);
    let half = doubled / 2;
    half + dice % (half + 1)
}

#[cfg(test)]
mod tests {
    use super::wait;

    #[test]
    fn it_doubles_and_stays_bounded() {
        for (failures, low, high) in [(0, 500, 1_000), (1, 500, 1_000), (2, 1_000, 2_000)] {
            for dice in [0, 1, 499, u32::MAX] {
                assert!((low..=high).contains(&wait(failures, dice)), "{failures} {dice}");
            }
        }
        assert!((30_000..=60_000).contains(&wait(u32::MAX, u32::MAX)));
    }

    #[test]
    fn the_dice_spread_it() {
        assert_ne!(wait(3, 0), wait(3, 1_000));
    }
}
