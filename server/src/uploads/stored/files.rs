//! Which files the rows of uploads, attachments and captures name.

use super::tables::{attachments, captures, upload_parts};
use super::*;

impl Store {
    /// Those of these files that no row names. Every table that names a file stands here: what a new one names would be swept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unnamed_files(&self, files: &[String]) -> Stored<Vec<String>> {
        let these = || files.iter().map(String::as_str);
        let mut named = HashSet::new();
        let of_attachments = attachments::Entity::find()
            .select_only()
            .column(attachments::Column::Id)
            .filter(attachments::Column::Id.is_in(these()));
        named.extend(of_attachments.into_tuple::<String>().all(self.writer()).await?);
        let of_captures = captures::Entity::find()
            .select_only()
            .column(captures::Column::File)
            .filter(captures::Column::File.is_in(these()));
        named.extend(of_captures.into_tuple::<String>().all(self.writer()).await?);
        let of_parts = upload_parts::Entity::find()
            .select_only()
            .column(upload_parts::Column::File)
            .filter(upload_parts::Column::File.is_in(these()));
        named.extend(of_parts.into_tuple::<String>().all(self.writer()).await?);
        Ok(files.iter().filter(|file| !named.contains(*file)).cloned().collect())
    }
}
