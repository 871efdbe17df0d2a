"""The rules of the checks, one file each: what it says to the user, its record, its function."""
