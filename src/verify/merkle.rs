//! The Merkle tree hash of RFC 6962 §2.1 over the files of a package.
//!
//! Leaf and node hashes begin with different bytes, so that a list of node
//! hashes cannot pass as a list of files.

use sha2::{Digest, Sha256};

/// What one file contributes: its line in `SHA256SUMS`, without the line end,
/// so that anybody can compute the root from that file alone.
#[must_use]
pub fn file_leaf(name: &str, sha256: &[u8; 32]) -> Vec<u8> {
    format!("{}  {name}", hex(sha256)).into_bytes()
}

/// Root of the tree over `leaves` in their order.
#[must_use]
pub fn root<Leaf: AsRef<[u8]>>(leaves: &[Leaf]) -> [u8; 32] {
    if leaves.is_empty() {
        return Sha256::digest([]).into();
    }
    // Complete subtrees from left to right, as (height, hash): two of equal
    // height join at once, the rest joins from right to left at the end. This
    // is the split at the largest power of two of §2.1 without recursion.
    let mut subtrees: Vec<(u32, [u8; 32])> = Vec::new();
    for leaf in leaves {
        let mut top = (0, leaf_hash(leaf.as_ref()));
        while let Some((height, left)) = subtrees.pop() {
            if height != top.0 {
                subtrees.push((height, left));
                break;
            }
            top = (height + 1, node_hash(&left, &top.1));
        }
        subtrees.push(top);
    }
    let mut hash = None;
    while let Some((_, left)) = subtrees.pop() {
        hash = Some(match hash {
            None => left,
            Some(right) => node_hash(&left, &right),
        });
    }
    hash.unwrap_or_default()
}

/// Lower-case hexadecimal, as `sha256sum` prints it.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn leaf_hash(leaf: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update([0]);
    hasher.update(leaf);
    hasher.finalize().into()
}

fn node_hash(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update([1]);
    hasher.update(left);
    hasher.update(right);
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition of RFC 6962 §2.1, word for word.
    fn by_definition(leaves: &[Vec<u8>]) -> [u8; 32] {
        match leaves {
            [] => Sha256::digest([]).into(),
            [leaf] => leaf_hash(leaf),
            more => {
                let mut half = 1;
                while half * 2 < more.len() {
                    half *= 2;
                }
                node_hash(&by_definition(&more[..half]), &by_definition(&more[half..]))
            }
        }
    }

    #[test]
    fn the_root_is_that_of_the_definition_for_every_size() {
        for count in 0..70_u8 {
            let leaves: Vec<Vec<u8>> = (0..count).map(|byte| vec![byte, 1]).collect();
            assert_eq!(root(&leaves), by_definition(&leaves), "{count} leaves");
        }
    }

    #[test]
    fn the_empty_tree_is_the_hash_of_nothing() {
        assert_eq!(
            hex(&root::<Vec<u8>>(&[])),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn order_and_names_count() {
        let one = file_leaf("a", &[1; 32]);
        let other = file_leaf("b", &[1; 32]);
        assert_ne!(root(&[&one, &other]), root(&[&other, &one]));
        assert_ne!(root(&[&one]), root(&[&other]));
    }
}
