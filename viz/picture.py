"""Pictures for print: a chart as an SVG that stands alone, and the same as PNG."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

from autoatlas.ontology.errors import ExtraMissing
from autoatlas.viz.shell import asset
from autoatlas.viz.svg import Drawing, fitted

__all__ = ["png", "standalone"]

_EDGE, _HEAD, _FOOT = 24.0, 64.0, 34.0
_SHEETS = ("theme.css", "chart.css", "map.css", "entity.css")
_VARIABLE = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+)")
_USE = re.compile(r"var\((--[\w-]+)(?:\s*,\s*([^()]*))?\)")
_MIX = re.compile(
    r"color-mix\(in srgb,\s*(#[0-9a-fA-F]{3,8})\s+([\d.]+)%,\s*(#[0-9a-fA-F]{3,8}|transparent)\)"
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def standalone(drawing: Drawing, title: str, note: str = "") -> str:
    """Return a chart as an SVG with its title, in light colours, that needs no page around it."""
    width = drawing.width + 2 * _EDGE
    height = drawing.height + _HEAD + _FOOT
    inside = re.sub(r"^<svg[^>]*>|</svg>$", "", str(drawing.markup()))
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w:g}" height="{h:g}" viewBox="0 0 {w:g} {h:g}">'
        "<style>{css}</style>"
        '<rect width="100%" height="100%" fill="#ffffff"/>'
        '<text x="{edge:g}" y="40" style="font:600 22px {serif}" fill="#1b1f24">{title}</text>'
        '<g class="figure {look}" transform="translate({edge:g} {head:g})">{inside}</g>'
        '<text x="{edge:g}" y="{foot:g}" style="font:11px {sans}" fill="#565e67">{note}</text></svg>'
    ).format(
        w=width,
        h=height,
        css=Markup(_styles()),
        edge=_EDGE,
        head=_HEAD,
        serif="Georgia, 'Noto Serif', serif",
        sans="'Noto Sans', Arial, sans-serif",
        title=fitted(title, width - 2 * _EDGE, 22.0),
        look=drawing.css_class,
        inside=Markup(inside),
        foot=height - 14.0,
        note=fitted(note or "Drawn by AutoAtlas", width - 2 * _EDGE, 11.0),
    )


def png(svg: str, *, scale: float = 2.0) -> bytes:
    """Return an SVG as PNG.

    Raises
    ------
    ExtraMissing
        The package that draws it is not installed.
    """
    try:
        import vl_convert
    except ImportError as err:
        raise ExtraMissing(
            "A PNG needs the package vl-convert-python, which is not installed.",
            mend="pip install 'autoatlas[pictures]', or write an .svg.",
        ) from err
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


@lru_cache(maxsize=1)
def _styles() -> str:
    """The pages' own rules for charts with their light colours written out: outside a browser nothing resolves
    variables or mixes colours."""
    text = "\n".join(asset(name) for name in _SHEETS)
    values: dict[str, str] = {}
    for block in re.findall(r"^:root\s*\{([^}]*)\}", text, flags=re.M):
        for name, value in _VARIABLE.findall(block):
            values.setdefault(name, value.strip())
    rules = []
    # of the theme only the colours count: its rules are for pages
    charts = text[len(asset(_SHEETS[0])) :]
    for selector, body in _RULE.findall(_without_at_rules(charts)):
        names = [
            part.strip()
            for part in selector.split(",")
            if not re.search(r":|\[data-theme|^(html|body|\*)", part.strip())
        ]
        if not names or not re.search(r"fill|stroke|font|text-anchor|opacity", body):
            continue
        own = {**values, **dict(_VARIABLE.findall(body))}
        rules.append(f"{','.join(names)}{{{_resolved(body, own)}}}")
    # what takes its colour from its kind says so by a variable of its own
    for at in range(8):
        colour = values[f"--c{at}"]
        rules.append(
            f".ribbon.r{at}{{fill:{colour}}}.ribbon-plan.r{at}{{stroke:{colour};stroke-dasharray:4 3}}"
            f".block.r{at}{{fill:{colour}}}.area.a{at},pattern .a{at}{{fill:{colour}}}"
        )
    for at, name in enumerate(("--s0", "--s1", "--s2", *["--grey"] * 7)):
        colour, sheet = values[name], values["--sheet"]
        inside, edge, veil = (colour, sheet, 0.8) if at == 0 else (sheet, colour, 0.6)
        rules.append(f".dot.s{at} circle{{fill:{inside};fill-opacity:{veil};stroke:{edge}}}")
        if at > 3:
            rules.append(f".dot.s{at} path{{stroke:{colour}}}")
    return "".join(rules).replace("<", "")


def _without_at_rules(text: str) -> str:
    kept, at = [], 0
    for match in re.finditer(r"@[a-z-]+[^{;]*\{", text):
        if match.start() < at:
            continue
        kept.append(text[at : match.start()])
        depth, at = 1, match.end()
        while depth and at < len(text):
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
    return "".join([*kept, text[at:]])


def _resolved(body: str, values: dict[str, str]) -> str:
    for _ in range(4):
        body = _USE.sub(lambda use: values.get(use[1], use[2] or "").strip(), body)
    settings = _MIX.sub(_mixed, body).replace('"', "'").split(";")
    return ";".join(
        setting.strip() for setting in settings if "color-mix" not in setting and "--" not in setting
    )


def _mixed(match: re.Match[str]) -> str:
    first, share = _channels(match[1]), float(match[2]) / 100.0
    if match[3] == "transparent":
        return f"rgba({first[0]},{first[1]},{first[2]},{share:g})"
    second = _channels(match[3])
    return "#" + "".join(
        f"{round(a * share + b * (1.0 - share)):02x}" for a, b in zip(first, second, strict=True)
    )


def _channels(colour: str) -> tuple[int, int, int]:
    digits = colour.lstrip("#")
    if len(digits) < 6:
        digits = "".join(2 * digit for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
