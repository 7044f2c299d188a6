//! Where a face is: the frame in cells of four by four pixels, the wall's colour, and regions of skin before it.

use super::frame::{Frame, Histogram};

/// Side of a cell, in pixels.
pub const CELL: i32 = 4;
/// Most cells of the frame, in percent, that a face can be; more is a wall of the colour of skin.
const MOST: i32 = 60;
/// Fewest, in thousandths.
const FEWEST: i32 = 12;

/// Brightness and colour of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Brightness, 0 to 255.
    pub luma: i32,
    /// Bluer than grey by so much (Cb - 128).
    pub blue: i32,
    /// Redder than grey by so much (Cr - 128).
    pub red: i32,
}

/// The frame in cells.
pub struct Cells {
    cells: Vec<Cell>,
    /// Cells in a row.
    pub across: i32,
    /// Rows.
    pub down: i32,
}

/// A region that may be a face, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// The first row, at the hair.
    pub top: i32,
    /// The last row of the face, at the chin.
    pub chin: i32,
    /// Widest row.
    pub width: i32,
    /// Middle of its cells, from the left, in hundredths of a cell.
    pub middle: i32,
    /// Cells from the top to the chin.
    pub area: i32,
}

/// What was found of faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Faces {
    /// None.
    None,
    /// Skin cannot be told from the wall.
    Unclear,
    /// One, and how large the next is: in percent of its area.
    Found(Region, i32),
}

impl Cells {
    /// Of a frame.
    pub fn of(frame: &Frame) -> Cells {
        let (across, down) = (frame.width() / CELL, frame.height() / CELL);
        let mut cells = Vec::with_capacity((across * down) as usize);
        for y in 0..down {
            for x in 0..across {
                let mut sum = [0; 3];
                for n in 0..CELL * CELL {
                    let rgb = frame.rgb(x * CELL + n % CELL, y * CELL + n / CELL);
                    for (sum, value) in sum.iter_mut().zip(rgb) {
                        *sum += value;
                    }
                }
                let [red, green, blue] = sum.map(|sum| sum / (CELL * CELL));
                let luma = (red * 77 + green * 150 + blue * 29) >> 8;
                cells.push(Cell { luma, blue: (blue - luma) * 144 / 256, red: (red - luma) * 183 / 256 });
            }
        }
        Cells { cells, across, down }
    }

    /// A cell within the frame.
    pub fn at(&self, x: i32, y: i32) -> Cell {
        self.cells.get((y * self.across + x) as usize).copied().unwrap_or_default()
    }

    /// The wall's colour: what most of the frame's upper and outer edge is.
    pub fn wall(&self) -> Cell {
        let outer = self.across / 9;
        let cells = (0..self.down * 55 / 100).flat_map(|y| {
            let is_outer = move |x: &i32| y < 2 || *x < outer || *x >= self.across - outer;
            (0..self.across).filter(is_outer).map(move |x| self.at(x, y))
        });
        middle_of(cells)
    }

    /// The faces before a wall.
    pub fn faces(&self, wall: Cell) -> Faces {
        // A lamp colours the wall and the face alike, the darker the less; a wall that is coloured itself says nothing of it.
        let lamp = if wall.blue.abs() + wall.red.abs() <= 24 { wall } else { Cell::default() };
        let is_skin = |cell: &Cell| {
            let by_lamp = |colour: i32| colour * cell.luma.min(wall.luma) / wall.luma.max(1);
            let (blue, red) = (cell.blue - by_lamp(lamp.blue), cell.red - by_lamp(lamp.red));
            let colours = (cell.blue - wall.blue).abs() + (cell.red - wall.red).abs();
            let from_wall = (cell.luma - wall.luma).abs() / 2 + colours;
            cell.luma >= 24 && (4..=48).contains(&red) && blue <= 0 && red - blue >= 9 && from_wall >= 12
        };
        let mut skin: Vec<bool> = self.cells.iter().map(is_skin).collect();
        let all = self.across * self.down;
        let mut found: Vec<Vec<i32>> = Vec::new();
        for start in 0..all {
            let region = self.flood(&mut skin, start);
            if region.len() as i32 * 1000 >= all * FEWEST {
                found.push(region);
            }
        }
        found.sort_by_key(|region| std::cmp::Reverse(region.len()));
        let Some(largest) = found.first() else { return Faces::None };
        if largest.len() as i32 * 100 > all * MOST {
            return Faces::Unclear;
        }
        let face = self.region(largest);
        let next = found.iter().skip(1).map(|cells| self.region(cells)).filter(|next| next.top < face.chin);
        let next = next.map(|next| next.area * 100 / face.area.max(1)).max().unwrap_or(0);
        Faces::Found(face, next)
    }

    /// Takes the cells that hang together with this one out of the map.
    fn flood(&self, skin: &mut [bool], start: i32) -> Vec<i32> {
        let mut region = Vec::new();
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            match skin.get_mut(at as usize) {
                Some(is_skin) if *is_skin => *is_skin = false,
                _ => continue,
            }
            region.push(at);
            let x = at % self.across;
            if x > 0 {
                open.push(at - 1);
            }
            if x + 1 < self.across {
                open.push(at + 1);
            }
            open.push(at + self.across);
            if at >= self.across {
                open.push(at - self.across);
            }
        }
        region
    }

    /// The face in a region: from its top so far as a face is long for its width; below it are neck and chest.
    fn region(&self, cells: &[i32]) -> Region {
        let mut rows = vec![(0, 0); self.down as usize];
        for at in cells {
            if let Some((count, sum)) = rows.get_mut((at / self.across) as usize) {
                *count += 1;
                *sum += at % self.across;
            }
        }
        let top = rows.iter().position(|(count, _)| *count >= 3).unwrap_or(0);
        let (mut width, mut area, mut sum, mut chin) = (0, 0, 0, top);
        for (y, (count, across)) in rows.iter().enumerate().skip(top) {
            if *count == 0 || (y - top) as i32 * 10 > width.max(4) * 13 {
                break;
            }
            width = width.max(*count);
            area += count;
            sum += across;
            chin = y;
        }
        Region { top: top as i32, chin: chin as i32, width, middle: sum * 100 / area.max(1) + 50, area }
    }
}

/// The middle value of brightness and of both colours.
pub fn middle_of(cells: impl Iterator<Item = Cell>) -> Cell {
    let mut histograms = [Histogram::default(), Histogram::default(), Histogram::default()];
    let [luma, blue, red] = &mut histograms;
    for cell in cells {
        luma.add(cell.luma);
        blue.add(cell.blue + 128);
        red.add(cell.red + 128);
    }
    Cell { luma: luma.percentile(50), blue: blue.percentile(50) - 128, red: red.percentile(50) - 128 }
}
