"""The commands, one module a family. Each imports what it runs only when it runs."""
