"""The page a view returns: text that shows itself in a notebook and saves itself, as page or as picture."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path

from autoatlas.ontology.errors import UnknownFormat
from autoatlas.ontology.files import write_whole

__all__ = ["View"]


class View(str):
    """One HTML page that works without a network. It is plain text, so it goes wherever a string goes.

    Examples
    --------
    >>> page = View("<!doctype html><title>BYD</title>")
    >>> page.startswith("<!doctype html>"), page.html == page
    (True, True)
    """

    _picture: Callable[[], str] | None

    def __new__(cls, text: str = "", picture: Callable[[], str] | None = None) -> View:
        view = super().__new__(cls, text)
        view._picture = picture
        return view

    @property
    def html(self) -> str:
        """The page as a plain string."""
        return str.__str__(self)

    def picture(self) -> str:
        """The same as an SVG that stands alone, in light colours, for print.

        Raises
        ------
        UnknownFormat
            It was made from text alone, so that there is nothing to draw.
        """
        if self._picture is None:
            raise UnknownFormat("This view is a page to read, not a picture.", mend="Save it as .html.")
        return self._picture()

    def save(self, path: str | Path) -> Path:
        """Write the view, whole or not at all, and return where: as page, or as picture for .svg and .png.

        Raises
        ------
        FileUnwritable
            The folder does not exist or cannot be written to. Nothing is left behind.
        UnknownFormat
            A picture is asked for and this view has none.
        ExtraMissing
            A PNG is asked for and the package that draws it is not installed.
        """
        target = Path(path)
        kind = target.suffix.lower()
        content = self.encode() if kind not in (".svg", ".png") else self.picture().encode()
        if kind == ".png":
            from autoatlas.viz.picture import png

            content = png(content.decode())
        with write_whole(target) as file:
            file.write(content)
        return target

    def _repr_html_(self) -> str:
        # a frame of its own keeps the page's scripts and styles apart from the notebook's, and shut in
        return (
            '<iframe title="AutoAtlas view" sandbox="allow-scripts allow-downloads allow-popups" '
            'loading="lazy" style="width:100%;height:720px;border:1px solid #8884;border-radius:8px" '
            f'srcdoc="{html.escape(self, quote=True)}"></iframe>'
        )
