"""Bytes become text with nothing guessed: header lines, encodings, and files that are no articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from autoatlas.loaders.document import MAX_BYTES, decode, document_from_text, read_document
from autoatlas.ontology.errors import EncodingRefused, SourceUnreadable

CYRILLIC = "Завод в Калуге выпускает легковые автомобили марки, которую здесь знают давно. " * 6


def test_header_lines_are_taken_off_but_counted() -> None:
    text = "title: A plant opens\nurl: https://example.org/plant\ndate: 2025-05-31\n\nThe plant opened."
    document = document_from_text(text)
    assert (document.title, document.iri, document.published) == (
        "A plant opens",
        "https://example.org/plant",
        "2025-05-31",
    )
    assert document.text == text
    assert document.text[document.body :].strip() == "The plant opened."


def test_any_of_the_header_lines_may_be_missing() -> None:
    assert document_from_text("url: https://example.org/a\n\nText.").published is None
    assert document_from_text("date: 2025-05\n\nText.", iri="urn:x").iri == "urn:x"
    plain = document_from_text("Date: next Tuesday in the hall, the mayor said.", iri="urn:x")
    assert plain.published is None


def test_a_sentence_with_a_colon_is_no_header() -> None:
    document = document_from_text("Source: unclear. Nobody knows where the cars went.", iri="urn:x")
    assert document.body == 0


def test_a_byte_order_mark_is_no_character_of_the_text() -> None:
    assert decode("Škoda".encode("utf-8-sig")) == "Škoda"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_text_of_wide_characters_is_refused_by_name(encoding: str) -> None:
    with pytest.raises(EncodingRefused, match=encoding):
        decode("Škoda".encode(encoding))


def test_text_that_is_not_utf_8_is_refused_with_the_encoding_it_looks_like() -> None:
    with pytest.raises(EncodingRefused) as caught:
        decode(CYRILLIC.encode("cp1251"))
    assert "cp1251" in str(caught.value)


def test_an_encoding_that_is_named_is_used() -> None:
    assert decode(CYRILLIC.encode("cp1251"), encoding="cp1251") == CYRILLIC


def test_an_encoding_that_does_not_exist_is_refused() -> None:
    with pytest.raises(EncodingRefused, match="utf-99"):
        decode(b"text", encoding="utf-99")


def test_a_missing_file_a_folder_and_an_empty_file_are_told_apart(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n")
    with pytest.raises(SourceUnreadable, match="no such file"):
        read_document(tmp_path / "gone.txt")
    with pytest.raises(SourceUnreadable, match="folder"):
        read_document(tmp_path)
    with pytest.raises(SourceUnreadable, match="empty"):
        read_document(empty)


def test_a_binary_file_is_no_text(tmp_path: Path) -> None:
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    with pytest.raises(SourceUnreadable):
        read_document(picture)


def test_a_file_too_large_to_be_an_article_is_refused_unread(tmp_path: Path) -> None:
    dump = tmp_path / "dump.txt"
    with dump.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(SourceUnreadable, match="more than"):
        read_document(dump)


def test_an_article_is_known_by_its_address_else_by_the_source_given(tmp_path: Path) -> None:
    named, unnamed = tmp_path / "named.txt", tmp_path / "unnamed.md"
    named.write_text("url: https://example.org/a\n\nText.", "utf-8")
    unnamed.write_text("# Text\n\nMore of it.", "utf-8")
    assert read_document(named, source="https://example.org/b").iri == "https://example.org/a"
    assert read_document(unnamed, source="https://example.org/b").iri == "https://example.org/b"
    assert read_document(unnamed).iri.startswith("file:")
