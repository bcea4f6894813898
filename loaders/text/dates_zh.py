"""Dates in Chinese text."""

from __future__ import annotations

from datetime import date

from .dates import DateMention


def find_dates_zh(text: str, anchor: date | None, start: int, end: int) -> list[DateMention]:
    return []
