//! Damage to a file.

use proptest::{prelude::*, sample::Index};

/// Something that can happen to a file on its way.
#[derive(Clone, Copy, Debug)]
pub enum Damage {
    /// A byte is replaced.
    Byte(u8),
    /// A byte is lost.
    Gone,
    /// A byte is added.
    Inserted(u8),
    /// Everything from some byte on is repeated.
    Twice,
}

impl Arbitrary for Damage {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        // The characters that give JSON its shape do the most harm.
        let byte = prop_oneof![
            any::<u8>(),
            prop::sample::select(&b"{}[]\",:0123456789\\eE.-unl \n"[..])
        ];
        prop_oneof![
            byte.clone().prop_map(Self::Byte),
            Just(Self::Gone),
            byte.prop_map(Self::Inserted),
            Just(Self::Twice),
        ]
        .boxed()
    }
}

impl Damage {
    /// Damages the bytes at a place.
    pub fn apply(self, bytes: &mut Vec<u8>, at: Index) {
        if bytes.is_empty() {
            return;
        }
        let at = at.index(bytes.len());
        match self {
            Self::Byte(byte) => bytes[at] = byte,
            Self::Gone => drop(bytes.remove(at)),
            Self::Inserted(byte) => bytes.insert(at, byte),
            Self::Twice => bytes.extend_from_within(at..),
        }
    }
}
