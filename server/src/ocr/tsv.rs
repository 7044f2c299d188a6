//! The table of words that `tesseract … tsv` prints: twelve columns, the box, the confidence and the text among them.

use super::{Unread, Word};
use beian_model::Region;

/// Words below this confidence (of 100) are specks, waves and seals.
const LEAST: f32 = 20.0;

/// The words of the table, in its order, their boxes in pixels of the picture that was read.
///
/// # Errors
/// [`Unread::Failed`] when it is no such table.
pub fn words(table: &str) -> Result<Vec<Word>, Unread> {
    let mut lines = table.lines();
    if !lines.next().is_some_and(|head| head.starts_with("level\t")) {
        return Err(Unread::Failed);
    }
    Ok(lines.filter_map(word).collect())
}

/// One line; nothing for those of blocks and paragraphs, and for what is no word.
fn word(line: &str) -> Option<Word> {
    let mut columns = line.split('\t').skip(6);
    let mut next = || columns.next();
    let mut number = || next()?.parse::<u32>().ok();
    let region = Region { x: number()?, y: number()?, width: number()?, height: number()? };
    let confidence: f32 = next()?.parse().ok()?;
    let text = next()?.trim();
    let real = !text.is_empty() && confidence >= LEAST && region.width > 0 && region.height > 0;
    real.then(|| Word { text: text.to_owned(), region, confidence: confidence.min(100.0) as u8 })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext";

    #[test]
    fn words_with_boxes() {
        let table = format!(
            "{HEAD}\n1\t1\t0\t0\t0\t0\t0\t0\t2600\t1832\t-1\t\n5\t1\t1\t1\t1\t1\t235\t190\t120\t44\t96.03\t统一\n\
             5\t1\t1\t1\t1\t2\t1\t1\t0\t4\t96\tx\n5\t1\t1\t1\t1\t2\t1\t1\t4\t4\t12.5\t~\n5\tshort\n\n"
        );
        let found = words(&table).unwrap();
        let region = Region { x: 235, y: 190, width: 120, height: 44 };
        assert_eq!(found, [Word { text: "统一".to_owned(), region, confidence: 96 }]);
    }

    #[test]
    fn rubbish_is_no_table() {
        assert!(matches!(words(""), Err(Unread::Failed)));
        assert!(matches!(words("Error opening data file"), Err(Unread::Failed)));
    }
}
