//! One hash over the list of entries: the Merkle tree hash of RFC 6962 2.1.

use sha2::{Digest as _, Sha256};

use super::facts::FileFact;
use super::words::Digest;

/// Root over the entries in the order of their names. A leaf is the line that
/// `sha256sum` prints for the entry: hex digits, two blanks, name.
#[must_use]
pub fn root(files: &[FileFact]) -> Digest {
    let mut sorted: Vec<&FileFact> = files.iter().collect();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    let leaves = sorted.into_iter().map(|file| {
        let line = format!("{}  {}", file.sha256.hex(), file.name.as_str());
        hash(&[&[0x00], line.as_bytes()])
    });
    fold(leaves)
}

/// The tree of RFC 6962 grown leaf by leaf: a stack of full subtrees, merged
/// whenever two are equally high, and from the right at the end.
fn fold(leaves: impl Iterator<Item = [u8; 32]>) -> Digest {
    let mut stack: Vec<(u32, [u8; 32])> = Vec::new();
    for leaf in leaves {
        let mut tree = (0, leaf);
        while let Some((_, left)) = stack.pop_if(|left| left.0 == tree.0) {
            tree = (tree.0 + 1, hash(&[&[0x01], &left, &tree.1]));
        }
        stack.push(tree);
    }
    let Some((_, mut right)) = stack.pop() else {
        return Digest(hash(&[]));
    };
    while let Some((_, left)) = stack.pop() {
        right = hash(&[&[0x01], &left, &right]);
    }
    Digest(right)
}

fn hash(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::words::EntryName;

    /// The definition of RFC 6962 2.1, word for word: split at the largest
    /// power of two below the count.
    fn by_definition(leaves: &[[u8; 32]]) -> [u8; 32] {
        match leaves {
            [] => hash(&[]),
            [leaf] => *leaf,
            more => {
                let split = (more.len().div_ceil(2)).next_power_of_two();
                let split = if split >= more.len() {
                    split / 2
                } else {
                    split
                };
                let (left, right) = more.split_at(split);
                hash(&[&[1], &by_definition(left), &by_definition(right)])
            }
        }
    }

    #[test]
    fn the_stack_gives_the_tree_of_the_definition() {
        for count in 0..70_u8 {
            let leaves: Vec<[u8; 32]> = (0..count).map(|number| hash(&[&[0], &[number]])).collect();
            assert_eq!(
                fold(leaves.iter().copied()).0,
                by_definition(&leaves),
                "{count}"
            );
        }
    }

    #[test]
    fn empty_root_is_the_hash_of_nothing() {
        assert_eq!(
            root(&[]).hex(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn order_of_the_list_does_not_matter_and_names_and_bytes_do() {
        let file = |name: &str, byte| FileFact {
            name: EntryName::parse(name).expect("a name"),
            size_bytes: 1,
            sha256: Digest([byte; 32]),
        };
        let (a, b) = (file("a", 1), file("b", 2));
        let both = root(&[a.clone(), b.clone()]);
        assert_eq!(both, root(&[b.clone(), a.clone()]));
        assert_ne!(both, root(&[file("a", 2), file("b", 1)]));
        assert_ne!(both, root(&[a, file("c", 2)]));
        assert_ne!(both, root(&[b]));
    }
}
