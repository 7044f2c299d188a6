//! A table as CSV for a spreadsheet: UTF-8 with the mark that Excel needs, and no cell that a spreadsheet would take for a formula.

use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};

/// A cell: what begins as a formula does is made a text, and what would end the cell is quoted.
fn cell(text: &str) -> String {
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r', '\n']);
    let is_number = text.parse::<f64>().is_ok();
    let text = if is_formula && !is_number { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// A table of rows, the first of which is the header.
pub fn of<'a, R: Iterator<Item = &'a str>>(rows: impl Iterator<Item = R>) -> String {
    let mut text = "\u{feff}".to_owned();
    for row in rows {
        let cells: Vec<String> = row.map(cell).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// The same as a file to download; `name` is of letters that a header takes.
pub fn answer(name: &str, text: String) -> Response {
    let mut answer = text.into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}.csv\"")) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_none_ends_early() {
        for (text, written) in [
            ("张三", "张三"),
            ("=1+1", "'=1+1"),
            ("+86", "+86"),
            ("-3.5", "-3.5"),
            ("-cmd", "'-cmd"),
            (" @x", "' @x"),
            ("\tx", "'\tx"),
            ("a,b", "\"a,b\""),
            ("=a\"b", "\"'=a\"\"b\""),
        ] {
            assert_eq!(cell(text), written);
        }
        assert_eq!(of([["a", "b"].into_iter(), ["1", "x,y"].into_iter()].into_iter()), "\u{feff}a,b\r\n1,\"x,y\"\r\n");
    }
}
