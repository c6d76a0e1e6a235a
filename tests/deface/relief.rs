//! What stands out of the curve, seen from the front: the face does not, the skull does.

use safelight::deface::{self, FaceCut, FaceLook, Surface};

use super::head::{Head, Scan};
use super::looks;

const CELL_MM: f64 = 4.0;
/// What is finer than this is the steps of the pictures, not the person.
const STEP_MM: f64 = 1.0;

/// Millimetres by which the skin stands out of the curve, at most.
#[derive(Debug, Clone, Copy)]
struct Relief {
    /// Below the skull, down to where the face ends.
    face: f64,
    /// Where the skull less its skin lies before the curve.
    skull: f64,
}

fn relief(surface: &Surface, cut: &FaceCut, head: &Head, scan: &Scan) -> Relief {
    let ([left, back, up], [a, b, c]) = (cut.centre(), cut.half());
    let [x_first, y_first, z_first] = [0, 1, 2].map(|axis: usize| head.at[axis] + scan.from[axis]);
    // The lines of the picture are the cells around the skull, as the room takes them.
    let from =
        |first: f64, least: f64| first + ((least - first) / CELL_MM).ceil().max(0.0) * CELL_MM;
    let x_first = from(x_first, left - 1.5 * a);
    let z_first = from(z_first, up - 2.0 * c);
    let mut relief = Relief {
        face: f64::MIN,
        skull: f64::MIN,
    };
    for row in 0..surface.height {
        let z = z_first + (surface.height - 1 - row) as f64 * CELL_MM - up;
        for column in 0..surface.width {
            let x = x_first + column as f64 * CELL_MM - left;
            let Some(depth) = surface.depth_mm(row, column) else {
                continue;
            };
            if x.abs() > 0.8 * a || z > 0.12 * c - CELL_MM || z < c - 2.7 * b {
                continue;
            }
            let curve = -0.75 * b * (1.0 - (x.abs() / a).powi(3)).cbrt();
            let stands_out = curve - (y_first + depth - back);
            let is_below = z < -(c - 0.09 * b) - CELL_MM;
            let part = if is_below {
                &mut relief.face
            } else {
                &mut relief.skull
            };
            *part = part.max(stands_out);
        }
    }
    relief
}

#[test]
fn after_the_cut_only_the_skull_stands_out_of_the_curve() {
    let (head, scan) = (Head::default(), Scan::default());
    let looks = looks(&head, &scan);
    let looks: Vec<&FaceLook> = looks.iter().collect();
    let cut = deface::find(&looks).expect("a head");
    let front = deface::surfaces(&looks).expect("a head").front;
    let [before, after] = [&front.before, &front.after].map(|one| relief(one, &cut, &head, &scan));
    println!("before {before:?} after {after:?}");
    assert!(before.face > 25.0 && before.skull > 25.0, "{before:?}");
    assert!(after.face < STEP_MM, "{after:?}");
    // 1 - 0.25 - 0.09 of half the length: see docs/DEFACING.md.
    assert!(after.skull < 0.16 * cut.half()[1] + STEP_MM, "{after:?}");
}
