"""The same thing told twice: corroboration and contradiction across documents."""
