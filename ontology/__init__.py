"""What can be said: the vocabulary, the fact and its schema, units, and the registry of known entities."""
