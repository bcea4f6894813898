"""A sentence without its asides: ``the X, a small SUV that sells well, is built there`` as ``the X is built there``."""

from autoatlas.loaders.text.knowledge import rx
from autoatlas.loaders.text.scene import Scene

__all__ = ["without_asides"]


def without_asides(scene: Scene) -> Scene | None:
    """The scene without what it says in passing behind its models, so that what belongs together stands together.

    Parameters
    ----------
    scene : Scene

    Returns
    -------
    Scene or None
        None where there is no aside.
    """
    spans = [match.span("aside") for match in rx("products.aside").finditer(scene.tag)]
    return scene.without(spans) if spans else None
