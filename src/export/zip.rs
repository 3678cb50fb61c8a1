//! Writes ZIP archives without compression, for Word files and workbooks.
//!
//! Two crates that write archives were tried. They would add 24 kB and 38 kB to the page as gzip,
//! for the two dozen numbers that this module writes.
//!
//! Source: PKWARE's APPNOTE.TXT, 4.3.

/// 1 January 1980, the first date that the format can store. With a fixed date, the same record
/// always gives the same bytes.
const DATE: u16 = 0x21;

/// Writes an archive of files, each with its name, in the order given.
///
/// The names must be ASCII, and everything together must be smaller than 4 GB. This checks neither.
pub fn zip_archive<'a>(files: impl Iterator<Item = (&'a str, Vec<u8>)>) -> Vec<u8> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    let mut count = 0u16;
    for (name, content) in files {
        let offset = length(&archive);
        let mut entry = Vec::new();
        // Version 2.0 of the format; no flags; no compression; midnight.
        for number in [20, 0, 0, 0, DATE] {
            entry.extend(u16::to_le_bytes(number));
        }
        let size = length(&content);
        for number in [crc32(&content), size, size] {
            entry.extend(number.to_le_bytes());
        }
        // Two bytes for the length of the name, and two for that of the extra field, which is empty.
        entry.extend(length(name.as_bytes()).to_le_bytes());

        archive.extend(b"PK\x03\x04");
        archive.extend(&entry);
        archive.extend(name.as_bytes());
        archive.extend(content);

        directory.extend(b"PK\x01\x02");
        // Made by version 2.0, on MS-DOS, which stands for no particular system.
        directory.extend([20, 0]);
        directory.extend(entry);
        // No comment, the first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
        count += 1;
    }
    let offset = length(&archive);
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06");
    archive.extend([0; 4]);
    archive.extend(count.to_le_bytes());
    archive.extend(count.to_le_bytes());
    archive.extend(length(&directory).to_le_bytes());
    archive.extend(offset.to_le_bytes());
    archive.extend([0, 0]);
    archive
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "less than 4 GB, as the caller promises"
)]
fn length(bytes: &[u8]) -> u32 {
    bytes.len() as u32
}

/// The CRC-32 of ISO 3309, which ZIP uses. It takes four bits at a time for speed: a workbook of
/// many returns has 80 MB.
pub fn crc32(bytes: &[u8]) -> u32 {
    let crc = bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..2).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 4) ^ CRC_OF_FOUR_BITS[(crc & 15) as usize]
        })
    });
    !crc
}

const CRC_OF_FOUR_BITS: [u32; 16] = {
    let mut table = [0; 16];
    let mut bits = 0;
    while bits < table.len() {
        #[expect(clippy::cast_possible_truncation, reason = "less than 16")]
        let mut crc = bits as u32;
        let mut bit = 0;
        while bit < 4 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
            bit += 1;
        }
        table[bits] = crc;
        bits += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_matches_the_published_check_value() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }
}
