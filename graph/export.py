"""The graph for other tools: RDF, graph files and tables, written whole or not at all."""
