"""One module a group of properties; each reads a scene and notes the facts it states."""
