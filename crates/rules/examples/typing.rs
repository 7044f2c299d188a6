//! What a filing costs in keys and clicks, for `cargo xtask bench typing`; fails where more is typed than was promised.

use beian_rules::typing::{Case, Effort, effort, reference};
use std::process::ExitCode;

/// One number of an effort.
type Count = fn(&Effort) -> usize;

fn main() -> ExitCode {
    let filing = reference();
    let efforts: Vec<Effort> = Case::ALL.iter().map(|case| effort(&filing, *case)).collect();
    let names: String = Case::ALL.iter().map(|case| format!("{:>14}", name(*case))).collect();
    println!("{:<30}{names}", "");
    let lines: [(&str, Count); 12] = [
        ("fields", |it| it.fields),
        ("  left empty", |it| it.left),
        ("  filled by what is known", |it| it.known),
        ("  typed", |it| it.typed),
        ("  chosen from a list", |it| it.chosen),
        ("  ticked", |it| it.ticked),
        ("  uploaded", |it| it.uploaded),
        ("  done on the phone", |it| it.on_phone),
        ("codes typed besides", |it| it.codes),
        ("typed in all", Effort::typed_in_all),
        ("keystrokes", |it| it.keys),
        ("clicks", |it| it.clicks),
    ];
    for (name, count) in lines {
        let numbers: String = efforts.iter().map(|it| format!("{:>14}", count(it))).collect();
        println!("{name:<30}{numbers}");
    }
    for (case, it) in Case::ALL.iter().zip(&efforts) {
        let fields: Vec<String> = it.typed_fields.iter().map(ToString::to_string).collect();
        println!("\n{}, typed: {}", name(*case), fields.join(" "));
    }
    println!();
    let mut fits = true;
    for (case, it) in Case::ALL.iter().zip(&efforts) {
        let (typed, most) = (it.typed_in_all(), case.most_typed());
        let verdict = if typed <= most { "within" } else { "OVER" };
        println!("{}: {typed} fields and codes are typed, {most} at the most: {verdict}", name(*case));
        fits &= typed <= most;
    }
    if fits { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What a case is called.
const fn name(case: Case) -> &'static str {
    match case {
        Case::First => "first",
        Case::FirstRead => "first, OCR",
        Case::Next => "next",
    }
}
