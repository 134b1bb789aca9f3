//! How much a workbook may ask of us.

/// The bounds a reader holds; [`Limits::default`] suits a register of several thousand activities.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Size of the file itself, in bytes.
    pub file_bytes: usize,
    /// Parts in the zip container.
    pub entries: usize,
    /// Size of one part once inflated, in bytes.
    pub part_bytes: u64,
    /// How many times larger a part may become when inflated (looked at beyond 4 MiB only).
    pub ratio: u64,
    /// Sheets in the workbook.
    pub sheets: usize,
    /// Rows of a sheet: what lies below is not an address a spreadsheet can show.
    pub rows: u32,
    /// Columns of a sheet.
    pub columns: u32,
    /// Cells that hold a text or a note, over all sheets.
    pub cells: usize,
    /// Length of the text of one cell, in bytes.
    pub cell_bytes: usize,
    /// Length of all texts together, in bytes.
    pub text_bytes: usize,
    /// Merged ranges, over all sheets.
    pub merges: usize,
    /// Merged ranges of one sheet (looking one up takes their number of steps).
    pub sheet_merges: usize,
    /// Nesting of XML elements.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file_bytes: 32 << 20,
            entries: 4_096,
            part_bytes: 64 << 20,
            ratio: 400,
            sheets: 2_000,
            rows: 1_048_576,
            columns: 16_384,
            cells: 400_000,
            cell_bytes: 256 << 10,
            text_bytes: 48 << 20,
            merges: 200_000,
            sheet_merges: 4_000,
            depth: 100,
        }
    }
}
