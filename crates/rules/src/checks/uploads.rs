//! Files on their way (备案材料上传): what a file must be. Found where a file arrives, in the browser or on the server.

use crate::rule::rules;

pub(super) const CHECKS: &[crate::registry::Check] = &[];

rules! {
    /// Upload: larger than `max` bytes.
    FILE_TOO_LARGE {
        id: "file.too-large",
        said_by: Either,
        severity: Error,
        zh: "文件超过 {max_bytes} MB，请压缩后重新上传",
        en: "Larger than {max_bytes} MB: make it smaller and upload it again",
        source: "TQ 备案材料上传 2022",
        params: [("max_bytes", "20971520")],
    }

    /// Upload: nothing in it.
    FILE_EMPTY {
        id: "file.empty",
        said_by: Either,
        severity: Error,
        zh: "文件是空的，请重新选择",
        en: "The file is empty: choose another",
        source: "D",
        params: [],
    }

    /// Upload: the bytes are no picture of a kind that is taken (`found` is what they look like).
    FILE_KIND {
        id: "file.kind",
        said_by: Either,
        severity: Error,
        zh: "请上传 JPG、PNG 图片或 PDF",
        en: "Upload a JPG or PNG picture, or a PDF",
        source: "TQ 备案材料上传 2022",
        params: [],
    }

    /// Upload: a telephone's own kind of picture (HEIC), which few browsers show.
    FILE_HEIC {
        id: "file.heic",
        said_by: Server,
        severity: Error,
        zh: "这是 HEIC 格式照片，请在相机设置中选择“兼容性最佳”后重拍，或直接在本页拍摄",
        en: "This is a HEIC picture: choose “most compatible” in the camera's settings and retake it, or take it on this page",
        source: "TQ 备案材料上传 2022",
        params: [],
    }

    /// Upload: begins like a picture but cannot be decoded.
    FILE_UNREADABLE {
        id: "file.unreadable",
        said_by: Either,
        severity: Error,
        zh: "文件已损坏，无法打开，请重新拍照或扫描",
        en: "The file is damaged and cannot be opened: photograph or scan it again",
        source: "TQ 备案材料上传 2022",
        params: [],
    }

    /// Upload: more than `max` pages for one field.
    FILE_PAGES {
        id: "file.pages",
        said_by: Server,
        severity: Error,
        zh: "最多 {max} 页，请只保留需要的页",
        en: "At most {max} pages: keep only those that are needed",
        source: "D",
        params: [("max", "20")],
    }

    /// Upload: a PDF that opens with a password only, or of which a page cannot be drawn whole, for a font or a picture in it, or not within
    /// its time and memory.
    FILE_PDF_UNDRAWN {
        id: "file.pdf-undrawn",
        said_by: Server,
        severity: Error,
        zh: "PDF 无法转换（有密码，或字体未嵌入），请导出为图片后上传",
        en: "The PDF cannot be converted (a password, or a font that is not in it): upload its pages as pictures",
        source: "D",
        params: [],
    }

    /// Upload: what arrived is not what was sent, by its checksum.
    FILE_ALTERED {
        id: "file.altered",
        said_by: Server,
        severity: Error,
        zh: "文件在传输中受损，请重新上传",
        en: "The file was damaged on the way: upload it again",
        source: "D",
        params: [],
    }

    /// Upload: fewer than `min` pixels on the long side.
    FILE_TOO_SMALL {
        id: "file.too-small",
        said_by: Server,
        severity: Error,
        zh: "图片太小，长边至少 {min} 像素",
        en: "The picture is too small: at least {min} pixels on the long side",
        source: "D",
        params: [("min", "1000")],
    }

    /// Upload: more pixels than can be decoded safely (`max` million).
    FILE_TOO_MANY_PIXELS {
        id: "file.too-many-pixels",
        said_by: Server,
        severity: Error,
        zh: "图片像素过多，请缩小到 {max} 百万像素以内",
        en: "Too many pixels: scale it down to {max} million",
        source: "D",
        params: [("max", "50")],
    }
}
