"""The values that the stages hand over: the brief, the audience, the project file, and what each stage gives."""
