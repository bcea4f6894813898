"""What makes the files that are made: run from the repository, never installed."""
