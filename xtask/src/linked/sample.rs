//! Small modules for the tests, written as a linker writes them with `--emit-relocs`.

/// What a function or a piece of data refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// The function of this number, without the imported one.
    Function(usize),
    /// The piece of data of this number.
    Data(usize),
}

/// A module; it imports one function, which nothing calls.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// What each function refers to; their names are `a::f0` and so on.
    pub functions: Vec<Vec<To>>,
    /// What each piece of data refers to; each is of four bytes, and of four more for each reference.
    pub data: Vec<Vec<To>>,
    /// Names of exports, and the functions behind them.
    pub exports: Vec<(&'static str, usize)>,
    /// These functions call what they refer to without a relocation, as some that the linker itself writes.
    pub stubs: Vec<usize>,
    /// Without relocations.
    pub plain: bool,
}

impl Sample {
    /// Its bytes.
    pub fn wasm(&self) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        section(&mut wasm, 1, &[1, 0x60, 0, 0]);
        section(&mut wasm, 2, &[1, 1, b'm', 1, b'f', 0, 0]);
        section(&mut wasm, 3, &list(self.functions.iter().map(|_| vec![0])));
        section(&mut wasm, 5, &[1, 0, 1]);
        let export = |&(name, function): &(&str, usize)| [string(name), vec![0], leb(function + 1)].concat();
        section(&mut wasm, 7, &list(self.exports.iter().map(export)));
        let (code, code_relocations) = self.code();
        section(&mut wasm, 10, &code);
        let (data, data_relocations) = self.data();
        section(&mut wasm, 11, &data);
        if !self.plain {
            let symbols = [vec![8], bytes(&list(self.symbols()))].concat();
            custom(&mut wasm, "linking", &[vec![2], symbols].concat());
            custom(&mut wasm, "reloc.CODE", &[vec![5], list(code_relocations)].concat());
            custom(&mut wasm, "reloc.DATA", &[vec![6], list(data_relocations)].concat());
        }
        let name = |index| [leb(index + 1), string(&format!("a::f{index}"))].concat();
        custom(&mut wasm, "name", &[vec![1], bytes(&list((0..self.functions.len()).map(name)))].concat());
        wasm
    }

    /// The bytes of a function's body: locals, five more than the instruction for each reference, the end.
    pub fn size(&self, function: usize) -> usize {
        let each = |to: &To| if matches!(to, To::Function(_)) { 6 } else { 7 };
        2 + self.functions[function].iter().map(each).sum::<usize>()
    }

    fn code(&self) -> (Vec<u8>, Vec<Vec<u8>>) {
        let (mut code, mut relocations) = (leb(self.functions.len()), Vec::new());
        for (index, references) in self.functions.iter().enumerate() {
            code.extend(leb(self.size(index)));
            code.push(0);
            for to in references {
                code.push(if matches!(to, To::Function(_)) { 0x10 } else { 0x41 });
                if !self.stubs.contains(&index) {
                    relocations.push(match to {
                        To::Function(_) => [vec![0], leb(code.len()), leb(self.symbol(*to))].concat(),
                        To::Data(_) => [vec![4], leb(code.len()), leb(self.symbol(*to)), vec![0]].concat(),
                    });
                }
                match *to {
                    To::Function(function) => code.extend(padded(function + 1)),
                    To::Data(_) => code.extend([padded(0), vec![0x1a]].concat()),
                }
            }
            code.push(0x0b);
        }
        (code, relocations)
    }

    fn data(&self) -> (Vec<u8>, Vec<Vec<u8>>) {
        let size = self.data.iter().map(|it| 4 + 4 * it.len()).sum();
        let mut data = [vec![1, 0, 0x41, 0, 0x0b], leb(size)].concat();
        let mut relocations = Vec::new();
        for references in &self.data {
            data.extend(b"text");
            for to in references {
                let tail = [leb(data.len()), leb(self.symbol(*to))].concat();
                relocations.push(match to {
                    To::Function(_) => [vec![2], tail].concat(),
                    To::Data(_) => [vec![5], tail, vec![0]].concat(),
                });
                data.extend([0; 4]);
            }
        }
        (data, relocations)
    }

    fn symbol(&self, to: To) -> usize {
        match to {
            To::Function(function) => function,
            To::Data(piece) => self.functions.len() + piece,
        }
    }

    fn symbols(&self) -> Vec<Vec<u8>> {
        let function = |index| [vec![0, 0], leb(index + 1), string(&format!("a::f{index}"))].concat();
        let mut symbols: Vec<Vec<u8>> = (0..self.functions.len()).map(function).collect();
        let mut offset = 0;
        for (index, references) in self.data.iter().enumerate() {
            let size = 4 + 4 * references.len();
            symbols.push([vec![1, 0], string(&format!(".Lanon.{index}")), vec![0], leb(offset), leb(size)].concat());
            offset += size;
        }
        symbols
    }
}

/// An unsigned number as the format writes it.
fn leb(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 0x7f {
        bytes.push(0x80 | (number & 0x7f) as u8);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

/// The same in five bytes, as a linker leaves it room.
fn padded(number: usize) -> Vec<u8> {
    let part = |shift: usize| (number >> shift & 0x7f) as u8;
    vec![0x80 | part(0), 0x80 | part(7), 0x80 | part(14), 0x80 | part(21), part(28)]
}

fn bytes(content: &[u8]) -> Vec<u8> {
    [&leb(content.len()), content].concat()
}

fn string(text: &str) -> Vec<u8> {
    bytes(text.as_bytes())
}

fn list(items: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    let items: Vec<Vec<u8>> = items.into_iter().collect();
    [leb(items.len()), items.concat()].concat()
}

fn section(wasm: &mut Vec<u8>, id: u8, content: &[u8]) {
    wasm.push(id);
    wasm.extend(bytes(content));
}

fn custom(wasm: &mut Vec<u8>, name: &str, content: &[u8]) {
    section(wasm, 0, &[string(name), content.to_vec()].concat());
}
