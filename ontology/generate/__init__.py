"""Make what follows from the vocabulary: ``terms.py``, ``shapes.ttl`` and ``docs/vocabulary.md``.

Run ``python -m autoatlas.ontology.generate`` after a change to ``vocabulary.ttl``; ``--check`` only tells
whether the files are current. Needs the ``lint`` dependency group (pycountry for the currency codes, ruff
for the layout of the module).
"""

from autoatlas.ontology.generate.page import render_vocabulary_page
from autoatlas.ontology.generate.shapes import render_shapes
from autoatlas.ontology.generate.terms_module import render_terms
from autoatlas.ontology.generate.vocabulary import Vocabulary

__all__ = ["Vocabulary", "render_shapes", "render_terms", "render_vocabulary_page"]
